// SPDX-License-Identifier: Apache-2.0
#include "models/accident/accident.hpp"

#include <gtest/gtest.h>

namespace sunder::models {
namespace {

TEST(Recovery, LossIsFullUntilTheDurationEnds) {
    for (const double days : {-5.0, 0.0}) {
        EXPECT_EQ(linear_recovery(days, 30), 1.0);
        EXPECT_EQ(convex_recovery(days, 30, 4), 1.0);
        EXPECT_EQ(concave_recovery(days, 30), 1.0);
    }
}

// 1 - 10/40 = 0.75; nothing is left after tau.
TEST(Recovery, LinearGivesBackTheSameEveryDay) {
    EXPECT_DOUBLE_EQ(linear_recovery(10, 40), 0.75);
    EXPECT_EQ(linear_recovery(40, 40), 0.0);
    EXPECT_EQ(linear_recovery(41, 40), 0.0);
    EXPECT_EQ(linear_recovery(1, 0), 0.0);
}

// tau 2: (1/2)^(4 e): a sixteenth after a day, 1/256 after two; slow: a half, a quarter. Tolerance: exp and log of our own.
TEST(Recovery, ConvexIsFastFirst) {
    EXPECT_NEAR(convex_recovery(1, 2, 4), 1.0 / 16, 1e-16);
    EXPECT_NEAR(convex_recovery(2, 2, 4), 1.0 / 256, 1e-17);
    EXPECT_NEAR(convex_recovery(1, 2, 1), 0.5, 1e-15);
    EXPECT_NEAR(convex_recovery(2, 2, 1), 0.25, 1e-15);
    EXPECT_EQ(convex_recovery(1, 1, 4), 0.0);
}

// Half is back after tau/2: e^q = 1e6 tau there. A tenth of tau in, nearly all is still out; at tau nearly none.
TEST(Recovery, ConcaveIsSlowFirst) {
    EXPECT_NEAR(concave_recovery(30, 60), 0.5, 1e-13);
    EXPECT_GT(concave_recovery(6, 60), 0.999);
    EXPECT_LT(concave_recovery(60, 60), 0.03);
    EXPECT_EQ(concave_recovery(1, 2), 0.0);
}

// Capital: 20 of 100 lost is 0.2. A power cut of 0.3 is more, one of 0.1 less. Losses beyond the capital take all of it.
TEST(DamageShare, LargerOfCapitalAndCapacity) {
    EXPECT_DOUBLE_EQ(damage_share(20, 100, 0.3), 0.3);
    EXPECT_DOUBLE_EQ(damage_share(20, 100, 0.1), 0.2);
    EXPECT_EQ(damage_share(120, 100, 0.0), 1.0);
    EXPECT_EQ(damage_share(20, 0, 0.1), 0.1);  // no capital, nothing to lose
    EXPECT_EQ(damage_share(0, 100, 0.0), 0.0);
}

TEST(RebuildOrders, NeedIsOrderedByParts) {
    EXPECT_EQ(rebuild_orders(120, 60), 2.0);
    EXPECT_EQ(rebuild_orders(120, 0), 120.0);  // at once
}

TEST(RoundTo, HalvesGoToTheEvenNeighbour) {
    EXPECT_EQ(round_to(0.25, 10), 0.2);
    EXPECT_EQ(round_to(0.75, 10), 0.8);
    EXPECT_EQ(round_to(1.2345, 1e2), 1.23);
}

}  // namespace
}  // namespace sunder::models
