// SPDX-License-Identifier: Apache-2.0
// N3: Hulten's theorem. Without wedges the price of final goods falls by the Domar weight of a plant, its sales over final
// spending, per log point of its productivity; what is left is of second order, so that it falls to a quarter when the
// change is halved.
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

/// Log price of the base year's final goods when one plant's productivity is exp(gain) times the base year's.
double ln_final_price(const Network& network, LaneSpec lane, std::size_t plant, double gain) {
    ParamSetting A = param("A", models::exp_exact(gain), network.unit_good[plant], network.unit_country[plant]);
    A.group = network.unit_group[plant];
    lane.params.push_back(A);
    SerialBlocks blocks;
    Equilibrium rest(network, run_of(52, lane), blocks);
    rest.solve();
    const Base& b = rest.impl().base;
    double sum = 0.0, weight = 0.0;
    for (std::size_t s = 0; s < at(b.slots); ++s)
        if (network.slot_kind[s] == SlotKind::fin) {
            weight += b.q0[s];
            sum += b.q0[s] * models::log_exact(rest.impl().state.purchase_price[s]);
        }
    return sum / weight;
}

double domar_weight(const Network& network, std::size_t plant) {
    double sales = 0.0, final = 0.0;
    for (std::size_t s = 0; s < at(network.slots()); ++s)
        for (auto e = at(network.slot_link_ptr[s]); e < at(network.slot_link_ptr[s + 1]); ++e) {
            if (at(network.link_supplier[e]) == plant) sales += network.link_z0_musd_yr[e];
            if (network.slot_kind[s] == SlotKind::fin) final += network.link_z0_musd_yr[e];
        }
    return sales / final;
}

/// Distance from 4 of the last ratio of errors at gains of 0.2, 0.1, 0.05, 0.025.
double order_error(const Network& network, const LaneSpec& lane, std::size_t plant) {
    const double weight = domar_weight(network, plant);
    double last = 0.0, ratio = 0.0;
    for (const double gain : {0.2, 0.1, 0.05, 0.025}) {
        const double error = std::abs(ln_final_price(network, lane, plant, gain) + weight * gain);
        ratio = last / error;
        last = error;
    }
    require(weight > 0.02 && last > 1e-9, "the plant matters, and so does the second order");
    return std::abs(ratio - 4.0);
}

double network_order() {
    models::TradeWorld world = trade_tables(false);
    world.tariff0.assign(world.tariff0.size(), 1.0);  // a tariff is a wedge
    world.tariff = world.tariff0;
    const TradeNetwork made = network_of(world);
    return order_error(made.network, cost_plus_lane(made.network, true, 1.0), at(made.unit[world.cell(0, 1)]));
}

/// In `mini`, tools being inputs without a return to capital: the plant with the largest weight that sells no final goods.
double mini_order() {
    const Network network = mini_economy(false);
    LaneSpec lane;
    fix_prices(lane, network);
    for (const char* key : {"mu", "rd", "r_c"}) set_everywhere(lane, network, key, 0.0);
    std::size_t plant = 0;
    for (std::size_t i = 0; i < at(network.units()); ++i)
        if (network.goods[at(network.unit_good[i])].kind == GoodKind::chip &&
            domar_weight(network, i) > domar_weight(network, plant))
            plant = i;
    return order_error(network, lane, plant);
}

constexpr std::array<ExactCase, 2> cases{{
    {"N3", "A plant's productivity lowers the price of final goods by its Domar weight; the error is of second order",
     "Hulten 1978; Baqaee & Farhi 2019", "distance from 4 of the ratio of errors when the change is halved", 0.5,
     network_order},
    {"N3 mini", "The same in the economy mini, tools and service being inputs", "Hulten 1978; Baqaee & Farhi 2019",
     "distance from 4 of the ratio of errors when the change is halved", 0.5, mini_order},
}};

}  // namespace

std::span<const ExactCase> hulten_cases() {
    return cases;
}

}  // namespace sunder
