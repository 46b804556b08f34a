// SPDX-License-Identifier: Apache-2.0
// Premiums of outside zones and of announcements (model.md 6.3, 6.6). The zones of a good are gone through once for all
// lanes; lanes in which a record is in no zone add nothing.
#include <algorithm>
#include <limits>

#include "models/pricing/pricing.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/policy.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// What the zones of one good want and may have, by lane.
template <int L>
struct ZoneSums {
    double open_z0[L] = {}, open_lnp[L] = {};  ///< of sellers whose cap does not bind, and times their log list price
    double want[L] = {}, allow[L] = {};
};

/// Adds up the zones; `binding`, `inside` of sellers and lanes: whether the cap binds, whether it sells into the zone (0,
/// 1).
template <int L>
SUNDER_KERNEL void add_zones(const Policy& p, const Base& b, const double* ln_list, const GoodZones& zones, double* binding,
                             double* inside, ZoneSums<L>& sums) {
    constexpr double none = std::numeric_limits<double>::infinity();
    const double *caps = p.cap.data(), *wanted = p.wanted.data(), *allowed = p.allowed.data();
    for (std::size_t n = 0; n < zones.sellers.size(); ++n) {
        double want[L] = {}, allow[L] = {}, flow[L] = {};
        for (auto m = at(zones.seller_ptr[n]); m < at(zones.seller_ptr[n + 1]); ++m) {
            const std::size_t x = at(zones.records[m]) * L;
            if (m + links_ahead < zones.records.size())
                for (const double* array : {caps, wanted, allowed})
                    fetch_row<L>(array + at(zones.records[m + links_ahead]) * L);
            const double *member = zones.member.data() + m * L, z0 = b.z0[at(p.links()[at(zones.records[m])])];
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) {
                const bool in = member[l] != 0.0, capped = in & (caps[x + l] < none);
                flow[l] += in ? z0 : 0.0;
                want[l] += capped ? wanted[x + l] : 0.0;
                allow[l] += capped ? allowed[x + l] : 0.0;
            }
        }
        const double* lnp = ln_list + at(zones.sellers[n]) * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const bool binds = allow[l] < want[l];
            binding[n * L + l] = binds ? 1.0 : 0.0;
            inside[n * L + l] = flow[l] > 0.0 ? 1.0 : 0.0;
            sums.want[l] += want[l];
            sums.allow[l] += allow[l];
            sums.open_z0[l] += binds ? 0.0 : flow[l];
            sums.open_lnp[l] += binds ? 0.0 : flow[l] * lnp[l];
        }
    }
}

/// Premium of every seller into the zones, in the lanes that have such premiums; `outside`: log price to follow.
template <int L>
SUNDER_KERNEL void raise_premiums(const GoodZones& zones, const ParamTable& params, const double* binding,
                                  const double* inside, const double (&outside)[L], const bool (&on)[L], State& state) {
    for (std::size_t n = 0; n < zones.sellers.size(); ++n) {
        const std::size_t seller = at(zones.sellers[n]);
        const double *lam = params.rate(Param::tau_p) + at(params.unit_row()[seller]) * L,
                     *lnp = state.ln_list.data() + seller * L;
        double* premium = state.premium.data() + seller * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double next = models::zone_premium(premium[l], outside[l], lnp[l], binding[n * L + l] != 0.0, lam[l]);
            premium[l] = on[l] & (inside[n * L + l] != 0.0) ? next : premium[l];
        }
    }
}

}  // namespace

std::vector<GoodZones> join_zones(const Base& base, std::span<const PolicyLane> lanes, std::span<const std::int32_t> record,
                                  std::size_t records) {
    const std::size_t width = lanes.size(), goods = base.net.goods.size();
    std::vector<GoodZones> result;
    std::vector<std::vector<std::int32_t>> zone_of(goods, std::vector<std::int32_t>(width, -1));
    std::vector<char> member(records * width, 0);
    for (std::size_t l = 0; l < width; ++l)
        for (std::size_t z = 0; z < lanes[l].zones.size(); ++z) {
            zone_of[at(lanes[l].zones[z].good)][l] = static_cast<std::int32_t>(z);
            for (const std::int32_t r : lanes[l].zones[z].records) member[at(r) * width + l] = 1;
        }
    for (std::size_t g = 0; g < goods; ++g) {
        GoodZones zones{.good = static_cast<std::int32_t>(g), .zone = zone_of[g]};
        for (std::size_t i = 0; i < at(base.units); ++i) {
            if (at(base.net.unit_good[i]) != g) continue;
            const std::size_t before = zones.records.size();
            for (const std::int32_t e : base.seller[i]) {
                if (record[at(e)] < 0) continue;
                const char* in = member.data() + at(record[at(e)]) * width;
                if (std::none_of(in, in + width, [](char c) { return c != 0; })) continue;
                zones.records.push_back(record[at(e)]);
                zones.member.insert(zones.member.end(), in, in + width);
            }
            if (zones.records.size() == before) continue;
            zones.sellers.push_back(static_cast<std::int32_t>(i));
            zones.seller_ptr.push_back(static_cast<std::int32_t>(before));
        }
        if (zones.records.empty()) continue;
        zones.seller_ptr.push_back(static_cast<std::int32_t>(zones.records.size()));
        result.push_back(std::move(zones));
    }
    return result;
}

template <int L>
void Policy::price_zones(const GoodZones& zones, const Base& base, const ParamTable& params, State& state) {
    RowArray binding(zones.sellers.size() * L), inside(binding);
    ZoneSums<L> sums;
    add_zones<L>(*this, base, state.ln_list.data(), zones, binding.data(), inside.data(), sums);
    double outside[L] = {}, announced[L] = {};
    bool on[L] = {};
    for (std::size_t l = 0; l < L; ++l) {
        if (zones.zone[l] < 0) continue;
        const auto lane = static_cast<std::int32_t>(l);
        const auto of = [&](Param key) { return params.of_good(key, zones.good, lane); };
        const double eta = of(Param::eta), m = of(Param::m);
        on[l] = params.switches(lane)[Switch::price_zones];
        outside[l] = sums.open_z0[l] > 0.0 ? sums.open_lnp[l] / sums.open_z0[l]
                                           : models::capped_zone_price(sums.want[l], sums.allow[l], eta, m);
        OutsideZone& zone = lane_[l].zones[at(zones.zone[l])];
        const double target =
            models::announcement_target(zone.expected_loss, of(Param::w_ann), eta, m, of(Param::eps), outside[l]);
        zone.ln_premium += models::rate(dt_, of(Param::tau_ann)) * (target - zone.ln_premium);
        announced[l] = zone.ln_premium;
    }
    raise_premiums<L>(zones, params, binding.data(), inside.data(), outside, on, state);
    for (std::size_t n = 0; n < zones.sellers.size(); ++n) {
        const double* of_seller = state.premium.data() + at(zones.sellers[n]) * L;
        for (auto m = at(zones.seller_ptr[n]); m < at(zones.seller_ptr[n + 1]); ++m) {
            const std::size_t x = at(zones.records[m]) * L;
            if (m + links_ahead < zones.records.size())
                fetch_row<L>(premium.data() + at(zones.records[m + links_ahead]) * L);
            for (std::size_t l = 0; l < L; ++l) {
                const double more = announced[l] + (capped_[x + l] != 0 ? of_seller[l] : 0.0);
                premium[x + l] = zones.member[m * L + l] != 0.0 ? premium[x + l] + more : premium[x + l];
            }
        }
    }
}

void Policy::set_premiums(const Base& base, const ParamTable& params, State& state) {
    premium = added_premium;
    with_lanes(lanes_, [&]<int L>() {
        for (const GoodZones& zones : zones_) price_zones<L>(zones, base, params, state);
    });
}

}  // namespace sunder
