// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "models/equilibrium/armington.hpp"
#include "models/equilibrium/mark_up.hpp"
#include "models/equilibrium/solve_trade.hpp"

namespace sunder::models {
namespace {

constexpr double shares[] = {0.73, 0.27}, prices[] = {1.0, 1.25};

// sig = 4: P = (0.73 + 0.27/1.25^3)^(-1/3) = 0.86824^(-1/3) = 1.048222; value shares P^3 and (1.25/P)^-3.
TEST(Armington, CompositePriceAndSharesOfTheHandCheck) {
    const double composite = ces_price(shares, prices, 4.0);
    EXPECT_NEAR(composite, 1.048222, 5e-7);
    EXPECT_NEAR(0.73 * ces_value_share(1.0, composite, 4.0), 0.840781, 5e-7);
    EXPECT_NEAR(0.27 * ces_value_share(1.25, composite, 4.0), 0.159219, 5e-7);
    EXPECT_NEAR(ces_quantity(1.0, composite, 4.0), 1.207296, 5e-7);
    EXPECT_NEAR(ces_quantity(1.25, composite, 4.0), 0.494508, 5e-7);
}

// Where goods add up: weights 1 and 0.4096, sum 0.840592; what is bought sums to 1.
TEST(Armington, GoodsThatAddUpCostLess) {
    EXPECT_NEAR(additive_price(shares, prices, 4.0), 1.032891, 5e-7);
    const double near = additive_quantity(shares, prices, 4.0, 0), far = additive_quantity(shares, prices, 4.0, 1);
    EXPECT_NEAR(near, 1.189638, 5e-7);
    EXPECT_NEAR(far, 0.487276, 5e-7);
    EXPECT_NEAR(0.73 * near + 0.27 * far, 1.0, 2e-16);
}

// n = 2, eps = 2, sig -> infinity: Cournot e = 4, p = 4/3 c; Bertrand e -> infinity, p -> c. Alone: e = eps, p = 2 c.
TEST(MarkUp, DuopolyAndMonopoly) {
    EXPECT_NEAR(mark_up_factor(cournot_elasticity(0.5, 1e12, 2.0)), 4.0 / 3.0, 1e-11);
    EXPECT_NEAR(mark_up_factor(bertrand_elasticity(0.5, 1e12, 2.0)), 1.0, 1e-11);
    for (const double sig : {1.5, 4.0, 1e12}) {
        EXPECT_DOUBLE_EQ(mark_up_factor(cournot_elasticity(1.0, sig, 2.0)), 2.0);
        EXPECT_DOUBLE_EQ(mark_up_factor(bertrand_elasticity(1.0, sig, 2.0)), 2.0);
        EXPECT_DOUBLE_EQ(cournot_elasticity(0.0, sig, 2.0), sig);
        EXPECT_DOUBLE_EQ(bertrand_elasticity(0.0, sig, 2.0), sig);
    }
    // s = 1/2, sig = 6, eps = 2: 1/e = 1/12 + 1/4 = 1/3; e = 3 + 1 = 4
    EXPECT_DOUBLE_EQ(cournot_elasticity(0.5, 6.0, 2.0), 3.0);
    EXPECT_DOUBLE_EQ(bertrand_elasticity(0.5, 6.0, 2.0), 4.0);
}

GravityWorld two_countries() {
    return {2, {80.0, 20.0, 20.0, 80.0}, {1.0, 1.0, 1.0, 1.0}, 4.0};
}

TEST(Gravity, NoChangeMovesNothing) {
    const GravityAnswer answer = solve_gravity(two_countries());
    for (const auto* list : {&answer.wage, &answer.price, &answer.welfare})
        for (const double ratio : *list) EXPECT_NEAR(ratio, 1.0, 1e-15);
}

// Symmetric loss of trade: wages stay, home share s rises, welfare is (s'/s)^(-1/theta) (Arkolakis, Costinot &
// Rodriguez-Clare 2012): B = 1/2, pi' = 0.8/0.9, welfare = (1/0.9)^(-1/4).
TEST(Gravity, WelfareOfSymmetricCountriesFollowsTheHomeShare) {
    GravityWorld world = two_countries();
    world.change[1] = world.change[2] = 0.5;
    const GravityAnswer answer = solve_gravity(world);
    for (const double wage : answer.wage) EXPECT_NEAR(wage, 1.0, 1e-14);
    for (const double welfare : answer.welfare) EXPECT_NEAR(welfare, std::pow(1.0 / 0.9, -0.25), 1e-14);
    EXPECT_NEAR(answer.flow[0], 100.0 * 0.8 / 0.9, 1e-11);
}

/// Two countries, one good that is its own input: half of cost is labour.
TradeWorld roundabout(Technology technology) {
    TradeWorld x;
    x.countries = 2;
    x.goods = 1;
    x.trade_share = {0.8, 0.2, 0.2, 0.8};
    x.factor_share = {0.5, 0.5};
    x.intermediate_share = {1.0, 1.0};
    x.consumption_share = {1.0, 1.0};
    x.value_added = {100.0, 100.0};
    x.trade_balance = {0.0, 0.0};
    x.theta = {4.0};
    x.tariff0 = x.tariff = {1.0, 1.0, 1.0, 1.0};
    x.technology = technology;
    return x;
}

// Output is twice value added, spending on the good too: 200.
TEST(Trade, BaseYearIsTheLeontiefInverseOfFinalSpending) {
    const TradeAnswer base = base_trade(roundabout(Technology::leontief));
    for (const double spending : base.spending) EXPECT_NEAR(spending, 200.0, 1e-12);
}

// Both countries twice as productive: Cobb-Douglas P = (P)^(1/2)/2, so P = 1/4; Leontief P = (1/2 + P/2)/2, so P = 1/3.
TEST(Trade, ProductivityGoesRoundThroughInputs) {
    for (const auto& [technology, price] : {std::pair{Technology::cobb_douglas, 0.25}, {Technology::leontief, 1.0 / 3.0}}) {
        TradeWorld x = roundabout(technology);
        x.productivity = {2.0, 2.0};
        const TradeAnswer answer = solve_trade(x);
        for (const double p : answer.price) EXPECT_NEAR(p, price, 2e-15);
        for (const double wage : answer.wage) EXPECT_NEAR(wage, 1.0, 1e-14);
    }
}

// A tariff of country 0 on country 1: its wage rises, and world factor income keeps its value.
TEST(Trade, TariffTurnsTheTermsOfTrade) {
    TradeWorld x = roundabout(Technology::cobb_douglas);
    x.tariff[x.link(1, 0, 0)] = 1.1;
    const TradeAnswer answer = solve_trade(x);
    EXPECT_GT(answer.wage[0], 1.001);
    EXPECT_NEAR(answer.wage[0] + answer.wage[1], 2.0, 1e-14);
    EXPECT_GT(answer.income[0] / answer.price_index[0], answer.income[1] / answer.price_index[1]);
    EXPECT_LT(answer.residual, 1e-14);
}

}  // namespace
}  // namespace sunder::models
