// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "tests/identities/runs.hpp"

namespace sunder::tests {

/// A run on the test economy: lane 0 without rules, lane 1 with `rules`. Steps throw AuditError when an identity fails.
struct TwoLanes {
    explicit TwoLanes(std::vector<Rule> rules, const Switches& switches = {}, const Network& network = mini()) {
        RunSpec spec = two_lanes(1000);
        spec.lanes[1].rules = std::move(rules);
        spec.lanes[0].switches = spec.lanes[1].switches = switches;
        simulation = std::make_unique<Simulation>(network, spec, blocks);
    }
    Simulation::Impl& impl() { return simulation->impl(); }
    State& state() { return impl().state; }
    Policy& policy() { return impl().policy; }
    void run_to(std::int32_t step) {
        while (impl().t < step) impl().advance(nullptr);
    }
    [[nodiscard]] bool same() { return lane_of(*simulation, 0) == lane_of(*simulation, 1); }

    SerialBlocks blocks;
    std::unique_ptr<Simulation> simulation;
};

inline Day week(std::int32_t n) {
    return to_day(2021, 1, 4) + 7 * n;
}

inline Switches without(Switch off) {
    Switches switches;
    switches.set(off, false);
    return switches;
}

inline std::int32_t group_named(const std::string& name) {
    for (std::size_t g = 0; g < mini().groups.size(); ++g)
        if (mini().groups[g].name == name) return static_cast<std::int32_t>(g);
    throw std::out_of_range(name);
}

/// A rule of an action that is announced and in force from a week on.
inline Rule rule_of(Action action, std::int32_t from_week) {
    Rule rule;
    rule.id = "measure";
    rule.action = action;
    rule.issuer = country("USA");
    rule.announce = rule.effective = week(from_week);
    return rule;
}

/// Value of an array of rows in lane 1 of 2.
inline double at1(std::span<const double> array, std::int32_t row) {
    return array[static_cast<std::size_t>(row) * 2 + 1];
}
inline double at0(std::span<const double> array, std::int32_t row) {
    return array[static_cast<std::size_t>(row) * 2];
}

}  // namespace sunder::tests
