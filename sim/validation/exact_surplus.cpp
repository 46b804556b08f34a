// SPDX-License-Identifier: Apache-2.0
// N12: consumers' surplus, e = 0.8, read from the accounts of a run. A final user that gets 0.9 of what it wants at the
// price of the base year, and one that buys 0.9 because a tariff makes it dear: 0.9^-1.25 is the price at which it wants
// just that.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/trade_toy.hpp"

namespace sunder {
namespace {

using namespace toy;

constexpr double e = 0.8, served = 0.9;

/// Change of surplus of the consumers in country 0 in the last of 100 weeks, over their demand at base-year prices.
double surplus_share(Network network, const LaneSpec& lane, double demand) {
    step_demand(network, 0, 0, demand);
    SerialBlocks blocks;
    Simulation run(network, run_of(100, lane), blocks);
    run.run(nullptr);
    return run.impl().accounts.welfare_parts(0, 0).surplus / (run.impl().base.q0[0] * demand);
}

Network one_seller() {
    Draft draft;
    const auto home = draft.country("AAA"), away = draft.country("BBB"), good = draft.good("good", GoodKind::end);
    draft.sell(draft.plant(draft.group("far", away), away, good), draft.consumer(home), SlotKind::fin, 100.0);
    return draft.build();
}

/// u(q/D) - (P q/D - 1) with u(x) = (x^(1 - 1/e) - 1)/(1 - 1/e)
double closed_form(double price) {
    const double a = 1.0 - 1.0 / e;
    return (std::pow(served, a) - 1.0) / a - (price * served - 1.0);
}

/// Demand 1/0.9 of what the only plant can make: 0.9 of it is served, at the old price.
double rationed_error() {
    const Network network = one_seller();
    LaneSpec lane = cost_plus_lane(network, false, e);
    for (const auto& [key, value] :
         {std::pair{"u0", 1.0}, {"ot_max", 1.0}, {"tau_up", 1e30}, {"tau_down", 1e30}, {"mI", 0.0}})
        set_everywhere(lane, network, key, value);
    const double expected = closed_form(1.0);
    require(std::abs(expected + 0.00676038) < 5e-9, "the figure of the specification");
    return std::abs(surplus_share(network, lane, 1.0 / served) - expected);
}

/// The area left of the demand curve between the old price and the new: -(P^(1-e) - 1)/(1 - e).
double dear_error() {
    const double price = std::pow(served, -1.0 / e), area = -(std::pow(price, 1.0 - e) - 1.0) / (1.0 - e);
    const Network network = one_seller();
    LaneSpec lane = cost_plus_lane(network, false, e);
    lane.rules.push_back(tariff_of(price - 1.0, 0, 1, 0));
    require(std::abs(area + 0.13345048) < 5e-9, "the figure of the specification");
    return std::max(std::abs(closed_form(price) - area), std::abs(surplus_share(network, lane, 1.0) - area));
}

// Round-off of a price and a quantity of size 1, and of their memories: ulp/(2 lam) = 3e-16 at two weeks.
constexpr std::array<ExactCase, 2> cases{{
    {"N12 rationed", "A user served 0.9 of its demand at the old price loses 0.00676038 of it, by its virtual price",
     "Neary & Roberts 1980, closed form", "difference of surplus over demand", 1e-14, rationed_error},
    {"N12 tariff", "A tariff that takes demand to 0.9 costs the area under the demand curve, 0.13345048", "closed form",
     "difference of surplus over demand", 1e-14, dear_error},
}};

}  // namespace

std::span<const ExactCase> surplus_cases() {
    return cases;
}

}  // namespace sunder
