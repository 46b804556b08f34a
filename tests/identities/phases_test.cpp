// SPDX-License-Identifier: Apache-2.0
// The phase table is the truth about the week: a phase changes only the arrays that it lists under `writes`.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

using Snapshot = std::map<std::string, State::Array>;

Snapshot snapshot(State& state) {
    Snapshot result;
    state.visit([&](std::string_view name, RowArray& array) { result[std::string(name)] = array; });
    return result;
}

std::set<std::string> words(std::string_view text) {
    std::istringstream in{std::string(text)};
    return {std::istream_iterator<std::string>(in), {}};
}

Accident fire(std::int32_t unit, Day start) {
    Accident a;
    a.name = "fire";
    a.hits = {{unit, 0.6}};
    a.of_capital = true;
    a.start = start;
    a.duration_days = 30;
    a.recovery = Recovery::linear;
    a.recovery_days = 60;
    return a;
}

void expect_phases_to_write_what_they_list(const RunSpec& spec) {
    SerialBlocks blocks;
    Simulation simulation(mini(), spec, blocks);
    auto& impl = simulation.impl();
    std::map<std::string, std::set<std::string>> written;
    for (; impl.t < 80; ++impl.t) {
        Step step = impl.step();
        for (const Phase& phase : impl.phases()) {
            const Snapshot before = snapshot(impl.state);
            phase.does(step);
            const std::set<std::string> allowed = words(phase.writes);
            for (const auto& [name, array] : snapshot(impl.state))
                if (array != before.at(name)) {
                    written[std::string(phase.name)].insert(name);
                    ASSERT_TRUE(allowed.contains(name)) << phase.name << " changed " << name << " in week " << impl.t;
                }
        }
    }
    // And the lists are not idle: under harsh rules and accidents each phase changed something that it lists. Policy and
    // accounts are no arrays of State.
    for (const Phase& phase : impl.phases())
        EXPECT_TRUE(!written[std::string(phase.name)].empty() || words(phase.writes).empty() ||
                    words(phase.writes) == std::set<std::string>{"policy"})
            << phase.name;
}

TEST(Week, PhasesWriteOnlyWhatTheyList) {
    RunSpec spec = two_lanes(80);
    spec.lanes[1].rules = harsh_rules();
    spec.lanes[1].accidents = {fire(0, spec.start + 70)};
    expect_phases_to_write_what_they_list(spec);
}

TEST(ArioStep, PhasesWriteOnlyWhatTheyList) {
    RunSpec spec = two_lanes(0);
    spec.step_days = 1;
    spec.end = spec.start + 80;
    for (LaneSpec& lane : spec.lanes) {
        lane.switches.set(Switch::ario, true);
        lane.switches.set(Switch::orders_by_capacity, true);
    }
    spec.lanes[1].rules = {tool_ban()};
    spec.lanes[1].rules[0].effective = spec.lanes[1].rules[0].announce = spec.start + 20;
    Rule boom;
    boom.id = "boom";
    boom.action = Action::demand;
    boom.announce = boom.effective = spec.start + 15;
    boom.path = {{spec.start + 15, 1.1}};
    spec.lanes[1].rules.push_back(boom);
    Accident built_anew = fire(1, spec.start + 10);
    built_anew.duration_days = 5;
    built_anew.recovery = Recovery::rebuild;
    built_anew.rebuild = {{mini().unit_good[0], 0.5}, {mini().unit_good.back(), 0.5}};
    spec.lanes[1].accidents = {fire(0, spec.start + 10), built_anew};
    expect_phases_to_write_what_they_list(spec);
}

TEST(Week, ListsNameArraysThatExist) {
    SerialBlocks blocks;
    Simulation simulation(mini(), two_lanes(1), blocks);
    std::set<std::string> known = {"policy", "limiting_slot", "binding_slot"};
    simulation.impl().state.visit([&](std::string_view name, RowArray&) { known.insert(std::string(name)); });
    for (const Phase& phase : simulation.impl().phases())
        for (const std::string& name : words(phase.writes)) EXPECT_TRUE(known.contains(name)) << phase.name << ": " << name;
}

}  // namespace
}  // namespace sunder::tests
