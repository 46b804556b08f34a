// SPDX-License-Identifier: Apache-2.0
// Qualification of suppliers that sold next to nothing to a slot (model.md 6.5).
#include <algorithm>
#include <cmath>

#include "models/sourcing/qualification.hpp"
#include "models/sourcing/redesign.hpp"
#include "sim/core/funds.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/rewiring.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr double ramp_weeks = 13.0;     ///< from the first qualified delivery to the last
constexpr double quarter_weeks = 13.0;  ///< between two trials of a slot
constexpr double poor_fill = 0.7;       ///< deliveries over requirement that alarm a buyer
constexpr std::int32_t poor_looks = 4;  ///< looks in a row, four weeks apart: 13 weeks
constexpr double payback_years = 1.0;   ///< (choice)
constexpr double good_fill = 0.9;       ///< a candidate that leaves others waiting is no help
constexpr double open_above = 0.5;      ///< nor is one whose link a measure has closed

using SlotsByLane = std::vector<std::vector<std::size_t>>;

/// Notes the slots that have been served badly for a quarter, by lane.
template <int L>
void find_poor(const Step& k, std::vector<std::int32_t>& looks, SlotsByLane& poor) {
    const double *filled = k.state.filled.data(), *required = k.state.requirement.data();
    for (std::size_t slot = 0; slot < at(k.base.slots); ++slot) {
        if (k.base.net.slot_kind[slot] == SlotKind::srv) continue;  // vendors never replace each other's service
        const std::size_t x = slot * L;
        bool alarm = false;
        for (std::size_t l = 0; l < L; ++l) {
            looks[x + l] = filled[x + l] < poor_fill * required[x + l] ? looks[x + l] + 1 : 0;
            alarm |= looks[x + l] >= poor_looks;
        }
        if (!alarm) continue;
        for (std::size_t l = 0; l < L; ++l)
            if (looks[x + l] >= poor_looks) poor[l].push_back(slot);
    }
}

/// Notes the slots in which a measure has made a supplier scarce or dear, by lane.
template <int L>
void find_disturbed(const Step& k, std::size_t records, SlotsByLane& disturbed) {
    const Policy& p = k.policy;
    const double *allowed = p.allowed.data(), *wanted = p.wanted.data(), *factor = p.price_factor.data(),
                 *premium = p.premium.data();
    for (std::size_t r = 0; r < records; ++r) {
        const std::size_t x = r * L, slot = at(k.base.link_slot[at(p.links()[r])]);
        if (k.base.net.slot_kind[slot] == SlotKind::srv) continue;
        bool is[L], any = false;
        for (std::size_t l = 0; l < L; ++l) {
            is[l] = (allowed[x + l] < wanted[x + l]) | (factor[x + l] > 1.0) | (premium[x + l] > 0.0);
            any |= is[l];
        }
        if (!any) continue;
        for (std::size_t l = 0; l < L; ++l)  // records come by slot: one search each
            if (is[l] && (disturbed[l].empty() || disturbed[l].back() != slot)) disturbed[l].push_back(slot);
    }
}

}  // namespace

/// Notes who may look for another supplier, by lane.
void Rewiring::look_around(const Step& k) {
    for (auto* noted : {&poor_slots_, &disturbed_slots_})
        for (auto& slots : *noted) slots.clear();
    with_lanes(k.base.lanes, [&]<int L>() {
        find_poor<L>(k, poor_looks_, poor_slots_);
        find_disturbed<L>(k, records_, disturbed_slots_);
    });
}

/// Buyers who have been served badly for a quarter, and those whose suppliers a measure has made dear, look for another
/// one. Ordinary differences of price start no trial: without a disturbance nothing happens, exactly.
void Rewiring::look_for_suppliers(Step& k, std::size_t l) {
    const double week = k.t * k.base.dt_weeks;
    const auto ready = [&](std::size_t slot) { return week - last_trial_[slot * lanes_ + l] >= quarter_weeks; };
    for (const std::size_t slot : poor_slots_[l])
        if (ready(slot)) try_supplier(k, {slot, l, false});
    if (rules_[l] == 0) return;
    for (const std::size_t slot : disturbed_slots_[l])
        if (ready(slot)) try_supplier(k, {slot, l, true});
}

/// Starts a trial with the cheapest candidate of the slot, if there is one that is worth it.
void Rewiring::try_supplier(Step& k, const Search& search) {
    Policy& p = k.policy;
    const State& s = k.state;
    const Network& net = k.base.net;
    const auto [slot, l, by_price] = search;
    const std::size_t x = slot * lanes_ + l, row = at(k.par.slot_row()[slot]) * lanes_ + l;
    const double q_gain = k.par.of(Param::q_gain)[row], cost = k.par.of(Param::F_q)[row];
    std::int32_t best = -1;
    double least = 0.0;
    for (std::int32_t e = net.slot_link_ptr[slot]; e < net.slot_link_ptr[slot + 1]; ++e) {
        const std::size_t y = at(e) * lanes_ + l;
        if (!(k.base.z0[at(e)] < q_gain * k.base.q0[slot]) || s.fill[y] < good_fill) continue;
        double price = s.contract[y];
        if (const std::int32_t r = p.record[at(e)]; r >= 0) {
            if (p.cap[at(r) * lanes_ + l] < open_above * k.base.z0[at(e)]) continue;
            price *= p.price_factor[at(r) * lanes_ + l];
        }
        if (best >= 0 && !(price < least)) continue;
        if (tried_[y] != 0) continue;
        best = e;
        least = price;
    }
    if (best < 0 || (by_price && !models::pays_to_qualify(s.purchase_price[x], least, payback_years, cost))) return;
    const double week = k.t * k.base.dt_weeks;
    const std::int32_t buyer = k.base.slot_country[slot], seller = net.unit_country[at(net.link_supplier[at(best)])];
    const std::int32_t record = p.record[at(best)] >= 0 ? p.record[at(best)] : p.add_record(k.base, best);
    tried_[at(best) * lanes_ + l] = 1;
    trials_.push_back({record, l, week,
                       k.par.of(Param::T_q)[row] * k.funds.qualify_factor(buyer, seller, static_cast<int>(l)),
                       models::qualified_weight(k.base.z0[at(best)] / k.base.q0[slot], q_gain)});
    last_trial_[x] = week;
    cost_[at(buyer) * lanes_ + l] += cost * k.base.q0[slot] * (weeks_per_year / k.base.dt_weeks);
}

/// Redesign and qualification together, for the next step's shares and quotes.
void Rewiring::write_attraction(Step& k) {
    Policy& p = k.policy;
    for (const std::int32_t r : lower_)
        for (std::size_t l = 0; l < lanes_; ++l) {
            const std::size_t x = at(r) * lanes_ + l;
            p.ln_attraction[x] = redesign_attraction_[x];
            if (!(p.leak[x] > 0.0)) p.added_premium[x] = redesign_premium_[x];
        }
    for (const Trial& trial : trials_) {
        const std::size_t x = at(trial.record) * lanes_ + trial.lane;
        const double r = models::ramp_after(k.t * k.base.dt_weeks - trial.start_week, trial.weeks, ramp_weeks);
        const bool redesigned = at(trial.record) < records_;
        p.ln_attraction[x] = (redesigned ? redesign_attraction_[x] : 0.0) + models::qualified_attraction(r, trial.weight);
    }
}

}  // namespace sunder
