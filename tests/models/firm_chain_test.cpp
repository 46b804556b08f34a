// SPDX-License-Identifier: Apache-2.0
#include "models/firm_chain/firm_chain.hpp"

#include <gtest/gtest.h>

#include <array>

namespace sunder::models {
namespace {

// Stock 6 of 8 in the sector, 4 used per step at full output, output at 1/2: 6 * 1/2 * 4/8 = 1.5 is used.
TEST(FirmStock, SuppliersOfASectorAreUsedInProportionToTheirStocks) {
    EXPECT_DOUBLE_EQ(firm_stock(6, 2, 0.5, 4, 8), 6 + 2 - 1.5);
    EXPECT_EQ(firm_stock(0, 2, 0.5, 4, 0), 2.0);
}

// Use 2 at half output is 1; a stock of 3 steps of it would be 3: (3 - 1)/4 is the gap's part. Too large a stock orders
// nothing.
TEST(FirmOrder, ReplacesUseAndClosesTheGap) {
    EXPECT_DOUBLE_EQ(firm_order(2, 0.5, 3, 1, 4), 1 + 0.5);
    EXPECT_EQ(firm_order(2, 0.5, 3, 100, 4), 0.0);
}

TEST(Ration, EvenlyAndLastLast) {
    std::array<Claim, 3> claims{{{4, 4}, {2, 4}, {4, 4}}};
    ration_evenly(5, claims);
    EXPECT_DOUBLE_EQ(claims[0].served, 2.0);
    EXPECT_DOUBLE_EQ(claims[1].served, 1.0);
    ration_last_last(8, claims);
    EXPECT_DOUBLE_EQ(claims[0].served, 4.0);
    EXPECT_DOUBLE_EQ(claims[2].served, 2.0);
    ration_last_last(3, claims);
    EXPECT_DOUBLE_EQ(claims[1].served, 1.0);
    EXPECT_EQ(claims[2].served, 0.0);
    ration_evenly(0, std::span(claims).first(0));  // nobody asks
}

// Relative orders 1/4, 1, 1 of bases 4: 7 serve the level 1/4 to all (3), the 4 left go to the other two, 2 each.
TEST(Ration, SmallestRelativeOrderIsMetFirst) {
    std::array<Claim, 3> claims{{{1, 4}, {4, 4}, {4, 4}}};
    ration_smallest_first(7, claims, false);
    EXPECT_DOUBLE_EQ(claims[0].served, 1.0);
    EXPECT_DOUBLE_EQ(claims[1].served, 3.0);
    EXPECT_DOUBLE_EQ(claims[2].served, 3.0);
    ration_smallest_first(9, claims, false);  // enough for all: each what it ordered
    EXPECT_DOUBLE_EQ(claims[1].served, 4.0);
}

// A claim of 0 beside claims of 1/2: with serve_idle the level 1/2 goes to all three (6 of 7), 2 of it to the one that
// ordered nothing.
TEST(Ration, IdleClaimIsServedOnlyAsInTheReferenceProgram) {
    std::array<Claim, 3> claims{{{0, 4}, {2, 4}, {2, 4}}};
    ration_smallest_first(7, claims, true);
    EXPECT_DOUBLE_EQ(claims[0].served, 2.0);
    ration_smallest_first(7, claims, false);
    EXPECT_EQ(claims[0].served, 0.0);
    EXPECT_DOUBLE_EQ(claims[1].served, 2.0);
}

}  // namespace
}  // namespace sunder::models
