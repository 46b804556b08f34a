// SPDX-License-Identifier: Apache-2.0
#include "models/welfare/welfare.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sunder::models {
namespace {

constexpr double choke = 10.0;

TEST(SurplusChange, NothingHappensNothingIsLost) {
    for (const double e : {0.0, 0.3, 0.8, 1.0, 1.5}) EXPECT_EQ(surplus_change(70.0, 1.0, 70.0, e, choke), 0.0) << e;
}

// N12: e 0.8, a tenth is not served. At the old price: (0.9^-0.25 - 1)/(-0.25) + 0.1 = -0.1067604 + 0.1.
TEST(N12Surplus, RationingAtTheOldPrice) {
    EXPECT_NEAR(surplus_change(1.0, 0.9, 0.9, 0.8, choke), -0.00676038, 5e-9);
}

// N12: the price rises to where 0.9 is all that is wanted, P = 0.9^-1.25.
TEST(N12Surplus, PriceThatClearsTheSameQuantity) {
    const double price = std::pow(0.9, -1.25);
    EXPECT_NEAR(surplus_change(1.0, 0.9, price * 0.9, 0.8, choke), -0.13345048, 5e-9);
}

// N12: without rationing the loss is the area left of the demand curve, from 1 to P: (P^(1-e) - 1)/(1-e).
TEST(N12Surplus, TariffLosesTheAreaUnderTheDemandCurve) {
    for (const double e : {0.3, 0.8, 1.0, 1.5}) {
        const double price = 1.25, served = std::pow(price, -e);
        const double area = e == 1.0 ? std::log(price) : (std::pow(price, 1.0 - e) - 1.0) / (1.0 - e);
        EXPECT_NEAR(surplus_change(1.0, served, price * served, e, choke), -area, 1e-14) << e;
    }
}

TEST(SurplusChange, BelowTheChokeEachUnitIsWorthTheChokePrice) {
    const double e = 0.5, least = std::pow(choke, -e);  // 0.316 is served at a virtual price of 10
    const double at_least = gross_utility(least, e, choke);
    EXPECT_NEAR(at_least, (std::pow(least, -1.0) - 1.0) / -1.0, 1e-13);
    EXPECT_NEAR(gross_utility(0.0, e, choke), at_least - choke * least, 1e-13);  // finite, though x^(1-1/e) is not
    EXPECT_NEAR(gross_utility(least * (1.0 - 1e-9), e, choke), at_least, 1e-8);  // no jump
}

TEST(SurplusChange, LimitsOfTheElasticityAreContinuous) {
    EXPECT_NEAR(gross_utility(0.9, 1.0 + 1e-6, choke), gross_utility(0.9, 1.0, choke), 1e-6);
    EXPECT_NEAR(gross_utility(0.9, 1.0, choke), std::log(0.9), 1e-15);
    EXPECT_EQ(gross_utility(0.9, 0.0, choke), -10.0 * (1.0 - 0.9));  // rigid demand: the choke price for each missing unit
    EXPECT_EQ(gross_utility(1.2, 0.0, choke), 0.0);
}

TEST(WelfareChange, SubsidiesCostWhatFundsCost) {
    const WelfareParts parts{.surplus = -5.0, .profit = 3.0, .tariffs = 2.0, .subsidies = 4.0, .rents = 1.0};
    EXPECT_EQ(welfare_change(parts, 0.0), -3.0);
    EXPECT_NEAR(welfare_change(parts, 0.25), -4.0, 1e-15);
}

TEST(LossStep, IsASmoothedShare) {
    EXPECT_EQ(loss_step(0.0, 0.0, 100.0, 0.1), 0.0);
    EXPECT_EQ(loss_step(0.0, -20.0, 100.0, 0.5), 0.1);
    EXPECT_EQ(loss_step(0.1, 0.0, 100.0, 0.5), 0.05);
    EXPECT_EQ(loss_step(0.1, -20.0, 0.0, 0.5), 0.0);  // nothing to lose
}

}  // namespace
}  // namespace sunder::models
