// SPDX-License-Identifier: Apache-2.0
#include "models/pricing/pricing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/pricing/margin.hpp"

namespace sunder::models {
namespace {

// 0.3 labour + 0.4 inputs + 0.1 capital + 0.06 research / 0.8 = 0.8 + 0.075: research is spread over normal volume, plant is
// not.
TEST(UnitCost, ResearchIsSpreadOverNormalVolume) {
    EXPECT_DOUBLE_EQ(unit_cost(0.7, 0.1, 0.06, 0.8), 0.875);
    EXPECT_DOUBLE_EQ(unit_cost(0.7, 0.1, 0.06, 1.0), 0.86);
}

// 1 + 0.5 * (0.6 - 1) = 0.8; never below 0.3.
TEST(NormalVolume, FollowsOutputSlowlyDownToItsFloor) {
    EXPECT_DOUBLE_EQ(normal_volume(1.0, 0.6, 0.5, 0.3), 0.8);
    EXPECT_EQ(normal_volume(0.3, 0.0, 0.5, 0.3), 0.3);
    EXPECT_EQ(normal_volume(1.0, 1.0, 0.02, 0.3), 1.0);
}

// Wanted twice what is made at full capacity, u0 = 0.8: ln 2 + 0.5 * ln(1/0.8) (utilisation 1/0.8 of normal).
TEST(Scarcity, AddsUnmetDemandAndUtilisation) {
    EXPECT_NEAR(scarcity(2.5, 1.25, 1.25, 1.0, 0.8, 0.5, 0.05), std::log(2.0) + 0.5 * std::log(1.25), 1e-15);
}

// Half of normal utilisation: -ln 2 times kap_dn. Metals (0.05) hardly notice; chips (0.5) do.
TEST(Scarcity, MetalsHoldPricesWhenIdle) {
    EXPECT_NEAR(scarcity(0.5, 0.5, 0.5, 1.0, 0.8, 0.5, 0.05), -0.05 * std::log(2.0), 1e-16);
    EXPECT_NEAR(scarcity(0.5, 0.5, 0.5, 1.0, 0.8, 0.5, 0.5), -0.5 * std::log(2.0), 1e-16);
}

// Unmet demand counts up to 3, idleness down to -3 before its weight; utilisation cannot pass 1/u0.
TEST(Scarcity, IsBoundOnBothSides) {
    EXPECT_NEAR(scarcity(1e9, 1.0, 1.0, 1.0, 0.8, 0.5, 0.5), 3.0, 1e-15);
    EXPECT_NEAR(scarcity(0.0, 0.0, 0.0, 1.0, 0.8, 0.5, 0.5), -1.5, 1e-15);
    EXPECT_NEAR(scarcity(9.0, 9.0, 9.0, 1.0, 0.8, 0.5, 0.5), 0.5 * std::log(1.25), 1e-16);
    EXPECT_EQ(scarcity(1.0, 1.0, 1.0, 1.0, 0.8, 0.5, 0.5), 0.0);
}

// Cost 10 log points up, no scarcity: a quarter of the way. With scarcity 0.2 and eta 0.5 the goal is 0.2.
TEST(ListPrice, IsPulledToCostAndPushedByScarcity) {
    EXPECT_DOUBLE_EQ(list_price(0.0, 0.1, 0.0, 0.5, 1.0, 0.25, 1.0, 1.0), 0.025);
    EXPECT_DOUBLE_EQ(list_price(0.0, 0.1, 0.2, 0.5, 1.0, 0.25, 1.0, 1.0), 0.05);
}

// Falling prices move at r_dn = 0.5 of the speed.
TEST(ListPrice, FallsSlowerWhereRigid) {
    EXPECT_DOUBLE_EQ(list_price(0.2, 0.0, 0.0, 0.5, 1.0, 0.25, 0.5, 1.0), 0.2 - 0.025);
    EXPECT_DOUBLE_EQ(list_price(0.2, 0.0, 0.0, 0.5, 1.0, 0.25, 1.0, 1.0), 0.2 - 0.05);
}

// At most 25 % a week, so 1/28 a day in daily steps.
TEST(ListPrice, MovesAtMostAQuarterAWeek) {
    EXPECT_EQ(list_price(0.0, 0.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0), 0.25);
    EXPECT_EQ(list_price(0.0, -9.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0), -0.25);
    EXPECT_EQ(list_price(0.0, 0.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0 / 7.0), 0.25 / 7.0);
}

TEST(ContractPrice, RemembersOldQuotes) {
    EXPECT_DOUBLE_EQ(contract_price(1.0, 2.0, 0.25), 1.25);
    EXPECT_EQ(contract_price(1.0, 2.0, 1.0), 2.0);  // spot
}

// 25 % on top of base rates of 3 % and 2 %: (1.05 + 0.25)/1.05; exactly 1 without an added tariff.
TEST(LandedFactor, AddsTariffsToBaseRates) {
    EXPECT_DOUBLE_EQ(landed_factor(0.25, 0.03, 0.02), 1.30 / 1.05);
    EXPECT_EQ(landed_factor(0.0, 0.03, 0.02), 1.0);
}

// Outside 0.8, own list 0.3: goal 0.5 while the cap binds, 0 when not; never negative.
TEST(ZonePremium, IsChargedOnlyWhileTheCapBinds) {
    EXPECT_DOUBLE_EQ(zone_premium(0.0, 0.8, 0.3, true, 0.2), 0.1);
    EXPECT_DOUBLE_EQ(zone_premium(0.5, 0.8, 0.3, false, 0.2), 0.4);
    EXPECT_EQ(zone_premium(0.0, 0.1, 0.3, true, 0.2), 0.0);
    EXPECT_EQ(zone_premium(0.0, 0.8, 0.3, false, 0.2), 0.0);
}

// 10 wanted, 4 allowed: eta ln 2.5 / m. Nothing allowed: ln 100 = 4.6 is cut to 3. Nothing wanted: 0.
TEST(CappedZonePrice, ClearsWantedAgainstAllowed) {
    EXPECT_NEAR(capped_zone_price(10, 4, 0.5, 1.0), 0.5 * std::log(2.5), 1e-16);
    EXPECT_NEAR(capped_zone_price(10, 0, 0.5, 1.0), 1.5, 1e-15);
    EXPECT_EQ(capped_zone_price(0, 0, 0.5, 1.0), 0.0);
    EXPECT_EQ(capped_zone_price(5, 5, 0.5, 1.0), 0.0);
}

// Half of the zone's supply expected lost: zeta = ln 2; 0.4 * ln 2 / (1 + 0.25); less what list prices already show.
TEST(AnnouncementTarget, PricesPartOfTheExpectedShortageOnce) {
    const double full = 0.4 * std::log(2.0) / 1.25;
    EXPECT_NEAR(announcement_target(0.5, 0.4, 1.0, 1.0, 0.25, 0.0), full, 1e-16);
    EXPECT_NEAR(announcement_target(0.5, 0.4, 1.0, 1.0, 0.25, 0.1), full - 0.1, 1e-16);
    EXPECT_EQ(announcement_target(0.5, 0.4, 1.0, 1.0, 0.25, 0.9), 0.0);
    EXPECT_NEAR(announcement_target(0.5, 0.4, 1.0, 1.0, 0.25, -0.5), full, 1e-16);  // low list prices do not add
    EXPECT_EQ(announcement_target(0.0, 0.4, 1.0, 1.0, 0.25, 0.0), 0.0);
}

// Margin over variable cost 0.5 against 0.4 in the base year, user cost 1.25: 1.25 / 1.25 = 1. Losses count as 0.05.
TEST(Profitability, ComparesMarginWithTheUserCostOfCapital) {
    EXPECT_DOUBLE_EQ(profitability(1.1, 0.6, 0.6, 1.25), 1.0);
    EXPECT_EQ(profitability(0.5, 0.6, 0.6, 1.0), 0.05);
    EXPECT_EQ(profitability(1.0, 0.6, 0.6, 1.0), 1.0);
}

// No mark-up, tools or research: margin 0 in the base year, and 0 / 0 is no profitability. A margin that appears of 0.5 % of
// the price counts against 1 %: 1.5; one that is lost counts as 0.05. Nothing jumps at a base margin of 1 %.
TEST(Profitability, OfAPlantWithoutMarginIsOneAtTheBaseline) {
    EXPECT_EQ(profitability(1.0, 1.0, 1.0, 1.0), 1.0);
    EXPECT_NEAR(profitability(1.005, 1.0, 1.0, 1.0), 1.5, 1e-13);
    EXPECT_EQ(profitability(0.9, 1.0, 1.0, 1.0), 0.05);
    EXPECT_NEAR(profitability(1.01, 0.99, 0.99 - 1e-12, 1.0), profitability(1.01, 0.99, 0.99 + 1e-12, 1.0), 1e-9);
}

// Without pull to cost and with demand that does not react no price clears a shortage: a million times the base year's.
TEST(PriceBound, HoldsWhereNoPriceClearsTheMarket) {
    EXPECT_NEAR(std::exp(log_price_bound), 1e6, 1e-8);
    EXPECT_EQ(list_price(13.8, 0.0, 3.0, 10.0, 0.0, 1.0, 1.0, 1.0), log_price_bound);
    EXPECT_EQ(list_price(-13.8, 0.0, -3.0, 10.0, 0.0, 1.0, 1.0, 1.0), -log_price_bound);
    EXPECT_EQ(capped_zone_price(10, 4, 0.5, 0.0), log_price_bound);
    EXPECT_EQ(announcement_target(0.5, 1.0, 1.0, 0.0, 0.0, 0.0), log_price_bound);
}

// All tools gone and nothing wanted: 0 / 0 is no utilisation. Still wanted: the unmet part alone, cut at 3 log points.
TEST(Scarcity, OfAPlantWithoutCapacityIsWhatItCannotMake) {
    EXPECT_EQ(scarcity(0.0, 0.0, 0.0, 0.0, 0.85, 0.5, 0.5), 0.0);
    EXPECT_EQ(scarcity(1.0, 0.0, 0.0, 0.0, 0.85, 0.5, 0.5), 3.0);
}

// Relief of 100 % on a link without freight: buyers weigh a hundredth of the price, not none.
TEST(LandedFactor, NeverReachesZero) {
    EXPECT_EQ(landed_factor(-1.0, 0.0, 0.0), 0.01);
    EXPECT_EQ(landed_factor(-2.0, 0.1, 0.0), 0.01);
}

}  // namespace
}  // namespace sunder::models
