// SPDX-License-Identifier: Apache-2.0
// I13, I15, I16, I17: without rules nothing moves; a rule that cannot act changes nothing, in any bit; a rule changes
// nothing before it is announced. Errors are counts of values of the state that differ.
#include <array>
#include <cmath>
#include <vector>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

const Network& mini() {
    static const Network network = find_economy("mini");
    return network;
}

std::int32_t country_at(std::string_view code) {
    for (std::size_t c = 0; c < mini().countries.size(); ++c)
        if (mini().countries[c].code == code) return static_cast<std::int32_t>(c);
    return -1;
}
ItemCover cover_of(std::string_view code) {
    for (std::size_t g = 0; g < mini().goods.size(); ++g)
        if (mini().goods[g].code == code) return {static_cast<std::int32_t>(g), 1.0};
    return {};
}

/// Two lanes, the second with these rules; all behaviour of the deck's defaults.
RunSpec two_lanes(std::int32_t weeks, std::vector<Rule> rules) {
    RunSpec spec;
    spec.start = first_day();
    spec.end = spec.start + 7 * weeks;
    spec.lanes = {LaneSpec{"baseline", {}, {}, {}}, LaneSpec{"scenario", std::move(rules), {}, {}}};
    return spec;
}

/// Values of one lane of every array of the state, bit for bit.
std::vector<double> lane_of(Simulation& simulation, std::size_t lane) {
    std::vector<double> values;
    const auto width = static_cast<std::size_t>(simulation.impl().lanes);
    simulation.impl().state.visit([&](std::string_view, RowArray& array) {
        for (std::size_t n = lane; n < array.size(); n += width) values.push_back(array[n]);
    });
    return values;
}

double differing(const std::vector<double>& a, const std::vector<double>& b) {
    require(!a.empty() && a.size() == b.size(), "as many values");
    double count = 0.0;
    for (std::size_t n = 0; n < a.size(); ++n) count += a[n] == b[n] ? 0.0 : 1.0;
    return count;
}

/// Arrays that the first week fills from 0 (money, arrivals) are compared after it.
double placebo_error() {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(1500, {});
    spec.demand_path = false;
    Simulation simulation(mini(), spec, blocks), week(mini(), two_lanes(1, {}), blocks);
    simulation.run(nullptr);
    week.run(nullptr);
    State& s = simulation.impl().state;
    double count = differing(lane_of(simulation, 1), lane_of(week, 1));
    for (const auto* zero : {&s.backlog, &s.stock_dev, &s.transit_dev, &s.tool_dev, &s.inventory_dev, &s.ln_list, &s.ln_cost,
                             &s.scarcity, &s.anticipated, &s.premium, &s.backlog_sum})
        for (const double x : *zero) count += x == 0.0 ? 0.0 : 1.0;
    for (const auto* one :
         {&s.share, &s.notional_share, &s.contract, &s.fill, &s.purchase_price, &s.thrift, &s.stock_cost, &s.health,
          &s.tool_ratio, &s.list, &s.cost_ratio, &s.normal_volume, &s.overtime, &s.capacity_ratio, &s.target, &s.serve})
        for (const double x : *one) count += x == 1.0 ? 0.0 : 1.0;
    return count;
}

/// The world moves by a tenth of one agent's demand, so that agreement means something.
Network moving() {
    Network network = mini();
    network.demand_path.push_back({0, 0, 1.1});
    return network;
}

/// Values that differ between a run without rules and one with each of these.
double effect_of(const std::vector<Rule>& rules) {
    const Network network = moving();
    double count = 0.0;
    for (const Rule& rule : rules) {
        SerialBlocks blocks;
        Simulation simulation(network, two_lanes(200, {rule}), blocks);
        simulation.run(nullptr);
        count += differing(lane_of(simulation, 0), lane_of(simulation, 1));
    }
    return count;
}

Rule tool_ban() {
    Rule rule;
    rule.id = "tool-ban";
    rule.announce = rule.effective = day_of(20);
    rule.items = {cover_of("litho"), cover_of("otool"), cover_of("service")};
    rule.vendor_hq = {country_at("USA"), country_at("NLD")};
    rule.destination = {country_at("CHN")};
    return rule;
}

Rule metal_rule(Action action, double share) {
    Rule rule;
    rule.id = "metal";
    rule.action = action;
    rule.announce = rule.effective = day_of(34);
    rule.items = {cover_of("ga")};
    rule.ship_from = {country_at("CHN")};
    rule.licence.share = share;
    rule.expected_share = 1.0;
    return rule;
}

double no_effect_error() {
    Rule licence = metal_rule(Action::license, 1.0), quota = metal_rule(Action::quota, 1000.0), tariff;
    licence.licence.path = {{licence.effective, 1.0}};
    quota.permanence = 0.0;
    tariff.id = "tariff";
    tariff.action = Action::tariff;
    tariff.announce = tariff.effective = day_of(10);
    tariff.items = {cover_of("mem"), cover_of("elec")};
    tariff.ship_from = {country_at("CHN")};
    tariff.destination = {country_at("USA")};
    tariff.tariff_rate = 0.0;
    return effect_of({licence, quota, tariff});
}

double never_in_force_error() {
    Rule late = tool_ban(), nobody = tool_ban(), withdrawn = metal_rule(Action::license, 0.5);
    late.announce = late.effective = to_day(2040, 1, 1);
    nobody.compliance = 0.0;
    withdrawn.announce = day_of(30);
    withdrawn.expires = withdrawn.effective;  // announced, never in force
    withdrawn.expected_share = 0.2;
    withdrawn.enactment = 0.0;
    return effect_of({late, nobody, withdrawn});
}

double before_announcement_error() {
    SerialBlocks blocks;
    const Network network = moving();
    Simulation simulation(network, two_lanes(60, {tool_ban()}), blocks);  // announced and effective in week 20
    double count = 0.0;
    for (int week = 0; week < 20; ++week) {
        simulation.impl().advance(nullptr);
        count += differing(lane_of(simulation, 0), lane_of(simulation, 1));
    }
    simulation.impl().advance(nullptr);
    require(differing(lane_of(simulation, 0), lane_of(simulation, 1)) > 0.0, "the rule acts from its day on");
    return count;
}

constexpr std::array<ExactCase, 4> cases{{
    {"I13 placebo", "Without rules and with flat demand nothing moves in 1,500 weeks, in any bit", "by definition",
     "values of the state that differ", 0.0, placebo_error},
    {"I15 never in force", "A rule after the end, that nobody follows, or withdrawn and not believed, changes no bit",
     "by definition", "values of the state that differ", 0.0, never_in_force_error},
    {"I16 causality", "A rule changes no bit before it is announced", "by definition", "values of the state that differ",
     0.0, before_announcement_error},
    {"I17 null policy", "A licence for everything, a quota above any flow and a tariff of 0 change no bit", "by definition",
     "values of the state that differ", 0.0, no_effect_error},
}};

}  // namespace

std::span<const ExactCase> neutral_cases() {
    return cases;
}

}  // namespace sunder
