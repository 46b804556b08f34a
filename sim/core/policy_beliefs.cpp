// SPDX-License-Identifier: Apache-2.0
// What buyers and investors believe of the rules to come, and the premiums that this makes (model.md 6.3, 6.5, 6.6).
#include <algorithm>
#include <cmath>

#include "models/ordering/ordering.hpp"
#include "models/policy/policy.hpp"
#include "models/pricing/pricing.hpp"
#include "sim/core/policy.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr Day investors_look_ahead = 104 * 7;  ///< days (model.md 6.5)

}  // namespace

/// What investors expect of each link two years ahead, and what buyers stock before a restriction that is only announced.
void Policy::set_expectations(std::int32_t lane, Day day, const Base& base, const ParamTable& params, State& state) {
    const auto width = at(lanes_), l = at(lane);
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) later[r * width + l] = 1.0;
    for (const CompiledRule& lane_rule : lane_[l].rules) {
        const Rule& rule = *lane_rule.rule;
        if (!lane_rule.is_announced(day) || !caps_volume(rule.action)) continue;
        const Day then = day + investors_look_ahead;
        const double licensed = lane_rule.licensed_on(then, dt_);
        const double lost = 1.0 - rule.expected_share;
        for (const LinkEffect& effect : lane_rule.effects) {
            const Day from = lane_rule.from(effect);
            const double covered = effect.covered * lane_rule.factor;
            if (from <= then && then < rule.expires)
                later[at(effect.record) * width + l] *=
                    models::expected_availability(rule.permanence, lane_rule.belief(day, from), covered, licensed);
            if (day >= from) continue;
            const auto slot = at(base.link_slot[at(effect.link)]);
            if (base.net.slot_kind[slot] == SlotKind::fin) continue;  // final users hold no stock
            const auto row = at(params.slot_row()[slot]) * width + l;
            const double cover = params.of(Param::H)[row] / dt_;
            if (!(cover > 0.0)) continue;
            const double extra =
                models::anticipated_cover(rule.enactment, base.z0[at(effect.link)] * covered * lost / base.q0[slot], cover);
            if (!(extra > 0.0)) continue;
            const std::size_t x = slot * width + l;
            state.anticipated[x] += extra;
            state.anticipation[x] = std::max(
                state.anticipation[x], models::anticipation_rate(dt_, params.of(Param::tau_S)[row], (from - day) / 7.0));
            waiting_slots_.push_back(static_cast<std::int32_t>(slot));
        }
    }
}

double Policy::expected_loss(std::int32_t lane, std::size_t zone, Day day) const {
    double loss = 0.0;
    for (const CompiledRule& lane_rule : lane_[at(lane)].rules) {
        const Rule& rule = *lane_rule.rule;
        if (lane_rule.is_announced(day))
            loss += lane_rule.belief(day, lane_rule.effective) * (1.0 - rule.expected_share) * lane_rule.zone_share[zone] *
                    lane_rule.factor;
    }
    return loss;
}

/// OutsideZone premium of every supplier of a zone; returns the mean log list price of the suppliers whose cap does not
/// bind.
double Policy::set_seller_premiums(std::int32_t lane, const OutsideZone& zone, const Base& base, const ParamTable& params,
                                   State& state) {
    const auto width = at(lanes_), l = at(lane);
    const auto seller_of = [&](std::size_t n) {
        return at(base.net.link_supplier[at(link_of_record_[at(zone.records[n])])]);
    };
    const auto for_sellers = [&](auto&& visit) {  // visit(seller, wanted, allowed, z0) in order
        for (std::size_t n = 0; n < zone.records.size();) {
            const std::size_t seller = seller_of(n);
            double want = 0.0, allow = 0.0, z0 = 0.0;
            for (; n < zone.records.size() && seller_of(n) == seller; ++n) {
                const std::size_t r = at(zone.records[n]);
                z0 += base.z0[at(link_of_record_[r])];
                if (!std::isfinite(cap[r * width + l])) continue;
                want += wanted[r * width + l];
                allow += allowed[r * width + l];
            }
            visit(seller, want, allow, z0);
        }
    };
    double open_z0 = 0.0, open_lnp = 0.0, want_sum = 0.0, allow_sum = 0.0;
    for_sellers([&](std::size_t seller, double want, double allow, double z0) {
        want_sum += want;
        allow_sum += allow;
        if (allow < want) return;
        open_z0 += z0;
        open_lnp += z0 * state.ln_list[seller * width + l];
    });
    const double outside = open_z0 > 0.0
                               ? open_lnp / open_z0
                               : models::capped_zone_price(want_sum, allow_sum, params.of_good(Param::eta, zone.good, lane),
                                                           params.of_good(Param::m, zone.good, lane));
    if (params.switches(lane)[Switch::price_zones])
        for_sellers([&](std::size_t seller, double want, double allow, double) {
            const std::size_t u = seller * width + l;
            const double lam = params.rate(Param::tau_p)[at(params.unit_row()[seller]) * width + l];
            state.premium[u] = models::zone_premium(state.premium[u], outside, state.ln_list[u], allow < want, lam);
        });
    return outside;
}

void Policy::set_premiums(Day day, const Base& base, const ParamTable& params, State& state) {
    const auto width = at(lanes_);
    for (std::int32_t lane = 0; lane < lanes_; ++lane) {
        const auto l = at(lane);
        for (std::size_t z = 0; z < lane_[l].zones.size(); ++z) {
            OutsideZone& zone = lane_[l].zones[z];
            const double zone_lnp = set_seller_premiums(lane, zone, base, params, state);
            const double target = models::announcement_target(
                expected_loss(lane, z, day), params.of_good(Param::w_ann, zone.good, lane),
                params.of_good(Param::eta, zone.good, lane), params.of_good(Param::m, zone.good, lane),
                params.of_good(Param::eps, zone.good, lane), zone_lnp);
            zone.ln_premium +=
                models::rate(dt_, params.of_good(Param::tau_ann, zone.good, lane)) * (target - zone.ln_premium);
            for (const std::int32_t r : zone.records) {
                const std::size_t x = at(r) * width + l;
                const auto seller = at(base.net.link_supplier[at(link_of_record_[at(r)])]);
                premium[x] = zone.ln_premium + (capped_[x] != 0 ? state.premium[seller * width + l] : 0.0);
            }
        }
    }
}

}  // namespace sunder
