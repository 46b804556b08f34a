// SPDX-License-Identifier: Apache-2.0
// N13: limits of the two price zones. A miner sells at home (inside) and abroad (outside). Its third clause, that a larger
// l_max never widens the premium, stands with leakage in leakage_test.cpp.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

constexpr double eta = 0.6, m = 0.8;

/// Country 0 mines, country 1 imports; with `rival` a second miner in country 2 sells abroad as well, at capacity.
Network two_zones(double eps_f, bool rival) {
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

constexpr auto nothing = [](const Simulation::Impl&) {};

/// Largest premium under a tariff, a licence for everything and a quota above any flow: no cap binds, though prices move
/// (demand is up 30 %).
double no_cap_error() {
    Network network = two_zones(0.5, true);
    for (const std::int32_t agent : {0, 1}) step_demand(network, agent, 10, 1.3);
    double worst = 0.0;
    for (const Rule& rule :
         {export_rule(Action::tariff, 1.0), export_rule(Action::license, 1.0), export_rule(Action::quota, 50.0)}) {
        double dearest = 0.0;
        run(
            network, rule, 200,
            [&](const Simulation::Impl& impl) {
                for (const double psi : impl.state.premium) worst = std::max(worst, std::abs(psi));
                for (const double premium : impl.policy.premium) worst = std::max(worst, std::abs(premium));
                dearest = std::max(dearest, impl.state.ln_list[0]);
            },
            nothing);
        require(dearest > 0.05, "prices move");
    }
    return worst;
}

/// The only supplier is capped at 0.4 of what buyers want: nobody sells freely into the zone, so the outside price is the
/// fallback, ln p_out = eta ln(des/al)/m = 0.6 * 0.916291 / 0.8 = 0.687218. psi closes the distance from the list price,
/// which falls as the mine runs below normal use (output 1.24 of 1.6): psi = ln p_out - ln p. Home buyers pay the list
/// price.
double fallback_error() {
    double worst = 0.0;
    run(two_zones(0.0, false), export_rule(Action::license, 0.4), 600, nothing, [&](const Simulation::Impl& impl) {
        const double outside = eta * std::log(2.5) / m, inside = eta * 0.5 * std::log(124.0 / 160.0) / m;
        worst = std::max(
            {std::abs(impl.state.ln_list[0] - inside), std::abs(impl.state.premium[0] + impl.state.ln_list[0] - outside),
             std::abs(impl.state.contract[0] - std::exp(inside)), std::abs(impl.state.contract[1] - std::exp(outside))});
    });
    return worst;
}

/// Buyers abroad ask for less as the price rises: ln p_out = eta (z0 - eps ln p_out)/m, so eta z0/(m + eta eps), the formula
/// of the calibration, here 0.6 * 0.916291 / (0.8 + 0.6 * 0.5) = 0.499795.
double elastic_error() {
    double worst = 0.0;
    run(two_zones(0.5, false), export_rule(Action::license, 0.4), 600, nothing, [&](const Simulation::Impl& impl) {
        worst = std::abs(impl.state.premium[0] + impl.state.ln_list[0] - eta * std::log(2.5) / (m + eta * 0.5));
    });
    return worst;
}

/// With a supplier that sells freely into the zone its list price is the outside price.
double free_supplier_error() {
    double worst = 0.0;
    run(two_zones(0.5, true), export_rule(Action::license, 0.4), 2000, nothing, [&](const Simulation::Impl& impl) {
        require(impl.state.ln_list[1] > impl.state.ln_list[0] + 0.05, "the zones part");
        worst = std::max(std::abs(impl.state.premium[1]),
                         std::abs(impl.state.premium[0] - (impl.state.ln_list[1] - impl.state.ln_list[0])));
    });
    return worst;
}

// Tolerances: log prices of size 1 at rest, some ulp of exp and log; the rival's price moves until the end of the run.
constexpr std::array<ExactCase, 4> cases{{
    {"N13 no cap", "Without a cap that binds the premium between two zones is exactly 0", "by definition", "largest premium",
     0.0, no_cap_error},
    {"N13 fallback", "With the only supplier capped the outside price is eta ln(asked/allowed)/m", "closed form",
     "largest difference of log price", 1e-14, fallback_error},
    {"N13 elastic", "Elastic demand abroad gives eta z0/(m + eta eps), the formula of the calibration", "closed form",
     "difference of log price", 1e-14, elastic_error},
    {"N13 free supplier", "A supplier that sells freely into the zone sets its price", "closed form",
     "largest difference of log price", 1e-12, free_supplier_error},
}};

}  // namespace

std::span<const ExactCase> two_zones_cases() {
    return cases;
}

}  // namespace sunder
