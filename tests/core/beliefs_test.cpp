// SPDX-License-Identifier: Apache-2.0
// Hazards, coordination bodies: what users believe moves their stocks and prices, and nothing else does.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

/// Gallium licences of CHN, announced in week 100; a risk of such measures from week 10 on.
std::vector<Rule> feared(double hazard) {
    Rule licence = metal_licence();
    licence.issuer = country("CHN");
    licence.announce = week(100);
    licence.effective = week(104);
    Rule talk = rule_of(Action::expectation, 10);
    talk.id = "talk";
    talk.issuer = country("CHN");
    talk.hazard_per_year = hazard;
    return {licence, talk};
}

double gallium_cover(TwoLanes& run) {  // extra cover wanted, over all users
    double sum = 0.0;
    for (std::size_t s = 0; s < static_cast<std::size_t>(mini().slots()); ++s)
        if (mini().slot_good[s] == good("ga")) sum += run.state().anticipated[s * 2 + 1];
    return sum;
}

TEST(Expectation, UsersStockUpBeforeAnythingIsAnnounced) {
    TwoLanes some(feared(0.1)), much(feared(0.4));
    some.run_to(10);
    EXPECT_TRUE(some.same());
    some.run_to(60);
    much.run_to(60);
    // beliefs 1 - exp(-h T) with T = 1 year; cover is proportional to them
    EXPECT_NEAR(gallium_cover(much) / gallium_cover(some), -std::expm1(-0.4) / -std::expm1(-0.1), 1e-9);
    double stock = 0.0;
    for (std::size_t s = 0; s < static_cast<std::size_t>(mini().slots()); ++s)
        if (mini().slot_good[s] == good("ga")) stock += some.state().stock_dev[s * 2 + 1] - some.state().stock_dev[s * 2];
    EXPECT_GT(stock, 0.0);
}

TEST(Expectation, OnceAnnouncedTheRuleIsBelievedAsTheRuleSays) {
    TwoLanes with(feared(0.4)), alone({feared(0.0)[0]});
    with.run_to(101);
    alone.run_to(101);
    EXPECT_EQ(gallium_cover(with), gallium_cover(alone));
}

TEST(Expectation, ReassuranceNeverActsBelowZero) {
    TwoLanes run(feared(-0.4));
    run.run_to(99);
    EXPECT_TRUE(run.same());
}

TEST(Expectation, SwitchedOffChangesNothing) {
    TwoLanes run(feared(0.4), without(Switch::expectations));
    run.run_to(99);
    EXPECT_TRUE(run.same());
}

TEST(Expectation, OfAnotherIssuerChangesNothing) {
    auto rules = feared(0.4);
    rules[1].issuer = country("USA");
    TwoLanes run(rules);
    run.run_to(99);
    EXPECT_TRUE(run.same());
}

Rule body() {
    Rule rule = rule_of(Action::early_warning, 5);
    rule.id = "body";
    rule.members = {country("CHN"), country("JPN")};
    rule.see_gain_weeks = 4.0;
    rule.belief_gain = 0.2;
    return rule;
}

TEST(EarlyWarning, AloneChangesNothingEvenWhenTheWorldMoves) {
    Network network = mini();
    network.demand_path = {{0, week(0), 1.0}, {0, week(20), 1.4}, {0, week(40), 0.8}};
    TwoLanes run({body()}, {}, network);
    run.run_to(150);
    EXPECT_TRUE(run.same());
}

TEST(EarlyWarning, MembersSeeShortagesEarlierAndBelieveEachOther) {
    Rule licence = metal_licence();
    licence.issuer = country("CHN");
    licence.enactment = 0.5;
    TwoLanes with({licence, body()}), alone({licence});
    with.run_to(32);  // announced in week 30, in force in week 34
    alone.run_to(32);
    EXPECT_EQ(at1(with.state().alert_weeks, country("JPN")), 4.0);
    EXPECT_EQ(at1(with.state().alert_weeks, country("USA")), 0.0);
    int members = 0, others = 0;
    for (std::int32_t s = 0; s < mini().slots(); ++s) {
        const double gain = at1(with.state().anticipated, s), before = at1(alone.state().anticipated, s);
        if (!(before > 0.0)) continue;
        const std::int32_t in = with.impl().base.slot_country[static_cast<std::size_t>(s)];
        EXPECT_NEAR(gain / before, in == country("JPN") ? 1.4 : 1.0, 1e-12);  // 0.7 for 0.5
        (in == country("JPN") ? members : others) += 1;
    }
    EXPECT_GT(members, 0);
    EXPECT_GT(others, 0);
}

TEST(EarlyWarning, SwitchedOffChangesNothing) {
    Rule licence = metal_licence();
    licence.issuer = country("CHN");
    TwoLanes with({licence, body()}, without(Switch::early_warning)), alone({licence});
    with.run_to(60);
    alone.run_to(60);
    EXPECT_EQ(lane_of(*with.simulation, 1), lane_of(*alone.simulation, 1));
}

}  // namespace
}  // namespace sunder::tests
