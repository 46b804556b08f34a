// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/reach.hpp"

#include <algorithm>

#include "sim/core/funds_match.hpp"
#include "sim/core/policy_match.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// What each unit sells in the base year, M$.
std::vector<double> unit_sales(const Network& network) {
    std::vector<double> sales(at(network.units()), 0.0);
    for (std::size_t e = 0; e < network.link_supplier.size(); ++e)
        sales[at(network.link_supplier[e])] += network.link_z0_musd_yr[e];
    return sales;
}

/// What each slot buys in the base year, M$.
double slot_purchases(const Network& network, std::int32_t slot) {
    double sum = 0.0;
    for (auto e = network.slot_link_ptr[at(slot)]; e < network.slot_link_ptr[at(slot) + 1]; ++e)
        sum += network.link_z0_musd_yr[at(e)];
    return sum;
}

bool has_tools(const Network& network, std::int32_t unit) {
    for (auto s = network.buyer_slot_ptr[at(unit)]; s < network.buyer_slot_ptr[at(unit) + 1]; ++s)
        if (network.slot_kind[at(s)] == SlotKind::cap) return true;
    return false;
}

void add_value(double value, double share, ReachRow& row) {
    row.flow_musd_yr += value;
    row.covered_musd_yr += share * value;
}

void count_links(const Rule& rule, const Network& network, ReachRow& row) {
    const bool exemptions_hold = rule.exempt_until == never;
    const LinkMatch match(rule, network);
    for (std::int32_t slot = 0; slot < network.slots(); ++slot) {
        if (!match.buyer(slot, exemptions_hold)) continue;
        for (auto link = network.slot_link_ptr[at(slot)]; link < network.slot_link_ptr[at(slot) + 1]; ++link) {
            const double share = match.share(slot, link, exemptions_hold);
            if (!(share > 0.0)) continue;
            ++row.links;
            add_value(network.link_z0_musd_yr[at(link)], share * rule.coverage, row);
        }
    }
}

void count_plants(const Rule& rule, const Network& network, ReachRow& row) {
    const bool exemptions_hold = rule.exempt_until == never;
    const bool of_capital = rule.action == Action::subsidy || rule.action == Action::tax_credit;
    const std::vector<double> sales = unit_sales(network);
    for (std::int32_t unit = 0; unit < network.units(); ++unit) {
        const double share = covers_plant(rule, network, unit, exemptions_hold);
        if (!(share > 0.0) || (of_capital && !has_tools(network, unit))) continue;
        ++row.plants;
        add_value(sales[at(unit)], share * rule.coverage, row);
    }
}

void count_firms(const Rule& rule, const Network& network, ReachRow& row) {
    const std::vector<double> sales = unit_sales(network);
    for (std::int32_t group = 0; group < static_cast<std::int32_t>(network.groups.size()); ++group) {
        if (!(covers_laboratory(rule, network, group) > 0.0)) continue;
        ++row.plants;
        for (std::int32_t unit = 0; unit < network.units(); ++unit)
            if (network.unit_group[at(unit)] == group) add_value(sales[at(unit)], rule.coverage, row);
    }
}

/// Plants whose service is barred, with their output; users that hold more stock, with what they buy.
void count_buyers(const Rule& rule, const Network& network, ReachRow& row) {
    const bool service = rule.action == Action::service_ban;
    const std::vector<double> sales = service ? unit_sales(network) : std::vector<double>{};
    std::int32_t last = -1;
    for (std::int32_t slot = 0; slot < network.slots(); ++slot) {
        const double share =
            service ? service_cover(rule, network, slot, rule.exempt_until == never) : stock_cover(rule, network, slot);
        if (!(share > 0.0)) continue;
        const std::int32_t buyer = network.slot_buyer[at(slot)];
        const bool fresh = buyer != last;  // slots stand by buyer
        last = buyer;
        row.plants += fresh ? 1 : 0;
        if (!service)
            add_value(slot_purchases(network, slot), share * rule.coverage, row);
        else if (fresh)
            add_value(sales[at(buyer)], share * rule.coverage, row);
    }
}

void count_demand(const Rule& rule, const Network& network, ReachRow& row) {
    for (std::int32_t agent = 0; agent < network.finals(); ++agent) {
        if (!moves_demand(rule, network, agent)) continue;
        ++row.plants;
        const auto buyer = at(network.units() + agent);
        for (auto s = network.buyer_slot_ptr[buyer]; s < network.buyer_slot_ptr[buyer + 1]; ++s)
            add_value(slot_purchases(network, s), rule.coverage, row);
    }
}

/// Countries on the other side that have a plant or a final buyer.
std::int32_t count_countries(const std::vector<std::int32_t>& countries, const Network& network) {
    const auto alive = [&network](std::int32_t c) {
        const auto in = [c](const std::vector<std::int32_t>& list) {
            return std::find(list.begin(), list.end(), c) != list.end();
        };
        return in(network.unit_country) || in(network.final_country);
    };
    return static_cast<std::int32_t>(std::count_if(countries.begin(), countries.end(), alive));
}

}  // namespace

ReachRow reach_of(const Rule& rule, const Network& network) {
    ReachRow row{rule.id, rule.action};
    switch (rule.action) {
        case Action::deny:
        case Action::license:
        case Action::quota:
        case Action::tariff:
        case Action::content_credit:
            count_links(rule, network, row);
            break;
        case Action::subsidy:
        case Action::tax_credit:
        case Action::capital_screen:
        case Action::preference:
            count_plants(rule, network, row);
            break;
        case Action::research:
            count_firms(rule, network, row);
            break;
        case Action::service_ban:
        case Action::stockpile:
            count_buyers(rule, network, row);
            break;
        case Action::demand:
            count_demand(rule, network, row);
            break;
        case Action::cooperation:
        case Action::partnership:
            row.countries = count_countries(country_pairs(rule).to, network);
            break;
        case Action::early_warning:
            row.countries = count_countries(rule.members, network);
            break;
        case Action::expectation:
        case Action::statement:
            break;
    }
    return row;
}

std::int32_t reached(const ReachRow& row) noexcept {
    return row.links + row.plants + row.countries;
}

std::string_view reached_thing(Action action) noexcept {
    if (acts_on_links(action)) return "link";
    switch (action) {
        case Action::research:
            return "firm";
        case Action::stockpile:
            return "user";
        case Action::demand:
            return "final buyer";
        case Action::cooperation:
        case Action::partnership:
        case Action::early_warning:
            return "country";
        case Action::expectation:
        case Action::statement:
            return {};
        default:
            return "plant";
    }
}

std::vector<ReachRow> reach(const Scenario& scenario, const Network& network) {
    std::vector<ReachRow> rows;
    for (const LaneSpec& lane : scenario.spec.lanes)
        for (const Rule& rule : lane.rules) rows.push_back(reach_of(rule, network));
    return rows;
}

}  // namespace sunder
