// SPDX-License-Identifier: Apache-2.0
// N9: step halving. Leads and covers are whole numbers of steps in all runs (28 days), so what differs is the step alone.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

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

struct End {
    double output, price, share;
};

End state_after(std::int32_t days, std::int32_t step_days) {
    const Network network = chain();
    SerialBlocks blocks;
    Simulation run(network, run_of(days / step_days, {}, step_days), blocks);
    run.run(nullptr);
    const auto& impl = run.impl();
    return {impl.state.output[2] / impl.base.x0[2], impl.state.list[2], impl.state.share[0]};
}

// First order: the difference between steps of 4 and 2 days is twice that between 2 and 1, within 20 %.
TEST(N9StepHalving, DifferencesHalveWithTheStep) {
    for (const std::int32_t days : {28 * 6, 28 * 10}) {
        const End four = state_after(days, 4), two = state_after(days, 2), one = state_after(days, 1);
        EXPECT_NEAR((four.output - two.output) / (two.output - one.output), 2.0, 0.4);
        EXPECT_NEAR((four.price - two.price) / (two.price - one.price), 2.0, 0.4);
        EXPECT_NEAR((four.share - two.share) / (two.share - one.share), 2.0, 0.4);
    }
}

// The long run does not know the step: daily and weekly steps end in the same state.
TEST(N9StepHalving, DaysAndWeeksReachTheSameLongRun) {
    const End daily = state_after(7 * 3000, 1), weekly = state_after(7 * 3000, 7);
    EXPECT_GT(std::abs(weekly.output - 1.0), 0.01);
    EXPECT_NEAR(daily.output, weekly.output, 1e-10);
    EXPECT_NEAR(daily.price, weekly.price, 1e-10);
    EXPECT_NEAR(daily.share, weekly.share, 1e-10);
}

}  // namespace
}  // namespace sunder::testing
