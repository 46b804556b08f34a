// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "models/production/production.hpp"
#include "models/sourcing/qualification.hpp"
#include "models/sourcing/redesign.hpp"
#include "models/trade_hub/trade_hub.hpp"

namespace sunder::models {
namespace {

TEST(RampAfter, NothingBeforeTheDelayThenLinear) {
    EXPECT_EQ(ramp_after(25.9, 26.0, 13.0), 0.0);
    EXPECT_DOUBLE_EQ(ramp_after(32.5, 26.0, 13.0), 0.5);
    EXPECT_EQ(ramp_after(400.0, 26.0, 13.0), 1.0);
    EXPECT_EQ(ramp_after(-INFINITY, 26.0, 13.0), 0.0);
}

// The maker sold 90 of b and 10 of b'; half way, ef = 0.5, sig = 2: x = 0.5 * 9 * 0.25 = 1.125. The redesigned part is
// 1.125/2.125 = 9/17 of the link and costs twice as much per function: mean price 1 + 9/17 = 26/17.
TEST(Redesign, PullPremiumAndAttractionByHead) {
    const double x = redesign_pull(0.5, 9.0, 0.5, 2.0);
    EXPECT_NEAR(x, 1.125, 1e-15);
    const double premium = redesign_premium(x, 0.5);
    EXPECT_NEAR(premium, std::log(26.0 / 17.0), 1e-15);
    // After its own premium the link weighs (1 + x): exp(attraction) (26/17)^-2 = 2.125.
    EXPECT_NEAR(std::exp(redesign_attraction(x, premium, 2.0)) * std::pow(26.0 / 17.0, -2.0), 2.125, 1e-14);
}

TEST(Redesign, NothingIsExactlyNothing) {
    EXPECT_EQ(redesign_pull(0.0, 9.0, 0.5, 2.0), 0.0);
    EXPECT_EQ(redesign_premium(0.0, 0.5), 0.0);
    EXPECT_EQ(redesign_attraction(0.0, 0.0, 2.0), 0.0);
    EXPECT_EQ(redesign_premium(3.0, 1.0), 0.0);  // as good per dollar: no dearer
}

// 4 % cheaper for a year pays for a cost of 3 % of a year's purchases, not for one of 5 %.
TEST(Qualification, PaysWithinTheYear) {
    EXPECT_TRUE(pays_to_qualify(1.10, 1.06, 1.0, 0.03));
    EXPECT_FALSE(pays_to_qualify(1.10, 1.06, 1.0, 0.05));
    EXPECT_FALSE(pays_to_qualify(1.0, 1.0, 1.0, 0.0));  // base year: no gain, no trial
}

// A link of one percent that may reach a fifth: weight a with 0.01 a / (0.99 + 0.01 a) = 0.2, so a = 24.75.
TEST(Qualification, WeightReachesTheShareAtEqualPrices) {
    const double a = qualified_weight(0.01, 0.2);
    EXPECT_NEAR(a, 24.75, 1e-12);
    EXPECT_NEAR(0.01 * a / (0.99 + 0.01 * a), 0.2, 1e-14);
    EXPECT_EQ(qualified_weight(0.3, 0.2), 1.0);
    EXPECT_NEAR(qualified_weight(0.5, 1.0), 1000.0, 1e-9);  // all of it: 0.999 to 0.001, not everything to nothing
    EXPECT_EQ(qualified_attraction(0.0, a), 0.0);
    EXPECT_NEAR(std::exp(qualified_attraction(0.5, a)), 0.5 + 0.5 * a, 1e-13);
}

// Price gap ln 2, a third of the need cannot be ordered: gap = 0.6931 + 0.6 ln(3/2) = 0.9364.
TEST(LeakGap, PriceGapAndUnmetDemand) {
    EXPECT_NEAR(leak_gap(2.0, 0.0, 0.6, 3.0, 2.0), std::log(2.0) + 0.6 * std::log(1.5), 1e-15);
    EXPECT_EQ(leak_gap(1.0, 0.0, 0.6, 3.0, 3.0), 0.0);
    EXPECT_EQ(leak_gap(1.0, 0.0, 0.5, 3.0, 0.0), 1.5);  // nothing at all: capped at 3 log points
}

// At gap = f_k + e_h half of l_max leaks; one width of 0.15 above it 1/(1 + 1/e) = 0.731.
TEST(LeakGoal, LogisticInTheGap) {
    EXPECT_DOUBLE_EQ(leak_goal(0.4, 0.5, 0.2, 0.3), 0.2);
    EXPECT_NEAR(leak_goal(0.4, 0.65, 0.2, 0.3), 0.4 / (1.0 + std::exp(-1.0)), 1e-14);
    EXPECT_EQ(leak_goal(0.0, 5.0, 0.2, 0.3), 0.0);
    EXPECT_LT(leak_goal(0.4, 0.5, 0.2, 0.6), leak_goal(0.4, 0.5, 0.2, 0.3));  // enforcement
}

TEST(LeakPremium, MarkupOnAClosedLinkNeverBelowTheZone) {
    EXPECT_NEAR(leak_premium(1.0, 1.5, 0.0), std::log(1.5), 1e-15);
    EXPECT_NEAR(leak_premium(1.0, 1.5, std::log(1.2)), std::log(1.5 / 1.2), 1e-15);
    EXPECT_EQ(leak_premium(1.0, 1.5, std::log(2.0)), 0.0);
    EXPECT_NEAR(leak_premium(0.5, 1.5, 0.0), std::log(1.25), 1e-15);
    EXPECT_EQ(leak_premium(0.0, 1.5, 0.0), 0.0);
}

// Members want 6 and 3 of a pool of 6: two thirds each. In a pool of 10 the first may go beyond what it owns.
TEST(PooledOutput, SharesTheCapacityInProportion) {
    EXPECT_DOUBLE_EQ(pooled_output(6.0, 9.0, 6.0), 4.0);
    EXPECT_DOUBLE_EQ(pooled_output(3.0, 9.0, 6.0), 2.0);
    EXPECT_EQ(pooled_output(6.0, 9.0, 10.0), 6.0);
}

}  // namespace
}  // namespace sunder::models
