// SPDX-License-Identifier: Apache-2.0
// I15, I16, I17: a rule that cannot act changes nothing, in any bit; a rule changes nothing before it is announced.
#include <gtest/gtest.h>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

void expect_no_change(const std::vector<Rule>& rules, const Switches& switches = {}) {
    Network network = mini();
    network.demand_path.push_back({0, 0, 1.1});  // the world moves, so that agreement means something
    SerialBlocks blocks;
    RunSpec spec = two_lanes(200);
    spec.lanes[1].rules = rules;
    spec.lanes[0].switches = spec.lanes[1].switches = switches;
    Simulation simulation(network, spec, blocks);
    simulation.run(nullptr);
    EXPECT_EQ(lane_of(simulation, 0), lane_of(simulation, 1));
}

TEST(NullPolicy, LicenceForEverythingChangesNothing) {
    Rule rule = metal_licence();
    rule.licence = {};
    rule.licence.share = 1.0;
    rule.licence.path = {{rule.effective, 1.0}};
    rule.expected_share = 1.0;
    rule.announce = rule.effective;
    expect_no_change({rule});
}

TEST(NullPolicy, QuotaAboveAnyFlowChangesNothing) {
    Rule rule = metal_licence();
    rule.action = Action::quota;
    rule.licence = {};
    rule.licence.share = 1000.0;
    rule.expected_share = 1.0;
    rule.permanence = 0.0;
    rule.announce = rule.effective;
    expect_no_change({rule});
}

TEST(NullPolicy, TariffOfZeroChangesNothing) {
    Rule rule = chip_tariff();
    rule.tariff_rate = 0.0;
    expect_no_change({rule});
}

TEST(NullPolicy, RuleAnnouncedAfterTheEndChangesNothing) {
    Rule rule = tool_ban();
    rule.announce = rule.effective = to_day(2040, 1, 1);
    expect_no_change({rule});
}

TEST(NullPolicy, NobodyComplyingChangesNothing) {
    Rule rule = tool_ban();
    rule.compliance = 0.0;
    expect_no_change({rule});
}

TEST(NullPolicy, RuleWithdrawnBeforeItsDateAndNotBelievedChangesNothing) {
    Rule rule = metal_licence();
    rule.expires = rule.effective;  // announced, never in force
    rule.enactment = 0.0;
    expect_no_change({rule});
}

TEST(NullPolicy, NothingChangesBeforeTheAnnouncement) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(60);
    spec.lanes[1].rules = {tool_ban()};  // announced and effective in week 20
    Simulation simulation(mini(), spec, blocks);
    for (int week = 0; week < 20; ++week) {
        simulation.impl().advance(nullptr);
        ASSERT_EQ(lane_of(simulation, 0), lane_of(simulation, 1)) << "week " << week;
    }
    simulation.impl().advance(nullptr);
    EXPECT_NE(lane_of(simulation, 0), lane_of(simulation, 1));
}

}  // namespace
}  // namespace sunder::tests
