// SPDX-License-Identifier: Apache-2.0
#include "models/capital/capital.hpp"

#include <gtest/gtest.h>

namespace sunder::models {
namespace {

// Demand 1.2, profitability 0.25 with xi = 0.5: 1.2 * 0.5 = 0.6.
TEST(CapacityTarget, FollowsDemandAndProfit) {
    EXPECT_NEAR(capacity_target(1.2, 0.25, 0.5), 0.6, 1e-15);
    EXPECT_EQ(capacity_target(1.2, 0.25, 0.0), 1.2);
    EXPECT_EQ(capacity_target(1.0, 1.0, 0.5), 1.0);
}

// Up: 1 + 0.1 * 0.5. Down: at most 2 % of capacity a step, and not below the target.
TEST(PlainCapacity, GrowsTowardsTheTargetAndShrinksByWear) {
    EXPECT_DOUBLE_EQ(plain_capacity(1.0, 1.5, 0.1, 0.02), 1.05);
    EXPECT_DOUBLE_EQ(plain_capacity(1.0, 0.5, 0.1, 0.02), 0.98);
    EXPECT_DOUBLE_EQ(plain_capacity(1.0, 0.99, 0.1, 0.02), 0.99);
    EXPECT_EQ(plain_capacity(1.0, 1.0, 0.1, 0.02), 1.0);
}

TEST(ToolOrders, BaselineOrdersReplacement) {
    EXPECT_EQ(tool_orders(0.3, 0, 0, 0.0027, 0.019, 52, 0, 0, 1), 0.3);
}

// Replacement 2 at a stock of 100 (wear 0.02). Wanted 10 % more, nothing ordered yet, lead 5:
// 2 + 0.1 * (10 - 0 + 5 * 0.02 * 10) = 2 + 0.1 * 11 = 3.1; the 1 is the work in progress of the larger stock.
TEST(ToolOrders, FillTheStockAndTheLargerPipeline) {
    EXPECT_DOUBLE_EQ(tool_orders(2, 0, 10, 0.02, 0.1, 5, 0, 0, 1), 3.1);
    EXPECT_DOUBLE_EQ(tool_orders(2, 0, 10, 0.02, 0.1, 5, 0, 0, 0), 3.0);
}

// Stock where it should be, pipeline 5 * 0.02 * 10 = 1 above base: replacement of the larger stock, 2 + 0.2.
TEST(ToolOrders, RestAtReplacementOfTheLargerStock) {
    EXPECT_DOUBLE_EQ(tool_orders(2, 10, 10, 0.02, 0.1, 5, 1, 0, 1), 2.2);
}

TEST(ToolOrders, NeverBelowZero) {
    EXPECT_EQ(tool_orders(2, 0, -90, 0.02, 0.1, 5, 0, 0, 1), 0.0);
}

// Demand 1.2, stock 0.9 of the base year's 100: 2 * 1.2 + 0.3 * 100 * 0.01 = 2.7. Enough stock: replacement alone.
TEST(NotionalTools, ReplaceForDemandAndSpreadTheGap) {
    EXPECT_DOUBLE_EQ(notional_tools(2, 100, 1.2, 0.9, 0.01), 2.7);
    EXPECT_DOUBLE_EQ(notional_tools(2, 100, 1.2, 1.3, 0.01), 2.4);
    EXPECT_EQ(notional_tools(2, 100, 1.0, 1.0, 0.01), 2.0);
}

// Deviation 10 wears by 0.2; 3 installed against 2 replaced: 10.8.
TEST(ToolStockStep, AddsInstallationsAndTakesWear) {
    EXPECT_DOUBLE_EQ(tool_stock_step(10, 3, 2, 0.02), 10.8);
    EXPECT_EQ(tool_stock_step(0, 0.3, 0.3, 0.02), 0.0);
}

// Cost of capital 8 %, wear 12 %: each point of premium is 5 % of the user cost; grant 0.10 and credit 0.25 leave 0.65.
TEST(CapitalFactor, IsJorgensonsUserCostInTheBaseYearsUnits) {
    EXPECT_DOUBLE_EQ(capital_factor(0.0, 0.0, 0.02, 0.08, 0.12), 1.1);
    EXPECT_DOUBLE_EQ(capital_factor(0.10, 0.25, 0.0, 0.08, 0.12), 0.65);
    EXPECT_DOUBLE_EQ(capital_factor(0.10, 0.25, -0.02, 0.08, 0.12), 0.65 * 0.9);
    EXPECT_EQ(capital_factor(0.0, 0.0, 0.0, 0.08, 0.12), 1.0);
    EXPECT_EQ(capital_factor(0.0, 0.25, 0.0, 0.08, 0.12), 0.75);
}

TEST(CapitalFactor, BuyerKeepsAPartAndCapitalIsNeverCheaperThanFree) {
    EXPECT_DOUBLE_EQ(capital_factor(0.8, 0.5, 0.0, 0.08, 0.12), 0.05);
    EXPECT_DOUBLE_EQ(capital_factor(0.0, 0.0, -0.5, 0.08, 0.12), 0.6);  // wear alone: 0.12/0.20
}

TEST(Payable, IsWhatIsLeftAtMost) {
    EXPECT_EQ(payable(3.0, 10.0), 3.0);
    EXPECT_EQ(payable(3.0, 2.0), 2.0);
    EXPECT_EQ(payable(3.0, 0.0), 0.0);
    EXPECT_EQ(payable(3.0, -1.0), 0.0);
}

// 5 % over ten years from 1.2: half way 1.2 * 1.025.
TEST(Guardrail, AllowsGrowthInEvenSteps) {
    EXPECT_DOUBLE_EQ(guardrail(1.2, 0.05, 5.0, 10.0), 1.23);
    EXPECT_EQ(guardrail(1.2, 0.05, 0.0, 10.0), 1.2);
}

// A quarter of the cost is building: a third of the tools.
TEST(ShellSpending, IsTheOtherPartOfTheCost) {
    EXPECT_DOUBLE_EQ(shell_spending(75.0, 0.25), 25.0);
    EXPECT_EQ(shell_spending(75.0, 0.0), 0.0);
}

}  // namespace
}  // namespace sunder::models
