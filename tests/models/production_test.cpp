// SPDX-License-Identifier: Apache-2.0
#include "models/production/production.hpp"

#include <gtest/gtest.h>

namespace sunder::models {
namespace {

// Stock 3, minimum 1 step of use 4: r = 3/4. Critical 0.75, important 1 - 0.5 * 0.25 = 0.875, not critical 1.
TEST(InputLimit, ShortStockCutsOutputByItsCriticality) {
    EXPECT_DOUBLE_EQ(input_limit(3, 1, 4, 1.0), 0.75);
    EXPECT_DOUBLE_EQ(input_limit(3, 1, 4, 0.5), 0.875);
    EXPECT_EQ(input_limit(3, 1, 4, 0.0), 1.0);
}

TEST(InputLimit, EnoughStockIsExactlyOne) {
    EXPECT_EQ(input_limit(4, 1, 4, 1.0), 1.0);
    EXPECT_EQ(input_limit(400, 1.5, 4, 1.0), 1.0);
    EXPECT_EQ(input_limit(0, 1, 0, 1.0), 1.0);  // nothing used
}

// Minimum of 2 steps of use 4 is 8: stock 6 gives 6/8.
TEST(InputLimit, MinimumCoverTightensTheLimit) {
    EXPECT_DOUBLE_EQ(input_limit(6, 2, 4, 1.0), 0.75);
}

TEST(InputLimit, NoStockStopsACriticalInput) {
    EXPECT_EQ(input_limit(0, 1, 4, 1.0), 0.0);
    EXPECT_EQ(input_limit(-1e-18, 1, 4, 1.0), 0.0);  // round-off below zero counts as nothing
}

// Scarcity (10 - 8)/10 = 0.2, ceiling 1.15: 1 + 0.25 * 0.15 * 0.2 = 1.0075.
TEST(Overtime, RisesWithScarcity) {
    EXPECT_DOUBLE_EQ(overtime(1.0, 10, 8, 1.15, 0.25), 1.0075);
}

// No scarcity: 1.1 + 0.25 * (1 - 1.1) = 1.075; at 1 it stays at exactly 1.
TEST(Overtime, FadesWithoutScarcity) {
    EXPECT_DOUBLE_EQ(overtime(1.1, 10, 10, 1.15, 0.25), 1.075);
    EXPECT_EQ(overtime(1.0, 10, 10, 1.15, 0.25), 1.0);
    EXPECT_EQ(overtime(1.0, 0, 0, 1.15, 0.25), 1.0);
}

TEST(Overtime, NeverPassesItsCeiling) {
    double ot = 1.0;
    for (int i = 0; i < 1000; ++i) ot = overtime(ot, 10, 0, 1.15, 0.25);
    EXPECT_LE(ot, 1.15);
    EXPECT_NEAR(ot, 1.15, 1e-15);
}

// Demand 10, last output 8: z = 0.2, 1 + 0.5 (1.25 - 1) 0.2 = 1.025. Demand 8, last output 10: z = -0.25 pulls it down,
// 1.2 + 0.5 (1.25 - 1.2)(-0.25) = 1.19375. Demand met: fades, 1.2 + 0.5 (1 - 1.2) = 1.1.
TEST(ArioOvertime, FollowsDemandLessLastOutput) {
    EXPECT_DOUBLE_EQ(ario_overtime(1.0, 10, 8, 1.25, 0.5, 0.0), 1.025);
    EXPECT_DOUBLE_EQ(ario_overtime(1.2, 8, 10, 1.25, 0.5, 0.0), 1.19375);
    EXPECT_DOUBLE_EQ(ario_overtime(1.2, 10, 10, 1.25, 0.5, 0.0), 1.1);
    EXPECT_EQ(ario_overtime(1.0, 0, 0, 1.25, 0.5, 0.0), 1.0);
    EXPECT_EQ(ario_overtime(1.0, 1, 10, 1.25, 0.5, 0.0), 1.0);  // never below 1
}

TEST(ArioOvertime, RoundOffOfDemandCountsAsMet) {
    EXPECT_DOUBLE_EQ(ario_overtime(1.2, 10, 10 - 1e-13, 1.25, 0.5, 1e-12), 1.1);
    EXPECT_GT(ario_overtime(1.2, 10, 10 - 1e-13, 1.25, 0.5, 0.0), 1.2);
}

}  // namespace
}  // namespace sunder::models
