// SPDX-License-Identifier: Apache-2.0
// N9: step halving. Leads and covers are whole numbers of steps in all runs (28 days), so what differs is the step alone.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

/// Two mines in two countries, a smelter that buys from both, consumers; demand 10 % up from week 4 on; default behaviour.
Network chain() {
    Draft d;
    const auto home = d.country("AAA"), away = d.country("BBB");
    const auto ore = d.good("ore", GoodKind::raw, true), metal = d.good("metal", GoodKind::material, true);
    const auto smelter = d.plant(d.group("smelter", home), home, metal);
    d.sell(d.plant(d.group("near", home), home, ore), smelter, SlotKind::cur, 30.0);
    d.sell(d.plant(d.group("far", away), away, ore), smelter, SlotKind::cur, 20.0);
    d.sell(smelter, d.consumer(home), SlotKind::fin, 100.0);
    for (const auto& [key, value] : {std::pair{"lead_weeks", 4.0}, {"ship_weeks", 4.0}, {"n", 8.0}}) d.set(key, value);
    d.set("eta", 0.9, ore, away);
    Network network = d.build();
    step_demand(network, 0, 4, 1.1);
    return network;
}

struct EndState {
    double output, price, share;
};

EndState state_after(std::int32_t days, std::int32_t step_days) {
    const Network network = chain();
    SerialBlocks blocks;
    Simulation run(network, run_of(days / step_days, {}, step_days), blocks);
    run.run(nullptr);
    const auto& impl = run.impl();
    return {impl.state.output[2] / impl.base.x0[2], impl.state.list[2], impl.state.share[0]};
}

// First order: the difference between steps of 4 and 2 days is twice that between 2 and 1.
double order_error() {
    double worst = 0.0;
    for (const std::int32_t days : {28 * 6, 28 * 10}) {
        const EndState four = state_after(days, 4), two = state_after(days, 2), one = state_after(days, 1);
        worst = std::max({worst, std::abs((four.output - two.output) / (two.output - one.output) - 2.0),
                          std::abs((four.price - two.price) / (two.price - one.price) - 2.0),
                          std::abs((four.share - two.share) / (two.share - one.share) - 2.0)});
    }
    return worst;
}

// The long run does not know the step: daily and weekly steps end in the same state.
double long_run_error() {
    const EndState daily = state_after(7 * 3000, 1), weekly = state_after(7 * 3000, 7);
    require(std::abs(weekly.output - 1.0) > 0.01, "output moves");
    return std::max({std::abs(daily.output - weekly.output), std::abs(daily.price - weekly.price),
                     std::abs(daily.share - weekly.share)});
}

// The order shows up to terms of second order, which a step of 4 days leaves visible: within 20 % of 2.
constexpr std::array<ExactCase, 2> cases{{
    {"N9 first order", "Differences halve with the step: their ratio tends to 2", "numerical analysis",
     "largest difference of the ratio from 2", 0.4, order_error},
    {"N9 long run", "Steps of a day and of a week end in the same state", "numerical analysis",
     "largest difference of output, price or share", 1e-10, long_run_error},
}};

}  // namespace

std::span<const ExactCase> step_halving_cases() {
    return cases;
}

}  // namespace sunder
