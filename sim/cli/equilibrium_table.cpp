// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/equilibrium_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "sim/core/impl.hpp"

namespace sunder::cli {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t scenario_lane = 1;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Sums of one good and country, base year and scenario.
struct Sums {
    double bought = 0.0, paid = 0.0;              // base flow of slots; the same at today's prices
    double made = 0.0, makes = 0.0, lists = 0.0;  // base output, output, base output at today's list prices
};

std::vector<Sums> sum_cells(const Simulation::Impl& impl) {
    const Base& b = impl.base;
    const State& s = impl.state;
    const auto width = at(impl.lanes), countries = b.net.countries.size();
    std::vector<Sums> sums(b.net.goods.size() * countries);
    for (std::size_t slot = 0; slot < at(b.slots); ++slot) {
        Sums& cell = sums[at(b.net.slot_good[slot]) * countries + at(b.slot_country[slot])];
        cell.bought += b.q0[slot];
        cell.paid += b.q0[slot] * s.purchase_price[slot * width + scenario_lane];
    }
    for (std::size_t i = 0; i < at(b.units); ++i) {
        Sums& cell = sums[at(b.net.unit_good[i]) * countries + at(b.net.unit_country[i])];
        cell.made += b.x0[i];
        cell.makes += s.orders[i * width + scenario_lane];
        cell.lists += b.x0[i] * s.list[i * width + scenario_lane];
    }
    return sums;
}

void fill_goods(EquilibriumTable& table, const std::vector<Sums>& sums, const Base& b) {
    const auto countries = b.net.countries.size();
    const double per_year = weeks_per_year / b.dt_weeks;
    for (std::size_t g = 0; g < b.net.goods.size(); ++g) {
        EquilibriumTable::Good row{static_cast<std::int32_t>(g)};
        Sums world;
        for (std::size_t c = 0; c < countries; ++c) {
            const Sums& x = sums[g * countries + c];
            if (!(x.bought > 0.0 || x.made > 0.0)) continue;
            const EquilibriumTable::Cell cell{row.good,
                                              static_cast<std::int32_t>(c),
                                              x.bought > 0.0 ? x.paid / x.bought - 1.0 : none,
                                              x.made > 0.0 ? x.lists / x.made - 1.0 : none,
                                              x.made > 0.0 ? x.makes / x.made - 1.0 : none,
                                              (x.makes - x.made) * per_year};
            table.cells.push_back(cell);
            world.bought += x.bought;
            world.paid += x.paid;
            world.made += x.made;
            world.makes += x.makes;
            if (cell.buyers > row.dearest_price) row.dearest = cell.country, row.dearest_price = cell.buyers;
            if (cell.change_musd < row.lost) row.loser = cell.country, row.lost = cell.change_musd;
            if (cell.change_musd > row.gained) row.gainer = cell.country, row.gained = cell.change_musd;
        }
        row.price = world.bought > 0.0 ? world.paid / world.bought - 1.0 : none;
        row.output = world.made > 0.0 ? world.makes / world.made - 1.0 : none;
        table.goods.push_back(row);
    }
    std::stable_sort(table.goods.begin(), table.goods.end(), [](const auto& x, const auto& y) {
        return std::max(std::abs(x.price), x.dearest_price) > std::max(std::abs(y.price), y.dearest_price);
    });
}

void fill_trades(EquilibriumTable& table, const Simulation::Impl& impl) {
    const Base& b = impl.base;
    const auto width = at(impl.lanes);
    std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t>, std::pair<double, double>> flows;
    std::map<std::pair<std::int32_t, std::int32_t>, std::pair<double, double>> markets;  // good, buyer
    for (std::size_t e = 0; e < at(b.links); ++e) {
        const std::int32_t seller = b.net.link_supplier[e], good = b.net.unit_good[at(seller)],
                           to = b.slot_country[at(b.link_slot[e])], record = impl.policy.record[e];
        const double base = 1.0 + static_cast<double>(b.net.link_tariff0[e]) + static_cast<double>(b.net.link_freight0[e]);
        const std::size_t r = at(record) * width + scenario_lane;
        const double landed = base * (record < 0 ? 1.0 : impl.policy.price_factor[r]);
        const double before = b.z0[e] * base, after = impl.state.order[e * width + scenario_lane] *
                                                      impl.state.contract[e * width + scenario_lane] * landed;
        auto& flow = flows[{good, b.net.unit_country[at(seller)], to}];
        auto& market = markets[{good, to}];
        flow.first += before, flow.second += after;
        market.first += before, market.second += after;
    }
    for (const auto& [key, flow] : flows) {
        const auto& [good, from, to] = key;
        const auto& market = markets[{good, to}];
        table.trades.push_back({good, from, to, flow.first / market.first,
                                market.second > 0.0 ? flow.second / market.second : none,
                                market.first * weeks_per_year / b.dt_weeks});
    }
    const auto moved = [](const EquilibriumTable::Trade& x) { return std::abs(x.after - x.before) * x.value_musd; };
    std::stable_sort(table.trades.begin(), table.trades.end(),
                     [&](const auto& x, const auto& y) { return moved(x) > moved(y); });
}

}  // namespace

EquilibriumTable equilibrium_table(Equilibrium& solved, WageRule wages) {
    EquilibriumTable table;
    const Simulation::Impl& impl = solved.impl();
    fill_goods(table, sum_cells(impl), impl.base);
    fill_trades(table, impl);
    if (wages == WageRule::fixed) return table;
    for (std::size_t c = 0; c < impl.base.net.countries.size(); ++c) {
        const auto change = solved.country(static_cast<std::int32_t>(c), scenario_lane);
        table.countries.push_back(
            {static_cast<std::int32_t>(c), change.wage - 1.0, change.price_index - 1.0, change.welfare - 1.0});
    }
    std::stable_sort(table.countries.begin(), table.countries.end(),
                     [](const auto& x, const auto& y) { return std::abs(x.welfare) > std::abs(y.welfare); });
    return table;
}

std::vector<Fault> static_faults(const Scenario& scenario, const std::string& deck,
                                 const std::vector<std::string>& measures) {
    std::vector<Fault> faults;
    for (const std::string& id : measures) {
        Fault fault{deck, 0, 0,
                    fmt::format("measure '{}' has no place in a static equilibrium: it knows tariffs, bans in full, content "
                                "credits and demand, not rationing, money, service or research; --leave-out goes on without",
                                id),
                    false};
        const std::size_t place = scenario.deck_text.find('"' + id + '"');
        if (place != std::string::npos) {
            const auto before = scenario.deck_text.begin() + static_cast<std::ptrdiff_t>(place);
            fault.line = static_cast<int>(std::count(scenario.deck_text.begin(), before, '\n')) + 1;
            const std::size_t start = scenario.deck_text.rfind('\n', place);
            fault.column = static_cast<int>(place - (start == std::string::npos ? 0 : start + 1)) + 1;
        }
        faults.push_back(std::move(fault));
    }
    return faults;
}

}  // namespace sunder::cli
