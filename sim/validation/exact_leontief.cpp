// SPDX-License-Identifier: Apache-2.0
// N4: Leontief inverse. Prices fixed, capacity slack, final demand of one region 1 % up for ever: in the long run output is
//
//     X = (I - A - B_K)^-1 f
//
//     A[j,i]  purchases of i from j per unit of i's output      B_K  the same for replacement of tools
//
// at the level of units (85 of them in `mini`), solved here densely. A wrong supply line or a forgotten work in progress of
// a larger stock leaves a lasting gap; the trial runs' 2e-4 would fail this by eight orders of magnitude. Stocks and goods
// under way stand at their covers: n and L steps of the new flow.
#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

/// Long-run output of every unit, M$ a step, when final agent `agent` demands `ratio` times the base year.
Eigen::VectorXd leontief(const Base& base, std::int32_t agent, double ratio, bool with_capital) {
    const Network& net = base.net;
    const Eigen::Index units = base.units;
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(units, units);
    Eigen::VectorXd added =
        Eigen::VectorXd::Zero(units);  // the equation for X - X0, so that round-off is relative to the change
    for (std::int32_t s = 0; s < base.slots; ++s) {
        const auto slot = static_cast<std::size_t>(s);
        const std::int32_t buyer = net.slot_buyer[slot];
        const bool capital = net.slot_kind[slot] == SlotKind::cap || net.slot_kind[slot] == SlotKind::srv;
        for (auto e = static_cast<std::size_t>(net.slot_link_ptr[slot]);
             e < static_cast<std::size_t>(net.slot_link_ptr[slot + 1]); ++e) {
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

/// Largest difference of a stock or a pipeline to its cover, in steps of the base flow.
double stock_error(const Network& network, const Simulation::Impl& impl) {
    double worst = 0.0;
    for (std::size_t s = 0; s < static_cast<std::size_t>(impl.base.slots); ++s) {
        const double added = impl.state.arrivals[s] / impl.base.q0[s] - 1.0;
        const double transit = impl.state.transit_dev[s] / impl.base.q0[s] - impl.base.lead[s] * added;
        worst = std::max(worst, std::abs(transit));
        if (network.slot_kind[s] != SlotKind::cur && network.slot_kind[s] != SlotKind::srv) continue;
        const double cover = impl.params.of(Param::n)[static_cast<std::size_t>(impl.params.slot_row()[s])];
        worst = std::max(worst, std::abs(impl.state.stock_dev[s] / impl.base.q0[s] - cover * added));
    }
    return worst;
}

double largest_error(bool with_capital, bool of_stocks) {
    Network network = find_economy("mini");
    const std::int32_t agent = 0;
    step_demand(network, agent, 0, 1.01);
    LaneSpec lane;
    fix_prices(lane, network);
    set_everywhere(lane, network, "u0", 0.05);
    lane.switches.set(Switch::investment, with_capital);
    SerialBlocks blocks;
    Simulation run(network, run_of(2000, lane), blocks);
    run.run(nullptr);
    const auto& impl = run.impl();
    const Eigen::VectorXd expected = leontief(impl.base, agent, 1.01, with_capital);
    double output_error = 0.0, change = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(impl.base.units); ++i) {
        const double solution = expected(static_cast<Eigen::Index>(i));
        output_error = std::max(output_error, std::abs(impl.state.output[i] / solution - 1.0));
        change = std::max(change, solution / impl.base.x0[i] - 1.0);
    }
    require(change > 0.005, "the region's own suppliers feel most of the 1 %");
    return of_stocks ? stock_error(network, impl) : output_error;
}

// Transients fade by e^-25 every 500 weeks without capital and by a factor of 120 every 250 weeks with it (tau_K = 52, tools
// of 65 + 13 weeks lead): 2,000 weeks leave round-off only, 1e-15 and 3e-15 measured.
// Stocks are sums of 2,000 rounded flows of size 1 with up to 78 steps under way: 1e-16 * 78 * sqrt(2,000) is 4e-13, hence
// 1e-11.
constexpr std::array<ExactCase, 3> cases{{
    {"N4 output", "Without capital long-run output is the Leontief inverse of final demand", "Leontief inverse",
     "largest relative difference of output", 1e-12, [] { return largest_error(false, false); }},
    {"N4 capital", "With capital the replacement of tools belongs to the inverse", "Leontief inverse",
     "largest relative difference of output", 1e-12, [] { return largest_error(true, false); }},
    {"N4 stocks", "In the long run stocks and goods under way stand at their covers", "Little's law",
     "largest difference in steps of the base flow", 1e-11,
     [] { return std::max(largest_error(false, true), largest_error(true, true)); }},
}};

}  // namespace

std::span<const ExactCase> leontief_cases() {
    return cases;
}

}  // namespace sunder
