// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/explain_measure.hpp"

#include <fmt/format.h>

#include "sim/core/rule.hpp"
#include "sim/scenario/actions.hpp"
#include "sim/scenario/explain_action.hpp"
#include "sim/scenario/measures.hpp"
#include "sim/scenario/prose.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

constexpr std::size_t label_width = 15;

/// Nothing when there is no text.
std::string line(std::string_view label, const std::string& text) {
    return wrap(text, label_width, fmt::format("  {}", label));
}

std::string covered(std::string text, const std::optional<double>& share) {
    return share && *share < 1.0 ? fmt::format("{} ({} of the value)", text, percent(*share)) : text;
}

std::string items_text(const Value& table) {
    const Value* items = table.find("items");
    if (items == nullptr) return "any good";
    if (items->is(ValueKind::text)) return items->text == "*" ? "any good" : items->text;
    std::string text;
    const auto add = [&text](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : ", ") + (part == "*" ? "any good" : part);
    };
    if (items->is(ValueKind::table)) {
        add(names_of(*items, "goods"));
        if (const std::string kinds = names_of(*items, "class"); !kinds.empty()) add("all goods of class " + kinds);
        return covered(text, get_number(*items, "coverage"));
    }
    for (const Value& item : items->items)
        add(item.is(ValueKind::text) ? item.text : covered(names_of(item, "good"), get_number(item, "coverage")));
    return text;
}

/// The tests on where goods come from, by "or".
std::string origin_text(const Value& origin) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", or ") + part; };
    const auto share = [&origin](std::string_view key, double otherwise) {
        return percent(get_number(origin, key).value_or(otherwise));
    };
    const Rule initial;
    if (const auto who = names_of(origin, "vendor_hq"); !who.empty()) add("firms with HQ in " + who);
    if (const auto who = names_of(origin, "ship_from"); !who.empty()) add("plants that export from " + who);
    if (const auto who = names_of(origin, "content_of"); !who.empty())
        add(fmt::format("plants whose goods hold at least {} of content of {}", share("content_min", initial.content_min),
                        who));
    if (const auto who = names_of(origin, "fdpr_of"); !who.empty())
        add(fmt::format("plants with more than {} of tools of a class or of software from {} (foreign direct product)",
                        share("fdpr_min", initial.fdpr_min), who));
    if (const auto who = names_of(origin, "owned_by"); !who.empty())
        add(fmt::format("firms owned to at least {} from {}", share("owner_min", initial.owner_min), who));
    return text;
}

std::string sellers_text(const Value& table, const std::string& issuer, Action action) {
    const std::string sellers = names_of(table, "sellers");
    const Value* origin = get_table(table, "origin");
    std::string text = origin == nullptr ? std::string{} : origin_text(*origin);
    if (action == Action::content_credit) return text.empty() ? "any" : "any but " + text;
    if (origin == nullptr && sellers.empty())
        text = "plants that export from " + (action == Action::tariff ? "any country but " + issuer : issuer);
    if (sellers.empty()) return text;
    return text.empty() ? sellers : fmt::format("{} ({})", sellers, text);
}

/// Where a measure acts, its default spelled out.
std::string place_text(const Value& table, const std::string& issuer, Action action) {
    const std::string named = names_of(table, "destination");
    const DefaultPlace place = action_row(action).place;
    if (named.empty() && place == DefaultPlace::not_named) return "any country";
    if (named == "*" || (named.empty() && place == DefaultPlace::abroad)) return "any country but " + issuer;
    return named.empty() ? issuer : named;
}

std::string buyers_text(const Value& table, const std::string& issuer, Action action) {
    std::string text = "in " + place_text(table, issuer, action);
    if (const std::string who = names_of(table, "entities"); !who.empty()) text += "; only " + who;
    if (const std::string hq = names_of(table, "buyer_hq"); !hq.empty()) text += "; only firms with HQ in " + hq;
    if (const std::string use = names_of(table, "end_use"); !use.empty()) text += "; only plants that make " + use;
    if (const std::string where = names_of(table, "markets"); !where.empty()) text += "; only the end markets " + where;
    return text;
}

std::string exempt_text(const Value& table) {
    const Value* exempt = get_table(table, "exempt");
    if (exempt == nullptr) return {};
    std::string text = names_of(*exempt, "groups");
    if (const std::string where = names_of(*exempt, "destinations"); !where.empty())
        text += (text.empty() ? "" : "; ") + ("all in " + where);
    if (const auto until = get_date(*exempt, "until")) text += ", until " + show_date(*until);
    return text;
}

/// Whom the measure reaches: links, plants, countries or beliefs, by action.
std::string reach_text(const Value& table, const std::string& issuer, Action action) {
    const std::string where = place_text(table, issuer, action), goods = items_text(table);
    if (acts_on_links(action))
        return line("sellers", sellers_text(table, issuer, action)) + line("goods", goods) +
               line("buyers", buyers_text(table, issuer, action));
    switch (action) {
        case Action::stockpile:
            return line("goods", goods) + line("users", buyers_text(table, issuer, action));
        case Action::cooperation:
            return line("between", fmt::format("{} and {}; {}", issuer, where, goods));
        case Action::partnership:
            return line("between", fmt::format("{} and {}", where, names_of(table, "members")));
        case Action::early_warning:
            return line("members", names_of(table, "members"));
        case Action::expectation:
            return line("goods", goods) + line("users", "in " + where);
        case Action::demand:
            return line("buyers", "final demand " + buyers_text(table, issuer, action));
        case Action::research: {
            const std::string named = names_of(table, "entities");
            return line("makers of", goods) +
                   line("firms", fmt::format("with HQ in {}{}", where, named.empty() ? "" : "; only " + named));
        }
        case Action::statement:
            return {};
        default:
            return line("makers of", goods) + line("plants", buyers_text(table, issuer, action));
    }
}

std::string dates_text(const Value& table) {
    std::string text;
    const auto effective = get_date(table, "effective");
    if (get_flag(table, "on_call").value_or(false)) {
        text = "on call: when a government takes it (government.ladder)";
    } else if (effective) {
        const Day announce = get_date(table, "announce").value_or(*effective);
        text = "from " + show_date(*effective);
        text += announce < *effective
                    ? fmt::format(", announced {} ({} days' notice)", show_date(announce), *effective - announce)
                    : std::string(", without notice");
    }
    if (const auto day = get_date(table, "expires")) text += ", expires " + show_date(*day);
    if (const double days = get_number(table, "savings_days").value_or(0.0); days > 0.0)
        text += fmt::format(", goods en route may arrive for {} days", days);
    if (const auto day = get_date(table, "grandfather_until"))
        text += ", old orders may be exported until " + show_date(*day);
    if (const auto note = get_text(table, "date_note")) text += "; " + *note;
    return text;
}

std::string chance_text(const Value& table) {
    const auto probability = get_number(table, "probability");
    const std::string draw = get_text(table, "draw").value_or(probability ? "expected" : "scripted");
    if (draw == "scripted") return probability ? percent(*probability) + " by itself, but the script has it come" : "";
    if (draw == "expected") return probability ? "it acts with weight " + percent(*probability) : "";
    std::string text = fmt::format("it comes with probability {}, one draw per seed", percent(probability.value_or(1.0)));
    const Value* lag = table.find("lag_days");
    if (lag != nullptr && lag->items.size() == 3)
        text += fmt::format("; its dates move by {:g} to {:g} days, most likely {:g}", lag->items[0].number,
                            lag->items[2].number, lag->items[1].number);
    return text;
}

std::string belief_text(const Value& table, Action action) {
    if (!acts_on_links(action)) return {};  // nobody stocks up or builds for the others
    std::string text;
    const auto add = [&](std::string_view key, std::string_view words) {
        const auto share = get_number(table, key);
        text += fmt::format("{}{} {}", text.empty() ? "" : "; ", words,
                            share ? percent(*share) : fmt::format("as the deck's [belief] {}", key));
    };
    add("enactment", "users who expect it to come:");
    add("permanence", "investors who expect it to last:");
    if (const auto share = get_number(table, "expected_share"))
        text += fmt::format("; licensed share expected at first: {}", percent(*share));
    return text;
}

}  // namespace

std::string explain_measure(const std::string& id) {
    const MeasureText measure = library_measure(id);
    const Value& table = measure.table;
    const std::string issuer = get_text(table, "issuer").value_or("");
    const auto found = find_action(get_text(table, "action").value_or(""));
    const Action action = found.value_or(Action::statement);
    const auto text_of = [&table](std::string_view key) { return get_text(table, key).value_or(""); };
    const std::string leader = text_of("leader"), kind = text_of("kind");
    std::string text = fmt::format("{}\n", id);
    text += line("title", text_of("title"));
    text += line("imposed by", issuer + (leader.empty() ? "" : ", following " + leader));
    text += line("action", fmt::format("{}{}", action_row(action).name, kind.empty() ? "" : " (" + kind + ")"));
    text += line("terms", terms_text(table, action));
    text += line("money", money_text(table));
    text += line("when", dates_text(table));
    text += line("chance", chance_text(table));
    text += reach_text(table, issuer, action);
    text += line("exempt", exempt_text(table));
    text += line("in the model", std::string(mechanism(action)));
    text += line("beliefs", belief_text(table, action));
    text += line("range", text_of("default_range"));
    text += line("source", text_of("source"));
    text += line("status", text_of("status"));
    text += line("article", text_of("article"));
    text += line("note", text_of("note"));
    return text;
}

}  // namespace sunder
