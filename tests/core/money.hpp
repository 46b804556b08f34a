// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tests/identities/runs.hpp"

namespace sunder::tests {

/// A measure on plants from week 10 on, of the USA and for its plants that make advanced logic or memory.
inline Rule money_rule(Action action) {
    Rule rule;
    rule.id = "money";
    rule.action = action;
    rule.issuer = country("USA");
    rule.announce = rule.effective = to_day(2021, 1, 4) + 10 * 7;
    rule.items = {{good("alog"), 1.0}, {good("mem"), 1.0}};
    return rule;
}

/// Grants of a tenth of the cost, out of a budget that two tranches make available.
inline Rule grants() {
    Rule rule = money_rule(Action::subsidy);
    rule.funding.ratio = 0.1;
    rule.funding.budget_musd = 1000.0;
    rule.funding.tranches = {{rule.effective, 0.25}, {rule.effective + 52 * 7, 1.0}};
    return rule;
}

/// A measure on the capital of advanced logic in CHN.
inline Rule screen(double premium, double speed) {
    Rule rule = money_rule(Action::capital_screen);
    rule.items = {{good("alog"), 1.0}};
    rule.destination = {country("CHN")};
    rule.capital_premium = premium;
    rule.invest_speed = speed;
    return rule;
}

/// Two lanes, the rules in the second; the world's demand is `demand` times the base year's.
class MoneyRun {
public:
    MoneyRun(std::vector<Rule> rules, std::int32_t weeks, double demand = 1.0, std::vector<Project> projects = {},
             const Switches& switches = {})
        : network_(mini()), simulation_(make(std::move(rules), weeks, demand, std::move(projects), switches)) {}

    Simulation::Impl& impl() { return simulation_.impl(); }
    Simulation& simulation() { return simulation_; }
    State& state() { return simulation_.impl().state; }
    Funds& funds() { return simulation_.impl().funds; }
    void advance() { simulation_.impl().advance(nullptr); }
    void run(std::int32_t weeks) {
        for (std::int32_t t = 0; t < weeks; ++t) advance();
    }
    [[nodiscard]] const Network& network() const { return network_; }

    /// Units of a country and good, in order.
    [[nodiscard]] std::vector<std::size_t> plants(const std::string& in, const std::string& what) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < static_cast<std::size_t>(network_.units()); ++i)
            if (network_.unit_country[i] == country(in) && network_.unit_good[i] == good(what)) found.push_back(i);
        return found;
    }
    /// A value of a unit or a country in the lane with the rules.
    static double ruled(std::span<const double> array, std::size_t row) { return array[row * 2 + 1]; }
    static double base(std::span<const double> array, std::size_t row) { return array[row * 2]; }

    /// Sum of an array over plants, ruled lane over base lane.
    double ratio(std::span<const double> array, const std::string& in, const std::string& what) const {
        double top = 0.0, bottom = 0.0;
        for (const std::size_t i : plants(in, what)) top += ruled(array, i), bottom += base(array, i);
        return top / bottom;
    }
    /// Tools delivered to a unit and building, last step, in the ruled lane: what grants are paid on.
    double expenditure(std::size_t unit) {
        double sum = ruled(state().construction, unit);
        for (auto s = network_.buyer_slot_ptr[unit]; s < network_.buyer_slot_ptr[unit + 1]; ++s)
            if (network_.slot_kind[static_cast<std::size_t>(s)] == SlotKind::cap)
                sum += ruled(state().outlay, static_cast<std::size_t>(s));
        return sum;
    }

private:
    Simulation make(std::vector<Rule> rules, std::int32_t weeks, double demand, std::vector<Project> projects,
                    const Switches& switches) {
        network_.projects = std::move(projects);
        for (std::int32_t f = 0; f < network_.finals() && demand != 1.0; ++f) network_.demand_path.push_back({f, 0, demand});
        RunSpec spec = two_lanes(weeks);
        spec.lanes[1].rules = std::move(rules);
        spec.lanes[0].switches = spec.lanes[1].switches = switches;
        return Simulation(network_, spec, blocks_);
    }
    SerialBlocks blocks_;
    Network network_;
    Simulation simulation_;
};

}  // namespace sunder::tests
