// SPDX-License-Identifier: Apache-2.0
// I13: without rules and with flat demand nothing moves, in floating point, for any length of run.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

TEST(Placebo, NothingMovesIn1500Weeks) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(1500);
    spec.demand_path = false;
    Simulation simulation(mini(), spec, blocks);
    const std::vector<double> start = lane_of(simulation, 1);
    simulation.run(nullptr);
    // Arrays that the first week fills from 0 (money, arrivals) are compared after it, all others with the very start.
    Simulation week(mini(), two_lanes(1), blocks);
    week.run(nullptr);
    const std::vector<double> first = lane_of(week, 1), end = lane_of(simulation, 1);
    ASSERT_EQ(first.size(), end.size());
    for (std::size_t n = 0; n < end.size(); ++n) ASSERT_EQ(first[n], end[n]) << n;
}

TEST(Placebo, DeviationsAreZeroAndRatiosOne) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(1500);
    spec.demand_path = false;
    Simulation simulation(mini(), spec, blocks);
    simulation.run(nullptr);
    State& s = simulation.impl().state;
    for (const auto* zero : {&s.backlog, &s.stock_dev, &s.transit_dev, &s.tool_dev, &s.inventory_dev, &s.ln_list, &s.ln_cost,
                             &s.scarcity, &s.anticipated, &s.premium, &s.backlog_sum})
        for (const double x : *zero) ASSERT_EQ(x, 0.0);
    for (const auto* one :
         {&s.share, &s.notional_share, &s.contract, &s.fill, &s.purchase_price, &s.thrift, &s.stock_cost, &s.health,
          &s.tool_ratio, &s.list, &s.cost_ratio, &s.normal_volume, &s.overtime, &s.capacity_ratio, &s.target, &s.serve})
        for (const double x : *one) ASSERT_EQ(x, 1.0);
}

TEST(Placebo, LanesAgreeBitForBitWhileDemandMoves) {
    // Demand jumps by 10 % in one country: the baseline itself moves, the lanes must not part.
    Network network = mini();
    for (std::int32_t f = 0; f < network.finals(); ++f)
        if (network.final_country[static_cast<std::size_t>(f)] == country("USA")) network.demand_path.push_back({f, 0, 1.1});
    SerialBlocks blocks;
    Simulation simulation(network, two_lanes(300), blocks);
    simulation.run(nullptr);
    const auto base = lane_of(simulation, 0), same = lane_of(simulation, 1);
    EXPECT_EQ(base, same);
    double moved = 0.0;
    for (const double x : simulation.impl().state.ln_list) moved = std::max(moved, std::abs(x));
    EXPECT_GT(moved, 1e-4);  // the test has something to see
}

}  // namespace
}  // namespace sunder::tests
