// SPDX-License-Identifier: Apache-2.0
// Accidents in the standard week: what stops, for how long, who lives on, and that nothing else changes.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/validation/toy.hpp"
#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

constexpr std::int32_t lead = 3, cover = 5, first = 10, weeks_out = 13;

/// A mine sells 1 M$ of ore a week to a smelter, which makes 2 M$ of metal of it. No finished stocks.
Network mine_smelter_user() {
    toy::Draft draft;
    const auto home = draft.country("AAA"), away = draft.country("BBB");
    const auto ore = draft.good("ore", GoodKind::raw), metal = draft.good("metal", GoodKind::material);
    const auto mine = draft.plant(draft.group("mine", away), away, ore),
               smelter = draft.plant(draft.group("smelter", home), home, metal);
    draft.sell(mine, smelter, SlotKind::cur, weeks_per_year);
    draft.sell(smelter, draft.consumer(home), SlotKind::fin, 2.0 * weeks_per_year);
    draft.set("lead_weeks", lead);
    draft.set("ship_weeks", lead);
    draft.set("n", cover);
    return draft.build();
}

Accident out(std::int32_t unit, double share, std::int32_t days, Day start = toy::day_of(first)) {
    Accident a;
    a.name = "out";
    a.hits = {{unit, share}};
    a.start = start;
    a.duration_days = days;
    return a;
}

/// One lane of the chain with accidents; prices stand still.
struct Chain {
    explicit Chain(std::vector<Accident> accidents, std::int32_t steps = 2000) : network(mine_smelter_user()) {
        LaneSpec lane;
        toy::fix_prices(lane, network);
        lane.accidents = std::move(accidents);
        simulation = std::make_unique<Simulation>(network, toy::run_of(steps, lane), blocks);
    }
    /// Output of a plant over its base year's, after one more step.
    double step(std::size_t unit) {
        simulation->impl().advance(nullptr);
        return simulation->impl().state.output[unit] / simulation->impl().base.x0[unit];
    }
    double damage() {
        simulation->impl().advance(nullptr);
        return simulation->impl().state.damage[0];
    }
    Network network;
    SerialBlocks blocks;
    std::unique_ptr<Simulation> simulation;
};

// Weeks 10 to 22. The smelter uses what is under way (3 weeks) and its stock (5): its output stands at exactly 1 for 8 weeks
// from the accident on, and then stops until ore arrives again, 3 weeks after the mine is back.
TEST(Accident, PlantStopsForItsWeeksAndItsUserForTheRestOfThem) {
    Chain chain({out(0, 1.0, 7 * weeks_out)});
    for (std::int32_t week = 0; week < first + weeks_out + lead; ++week) {
        const double mine = chain.step(0);
        const double smelter = chain.simulation->impl().state.output[1] / chain.simulation->impl().base.x0[1];
        const bool is_out = week >= first && week < first + weeks_out;
        EXPECT_EQ(mine == 0.0, is_out) << week;
        EXPECT_TRUE(week >= first || mine == 1.0) << week;
        EXPECT_EQ(smelter, week < first + lead + cover ? 1.0 : 0.0) << week;
    }
}

// Goods add up over the whole run, counted apart from the audit: made + base stocks = used + what is left.
TEST(Accident, GoodsBalanceAndTheLongRunReturns) {
    Chain chain({out(0, 1.0, 7 * weeks_out)});
    auto& run = chain.simulation->impl();
    double made = 0.0, used = 0.0;
    for (std::int32_t week = 0; week < 1500; ++week) {
        run.advance(nullptr);
        made += run.state.output[0] - run.base.x0[0];
        used += run.state.use[0] - run.base.q0[0];
    }
    const double left = run.state.inventory_dev[0] + run.state.stock_dev[0] + run.state.transit_dev[0];
    EXPECT_NEAR(made - used, left, 1e-10);  // round-off of 1,500 additions of order 1
    EXPECT_LT(used, -4.0);                  // the accident was felt: at least the 5 weeks without ore
    for (const std::size_t unit : {0U, 1U}) EXPECT_NEAR(run.state.output[unit] / run.base.x0[unit], 1.0, 1e-6);
    EXPECT_NEAR(run.state.stock_dev[0], 0.0, 1e-5);
}

// Ten days from a Monday on: one week in full, then 3 days of 7.
TEST(Accident, FirstAndLastWeekCountTheirDays) {
    Chain chain({out(0, 0.7, 10, toy::first_day())}, 20);
    EXPECT_DOUBLE_EQ(chain.damage(), 0.7);
    EXPECT_DOUBLE_EQ(chain.damage(), 0.7 * 3 / 7);
    EXPECT_EQ(chain.damage(), 0.0);
    Chain late({out(0, 0.7, 7, toy::first_day() + 5)}, 20);  // two days of the first week, five of the second
    EXPECT_DOUBLE_EQ(late.damage(), 0.7 * 2 / 7);
    EXPECT_DOUBLE_EQ(late.damage(), 0.7 * 5 / 7);
    EXPECT_EQ(late.damage(), 0.0);
}

// 7 days of duration, then linear over 14 days: e = 0..6 leaves 1 - 3/14 on average, e = 7..13 leaves 1 - 10/14.
TEST(Accident, RecoveryIsTheMeanOverTheDaysOfTheWeek) {
    Accident a = out(0, 0.5, 7, toy::first_day());
    a.recovery = Recovery::linear;
    a.recovery_days = 14;
    Chain chain({a}, 20);
    EXPECT_DOUBLE_EQ(chain.damage(), 0.5);
    EXPECT_NEAR(chain.damage(), 0.5 * (1.0 - 3.0 / 14), 1e-15);
    EXPECT_NEAR(chain.damage(), 0.5 * (1.0 - 10.0 / 14), 1e-15);
    EXPECT_EQ(chain.damage(), 0.0);
}

TEST(Accident, CapitalAddsUpAndCapacityDoesNot) {
    const Day day = toy::first_day();
    EXPECT_DOUBLE_EQ(Chain({out(0, 0.3, 70, day), out(0, 0.5, 70, day)}, 20).damage(), 0.5);
    Accident fire = out(0, 0.3, 70, day), quake = out(0, 0.4, 70, day);
    fire.of_capital = quake.of_capital = true;
    EXPECT_DOUBLE_EQ(Chain({fire, quake}, 20).damage(), 0.7);
    EXPECT_DOUBLE_EQ(Chain({fire, quake, out(0, 0.6, 70, day)}, 20).damage(), 0.7);
    EXPECT_DOUBLE_EQ(Chain({fire, out(0, 0.6, 70, day)}, 20).damage(), 0.6);
}

// Capital is 4 years of value added: the mine buys nothing, so 4 times its yearly sales. Losing 30 % of it takes 30 % of
// capacity, as an accident of capacity does.
TEST(Accident, CapitalLostIsCountedAndActsLikeCapacity) {
    Accident fire = out(0, 0.3, 70, toy::first_day());
    fire.of_capital = true;
    Chain burnt({fire}, 20), cut({out(0, 0.3, 70, toy::first_day())}, 20);
    for (int week = 0; week < 10; ++week) EXPECT_EQ(burnt.step(1), cut.step(1));
    EXPECT_DOUBLE_EQ(burnt.simulation->impl().state.capital_lost[0], 0.3 * 4.0 * weeks_per_year);
    EXPECT_EQ(cut.simulation->impl().state.capital_lost[0], 0.0);
}

TEST(Accident, TakingNothingLeavesEveryBit) {
    RunSpec spec = two_lanes(120);
    Accident nothing = out(0, 0.0, 70, spec.start + 70), later = out(1, 1.0, 70, spec.end + 7);
    spec.lanes[1].accidents = {nothing, later};
    SerialBlocks blocks;
    Simulation simulation(mini(), spec, blocks);
    for (int week = 0; week < 120; ++week) simulation.impl().advance(nullptr);
    EXPECT_EQ(lane_of(simulation, 0), lane_of(simulation, 1));
}

// On the test economy, plants with tools and pools included: identities hold (advance throws), and its own neighbour lane
// keeps its bits.
TEST(Accident, AnyPlantMayFailWhileIdentitiesHold) {
    for (std::int32_t unit = 0; unit < mini().units(); ++unit) {
        RunSpec spec = two_lanes(60);
        spec.lanes[1].accidents = {out(unit, 1.0, 70, spec.start + 5)};
        SerialBlocks blocks;
        Simulation simulation(mini(), spec, blocks);
        for (int week = 0; week < 12; ++week) simulation.impl().advance(nullptr);
        const std::size_t u = 2 * static_cast<std::size_t>(unit);
        const State& s = simulation.impl().state;
        EXPECT_EQ(s.damage[u], 0.0);
        // Day 75 of 77: 5 days of week 10 are out, none of week 11.
        EXPECT_EQ(s.damage[u + 1], 0.0);
        EXPECT_NE(s.expected[u], s.expected[u + 1]) << unit << ": the accident was not felt";
        for (const double value : lane_of(simulation, 1)) ASSERT_FALSE(std::isnan(value));
    }
}

std::string fault_of(Accident a) {
    try {
        Chain({std::move(a)}, 20);
    } catch (const SetupError& fault) {
        return fault.what();
    }
    return {};
}

TEST(Accident, FaultsAreNamed) {
    const Accident good = out(0, 0.5, 7);
    EXPECT_EQ(fault_of(good), "");
    Accident bad = good;
    bad.hits[0].unit = 99;
    EXPECT_EQ(fault_of(bad), "accident 'out' hits a plant that does not exist");
    bad = good;
    bad.hits[0].lost_share = 1.5;
    EXPECT_EQ(fault_of(bad), "accident 'out' takes 1.500000 of a plant; must lie in [0, 1]");
    bad = good;
    bad.recovery = Recovery::concave;
    EXPECT_EQ(fault_of(bad), "accident 'out' recovers in a concave way: the recovery time must be at least 3 days");
    bad = good;
    bad.of_capital = true;
    bad.recovery = Recovery::rebuild;
    bad.rebuild = {{0, 1.0}};
    EXPECT_EQ(fault_of(bad), "accident 'out' asks for rebuilding, which needs the switch ario");
}

}  // namespace
}  // namespace sunder::tests
