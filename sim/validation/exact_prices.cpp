// SPDX-License-Identifier: Apache-2.0
// N5: mark-up and price limits of the one price law. One firm without inputs sells to one final agent, whose demand falls
// with the price; contract prices are spot. Demand is raised to Y at step 0 while capacity stays at the base year's output
// (u0 = 1), which is the same as cutting supply to the share s = 1/Y of what is asked for.
#include <algorithm>
#include <array>
#include <cmath>

#include "models/pricing/margin.hpp"
#include "models/pricing/pricing.hpp"
#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

struct OneFirm {
    double eta, m, eps_f, tau_p;
};

/// Good, firm and consumers; quantities as in the file's comment.
Network one_firm(const OneFirm& x, double demand) {
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

/// Long-run price of one firm.
double price_after(const OneFirm& x, double demand) {
    SerialBlocks blocks;
    const Network network = one_firm(x, demand);
    Simulation run(network, run_of(1000), blocks);
    run.run(nullptr);
    return run.impl().state.list[0];
}

/// eta = 0: p = (1 + mu) c. A tariff of 20 % on the firm's only input, half of its cost at mu = 0.25 and rd = 0:
/// c0 = 1/1.25 = 0.8, input 0.4, so c = 0.4 + 0.4 * 1.2 = 0.88 and p = 1.25 * 0.88 = 1.1.
double mark_up_error() {
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
    return std::max(
        {std::abs(impl.state.list[unit] - 1.25 * cost), std::abs(cost - 0.88), std::abs(impl.state.list[unit] - 1.1)});
}

/// sig -> infinity: c n eps / (n eps - 1). n = 2, eps = 2: 4/3; a monopoly doubles cost; many firms sell at cost.
double cournot_error() {
    return std::max({std::abs(models::cournot_price(2, 2.0) - 4.0 / 3.0), std::abs(models::cournot_price(1, 2.0) - 2.0),
                     std::abs(models::cournot_price(1e9, 2.0) - 1.0 / (1.0 - 0.5e-9))});
}

/// m = 0: price rises until demand fits supply, Y p^-eps = 1. Y = 2.5 and eps = 0.5: p = 0.4^-2 = 6.25; Y = 2, eps = 1: 2.
/// The gap closes by 1 - lam eta eps a week (lam = 0.117 at tau_p = 8, so 0.94): 1,000 weeks leave e^-60 of it.
double clearing_error() {
    return std::max(std::abs(price_after({1.0, 0.0, 0.5, 8.0}, 2.5) / 6.25 - 1.0),
                    std::abs(price_after({1.0, 0.0, 1.0, 8.0}, 2.0) / 2.0 - 1.0));
}

/// Middle: ln p = eta z0/(m + eta eps) with z0 = ln 2.5, eta = m = 1, eps = 0.25: 0.916291/1.25 = 0.733033, p = 2.081383.
double shortage_error() {
    return std::abs(price_after({1.0, 1.0, 0.25, 8.0}, 2.5) / std::exp(std::log(2.5) / 1.25) - 1.0);
}

/// The weekly path is the recursion of P2 written out by hand, with the C library's exp and log.
double path_error() {
    double worst = 0.0;
    for (const double demand : {2.5, 15.0, 0.7}) {  // 15-fold demand: the limit of 25 % a week binds at first
        const OneFirm x{1.0, 1.0, 0.25, 8.0};
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
            worst = std::max(worst, std::abs(run.impl().state.ln_list[0] - lnp));
        }
        require(std::abs(lnp) > 0.05, "the price moves");
    }
    return worst;
}

// Tolerances. Mark-up: a memory x += lam (y - x) comes to rest when its step is half an ulp, so within ulp/(2 lam) = 3e-15
// at T_con = 26. Long-run prices: some ulp of one exp and one log. Path: 1 ulp (1e-16) a step each, and errors shrink from
// week to week.
constexpr std::array<ExactCase, 5> cases{{
    {"N5 mark-up", "Without response to scarcity a price is mark-up times cost: 1.25 * 0.88 under a tariff of 20 %",
     "closed form", "largest difference of price and cost", 3e-15, mark_up_error},
    {"N5 Cournot", "Two equal firms at elasticity 2 sell at 4/3 of cost, one at 2, many at cost", "Cournot 1838",
     "largest difference of price", 1e-15, cournot_error},
    {"N5 clearing", "Without anchor at cost the price clears the market: s^(-1/eps)", "closed form",
     "largest relative difference of price", 4e-15, clearing_error},
    {"N5 shortage", "A lasting shortage gives ln p = eta z0/(m + eta eps), the formula of the calibration", "closed form",
     "relative difference of price", 2e-15, shortage_error},
    {"N5 path", "Two hundred weekly prices of one firm follow the recursion of the price law", "recursion by hand",
     "largest difference of log price", 1e-14, path_error},
}};

}  // namespace

std::span<const ExactCase> price_limit_cases() {
    return cases;
}

}  // namespace sunder
