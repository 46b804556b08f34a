// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>

#include "sim/economy/allocate.hpp"
#include "sim/economy/ipf.hpp"

namespace sunder {
namespace {

TEST(FitFlows, MeetsBothSumsAndKeepsCrossRatios) {
    // Fitting keeps the cross ratio z00 z11 / (z01 z10) = 4 of the weights.
    std::vector<FlowCell> z{{0, 0, 2}, {0, 1, 1}, {1, 0, 1}, {1, 1, 2}};
    const double rows[] = {60, 40}, cols[] = {30, 70};
    const IpfResult result = fit_flows(z, rows, cols, 1e-13, 1000);
    EXPECT_LE(result.error, 1e-13);
    EXPECT_NEAR(z[0].value + z[1].value, 60, 1e-10);
    EXPECT_NEAR(z[0].value + z[2].value, 30, 1e-10);
    EXPECT_NEAR(z[0].value * z[3].value / (z[1].value * z[2].value), 4.0, 1e-10);
}

TEST(FitFlows, ReportsWhatCannotBeMet) {
    // Row 0 may only serve column 0, which wants less than row 0 has.
    std::vector<FlowCell> z{{0, 0, 1}, {1, 0, 1}, {1, 1, 1}};
    const double rows[] = {60, 40}, cols[] = {30, 70};
    EXPECT_GT(fit_flows(z, rows, cols, 1e-12, 200).error, 0.1);
}

TEST(CountryPrior, HomeBiasWithoutData) {
    const Grid prior = country_prior({1, 2}, {3, 4}, 4.0, {});
    EXPECT_EQ(prior(0, 0), 4.0 * 1 * 3);
    EXPECT_EQ(prior(0, 1), 1.0 * 4);
    EXPECT_EQ(prior(1, 1), 4.0 * 2 * 4);
}

TEST(CountryPrior, DataSetTheMixOfDestinations) {
    TradeData data{Grid(3, 3), {40, 0, 0}, {}};
    data.exports(0, 1) = 30;  // of 40 abroad; the other 10 go to country 2, which has no row
    const Grid prior = country_prior({1, 1, 1}, {1, 1, 1}, 4.0, data);
    EXPECT_DOUBLE_EQ(prior(0, 1), 2 * 0.75);  // gravity sells 2 abroad
    EXPECT_DOUBLE_EQ(prior(0, 2), 2 * 0.25);
    EXPECT_EQ(prior(0, 0), 4.0);
    EXPECT_EQ(prior(1, 0), 1.0);
}

TEST(CountryPrior, HomeRowSetsThePartSoldAtHome) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const Grid prior = country_prior({1, 1}, {1, 3}, 4.0, {Grid(2, 2), {0, 0}, {0.9, unknown}});
    EXPECT_NEAR(prior(0, 0) / (prior(0, 0) + prior(0, 1)), 0.9, 1e-14);
    EXPECT_EQ(prior(1, 1), 12.0);
}

TEST(Allocate, DropsSmallLinksAndStillMeetsEverySum) {
    // 40 sellers, 30 buyers in two countries, sizes 1/rank: most of the 1200 pairs are small.
    std::vector<Trader> sellers, buyers;
    double total = 0.0, wanted = 0.0;
    for (int i = 1; i <= 40; ++i) sellers.push_back({i % 2, 100.0 / i, 0.0}), total += 100.0 / i;
    for (int j = 1; j <= 30; ++j) wanted += 1.0 / j;
    for (int j = 1; j <= 30; ++j) buyers.push_back({j % 2, total / wanted / j, 0.02 * total / wanted / j});
    for (Trader& seller : sellers) seller.keep_above_musd_yr = 0.05 * seller.amount_musd_yr;
    Grid prior(2, 2, 1.0);
    const Allocation result = allocate(
        sellers, buyers, prior, [](std::size_t, std::size_t) { return 1.0; }, LinkRules{});
    EXPECT_LT(result.flows.size(), 700U);
    std::vector<double> sold(sellers.size()), bought(buyers.size());
    for (const FlowCell& z : result.flows) {
        EXPECT_GT(z.value, 0.0);
        sold[z.row] += z.value;
        bought[z.col] += z.value;
    }
    // The fit stops at 1e-11 relative.
    for (std::size_t i = 0; i < sold.size(); ++i) EXPECT_NEAR(sold[i] / sellers[i].amount_musd_yr, 1.0, 1e-10);
    for (std::size_t j = 0; j < bought.size(); ++j) EXPECT_NEAR(bought[j] / buyers[j].amount_musd_yr, 1.0, 1e-10);
}

TEST(Allocate, WidensWhenTheLargestLinksCannotCarryTheSums) {
    // With thresholds above everything each side keeps only its largest partner; two big buyers and three equal sellers
    // cannot be met by that, so links must be added.
    const std::vector<Trader> sellers{{0, 40, 1e9}, {0, 40, 1e9}, {0, 40, 1e9}}, buyers{{0, 60, 1e9}, {0, 60, 1e9}};
    const Allocation result = allocate(
        sellers, buyers, Grid(1, 1, 1.0), [](std::size_t, std::size_t) { return 1.0; }, LinkRules{});
    EXPECT_GT(result.widened, 0);
    EXPECT_LE(result.error, 1e-11);
}

}  // namespace
}  // namespace sunder
