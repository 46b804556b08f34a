// SPDX-License-Identifier: Apache-2.0
#include "models/ordering/ordering.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sunder::models {
namespace {

TEST(OrderUpTo, BaselineOrdersExactlyTheBaseFlow) {
    EXPECT_EQ(order_up_to(0.3, 0.3, 8, 0, 0, 12, 0, 0, 1, 0.15), 0.3);
}

// Need 11 instead of 10, cover 8, lead 12, nothing there yet: gap 8 + 12 = 20; at speed 0.1 order 11 + 2 = 13.
TEST(OrderUpTo, HigherNeedFillsStockAndSupplyLine) {
    EXPECT_DOUBLE_EQ(order_up_to(11, 10, 8, 0, 0, 12, 0, 0, 1, 0.1), 13.0);
}

// Once stock is 8 and transit 12 above the base year the order is the need.
TEST(OrderUpTo, OrdersTheNeedWhenStockAndTransitAreUp) {
    EXPECT_DOUBLE_EQ(order_up_to(11, 10, 8, 0, 8, 12, 12, 0, 1, 0.1), 11.0);
}

// beta = 0 forgets the 12 under way and the 3 in backlog: gap 8 - 2 = 6.
TEST(OrderUpTo, WithoutSupplyLineGoodsUnderWayAreForgotten) {
    EXPECT_DOUBLE_EQ(order_up_to(11, 10, 8, 0, 2, 12, 12, 3, 0, 0.1), 11.6);
    EXPECT_DOUBLE_EQ(order_up_to(11, 10, 8, 0, 2, 12, 12, 3, 1, 0.1), 11.3);  // gap 6 + (12 - 12 - 3) = 3
}

// Anticipatory cover of 4 steps at need 10 is 40 more.
TEST(OrderUpTo, AnnouncedRestrictionAddsCover) {
    EXPECT_DOUBLE_EQ(order_up_to(10, 10, 8, 4, 0, 12, 0, 0, 1, 0.1), 14.0);
}

TEST(OrderUpTo, NeverBelowZero) {
    EXPECT_EQ(order_up_to(1, 10, 8, 0, 100, 12, 0, 0, 1, 0.5), 0.0);
}

// enactment 0.5, half of the supply lost, 12 steps for a full loss: 3; the lost share counts up to 1.
TEST(AnticipatedCover, GrowsWithBeliefAndLoss) {
    EXPECT_DOUBLE_EQ(anticipated_cover(0.25, 12), 3.0);
    EXPECT_DOUBLE_EQ(anticipated_cover(1.3, 12), 12.0);
}

// tau 6: 1/6 a week with long notice, 1/2 with two weeks left, all of it in the last week.
TEST(AnticipationRate, SpeedsUpAsTheDateComesNear) {
    EXPECT_DOUBLE_EQ(anticipation_rate(1, 6, 20), 1.0 / 6.0);
    EXPECT_DOUBLE_EQ(anticipation_rate(1, 6, 2), 0.5);
    EXPECT_EQ(anticipation_rate(1, 6, 1), 1.0);
    EXPECT_EQ(anticipation_rate(1, 6, 0.3), 1.0);
}

// 0.25^-0.5 = 2; at most tenfold; 1 exactly when orders are filled.
TEST(PhantomFactor, InflatesPoorlyFilledOrders) {
    EXPECT_NEAR(phantom_factor(0.25, 0.5), 2.0, 1e-15);
    EXPECT_EQ(phantom_factor(0.0, 0.5), 10.0);
    EXPECT_EQ(phantom_factor(1.0, 0.5), 1.0);
}

// Price 4, elasticity 0.5: half; demand ratio 1.2.  10 * 1.2 / 2 = 6.
TEST(FinalDemand, FallsWithPriceAndFollowsThePath) {
    EXPECT_NEAR(final_demand(10, 1.2, 4, 0.5), 6.0, 1e-14);
    EXPECT_EQ(final_demand(10, 1, 1, 0.8), 10.0);
    EXPECT_EQ(final_demand(10, 1, 7, 0.0), 10.0);
}

// Orders 10, backlog part 2, stock target 3 * (11 - 10) against 1 in hand: 10 + 2 + 0.5 * (3 - 1) = 13.
TEST(WantedOutput, CoversOrdersBacklogAndStock) {
    EXPECT_DOUBLE_EQ(wanted_output(10, 2, 3, 11, 10, 1, 0.5), 13.0);
    EXPECT_EQ(wanted_output(10, 0, 3, 10, 10, 0, 0.5), 10.0);
    EXPECT_EQ(wanted_output(0, 0, 3, 10, 10, 50, 0.5), 0.0);
}

TEST(PlannedOutput, IsCappedByCapacity) {
    EXPECT_DOUBLE_EQ(planned_output(10, 4, 0.25, 20), 11.0);
    EXPECT_EQ(planned_output(10, 4, 0.25, 10.5), 10.5);
}

// Goal 5 steps of use 4 = 20; 14 held: 6 are missing. Restored over 3 steps: 4 used + 6/3.
TEST(ArioOrder, ReplacesUseAndPartOfTheGap) {
    EXPECT_EQ(ario_gap(5, 4, 14), 6.0);
    EXPECT_EQ(ario_gap(5, 4, 21), 0.0);
    EXPECT_DOUBLE_EQ(ario_order(4, 6, 1.0 / 3), 6.0);
    EXPECT_EQ(ario_order(4, 0, 1.0), 4.0);
}

}  // namespace
}  // namespace sunder::models
