// SPDX-License-Identifier: Apache-2.0
// N13: limits of the two price zones. A miner sells at home (inside) and abroad (outside). Its third clause, that a larger
// l_max never widens the premium, stands with leakage in leakage_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

constexpr double eta = 0.6, m = 0.8;

/// Country 0 mines, country 1 imports; with `rival` a second miner in country 2 sells abroad as well, at capacity.
Network world(double eps_f, bool rival) {
    Draft d;
    const auto home = d.country("AAA"), abroad = d.country("BBB"), third = d.country("CCC");
    const auto metal = d.good("metal", GoodKind::raw);
    const auto mine = d.plant(d.group("mine", home), home, metal);
    const auto at_home = d.consumer(home), importer = d.consumer(abroad);
    d.sell(mine, at_home, SlotKind::fin, 100.0);
    d.sell(mine, importer, SlotKind::fin, 60.0);
    if (rival) d.sell(d.plant(d.group("rival", third), third, metal), importer, SlotKind::fin, 40.0);
    for (const auto& [key, value] : {std::pair{"eta", eta},
                                     {"m", m},
                                     {"eps_f", eps_f},
                                     {"tau_p", 8.0},
                                     {"kap_dn", 0.5},
                                     {"u0", 0.9},
                                     {"w_ann", 0.0},
                                     {"T_con", 0.0},
                                     {"ot_max", 1.0},
                                     {"tau_up", 1e30},
                                     {"tau_down", 1e30},
                                     {"tau_nv", 1e30}})
        d.set(key, value);
    return d.build();
}

Rule export_rule(Action action, double share) {
    Rule rule;
    rule.id = "rule";
    rule.action = action;
    rule.announce = rule.effective = first_day();
    rule.ship_from = {0};
    rule.destination = {1};
    rule.licence.share = share;
    rule.tariff_rate = 0.1;
    return rule;
}

/// Runs and hands over the end state; `each` sees the state after every step.
template <class Each, class Last>
void run(const Network& network, const Rule& rule, std::int32_t steps, Each&& each, Last&& last) {
    LaneSpec lane;
    lane.rules = {rule};
    SerialBlocks blocks;
    Simulation simulation(network, run_of(steps, lane), blocks);
    while (simulation.impl().t < steps) {
        simulation.impl().advance(nullptr);
        each(simulation.impl());
    }
    last(simulation.impl());
}

// A tariff, a licence for everything and a quota above any flow leave no cap that binds, though prices move (demand is up 30
// %).
TEST(N13TwoZones, WithoutBindingCapThePremiumIsExactlyZero) {
    Network network = world(0.5, true);
    for (const std::int32_t agent : {0, 1}) step_demand(network, agent, 10, 1.3);
    for (const Rule& rule :
         {export_rule(Action::tariff, 1.0), export_rule(Action::license, 1.0), export_rule(Action::quota, 50.0)}) {
        double dearest = 0.0;
        run(
            network, rule, 200,
            [&](const Simulation::Impl& impl) {
                for (const double psi : impl.state.premium) ASSERT_EQ(psi, 0.0);
                for (const double premium : impl.policy.premium) ASSERT_EQ(premium, 0.0);
                dearest = std::max(dearest, impl.state.ln_list[0]);
            },
            [](const Simulation::Impl&) {});
        EXPECT_GT(dearest, 0.05);
    }
}

// The only supplier is capped at 0.4 of what buyers want: nobody sells freely into the zone, so the outside price is the
// fallback, ln p_out = eta ln(des/al)/m = 0.6 * 0.916291 / 0.8 = 0.687218. psi closes the distance from the list price,
// which falls as the mine runs below normal use (output 1.24 of 1.6): psi = ln p_out - ln p. Home buyers pay the list price.
TEST(N13TwoZones, CapOnTheOnlySupplierGivesTheFallbackPrice) {
    run(
        world(0.0, false), export_rule(Action::license, 0.4), 600, [](const Simulation::Impl&) {},
        [](const Simulation::Impl& impl) {
            const double outside = eta * std::log(2.5) / m;
            EXPECT_NEAR(outside, 0.687218, 5e-7);
            // list price: m ln p = eta kap_dn ln(124/160)
            EXPECT_NEAR(impl.state.ln_list[0], eta * 0.5 * std::log(124.0 / 160.0) / m, 1e-14);
            EXPECT_NEAR(impl.state.premium[0] + impl.state.ln_list[0], outside, 1e-14);
            EXPECT_NEAR(impl.state.contract[0], std::exp(impl.state.ln_list[0]), 1e-14);
            EXPECT_NEAR(impl.state.contract[1], std::exp(outside), 1e-14);
        });
}

// Buyers abroad ask for less as the price rises: ln p_out = eta (z0 - eps ln p_out)/m, so eta z0/(m + eta eps), the formula
// of the calibration, here 0.6 * 0.916291 / (0.8 + 0.6 * 0.5) = 0.499795.
TEST(N13TwoZones, FallbackPriceMeetsElasticDemandAtTheCalibrationFormula) {
    run(
        world(0.5, false), export_rule(Action::license, 0.4), 600, [](const Simulation::Impl&) {},
        [](const Simulation::Impl& impl) {
            const double outside = eta * std::log(2.5) / (m + eta * 0.5);
            EXPECT_NEAR(outside, 0.499795, 5e-7);
            EXPECT_NEAR(impl.state.premium[0] + impl.state.ln_list[0], outside, 1e-14);
        });
}

// With a supplier that sells freely into the zone its list price is the outside price.
TEST(N13TwoZones, FreeSuppliersPriceIsTheOutsidePrice) {
    run(
        world(0.5, true), export_rule(Action::license, 0.4), 2000, [](const Simulation::Impl&) {},
        [](const Simulation::Impl& impl) {
            EXPECT_GT(impl.state.ln_list[1], impl.state.ln_list[0] + 0.05);
            EXPECT_EQ(impl.state.premium[1], 0.0);
            EXPECT_NEAR(impl.state.premium[0], impl.state.ln_list[1] - impl.state.ln_list[0], 1e-12);
        });
}

}  // namespace
}  // namespace sunder::testing
