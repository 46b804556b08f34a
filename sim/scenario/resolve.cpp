// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/core/policy_match.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

void add_items(const Value& items, const NameBook& names, Rule& rule, Faults& faults) {
    const auto add = [&](const std::vector<Name>& list, double share) {
        for (const Name& name : list)
            for (const std::int32_t good : names.goods_or_class(name, faults)) rule.items.push_back({good, share});
    };
    if (items.is(ValueKind::table)) {
        const double share = get_number(items, "coverage").value_or(1.0);
        for (const char* key : {"goods", "class", "good"}) add(get_names(items, key), share);
        if (items.find("goods") == nullptr && items.find("class") == nullptr && items.find("good") == nullptr)
            faults.push_back(fault_at(items.mark, "measure.items lacks 'goods' or 'class'"));
        return;
    }
    if (items.is(ValueKind::text)) return add({{items.text, items.mark}}, 1.0);
    for (const Value& item : items.items) {
        if (item.is(ValueKind::text)) add({{item.text, item.mark}}, 1.0);
        if (item.is(ValueKind::table)) add(get_names(item, "good"), get_number(item, "coverage").value_or(1.0));
    }
    if (items.is(ValueKind::array) && items.items.empty())
        faults.push_back(fault_at(items.mark, "measure.items is empty; \"*\" means every good"));
}

void add_origin(const Value& table, const NameBook& names, Rule& rule, Faults& faults) {
    if (const Value* origin = get_table(table, "origin")) {
        rule.ship_from = names.country_list(get_names(*origin, "ship_from"), rule.issuer, faults);
        rule.vendor_hq = names.country_list(get_names(*origin, "vendor_hq"), rule.issuer, faults);
    } else if (!rule.sellers.empty() || rule.issuer < 0) {
        return;
    } else if (rule.action == Action::tariff) {
        rule.ship_from = names.all_countries_but(rule.issuer);
    } else {
        rule.ship_from = {rule.issuer};
    }
}

void add_buyers(const Value& table, const NameBook& names, Rule& rule, Faults& faults) {
    const std::vector<Name> destination = get_names(table, "destination");
    if (!destination.empty())
        rule.destination = names.country_list(destination, rule.issuer, faults);
    else if (rule.issuer >= 0)
        rule.destination = rule.action == Action::tariff ? std::vector{rule.issuer} : names.all_countries_but(rule.issuer);
    rule.entities = names.group_list(get_names(table, "entities"), faults);
    rule.buyer_hq = names.country_list(get_names(table, "buyer_hq"), rule.issuer, faults);
    for (const Name& name : get_names(table, "end_use"))
        for (const std::int32_t good : names.goods_or_class(name, faults)) rule.end_use.push_back(good);
    if (const Value* exempt = get_table(table, "exempt")) {
        rule.exempt_groups = names.group_list(get_names(*exempt, "groups"), faults);
        rule.exempt_destinations = names.country_list(get_names(*exempt, "destinations"), rule.issuer, faults);
        rule.exempt_until = get_date(*exempt, "until").value_or(never);
    }
}

void add_dates(const Value& table, Rule& rule) {
    rule.effective = get_date(table, "effective").value_or(never);
    rule.announce = get_date(table, "announce").value_or(rule.effective);
    rule.expires = get_date(table, "expires").value_or(never);
    rule.savings_days = static_cast<std::int32_t>(get_number(table, "savings_days").value_or(0.0));
    rule.grandfather_until = get_date(table, "grandfather_until").value_or(0);
}

void add_terms(const Value& table, Rule& rule) {
    rule.coverage = get_number(table, "coverage").value_or(1.0);
    rule.compliance = get_number(table, "compliance").value_or(1.0);
    rule.probability = get_number(table, "probability").value_or(1.0);
    rule.tariff_rate = get_number(table, "rate").value_or(0.0);
    const Value* terms = get_table(table, "license");
    if (terms == nullptr) return;
    rule.licence.share = get_number(*terms, "share").value_or(0.0);
    rule.licence.delay_days = get_number(*terms, "delay_days").value_or(0.0);
    rule.licence.ramp_weeks = get_number(*terms, "ramp_weeks").value_or(0.0);
    rule.licence.office_musd_wk = get_number(*terms, "office_musd_wk").value_or(0.0);
    rule.licence.valid_weeks = get_number(*terms, "valid_weeks").value_or(52.0);
    rule.licence.path = get_path(*terms, "path");
}

void add_beliefs(const Value& table, const Beliefs& beliefs, Rule& rule) {
    rule.enactment = get_number(table, "enactment").value_or(beliefs.enactment);
    rule.permanence = get_number(table, "permanence").value_or(beliefs.permanence);
    const double licensed = rule.licence.path.empty() ? rule.licence.share : rule.licence.path.back().second;
    double expected = 0.0;                                  // nothing passes a denial
    if (rule.action == Action::tariff) expected = 1.0;      // a tariff takes no volume
    if (rule.action == Action::quota) expected = licensed;  // known from the first day
    if (rule.action == Action::license) expected = std::min(beliefs.expected_share, licensed);
    rule.expected_share = get_number(table, "expected_share").value_or(expected);
}

std::optional<Action> read_action(const Value& table) {
    constexpr std::array<std::pair<std::string_view, Action>, 4> actions{
        {{"deny", Action::deny}, {"license", Action::license}, {"quota", Action::quota}, {"tariff", Action::tariff}}};
    const auto text = get_text(table, "action");
    for (const auto& [name, action] : actions)
        if (text == name) return action;
    return std::nullopt;
}

Mark place(const MeasureText& measure, std::string_view key) {
    const Entry* entry = measure.table.find_entry(key);
    return entry == nullptr ? measure.table.mark : entry->value.mark;
}

void check_terms(const MeasureText& measure, const Rule& rule, Faults& faults) {
    const Value* terms = get_table(measure.table, "license");
    const bool volume = rule.action == Action::license || rule.action == Action::quota;
    if (volume && (terms == nullptr || (terms->find("share") == nullptr && terms->find("path") == nullptr)))
        faults.push_back(
            fault_at(place(measure, "action"), fmt::format("measure '{}' needs license.share or license.path", measure.id)));
    if (!volume && terms != nullptr)
        faults.push_back(fault_at(terms->mark, fmt::format("measure '{}' has licence terms, but its action is {}",
                                                           measure.id, get_text(measure.table, "action").value_or(""))));
    if (rule.action == Action::quota && terms != nullptr && (rule.licence.delay_days > 0.0 || rule.licence.ramp_weeks > 0.0))
        faults.push_back(fault_at(terms->mark, fmt::format("measure '{}': a quota has no delay and no ramp", measure.id)));
    if ((rule.action == Action::tariff) != (measure.table.find("rate") != nullptr))
        faults.push_back(
            fault_at(place(measure, rule.action == Action::tariff ? "action" : "rate"),
                     fmt::format("measure '{}': 'rate' goes with action = \"tariff\", and only with it", measure.id)));
}

void check_dates(const MeasureText& measure, const Rule& rule, Day start, Day end, Faults& faults) {
    const auto out_of_order = [&](std::string_view key, std::string_view what, Day first) {
        faults.push_back(
            fault_at(place(measure, key), fmt::format("measure '{}': {} {} {}", measure.id, key, what, show_date(first))));
    };
    if (rule.effective == never) return;
    if (rule.announce > rule.effective) out_of_order("announce", "comes after its effective date", rule.effective);
    if (rule.expires <= rule.effective) out_of_order("expires", "does not come after its effective date", rule.effective);
    if (measure.table.find("grandfather_until") != nullptr && rule.grandfather_until < rule.effective)
        out_of_order("grandfather_until", "comes before its effective date", rule.effective);
    if (rule.exempt_until <= rule.effective)
        out_of_order("exempt", "ends before the measure's effective date", rule.effective);
    if (rule.effective < start && rule.expires > start)
        faults.push_back(fault_at(measure.listed,
                                  fmt::format("measure '{}' is in force from {}, before the run starts: it acts from the "
                                              "first step, on top of what the base year already holds of it",
                                              measure.id, show_date(rule.effective)),
                                  true));
    if (rule.effective >= end || rule.expires <= start)
        faults.push_back(
            fault_at(measure.listed,
                     fmt::format("measure '{}' is in force from {}{}, outside the run of {} to {}", measure.id,
                                 show_date(rule.effective), rule.expires == never ? "" : " until " + show_date(rule.expires),
                                 show_date(start), show_date(end)),
                     true));
}

/// Which single condition, if dropped, would let the rule touch something.
std::string blame(const Rule& rule, const Network& network) {
    struct Part {
        const char* key;
        void (*drop)(Rule&);
    };
    constexpr std::array parts{
        Part{"items", [](Rule& r) { r.items.clear(); }},
        Part{"origin", [](Rule& r) { r.ship_from.clear(), r.vendor_hq.clear(); }},
        Part{"sellers", [](Rule& r) { r.sellers.clear(); }},
        Part{"destination", [](Rule& r) { r.destination.clear(); }},
        Part{"entities", [](Rule& r) { r.entities.clear(); }},
        Part{"buyer_hq", [](Rule& r) { r.buyer_hq.clear(); }},
        Part{"end_use", [](Rule& r) { r.end_use.clear(); }},
        Part{"exempt", [](Rule& r) { r.exempt_groups.clear(), r.exempt_destinations.clear(); }},
    };
    std::string text;
    for (const Part& part : parts) {
        Rule wider = rule;
        part.drop(wider);
        if (const std::int32_t links = covered_links(wider, network); links > 0)
            text += fmt::format("{}without '{}' it would touch {}", text.empty() ? "; " : ", ", part.key, links);
    }
    return text;
}

}  // namespace

Beliefs read_beliefs(const Value& deck) {
    Beliefs beliefs;
    const Value* table = get_table(deck, "belief");
    if (table == nullptr) return beliefs;
    beliefs.enactment = get_number(*table, "enactment").value_or(beliefs.enactment);
    beliefs.permanence = get_number(*table, "permanence").value_or(beliefs.permanence);
    beliefs.expected_share = get_number(*table, "expected_share").value_or(beliefs.expected_share);
    return beliefs;
}

Rule resolve_measure(const MeasureText& measure, const Network& network, const Beliefs& beliefs, Day start, Day end,
                     Faults& faults) {
    const NameBook names(network);
    const Value& table = measure.table;
    const std::size_t before = faults.size();
    Rule rule;
    rule.id = measure.id;
    rule.title = get_text(table, "title").value_or(measure.id);
    const std::vector<Name> issuer = get_names(table, "issuer");
    if (!issuer.empty()) rule.issuer = names.country(issuer.front(), faults);
    const std::optional<Action> action = read_action(table);
    rule.action = action.value_or(Action::deny);
    add_dates(table, rule);
    if (const Value* items = table.find("items")) add_items(*items, names, rule, faults);
    rule.sellers = names.group_list(get_names(table, "sellers"), faults);
    add_origin(table, names, rule, faults);
    add_buyers(table, names, rule, faults);
    add_terms(table, rule);
    add_beliefs(table, beliefs, rule);
    if (action) check_terms(measure, rule, faults);
    check_dates(measure, rule, start, end, faults);
    const bool sound = std::none_of(faults.begin() + static_cast<std::ptrdiff_t>(before), faults.end(),
                                    [](const Fault& fault) { return !fault.warning; });
    if (sound && table.find("items") != nullptr && covered_links(rule, network) == 0)
        faults.push_back(fault_at(measure.listed, fmt::format("measure '{}' touches no link of economy '{}'{}", measure.id,
                                                              network.name, blame(rule, network))));
    return rule;
}

}  // namespace sunder
