// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/accounts.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sunder::models {
namespace {

TEST(GrossSurplus, IsWhatSalesAndStocksLeave) {
    EXPECT_EQ(gross_surplus(100.0, 4.0, 50.0, 30.0, 8.0), 16.0);  // 104 - 88
}

TEST(Earnings, ToolsAtBasePricesAreNoCost) {
    EXPECT_EQ(earnings(20.0, 6.0, 6.0, 0.0), 20.0);   // a new tool: money became plant
    EXPECT_EQ(earnings(20.0, 6.0, 0.0, 0.0), 14.0);   // replacement: consumption of capital
    EXPECT_EQ(earnings(20.0, 9.0, 6.0, 0.0), 17.0);   // half dearer than in the base year: the rest is lost
    EXPECT_EQ(earnings(20.0, 0.0, -6.0, 0.0), 14.0);  // denied tools: what is saved wears off
}

TEST(Earnings, BuildingsAreACostWhenBuilt) {
    EXPECT_EQ(earnings(20.0, 6.0, 6.0, 5.0), 15.0);
}

TEST(ResearchCost, FollowsTheGroupNotThePlant) {
    EXPECT_EQ(research_cost(0.1, 200.0, 1.5), 30.0);
}

// A fab sells 57 at home and 40 abroad; buys inputs for 30 (20 from abroad, and 2 of tariff, 1 of freight in the 30) and
// tools for 10 from abroad; pays wages of 35 and 9 for research, 6 of which is done at home; its stocks fall by 3. Consumers
// spend 50 on home goods. Home sales: 30 + 10 + 50 - (20 + 10) - 2 - 1 = 57.
TEST(Gdp, AgreesThreeWays) {
    CountryBooks b;
    b.receipts = 97.0;  // 57 at home, 40 abroad
    b.exports = 40.0;
    b.imports = 30.0;
    b.purchases = 30.0;
    b.capex = 10.0;
    b.spending = 50.0;
    b.tariffs = 2.0;
    b.freight = 1.0;
    b.wages = 35.0;
    b.research_paid = 9.0;
    b.research_done = 6.0;
    b.stock_change = b.stock_flow = -3.0;
    b.surplus = gross_surplus(b.receipts, b.stock_flow, b.purchases, b.wages, b.research_paid);
    EXPECT_EQ(b.surplus, 20.0);              // 97 - 3 - 30 - 35 - 9
    EXPECT_EQ(gdp_by_production(b), 64.0);   // 97 - 3 - 30 - 9 + 6 + 1 + 2
    EXPECT_EQ(gdp_by_expenditure(b), 64.0);  // 50 + 10 - 3 + 10 - 3
    EXPECT_EQ(gdp_by_income(b), 64.0);       // 35 + 6 + 1 + 20 + 2
    b.credits = 5.0;                         // buyers get 5 back: they spend 45, the state pays
    b.spending = 45.0;
    EXPECT_EQ(gdp_by_production(b), 59.0);
    EXPECT_EQ(gdp_by_expenditure(b), 59.0);
    EXPECT_EQ(gdp_by_income(b), 59.0);
    b.construction = 4.0;  // builders are paid
    EXPECT_EQ(gdp_by_production(b), 63.0);
    EXPECT_EQ(gdp_by_expenditure(b), 63.0);
    EXPECT_EQ(gdp_by_income(b), 63.0);
}

TEST(Tornqvist, WeighsLogPriceChangesByMeanShares) {
    // Two goods, shares 0.6 -> 0.4 and 0.4 -> 0.6; only the first doubles its price: ln P = 0.5 ln 2.
    EXPECT_NEAR(tornqvist_link(0.6, 0.4, 1.0, 2.0) + tornqvist_link(0.4, 0.6, 1.0, 1.0), 0.5 * std::log(2.0), 1e-15);
    EXPECT_EQ(tornqvist_link(0.3, 0.7, 1.25, 1.25), 0.0);
}

}  // namespace
}  // namespace sunder::models
