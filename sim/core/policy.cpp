// SPDX-License-Identifier: Apache-2.0
// What the rules in force do to links in one step (model.md 6.3, 6.6, 6.9, 7.1).
#include "sim/core/policy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/policy/policy.hpp"
#include "models/pricing/pricing.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Share of the step's days between two dates.
double days_share(Day day, std::int32_t step_days, Day from, Day to) {
    const auto first = std::max<std::int64_t>(day, from), last = std::min<std::int64_t>(std::int64_t{day} + step_days, to);
    return last > first ? static_cast<double>(last - first) / step_days : 0.0;
}

}  // namespace

void Policy::enact(std::int32_t step, Day day, const Base& base, const ParamTable& params, State& state) {
    std::fill(scrapped_.begin(), scrapped_.end(), 0.0);
    for (const std::int32_t s : waiting_slots_)
        for (std::int32_t l = 0; l < lanes_; ++l)
            state.anticipated[at(s) * at(lanes_) + at(l)] = state.anticipation[at(s) * at(lanes_) + at(l)] = 0.0;
    waiting_slots_.clear();
    for (std::int32_t lane = 0; lane < lanes_; ++lane) {
        if (lane_[at(lane)].rules.empty()) continue;
        for (std::size_t r = 0; r < before_.size(); ++r) before_[r] = available[r * at(lanes_) + at(lane)];
        if (params.switches(lane)[Switch::licence_queue]) run_queues(lane, base, state, step);
        set_availability(lane, day, base, params);
        cut_transit(lane, step, day, base, state);
        set_expectations(lane, day, base, params, state);
    }
}

void Policy::set_availability(std::int32_t lane, Day day, const Base& base, const ParamTable& params) {
    const bool queues = params.switches(lane)[Switch::licence_queue];
    const auto width = at(lanes_), l = at(lane);
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) {
        available[r * width + l] = 1.0;
        cap[r * width + l] = std::numeric_limits<double>::infinity();
        tariff[r * width + l] = credit[r * width + l] = savings_days_[r] = grandfather_[r] = 0.0;
    }
    for (CompiledRule& lane_rule : lane_[l].rules) {
        const Rule& rule = *lane_rule.rule;
        lane_rule.days_share = days_share(day, step_days_, lane_rule.effective, rule.expires);
        lane_rule.licensed = lane_rule.licensed_on(day, dt_);
        for (std::size_t n = 0; n < lane_rule.effects.size(); ++n) {
            const LinkEffect& effect = lane_rule.effects[n];
            const double in_force =
                effect.after == 0 ? lane_rule.days_share : days_share(day, step_days_, lane_rule.from(effect), rule.expires);
            if (!(in_force > 0.0)) continue;
            const double covered = effect.covered * lane_rule.factor;
            const std::size_t r = at(effect.record), x = r * width + l;
            const double z0 = base.z0[at(effect.link)];
            if (rule.action == Action::tariff) {
                tariff[x] += in_force * covered * rule.tariff_rate;
                continue;
            }
            if (rule.action == Action::content_credit) {
                credit[x] += in_force * covered * rule.funding.rate;
                continue;
            }
            savings_days_[r] = std::max(savings_days_[r], static_cast<double>(rule.savings_days));
            grandfather_[r] = std::max(grandfather_[r], static_cast<double>(rule.grandfather_until));
            const double left = models::availability(in_force, covered, lane_rule.licensed);
            if (rule.action == Action::quota)
                cap[x] = std::min(cap[x], left * z0);
            else if (queues && rule.action == Action::license)
                cap[x] = std::min(cap[x], models::availability(in_force, covered, 0.0) * z0 + lane_rule.queues[n].balance);
            else
                available[x] *= left;
        }
    }
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) {
        const std::size_t x = r * width + l;
        const auto e = at(link_of_record_[r]);
        if (available[x] < 1.0) cap[x] = std::min(cap[x], available[x] * base.z0[e]);
        price_factor[x] = models::landed_factor(tariff[x] - credit[x], static_cast<double>(base.net.link_tariff0[e]),
                                                static_cast<double>(base.net.link_freight0[e]));
    }
}

/// Licensing office (switch licence_queue): applications age past the delay, are decided within the office's capacity, and a
/// grant not used lapses above `valid_weeks` of base flow.
///
///     pend' = pend + min(des, Z0) - dec;   bal' = min(bal + a dec, valid Z0) - Z;   lic = bal
void Policy::run_queues(std::int32_t lane, const Base& base, const State& state, std::int32_t step) {
    const auto width = at(lanes_), l = at(lane);
    for (CompiledRule& lane_rule : lane_[l].rules) {
        const Rule& rule = *lane_rule.rule;
        if (rule.action != Action::license || !(lane_rule.days_share > 0.0)) continue;
        const auto delay = static_cast<std::size_t>(std::max(1.0, std::ceil(rule.licence.delay_days / step_days_)));
        double aged = 0.0;
        for (std::size_t n = 0; n < lane_rule.effects.size(); ++n) {
            const LinkEffect& effect = lane_rule.effects[n];
            LicenceQueue& queue = lane_rule.queues[n];
            queue.applied.resize(delay, 0.0);
            double& place = queue.applied[static_cast<std::size_t>(step) % delay];
            queue.aged += place;
            place = effect.covered * std::min(wanted[at(effect.record) * width + l], base.z0[at(effect.link)]);
            aged += queue.aged;
        }
        const double office = rule.licence.office_musd_wk * dt_;
        const double decided_share = office > 0.0 && aged > office ? office / aged : 1.0;
        for (std::size_t n = 0; n < lane_rule.effects.size(); ++n) {
            const LinkEffect& effect = lane_rule.effects[n];
            LicenceQueue& queue = lane_rule.queues[n];
            const double decided = queue.aged * decided_share;
            queue.aged -= decided;
            const double most = rule.licence.valid_weeks / dt_ * effect.covered * base.z0[at(effect.link)];
            const double free_part = (1.0 - effect.covered) * base.z0[at(effect.link)];  // goes first and needs no licence
            const double used = std::max(0.0, state.shipped[at(effect.link) * width + l] - free_part);
            const double share = rule.licence.path.empty() ? rule.licence.share : lane_rule.licensed;
            queue.balance = std::max(0.0, std::min(queue.balance + share * decided, most) - used);
        }
    }
}

/// Goods under way on links that a rule has just closed, wholly or in part (model.md 6.9): exported goods arrive within the
/// savings days; goods not yet exported go on until the grandfather date; the rest goes back to the seller's stock, or is
/// scrapped when it cannot be stored. Backlog lapses with the closed part.
void Policy::cut_transit(std::int32_t lane, std::int32_t step, Day day, const Base& base, State& state) {
    const auto width = at(lanes_), l = at(lane);
    const Network& net = base.net;
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) {
        if (!(available[r * width + l] < before_[r])) continue;
        const double cut = 1.0 - available[r * width + l] / before_[r];
        const auto e = at(link_of_record_[r]);
        const auto slot = at(base.link_slot[e]);
        const auto first = at(net.slot_link_ptr[slot]);
        double returned = 0.0;
        for (std::int32_t age = 1; age <= base.deliver[slot]; ++age) {
            const std::int32_t left = base.deliver[slot] - age;
            const bool exported = left < base.ship[slot];
            const double export_day = day + (left - base.ship[slot]) * step_days_;
            if (exported ? left * step_days_ < savings_days_[r] : export_day <= grandfather_[r]) continue;
            double& under_way = state.ring[(base.ring_cell(slot, step - age) + (e - first)) * width + l];
            returned += cut * under_way;
            under_way -= cut * under_way;
        }
        state.transit_dev[slot * width + l] -= returned;
        state.owed[slot * width + l] -= cut * state.backlog[e * width + l];
        state.backlog[e * width + l] *= 1.0 - cut;
        const auto seller = at(net.link_supplier[e]);
        const auto good = at(net.unit_good[seller]);
        if (net.goods[good].storable)
            state.inventory_dev[seller * width + l] += returned;
        else
            scrapped_[good * width + l] += returned;
    }
}

}  // namespace sunder
