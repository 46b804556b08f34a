// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "sim/economy/assemble.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Yearly flows of a unit: what it sells and what it pays for inputs and for the use of its tools.
struct UnitSums {
    double output = 0.0, inputs = 0.0, capital = 0.0;
};

std::vector<UnitSums> unit_sums(const BaseYear& base, const Network& n) {
    std::vector<UnitSums> sums(n.unit_good.size());
    for (std::int32_t s = 0; s < n.slots(); ++s) {
        const std::int32_t buyer = n.slot_buyer[at(s)];
        for (std::int32_t e = n.slot_link_ptr[at(s)]; e < n.slot_link_ptr[at(s) + 1]; ++e) {
            const double z = n.link_z0_musd_yr[at(e)];
            sums[at(n.link_supplier[at(e)])].output += z;
            if (buyer >= n.units()) continue;
            if (n.slot_kind[at(s)] == SlotKind::cap) {
                // Stock = z / delta; its yearly cost is r_c + delta of it.
                const std::int32_t country = n.unit_country[at(buyer)], group = n.unit_group[at(buyer)],
                                   tool = n.slot_good[at(s)];
                const double delta = base.param(Param::delta, tool, country, group);
                sums[at(buyer)].capital += z / delta * (base.param(Param::r_c, tool, country, group) + delta);
            } else {
                sums[at(buyer)].inputs += z * (1.0 + n.link_tariff0[at(e)] + n.link_freight0[at(e)]);
            }
        }
    }
    return sums;
}

void labour_shares(const Tables& tables, const BaseYear& base, const Network& n, const std::vector<UnitSums>& sums,
                   std::vector<Fault>& faults) {
    const Table& goods = tables[TableId::goods];
    for (std::int32_t u = 0; u < n.units(); ++u) {
        const std::int32_t good = n.unit_good[at(u)], country = n.unit_country[at(u)], group = n.unit_group[at(u)];
        const double x = sums[at(u)].output;
        const double cost = 1.0 / (1.0 + base.param(Param::mu, good, country, group)),
                     rd = base.param(Param::rd, good, country, group);
        const double inputs = sums[at(u)].inputs / x, capital = sums[at(u)].capital / x;
        const double vc = cost - inputs - capital - rd;
        if (vc > 0.0) continue;
        faults.push_back(goods.fault(goods.records[at(good)], col::goods::code,
                                     fmt::format("{} in {}: nothing is left for labour in {}: 1/(1+mu) {:.4f} - inputs "
                                                 "{:.4f} - tools {:.4f} - rd {:.4f} = {:.4f}",
                                                 n.groups[at(group)].name, n.countries[at(country)].code,
                                                 n.goods[at(good)].code, cost, inputs, capital, rd, vc)));
    }
}

void supply_is_use(const Tables& tables, const World& world, const Network& n, const std::vector<UnitSums>& sums,
                   std::vector<Fault>& faults) {
    std::vector<double> made(n.goods.size(), 0.0);
    for (std::int32_t u = 0; u < n.units(); ++u) made[at(n.unit_good[at(u)])] += sums[at(u)].output;
    const Table& goods = tables[TableId::goods];
    for (std::size_t g = 0; g < made.size(); ++g) {
        const double x = world.output_musd_yr[g];
        if (std::abs(made[g] - x) > closing_tolerance * std::max(x, made[g]))
            faults.push_back(goods.fault(
                goods.records[g], col::goods::code,
                fmt::format("{} does not close: units make {:.12g} M$ a year, but final demand calls for {:.12g}",
                            n.goods[g].code, made[g], x)));
    }
}

}  // namespace

void check_network(const Tables& tables, const BaseYear& base, const World& world, const Network& network,
                   std::vector<Fault>& faults) {
    const auto sums = unit_sums(base, network);
    supply_is_use(tables, world, network, sums, faults);
    labour_shares(tables, base, network, sums, faults);
}

}  // namespace sunder
