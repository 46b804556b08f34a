// SPDX-License-Identifier: Apache-2.0
// N5: mark-up and price limits of the one price law. One firm without inputs sells to one final agent, whose demand falls
// with the price; contract prices are spot. Demand is raised to Y at step 0 while capacity stays at the base year's output
// (u0 = 1), which is the same as cutting supply to the share s = 1/Y of what is asked for.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/pricing/pricing.hpp"
#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

struct Market {
    double eta, m, eps_f, tau_p;
};

/// Good, firm and consumers; quantities as in the file's comment.
Network one_firm(const Market& x, double demand) {
    Draft draft;
    const auto home = draft.country("AAA"), metal = draft.good("metal", GoodKind::raw);
    const auto firm = draft.plant(draft.group("firm", home), home, metal);
    draft.sell(firm, draft.consumer(home), SlotKind::fin, 100.0);
    for (const auto& [key, value] : {std::pair{"eta", x.eta},
                                     {"m", x.m},
                                     {"eps_f", x.eps_f},
                                     {"tau_p", x.tau_p},
                                     {"T_con", 0.0},
                                     {"u0", 1.0},
                                     {"ot_max", 1.0},
                                     {"tau_up", 1e30},
                                     {"tau_down", 1e30},
                                     {"tau_nv", 1e30}})
        draft.set(key, value);
    Network network = draft.build();
    step_demand(network, 0, 0, demand);
    return network;
}

double price_after(const Network& network, std::int32_t steps) {
    SerialBlocks blocks;
    Simulation run(network, run_of(steps), blocks);
    run.run(nullptr);
    return run.impl().state.list[0];
}

// eta = 0: p = (1 + mu) c. A tariff of 20 % on the firm's only input, half of its cost at mu = 0.25 and rd = 0:
// c0 = 1/1.25 = 0.8, input 0.4, so c = 0.4 + 0.4 * 1.2 = 0.88 and p = 1.25 * 0.88 = 1.1.
TEST(N5PriceLimits, WithoutScarcityResponsePriceIsMarkUpTimesCost) {
    Draft draft;
    const auto home = draft.country("AAA"), away = draft.country("BBB");
    const auto ore = draft.good("ore", GoodKind::raw), metal = draft.good("metal", GoodKind::material);
    const auto mine = draft.plant(draft.group("mine", away), away, ore),
               smelter = draft.plant(draft.group("smelter", home), home, metal);
    draft.sell(mine, smelter, SlotKind::cur, 40.0);
    draft.sell(smelter, draft.consumer(home), SlotKind::fin, 100.0);
    for (const auto& [key, value] :
         {std::pair{"eta", 0.0}, {"mu", 0.25}, {"rd", 0.0}, {"eps", 0.0}, {"eps_f", 0.0}, {"u0", 0.5}})
        draft.set(key, value);
    const Network network = draft.build();

    LaneSpec lane;
    Rule tariff;
    tariff.id = "tariff";
    tariff.action = Action::tariff;
    tariff.announce = tariff.effective = first_day();
    tariff.ship_from = {away};
    tariff.tariff_rate = 0.2;
    lane.rules.push_back(tariff);
    SerialBlocks blocks;
    Simulation run(network, run_of(2000, lane), blocks);  // tau_p 26, T_con 26, stock of 8 weeks: gone by e^-60
    run.run(nullptr);

    const auto& impl = run.impl();
    const auto unit = static_cast<std::size_t>(draft.unit_place()[static_cast<std::size_t>(smelter)]);
    const double cost = impl.base.unit_cost0[unit] * impl.state.cost_ratio[unit];
    // The log price is m ln(ch) after round-off of one exp and one log, 1 ulp (2e-16) each.
    EXPECT_NEAR(impl.state.list[unit], 1.25 * cost, 5e-16);
    // A memory x += lam (y - x) comes to rest when its step is half an ulp, so within ulp/(2 lam) = 3e-15 at T_con = 26.
    EXPECT_NEAR(cost, 0.88, 3e-15);
    EXPECT_NEAR(impl.state.list[unit], 1.1, 3e-15);
}

// sig -> infinity, n = 2 firms, eps = 2: 2 * 2 / (2 * 2 - 1) = 4/3; one firm with eps = 2 doubles cost; many firms: cost.
TEST(N5PriceLimits, CournotPriceOfTwoFirmsIsFourThirdsOfCost) {
    EXPECT_DOUBLE_EQ(models::cournot_price(2, 2.0), 4.0 / 3.0);
    EXPECT_DOUBLE_EQ(models::cournot_price(1, 2.0), 2.0);
    EXPECT_NEAR(models::cournot_price(1e9, 2.0), 1.0, 1e-9);
}

// m = 0: price rises until demand fits supply, Y p^-eps = 1. Y = 2.5 and eps = 0.5: p = 0.4^-2 = 6.25.
// The gap closes by 1 - lam eta eps a week (lam = 0.117 at tau_p = 8, so 0.94): 1,000 weeks leave e^-60 of it.
TEST(N5PriceLimits, WithoutCostAnchorPriceClearsTheMarket) {
    EXPECT_NEAR(price_after(one_firm({1.0, 0.0, 0.5, 8.0}, 2.5), 1000), 6.25, 6.25 * 4e-15);
    EXPECT_NEAR(price_after(one_firm({1.0, 0.0, 1.0, 8.0}, 2.0), 1000), 2.0, 2.0 * 4e-15);
}

// Middle: ln p = eta z0 / (m + eta eps) with z0 = ln 2.5, eta = m = 1, eps = 0.25: 0.916291 / 1.25 = 0.733033, p = 2.081383.
TEST(N5PriceLimits, LastingShortageGivesTheCalibrationFormula) {
    const double price = price_after(one_firm({1.0, 1.0, 0.25, 8.0}, 2.5), 1000);
    EXPECT_NEAR(price, 2.081383, 5e-7);
    EXPECT_NEAR(price, std::exp(std::log(2.5) / 1.25), 2.0e-15 * price);
}

// The weekly path is the recursion of P2 written out by hand, with the C library's exp and log: 1 ulp (1e-16) a step each
// and errors that shrink from week to week, so 1e-14 on ln p holds. The limit of 25 % a week binds at first where demand is
// 15-fold.
TEST(N5PriceLimits, WeeklyPathOfOneFirmIsTheRecursion) {
    for (const double demand : {2.5, 15.0, 0.7}) {
        const Market x{1.0, 1.0, 0.25, 8.0};
        const Network network = one_firm(x, demand);
        SerialBlocks blocks;
        Simulation run(network, run_of(200), blocks);
        const double lam = 1.0 - std::exp(-1.0 / x.tau_p);
        double lnp = 0.0, z = 0.0;
        for (int week = 0; week < 200; ++week) {
            run.impl().advance(nullptr);
            lnp += std::clamp(lam * (x.eta * z - x.m * lnp), -0.25, 0.25);
            const double wanted = demand * std::exp(-x.eps_f * lnp), made = std::min(wanted, 1.0);
            z = std::min(3.0, std::log(wanted / made)) + 0.5 * std::log(made);  // kap_dn = 0.5 below normal use
            ASSERT_NEAR(run.impl().state.ln_list[0], lnp, 1e-14) << "week " << week << ", demand " << demand;
        }
    }
}

}  // namespace
}  // namespace sunder::testing
