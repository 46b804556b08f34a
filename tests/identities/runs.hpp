// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/impl.hpp"
#include "tests/identities/mini.hpp"

namespace sunder::tests {

/// A ban of tools, vendors of the USA to plants in CHN, from week 20.
inline Rule tool_ban() {
    Rule rule;
    rule.id = "tool-ban";
    rule.action = Action::deny;
    rule.announce = rule.effective = to_day(2021, 1, 4) + 20 * 7;
    rule.items = {{good("litho"), 1.0}, {good("otool"), 0.9}, {good("service"), 1.0}};
    rule.vendor_hq = {country("USA"), country("NLD")};
    rule.destination = {country("CHN")};
    return rule;
}

/// Export licences of CHN on gallium to everybody, announced 4 weeks ahead.
inline Rule metal_licence() {
    Rule rule;
    rule.id = "metal-licence";
    rule.action = Action::license;
    rule.announce = to_day(2021, 1, 4) + 30 * 7;
    rule.effective = rule.announce + 29;
    rule.items = {{good("ga"), 1.0}};
    rule.ship_from = {country("CHN")};
    rule.licence.share = 0.5;
    rule.licence.delay_days = 63;
    rule.licence.ramp_weeks = 13;
    rule.expected_share = 0.2;
    return rule;
}

/// A 25 % tariff of the USA on chips from CHN.
inline Rule chip_tariff() {
    Rule rule;
    rule.id = "chip-tariff";
    rule.action = Action::tariff;
    rule.announce = rule.effective = to_day(2021, 1, 4) + 10 * 7;
    rule.items = {{good("mlog"), 1.0}, {good("mem"), 1.0}, {good("elec"), 1.0}};
    rule.ship_from = {country("CHN")};
    rule.destination = {country("USA")};
    rule.tariff_rate = 0.25;
    return rule;
}

/// Grants of the USA for chip plants, 30 % of their cost until 2,000 M$ are gone, with a guardrail in CHN.
inline Rule chip_grants() {
    Rule rule;
    rule.id = "chip-grants";
    rule.action = Action::subsidy;
    rule.issuer = country("USA");
    rule.announce = rule.effective = to_day(2021, 1, 4) + 15 * 7;
    rule.items = {{good("alog"), 1.0}, {good("mlog"), 1.0}, {good("mem"), 1.0}};
    rule.funding.ratio = 0.3;
    rule.funding.budget_musd = 2000.0;
    rule.funding.guard_countries = {country("CHN")};
    rule.funding.guard_items = {{good("alog"), 0.05}};
    return rule;
}

/// Capital for memory in CHN is dearer and slower.
inline Rule capital_screen() {
    Rule rule;
    rule.id = "capital-screen";
    rule.action = Action::capital_screen;
    rule.issuer = country("USA");
    rule.announce = rule.effective = to_day(2021, 1, 4) + 25 * 7;
    rule.items = {{good("mem"), 1.0}};
    rule.destination = {country("CHN")};
    rule.capital_premium = 0.05;
    rule.invest_speed = 0.9;
    return rule;
}

/// Rules with a large effect on every part of the model.
inline std::vector<Rule> harsh_rules() {
    return {tool_ban(), metal_licence(), chip_tariff(), chip_grants(), capital_screen()};
}

/// Values of one lane of every array of the state, bit for bit.
inline std::vector<double> lane_of(Simulation& simulation, std::size_t lane) {
    std::vector<double> values;
    const auto width = static_cast<std::size_t>(simulation.impl().lanes);
    simulation.impl().state.visit([&](std::string_view, RowArray& array) {
        for (std::size_t n = lane; n < array.size(); n += width) values.push_back(array[n]);
    });
    return values;
}

}  // namespace sunder::tests
