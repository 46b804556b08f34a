// SPDX-License-Identifier: Apache-2.0
#include "models/shipping/shipping.hpp"

#include <gtest/gtest.h>

namespace sunder::models {
namespace {

TEST(ServeShare, RationsEveryClaimAlike) {
    EXPECT_DOUBLE_EQ(serve_share(6, 8), 0.75);
    EXPECT_EQ(serve_share(8, 8), 1.0);
    EXPECT_EQ(serve_share(9, 8), 1.0);
    EXPECT_EQ(serve_share(0, 0), 1.0);
    EXPECT_EQ(serve_share(-1e-18, 8), 0.0);
}

// 5 ordered, 3 owed, 6 shipped: 2 left, of which a quarter lapses.
TEST(BacklogStep, KeepsWhatDoesNotLapse) {
    EXPECT_DOUBLE_EQ(backlog_step(5, 3, 6, 0.25), 1.5);
    EXPECT_EQ(backlog_step(5, 3, 6, 1.0), 0.0);
    EXPECT_EQ(backlog_step(5, 0, 5, 0.25), 0.0);
}

// 30 in stock at 1.0, 10 arrive for 14: (30 + 14)/40 = 1.1.
TEST(StockCost, IsTheMeanOfStockAndArrivals) {
    EXPECT_DOUBLE_EQ(stock_cost(1.0, 30, 10, 14, 0.001), 1.1);
    EXPECT_EQ(stock_cost(1.3, 0, 0, 0, 0.001), 1.3);
    EXPECT_EQ(stock_cost(1.0, 2.1, 0.7, 0.7, 0.001), 1.0);
}

// Of a least amount of 1, 0.1 in stock at 1.0 and 0.1 for 0.14: 1 + (0.14 - 0.1)/1 = 1.04, where the mean is 1.2. At the
// least amount both are the same; and round-off of 1e-16 in a stock of 1e-15 moves the cost by no more.
TEST(StockCost, OfNextToNothingMovesNoMoreThanTheGoods) {
    EXPECT_DOUBLE_EQ(stock_cost(1.0, 0.1, 0.1, 0.14, 1.0), 1.04);
    EXPECT_NEAR(stock_cost(1.0, 0.5, 0.5, 0.7, 1.0), stock_cost(1.0, 0.5, 0.5 + 1e-15, 0.7 + 1.4e-15, 1.0), 1e-14);
    EXPECT_NEAR(stock_cost(1.0, 1e-15, 1e-15, 3e-15, 1.0), stock_cost(1.0, 1.1e-15, 1e-15, 3e-15, 1.0), 1e-15);
}

}  // namespace
}  // namespace sunder::models
