// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/explain_measure.hpp"

#include <fmt/format.h>

#include "sim/scenario/measures.hpp"
#include "sim/scenario/resolve.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

std::string percent(double share) {
    return fmt::format("{:.4g}%", 100.0 * share);
}

std::string names_of(const Value& table, std::string_view key) {
    std::string text;
    for (const Name& name : get_names(table, key)) text += (text.empty() ? "" : ", ") + name.text;
    return text;
}

std::string line(std::string_view label, const std::string& text) {
    return text.empty() ? std::string{} : fmt::format("  {:<12} {}\n", label, text);
}

std::string covered(std::string text, const std::optional<double>& share) {
    return share && *share < 1.0 ? fmt::format("{} ({} of the value)", text, percent(*share)) : text;
}

std::string items_text(const Value& table) {
    const Value* items = table.find("items");
    if (items == nullptr) return {};
    if (items->is(ValueKind::text)) return items->text == "*" ? "every good" : items->text;
    std::string text;
    const auto add = [&text](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
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

std::string sellers_text(const Value& table, const std::string& issuer) {
    std::string text;
    const auto add = [&text](std::string_view before, const std::string& names) {
        if (!names.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : ", or ", before, names);
    };
    const std::string sellers = names_of(table, "sellers");
    if (const Value* origin = get_table(table, "origin")) {
        add("firms with HQ in", names_of(*origin, "vendor_hq"));
        add("plants that export from", names_of(*origin, "ship_from"));
    } else if (sellers.empty()) {
        add("plants that export from", get_text(table, "action") == "tariff" ? "any country but " + issuer : issuer);
    }
    if (!sellers.empty()) text = text.empty() ? sellers : fmt::format("{} ({})", sellers, text);
    return text;
}

std::string buyers_text(const Value& table, const std::string& issuer) {
    const std::string destination = names_of(table, "destination");
    std::string where = destination == "*" || destination.empty() ? "any country but " + issuer : destination;
    if (destination.empty() && get_text(table, "action") == "tariff") where = issuer;
    std::string text = "buyers in " + where;
    if (const std::string who = names_of(table, "entities"); !who.empty()) text += "; only " + who;
    if (const std::string hq = names_of(table, "buyer_hq"); !hq.empty()) text += "; only firms with HQ in " + hq;
    if (const std::string use = names_of(table, "end_use"); !use.empty()) text += "; only plants that make " + use;
    return text;
}

std::string exempt_text(const Value& table) {
    const Value* exempt = get_table(table, "exempt");
    if (exempt == nullptr) return {};
    std::string text = names_of(*exempt, "groups");
    if (const std::string where = names_of(*exempt, "destinations"); !where.empty())
        text += (text.empty() ? "" : "; ") + ("buyers in " + where);
    if (const auto until = get_date(*exempt, "until")) text += " until " + show_date(*until);
    return text;
}

std::string licence_text(const Value& terms) {
    const auto path = get_path(terms, "path");
    if (!path.empty()) {
        std::string text = "licences for a share of the baseline flow by date:";
        for (const auto& [day, share] : path) text += fmt::format(" {} from {};", percent(share), show_date(day));
        text.pop_back();
        return text;
    }
    std::string text =
        fmt::format("licences for {} of the baseline flow", percent(get_number(terms, "share").value_or(0.0)));
    if (const double delay = get_number(terms, "delay_days").value_or(0.0); delay > 0.0)
        text += fmt::format(", the first after {} days", delay);
    if (const double ramp = get_number(terms, "ramp_weeks").value_or(0.0); ramp > 0.0)
        text += fmt::format(", rising over {} weeks", ramp);
    return text;
}

std::string action_text(const Value& table) {
    const std::string action = get_text(table, "action").value_or("");
    const Value* terms = get_table(table, "license");
    std::string text = "nothing may pass";
    if (action == "license") text = terms == nullptr ? "licences" : licence_text(*terms);
    if (action == "quota")
        text = fmt::format("at most {} of the baseline flow",
                           percent(terms == nullptr ? 0.0 : get_number(*terms, "share").value_or(0.0)));
    if (action == "tariff") text = fmt::format("a tariff of {} is added", percent(get_number(table, "rate").value_or(0.0)));
    if (const auto share = get_number(table, "coverage"); share && *share < 1.0)
        text += fmt::format("; reaches {} of the items", percent(*share));
    if (const auto share = get_number(table, "compliance"); share && *share < 1.0)
        text += fmt::format("; {} of the firms comply", percent(*share));
    if (const auto share = get_number(table, "probability"); share && *share < 1.0)
        text += fmt::format("; acts with weight {}", percent(*share));
    return text;
}

std::string dates_text(const Value& table) {
    const auto effective = get_date(table, "effective");
    if (!effective) return {};
    const Day announce = get_date(table, "announce").value_or(*effective);
    std::string text = "from " + show_date(*effective);
    text += announce < *effective
                ? fmt::format(", announced {} ({} days' notice)", show_date(announce), *effective - announce)
                : std::string(", without notice");
    if (const auto day = get_date(table, "expires")) text += ", expires " + show_date(*day);
    if (const double days = get_number(table, "savings_days").value_or(0.0); days > 0.0)
        text += fmt::format(", goods en route may arrive for {} days", days);
    if (const auto day = get_date(table, "grandfather_until"))
        text += ", old orders may be exported until " + show_date(*day);
    return text;
}

std::string belief_text(const Value& table) {
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
    std::string text = fmt::format("{}\n", id);
    text += line("title", get_text(table, "title").value_or(""));
    text += line("imposed by",
                 issuer + (table.find("leader") != nullptr ? ", following " + get_text(table, "leader").value_or("") : ""));
    text += line("sellers", sellers_text(table, issuer));
    text += line("goods", items_text(table));
    text += line("buyers", buyers_text(table, issuer));
    text += line("exempt", exempt_text(table));
    text += line("terms", action_text(table));
    text += line("when", dates_text(table));
    text += line("beliefs", belief_text(table));
    text += line("source", get_text(table, "source").value_or(""));
    text += line("status", get_text(table, "status").value_or(""));
    text += line("note", get_text(table, "note").value_or(""));
    return text;
}

}  // namespace sunder
