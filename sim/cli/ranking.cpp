// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/ranking.hpp"

#include <algorithm>
#include <map>

#include "sim/core/param_table.hpp"

namespace sunder::cli {
namespace {

using models::Essentiality;

constexpr double half = 0.5;      // crit of an important input; above it is critical
constexpr double settled = 1e-6;  // share of a plant: what follows is less than the screen shows

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

Essentiality essentiality(SlotKind kind, double crit) {
    if (kind == SlotKind::cap || !(crit > 0.0)) return Essentiality::none;
    return crit > half ? Essentiality::essential : Essentiality::other;
}

double purchases(const Network& n, std::int32_t slot) {
    double sum = 0.0;
    for (std::int32_t e = n.slot_link_ptr[at(slot)]; e < n.slot_link_ptr[at(slot) + 1]; ++e) sum += n.link_z0_musd_yr[at(e)];
    return sum;
}

/// First good of each slot family, by good: what stands in for each other.
std::vector<std::int32_t> families(const Network& n) {
    std::vector<std::int32_t> first;
    std::map<std::string, std::int32_t> known;
    for (std::size_t g = 0; g < n.goods.size(); ++g)
        first.push_back(known.emplace(n.goods[g].slot, static_cast<std::int32_t>(g)).first->second);
    return first;
}

void add_plant(const Network& n, const ParamTable& params, std::int32_t unit, models::SystemicNetwork& net) {
    double all = 0.0;  // what goes into output: tools do not
    for (std::int32_t s = n.buyer_slot_ptr[at(unit)]; s < n.buyer_slot_ptr[at(unit) + 1]; ++s)
        if (n.slot_kind[at(s)] != SlotKind::cap) all += purchases(n, s);
    for (std::int32_t s = n.buyer_slot_ptr[at(unit)]; s < n.buyer_slot_ptr[at(unit) + 1]; ++s) {
        const Essentiality kind = essentiality(n.slot_kind[at(s)], params.of(Param::crit)[at(params.slot_row()[at(s)])]);
        const double of_slot = purchases(n, s);
        const auto first = static_cast<std::int32_t>(net.seller.size());
        for (std::int32_t e = n.slot_link_ptr[at(s)]; e < n.slot_link_ptr[at(s) + 1]; ++e) {
            const std::int32_t seller = n.link_supplier[at(e)];
            const double flow = n.link_z0_musd_yr[at(e)];
            net.seller.push_back(seller);
            net.down.push_back(models::downstream_weight(kind, flow, of_slot, all));
            net.up.push_back(models::upstream_weight(flow, net.out[at(seller)]));
        }
        net.inlets.push_back({unit, first, static_cast<std::int32_t>(net.seller.size()), kind});
    }
}

/// What fails in each scenario, by name.
std::map<std::string, std::vector<std::int32_t>> scenarios(const Network& n, RankBy by) {
    std::map<std::string, std::vector<std::int32_t>> named;
    for (std::int32_t u = 0; u < n.units(); ++u) {
        const std::string &firm = n.groups[at(n.unit_group[at(u)])].name,
                          &country = n.countries[at(n.unit_country[at(u)])].code,
                          &good = n.goods[at(n.unit_good[at(u)])].code;
        named[by == RankBy::firm      ? firm
              : by == RankBy::country ? country
              : by == RankBy::good    ? good
                                      : country + '.' + good + '.' + firm]
            .push_back(u);
    }
    return named;
}

}  // namespace

models::SystemicNetwork systemic_network(const Network& n, bool rigid) {
    RunSpec spec;
    spec.lanes.emplace_back();
    const ParamTable params(n, spec, 1);
    models::SystemicNetwork net;
    net.out.assign(at(n.units()), 0.0);
    for (std::size_t e = 0; e < n.link_supplier.size(); ++e) net.out[at(n.link_supplier[e])] += n.link_z0_musd_yr[e];
    for (std::int32_t u = 0; u < n.units(); ++u) add_plant(n, params, u, net);
    if (rigid) return net;
    const std::vector<std::int32_t> family = families(n);
    for (std::int32_t u = 0; u < n.units(); ++u) net.market.push_back(family[at(n.unit_good[at(u)])]);
    net.markets = static_cast<std::int32_t>(n.goods.size());
    return net;
}

std::vector<RankRow> rank(const Network& n, RankBy by, bool rigid, Blocks& blocks) {
    const models::SystemicNetwork net = systemic_network(n, rigid);
    double all = 0.0;
    for (const double out : net.out) all += out;
    std::vector<RankRow> rows;
    std::vector<std::vector<std::int32_t>> failing;
    for (auto& [name, units] : scenarios(n, by)) {
        rows.push_back({name, static_cast<int>(units.size())});
        for (const std::int32_t u : units) rows.back().own_share += net.out[at(u)] / all;
        failing.push_back(units);
    }
    blocks.for_blocks(static_cast<std::int32_t>(rows.size()), [&](std::int32_t s) {
        std::vector<double> psi(net.out.size(), 1.0);
        for (const std::int32_t u : failing[at(s)]) psi[at(u)] = 0.0;
        const models::SystemicLoss loss = models::systemic_loss(net, psi, settled);
        rows[at(s)].both = loss.both;
        rows[at(s)].downstream = loss.downstream;
        rows[at(s)].upstream = loss.upstream;
    });
    std::stable_sort(rows.begin(), rows.end(), [](const RankRow& a, const RankRow& b) { return a.both > b.both; });
    return rows;
}

}  // namespace sunder::cli
