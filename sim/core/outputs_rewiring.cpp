// SPDX-License-Identifier: Apache-2.0
// Recorded variables of the two price zones and of the ways around a measure (model.md 6.3, 6.5, 6.8, 6.15).
#include "sim/core/outputs_rewiring.hpp"

#include <algorithm>

#include "models/math/elementary.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/output_rows.hpp"
#include "sim/core/rewiring.hpp"

namespace sunder {
namespace {

using namespace slices;

/// f(record, hub country, part of its leak) for all that leaked in the month.
template <class F>
void each_leak(const View& v, F&& f) {
    for (std::size_t r = 0; r < v.step.rewiring.records(); ++r)
        if (v.leak_quantity[r * v.lanes + v.lane] > 0.0)
            v.step.rewiring.each_hub(r, v.lane, [&](std::int32_t hub, double part) { f(r, hub, part); });
}

void price_outside(const View& v, Out out) {
    for (std::size_t g = 0; g < out.size(); ++g) out[g] = v.zone_prices[2 * g];
}
void price_inside(const View& v, Out out) {
    for (std::size_t g = 0; g < out.size(); ++g) out[g] = v.zone_prices[2 * g + 1];
}
void premium(const View& v, Out out) {
    for (std::size_t g = 0; g < out.size(); ++g) {
        const double outside = v.zone_prices[2 * g], inside = v.zone_prices[2 * g + 1];
        out[g] = outside > 0.0 && inside > 0.0 ? models::log_exact(outside / inside) : nothing;
    }
}
void announcement_term(const View& v, Out out) {
    std::fill(out.begin(), out.end(), nothing);
    for (const OutsideZone& zone : v.step.policy.compiled()[v.lane].zones) out[at(zone.good)] = zone.ln_premium;
}

void redesigned(const View& v, Out out) {
    const Base& b = v.step.base;
    for (std::size_t r = 0; r < v.step.rewiring.records(); ++r) {
        const double part = v.step.rewiring.redesigned_part()[r * at(b.lanes) + v.lane];
        if (!(part > 0.0)) continue;
        const std::size_t e = at(v.step.policy.links()[r]);
        out[at(b.net.unit_good[at(b.net.link_supplier[e])])] +=
            part * v.step.state.shipped[e * at(b.lanes) + v.lane] / b.dt_weeks;
    }
}

void qualification_cost(const View& v, Out out) {
    const auto cost = v.step.rewiring.qualification_cost();
    for (std::size_t c = 0; c < out.size(); ++c) out[c] = cost[c * at(v.step.base.lanes) + v.lane] / v.step.base.dt_weeks;
}

void leaked_value(const View& v, Out out) {
    const Base& b = v.step.base;
    const auto hubs = hub_countries(b.net);
    const std::size_t countries = b.net.countries.size();
    each_leak(v, [&](std::size_t r, std::int32_t hub, double part) {
        const std::size_t e = at(v.step.policy.links()[r]);
        const auto row = static_cast<std::size_t>(std::find(hubs.begin(), hubs.end(), hub) - hubs.begin());
        out[(at(b.net.unit_good[at(b.net.link_supplier[e])]) * hubs.size() + row) * countries +
            at(b.slot_country[at(b.link_slot[e])])] += part * v.leak_value[r * v.lanes + v.lane];
    });
}

/// Values and weights of a good's links inside and outside one zone, added up for every lane.
template <int L>
struct Sides {
    double value[2][L] = {}, weight[2] = {};
};

template <int L>
SUNDER_KERNEL void add_sides(const Step& k, std::int32_t good, const std::vector<std::int32_t>& records, Sides<L>& sides) {
    const Base& b = k.base;
    const double* contract = k.state.contract.data();
    const std::int32_t* end = b.seller.item.data() + b.seller.item.size();
    std::size_t next = 0;  // the zone's links come in the order of this loop
    const auto first = std::lower_bound(b.net.unit_good.begin(), b.net.unit_good.end(), good);
    for (auto i = static_cast<std::size_t>(first - b.net.unit_good.begin()); i < at(b.units) && b.net.unit_good[i] == good;
         ++i)
        for (const std::int32_t& link : b.seller[i]) {
            if (&link + links_ahead < end) fetch_row<L>(contract + at((&link)[links_ahead]) * L);
            const bool in_zone = next < records.size() && k.policy.links()[at(records[next])] == link;
            if (in_zone) ++next;
            double* value = sides.value[in_zone ? 0 : 1];
            const double z0 = b.z0[at(link)], *price = contract + at(link) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) value[l] += z0 * price[l];
            sides.weight[in_zone ? 0 : 1] += z0;
        }
}

template <int L>
void find_sides(const Step& k, std::size_t lanes, std::span<double> prices) {
    const std::size_t row = prices.size() / lanes;
    std::fill(prices.begin(), prices.end(), nothing);
    struct Found {
        const OutsideZone* zone;
        Sides<L> sides;
    };
    std::vector<Found> found;  // zones of equal extent are gone through once for all lanes
    for (std::size_t lane = 0; lane < lanes; ++lane)
        for (const OutsideZone& zone : k.policy.compiled()[lane].zones) {
            auto same = std::find_if(found.begin(), found.end(), [&](const Found& f) {
                return f.zone->good == zone.good && f.zone->records == zone.records;
            });
            if (same == found.end()) {
                same = found.insert(same, {&zone, {}});
                add_sides<L>(k, zone.good, zone.records, same->sides);
            }
            for (const std::size_t side : {0U, 1U})
                if (same->sides.weight[side] > 0.0)
                    prices[lane * row + 2 * at(zone.good) + side] = same->sides.value[side][lane] / same->sides.weight[side];
        }
}

}  // namespace

void zone_prices::find(const Step& k, std::size_t lanes, std::span<double> prices) {
    with_lanes(k.base.lanes, [&]<int L>() { find_sides<L>(k, lanes, prices); });
}

bool zone_prices::uses(Filler filler) noexcept {
    return filler == price_outside || filler == price_inside || filler == premium;
}

void reroute(const View& v, std::span<double> cube, bool current_prices) {
    const Base& b = v.step.base;
    const std::size_t countries = b.net.countries.size();
    each_leak(v, [&](std::size_t r, std::int32_t hub, double part) {
        const std::size_t e = at(v.step.policy.links()[r]), slot = at(b.link_slot[e]);
        const std::size_t seller = at(b.net.link_supplier[e]);
        const auto cell = [&](std::int32_t from, std::int32_t to) -> double& {
            return cube[(at(b.net.unit_good[seller]) * countries + at(from)) * countries + at(to)];
        };
        const double goods = part * (current_prices ? v.leak_value : v.leak_quantity)[r * v.lanes + v.lane];
        const double markup =
            current_prices ? v.step.par.of(Param::leak_markup)[at(v.step.par.slot_row()[slot]) * at(b.lanes) + v.lane] : 1.0;
        const std::int32_t origin = b.net.unit_country[seller], target = b.slot_country[slot];
        double& direct = cell(origin, target);
        direct = std::max(0.0, direct - goods);
        cell(origin, hub) += goods / markup;
        cell(hub, target) += goods;
    });
}

std::vector<OutputRow> rewiring_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly, m = Frequency::monthly;
    // clang-format off
    return {
        {{"price_outside",     w, {good}, "1", "contract price of links into the outside zone of a good under a volume rule, base-year weights; NaN without zone", "pc, model 6.3"}, price_outside},
        {{"price_inside",      w, {good}, "1", "the same for all other links of the good", "pc, model 6.3"}, price_inside},
        {{"premium",           w, {good}, "1", "price outside over price inside, log points", "ln(outside/inside), model 6.3"}, premium},
        {{"announcement_term", w, {good}, "1", "part of the quotes into the zone that prices a shortage before it comes, log points", "ann, model 6.3"}, announcement_term},
        {{"redesigned",        w, {good}, "M$/week", "shipments of the good that stand in for a denied higher bin, in units of function at base-year prices", "Z x/(1+x), model 6.8"}, redesigned},
        {{"qualification_cost",w, {country}, "M$/week", "spent by buyers of the country on the qualification of new suppliers, base-year prices", "F_q, model 6.5"}, qualification_cost},
        {{"leaked_value",      m, {good, hub, importer}, "M$/month", "denied goods that reach the importer through a hub, at the price paid there; the trade cubes show both legs, trade_value_by_hq the true origin", "l, model 6.15"}, leaked_value},
    };
    // clang-format on
}

}  // namespace sunder
