// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/actions.hpp"
#include "sim/scenario/measure_checks.hpp"
#include "sim/scenario/measure_terms.hpp"
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
        const auto countries = [&](const char* key) {
            return names.country_list(get_names(*origin, key), rule.issuer, faults);
        };
        rule.ship_from = countries("ship_from");
        rule.vendor_hq = countries("vendor_hq");
        rule.content_of = countries("content_of");
        rule.content_min = get_number(*origin, "content_min").value_or(rule.content_min);
        rule.fdpr_of = countries("fdpr_of");
        rule.fdpr_min = get_number(*origin, "fdpr_min").value_or(rule.fdpr_min);
        rule.owned_by = countries("owned_by");
        rule.owner_min = get_number(*origin, "owner_min").value_or(rule.owner_min);
    } else if (!rule.sellers.empty() || rule.issuer < 0 || !acts_on_links(rule.action) ||
               rule.action == Action::content_credit) {
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
    else if (const DefaultPlace place = action_row(rule.action).place; rule.issuer >= 0 && place != DefaultPlace::not_named)
        rule.destination =
            place == DefaultPlace::at_issuer ? std::vector{rule.issuer} : names.all_countries_but(rule.issuer);
    rule.members = names.country_list(get_names(table, "members"), -1, faults);
    rule.markets = names.market_list(get_names(table, "markets"), faults);
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
    const auto action = find_action(get_text(table, "action").value_or(""));
    rule.action = action.value_or(Action::deny);
    if (table.find("leader") != nullptr) rule.leader = get_text(table, "leader").value_or("");
    read_dates(table, rule);
    if (const Value* items = table.find("items")) add_items(*items, names, rule, faults);
    rule.sellers = names.group_list(get_names(table, "sellers"), faults);
    add_origin(table, names, rule, faults);
    add_buyers(table, names, rule, faults);
    read_terms(table, names, rule, faults);
    read_beliefs_of(table, beliefs, rule);
    if (action) check_terms(measure, rule, faults);
    check_dates(measure, rule, start, end, faults);
    const bool sound = std::none_of(faults.begin() + static_cast<std::ptrdiff_t>(before), faults.end(),
                                    [](const Fault& fault) { return !fault.warning; });
    if (sound && action) check_reach(measure, rule, network, faults);
    return rule;
}

}  // namespace sunder
