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

}  // namespace

/// What investors expect of each link two years ahead.
void Policy::set_later(std::size_t l, Day day, const Base& base) {
    const auto width = at(lanes_), countries = base.net.countries.size();
    const PolicyLane& lane = lane_[l];
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) later[r * width + l] = 1.0;
    chilled_.assign(link_of_record_.size(), 1.0);
    for (const CompiledRule& compiled : lane.rules) {
        const Rule& rule = *compiled.rule;
        if (!compiled.is_announced(day) || !caps_volume(rule.action)) continue;
        const Day then = day + investors_look_ahead;
        if (then >= rule.expires) continue;
        for (const LinkEffect& effect : compiled.effects) {
            const Day from = compiled.from(effect);
            if (from > then) continue;
            const auto user = at(base.slot_country[at(base.link_slot[at(effect.link)])]);
            const double gain = rule.issuer < 0 ? 0.0 : lane.member_gain[at(rule.issuer) * countries + user];
            const double left = models::expected_availability(rule.permanence, compiled.belief(day, from, gain),
                                                              effect.covered * compiled.factor, compiled.licensed_later);
            if (effect.chilled)
                chilled_[at(effect.record)] = std::min(chilled_[at(effect.record)], left);
            else
                later[at(effect.record) * width + l] *= left;
        }
    }
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) later[r * width + l] *= chilled_[r];
}

/// What the fear of sanctions takes from the weight of the sanctioning country's goods, from the announcement on.
void Policy::set_risk(std::size_t l, Day day, const Base& base, const ParamTable& params) {
    const auto width = at(lanes_);
    for (const SanctionFear& fear : lane_[l].fears) {
        double lasting = 0.0;
        for (const std::size_t n : fear.rules) {
            const CompiledRule& rule = lane_[l].rules[n];
            if (rule.is_announced(day) && rule.factor > 0.0)
                lasting = std::max(lasting, rule.rule->permanence * rule.rule->probability);
        }
        for (const std::int32_t r : fear.records) {
            const auto slot = at(base.link_slot[at(link_of_record_[at(r)])]);
            const std::size_t row = at(params.slot_row()[slot]) * width + l;
            risk[at(r) * width + l] =
                models::sanction_risk(params.of(Param::sig)[row], params.of(Param::rho_risk)[row], lasting);
        }
    }
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

void Policy::set_premiums(const Base& base, const ParamTable& params, State& state) {
    const auto width = at(lanes_);
    for (std::int32_t lane = 0; lane < lanes_; ++lane) {
        const auto l = at(lane);
        if (lane_[l].rules.empty()) continue;
        for (std::size_t r = 0; r < link_of_record_.size(); ++r) premium[r * width + l] = added_premium[r * width + l];
        for (std::size_t z = 0; z < lane_[l].zones.size(); ++z) {
            OutsideZone& zone = lane_[l].zones[z];
            const double zone_lnp = set_seller_premiums(lane, zone, base, params, state);
            const double target = models::announcement_target(
                zone.expected_loss, params.of_good(Param::w_ann, zone.good, lane),
                params.of_good(Param::eta, zone.good, lane), params.of_good(Param::m, zone.good, lane),
                params.of_good(Param::eps, zone.good, lane), zone_lnp);
            zone.ln_premium +=
                models::rate(dt_, params.of_good(Param::tau_ann, zone.good, lane)) * (target - zone.ln_premium);
            for (const std::int32_t r : zone.records) {
                const std::size_t x = at(r) * width + l;
                const auto seller = at(base.net.link_supplier[at(link_of_record_[at(r)])]);
                premium[x] += zone.ln_premium + (capped_[x] != 0 ? state.premium[seller * width + l] : 0.0);
            }
        }
    }
}

}  // namespace sunder
