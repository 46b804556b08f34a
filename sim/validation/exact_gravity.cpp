// SPDX-License-Identifier: Apache-2.0
// Static trade equilibria that established programs computed (tests/limits/gravity).
#include <algorithm>
#include <array>
#include <cmath>

#include "models/equilibrium/solve_trade.hpp"
#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/trade_toy.hpp"

namespace sunder {
namespace {

using namespace toy;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

double gap(double ours, double theirs) {
    return std::abs(ours / theirs - 1.0);
}

/// Largest relative difference to armington_additive.csv.
double armington_gap(const models::GravityAnswer& ours) {
    constexpr std::size_t names = 4, new_trade = 4, welfare = 5, wage = 7, price = 8;
    double worst = 0.0;
    const auto see = [&](std::size_t column, const auto& value) {
        for (const NamedValue& row : reference_table("armington_additive", names, column))
            worst = std::max(worst, gap(value(place_of(row.names[0]), place_of(row.names[1])), row.value));
    };
    see(new_trade, [&](std::size_t i, std::size_t j) { return ours.flow[i * 4 + j]; });
    see(welfare, [&](std::size_t i, std::size_t) { return ours.welfare[i]; });
    see(wage, [&](std::size_t i, std::size_t) { return ours.wage[i]; });
    see(price, [&](std::size_t i, std::size_t) { return ours.price[i]; });
    return worst;
}

double armington_model() {
    return armington_gap(models::solve_gravity(gravity_tables()));
}

/// The same by the core: a plant for each pair of countries, whose productivity is what trade costs leave of it.
double armington_core() {
    const models::GravityWorld world = gravity_tables();
    const std::size_t n = world.countries;
    Draft draft;
    std::vector<std::int32_t> plant, consumer;
    const auto good = draft.good("good", GoodKind::material);
    for (std::size_t i = 0; i < n; ++i)
        consumer.push_back(draft.consumer(draft.country(std::string(3, static_cast<char>('A' + i)))));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const auto home = static_cast<std::int32_t>(i);
            const auto firm = draft.group("from " + std::to_string(i) + " to " + std::to_string(j), home);
            plant.push_back(draft.plant(firm, home, good));
            draft.sell(plant.back(), consumer[j], SlotKind::fin, world.flow[i * n + j]);
            draft.set("A", models::pow_exact(world.change[i * n + j], 1.0 / world.theta), good, -1, firm);
        }
    draft.set("sig", world.theta + 1.0, good);
    const Network network = draft.build();
    SerialBlocks blocks;
    Equilibrium rest(network, run_of(52, cost_plus_lane(network, true, 1.0)), blocks, {WageRule::clearing});
    rest.solve();
    models::GravityAnswer ours{{}, {}, {}, std::vector<double>(n * n)};
    for (std::size_t c = 0; c < n; ++c) {
        const auto change = rest.country(static_cast<std::int32_t>(c), 0);
        ours.wage.push_back(change.wage);
        ours.price.push_back(change.price_index);
        ours.welfare.push_back(change.welfare);
    }
    const auto place = draft.unit_place();
    for (std::size_t p = 0; p < plant.size(); ++p) {
        const auto u = at(place[p]);
        ours.flow[p] = world.flow[p] * rest.impl().state.orders[u] / rest.impl().base.x0[u] * rest.impl().state.list[u];
    }
    return armington_gap(ours);
}

/// Largest relative difference to the tables cp_result_NAME_*.csv.
double trade_gap(bool new_tariffs, const std::string& name) {
    const models::TradeWorld x = trade_tables(new_tariffs);
    const models::TradeAnswer ours = models::solve_trade(x);
    double worst = ours.residual;
    for (const NamedValue& row : reference_table("cp_result_" + name + "_wage_change", 1, 1))
        worst = std::max(worst, gap(ours.wage[place_of(row.names[0])], row.value));
    for (const NamedValue& row : reference_table("cp_result_" + name + "_price_change", 2, 2))
        worst = std::max(worst, gap(ours.price[x.cell(place_of(row.names[0]), place_of(row.names[1]))], row.value));
    for (const NamedValue& row : reference_table("cp_result_" + name + "_expenditure_new", 2, 2))
        worst = std::max(worst, gap(ours.spending[x.cell(place_of(row.names[0]), place_of(row.names[1]))], row.value));
    for (const NamedValue& row : reference_table("cp_result_" + name + "_trade_share_new", 3, 3))
        worst = std::max(
            worst, gap(ours.trade_share[x.link(place_of(row.names[0]), place_of(row.names[1]), place_of(row.names[2]))],
                       row.value));
    return worst;
}

double trade_none() {
    return trade_gap(false, "none");
}
double trade_tariff() {
    return trade_gap(true, "tariff");
}

constexpr std::array<ExactCase, 4> cases{{
    {"gravity/armington", "Trade, wages, prices and welfare of four countries after export controls", "ge_gravity a5c1db9",
     "largest relative difference; hat algebra of models/equilibrium", 1e-6, armington_model},
    {"gravity/armington core", "The same as a static equilibrium of the simulation with wages that clear",
     "ge_gravity a5c1db9", "largest relative difference", 1e-6, armington_core},
    {"gravity/cp_none", "Three countries, three goods in each other, no change: nothing moves", "KITE 6778882",
     "largest relative difference; hat algebra of models/equilibrium", 1e-8, trade_none},
    {"gravity/cp_tariff", "The same with new tariffs: wages, prices, spending, trade shares", "KITE 6778882",
     "largest relative difference; hat algebra of models/equilibrium", 1e-8, trade_tariff},
}};

}  // namespace

std::span<const ExactCase> gravity_cases() {
    return cases;
}

}  // namespace sunder
