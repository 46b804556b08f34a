// SPDX-License-Identifier: Apache-2.0
// Static mode: what it leaves alone, what it refuses, and that its answer is where the week stops moving.
#include "sim/core/equilibrium.hpp"

#include <gtest/gtest.h>

#include "sim/core/impl.hpp"
#include "sim/validation/trade_toy.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

TEST(Equilibrium, WithoutMeasuresNothingMoves) {
    for (const WageRule wages : {WageRule::fixed, WageRule::clearing}) {
        SerialBlocks blocks;
        Equilibrium rest(mini(), two_lanes(52), blocks, {wages});
        rest.solve();
        for (const double list : rest.impl().state.list) EXPECT_EQ(list, 1.0);
        for (const double pc : rest.impl().state.purchase_price) EXPECT_EQ(pc, 1.0);
        const auto& impl = rest.impl();
        for (std::size_t u = 0; u < impl.state.orders.size(); ++u) EXPECT_EQ(impl.state.orders[u], impl.base.x0[u / 2]);
        EXPECT_LT(rest.labour_gap(), 1e-14);
    }
}

// Wages clear in the scenario lane alone; the lane without rules stays at the base year.
TEST(Equilibrium, TariffMovesWagesOfItsLaneOnly) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(52);
    spec.lanes[1].rules = {chip_tariff()};
    Equilibrium rest(mini(), spec, blocks, {WageRule::clearing});
    rest.solve();
    double largest = 0.0;
    for (std::size_t c = 0; c < mini().countries.size(); ++c) {
        const auto base = rest.country(static_cast<std::int32_t>(c), 0), now = rest.country(static_cast<std::int32_t>(c), 1);
        EXPECT_NEAR(base.wage, 1.0, 1e-13);
        EXPECT_NEAR(base.welfare, 1.0, 1e-13);
        largest = std::max(largest, std::abs(now.wage - 1.0));
    }
    EXPECT_GT(largest, 1e-3);
    EXPECT_GT(rest.country(country("USA"), 1).wage, rest.country(country("CHN"), 1).wage);
}

TEST(Equilibrium, SaysWhichMeasuresItCannotExpress) {
    LaneSpec lane;
    lane.rules = harsh_rules();
    lane.rules[0].compliance = 0.5;  // half a ban leaves a cap
    const Day day = to_day(2022, 6, 1);
    EXPECT_EQ(not_static(lane, day),
              (std::vector<std::string>{"tool-ban", "metal-licence", "chip-grants", "capital-screen"}));
    EXPECT_TRUE(not_static(lane, to_day(2021, 1, 4)).empty());  // none is in force
}

TEST(Equilibrium, BuyersWithoutSupplierAreNamed) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(52);
    Rule ban = tool_ban();
    ban.announce = ban.effective = to_day(2021, 1, 4);
    ban.items = {{good("mem"), 1.0}};
    ban.vendor_hq.clear();
    ban.destination = {country("CHN")};
    spec.lanes[1].rules = {ban};
    Equilibrium rest(mini(), spec, blocks);
    try {
        rest.solve();
        FAIL() << "nobody may sell memory to CHN";
    } catch (const EquilibriumError& error) {
        EXPECT_NE(std::string(error.what()).find("good mem in CHN"), std::string::npos) << error.what();
    }
}

TEST(Equilibrium, GameNeedsElasticDemand) {
    SerialBlocks blocks;
    try {
        Equilibrium rest(mini(), two_lanes(52), blocks, {WageRule::fixed, MarkUpRule::cournot});
        FAIL() << "demand for tools is not elastic";
    } catch (const SetupError& error) {
        EXPECT_NE(std::string(error.what()).find("a seller sees a demand elasticity of"), std::string::npos) << error.what();
    }
}

TEST(Equilibrium, IncomeOfACountryThatConsumesNothingGoesNowhere) {
    toy::Draft draft;
    const auto home = draft.country("AAA"), away = draft.country("BBB"), metal = draft.good("metal", GoodKind::raw);
    draft.sell(draft.plant(draft.group("firm", away), away, metal), draft.consumer(home), SlotKind::fin, 100.0);
    const Network network = draft.build();
    SerialBlocks blocks;
    EXPECT_THROW(Equilibrium(network, toy::run_of(10), blocks, {WageRule::clearing}), SetupError);
}

}  // namespace
}  // namespace sunder::tests
