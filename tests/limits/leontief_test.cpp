// SPDX-License-Identifier: Apache-2.0
// N4: Leontief inverse. Prices fixed, capacity slack, final demand of one region 1 % up for ever: in the long run output is
//
//     X = (I - A - B_K)^-1 f,   A[j,i] = purchases of i from j per unit of i's output,   B_K the same for replacement of tools
//
// at the level of units (85 of them in `mini`), solved here densely. A wrong supply line or a forgotten work in progress of a
// larger stock leaves a lasting gap; the trial runs' 2e-4 would fail this by eight orders of magnitude.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "tests/toy/toy.hpp"

namespace sunder::testing {
namespace {

/// Long-run output of every unit, M$ a step, when final agent `agent` demands `ratio` times the base year.
Eigen::VectorXd leontief(const Base& base, std::int32_t agent, double ratio, bool with_capital) {
    const Network& net = base.net;
    const Eigen::Index units = base.units;
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(units, units);
    Eigen::VectorXd added = Eigen::VectorXd::Zero(units);  // the equation for X - X0, so that round-off is relative to the change
    for (std::int32_t s = 0; s < base.slots; ++s) {
        const auto slot = static_cast<std::size_t>(s);
        const std::int32_t buyer = net.slot_buyer[slot];
        const bool capital = net.slot_kind[slot] == SlotKind::cap || net.slot_kind[slot] == SlotKind::srv;
        for (auto e = static_cast<std::size_t>(net.slot_link_ptr[slot]); e < static_cast<std::size_t>(net.slot_link_ptr[slot + 1]); ++e) {
            const Eigen::Index supplier = net.link_supplier[e];
            if (buyer >= net.units())
                added(supplier) += buyer - net.units() == agent ? base.z0[e] * (ratio - 1.0) : 0.0;
            else if (!capital || with_capital)
                system(supplier, buyer) -= base.z0[e] / base.x0[static_cast<std::size_t>(buyer)];
        }
    }
    const Eigen::VectorXd change = system.partialPivLu().solve(added);
    return change + Eigen::Map<const Eigen::VectorXd>(base.x0.data(), units);
}

/// Largest relative difference of output to the Leontief solution after so many steps.
double error_after(std::int32_t steps, bool with_capital) {
    Network network = build_economy(SUNDER_SOURCE_DIR "/scenarios/economies/mini");
    const std::int32_t agent = 0;
    step_demand(network, agent, 0, 1.01);
    LaneSpec lane;
    fix_prices(lane, network);
    set_everywhere(lane, network, "u0", 0.05);
    lane.switches.set(Switch::investment, with_capital);
    SerialBlocks blocks;
    Simulation run(network, run_of(steps, lane), blocks);
    const auto& impl = run.impl();
    const Eigen::VectorXd expected = leontief(impl.base, agent, 1.01, with_capital);
    run.run(nullptr);
    double worst = 0.0, change = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(impl.base.units); ++i) {
        const double solution = expected(static_cast<Eigen::Index>(i));
        worst = std::max(worst, std::abs(impl.state.output[i] / solution - 1.0));
        change = std::max(change, solution / impl.base.x0[i] - 1.0);
    }
    EXPECT_GT(change, 0.005);  // the region's own suppliers feel most of the 1 %
    return worst;
}

// Transients fade by e^-25 every 500 weeks without capital and by a factor of 120 every 250 weeks with it (tau_K = 52, tools of
// 65 + 13 weeks lead): 2,000 weeks leave round-off only, 1e-15 and 3e-15 measured.
TEST(N4Leontief, WithoutCapitalOutputIsTheLeontiefInverseOfFinalDemand) { EXPECT_LT(error_after(2000, false), 1e-12); }

TEST(N4Leontief, WithCapitalReplacementOfToolsBelongsToTheInverse) { EXPECT_LT(error_after(2000, true), 1e-12); }

}  // namespace
}  // namespace sunder::testing
