// SPDX-License-Identifier: Apache-2.0
// The phase table is the truth about the week: a phase changes only the arrays that it lists under `writes`.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

using Snapshot = std::map<std::string, std::vector<double>>;

Snapshot snapshot(State& state) {
    Snapshot result;
    state.visit([&](std::string_view name, std::vector<double>& array) { result[std::string(name)] = array; });
    return result;
}

std::set<std::string> words(std::string_view text) {
    std::istringstream in{std::string(text)};
    return {std::istream_iterator<std::string>(in), {}};
}

TEST(Week, PhasesWriteOnlyWhatTheyList) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(80);
    spec.lanes[1].rules = harsh_rules();
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
    // And the lists are not idle: under harsh rules each phase changed something that it lists. Policy and accounts are no
    // arrays of State.
    for (const Phase& phase : impl.phases())
        EXPECT_TRUE(!written[std::string(phase.name)].empty() || words(phase.writes).empty() ||
                    words(phase.writes) == std::set<std::string>{"policy"})
            << phase.name;
}

TEST(Week, ListsNameArraysThatExist) {
    SerialBlocks blocks;
    Simulation simulation(mini(), two_lanes(1), blocks);
    std::set<std::string> known = {"policy", "limiting_slot", "binding_slot"};
    simulation.impl().state.visit([&](std::string_view name, std::vector<double>&) { known.insert(std::string(name)); });
    for (const Phase& phase : simulation.impl().phases())
        for (const std::string& name : words(phase.writes)) EXPECT_TRUE(known.contains(name)) << phase.name << ": " << name;
}

}  // namespace
}  // namespace sunder::tests
