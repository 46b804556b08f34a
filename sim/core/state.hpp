// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/base.hpp"

namespace sunder {

/// Everything that moves. Every array is x[row * lanes + lane]; flows are base-M$ per step, stocks base-M$, stored as
/// deviations from the base year; prices and ratios are 1, log prices and deviations 0, at the baseline.
struct State {
    explicit State(const Base& base);

    using Array = RowArray;
    // of links
    Array share, notional_share, composite;  ///< sh, shN: ratio to the base share; cv, empty where no slot is ces
    Array backlog, contract, fill;           ///< B; pc; fill, as seen
    Array order;                             ///< O
    Array shipped, arrived;                  ///< Z; delivered this step
    Array ring;                              ///< shipments of the last `lead` steps (Base::ring_first)
    // of slots
    Array requirement, notional_need;  ///< Q, Nneed
    Array need;                        ///< of service slots: what installed tools require; others are not kept
    Array purchase_price, thrift;      ///< Pc, th
    Array share_gap;                   ///< |sum of s0 sh over sum of s0 - 1|, both shares: 0 but for rounding (I5)
    Array stock_dev, transit_dev;      ///< dS, dPi
    Array filled, owed;                ///< shipped to the slot this step; its unfilled orders
    Array stock_cost;                  ///< Pbar
    Array arrivals, use;               ///< arr, use
    Array outlay, installed;           ///< current M$; tools taken into use, 0 of other slots
    Array anticipated, anticipation;   ///< nant, steps; its speed, 0: none
    Array health, floor;               ///< hl, h_fl of the buyer's tools of this vendor (srv slots)
    Array tool_ratio;                  ///< Th (cap slots), health included

    // of cohorts
    Array tool_dev;  ///< dT
    Array entered;   ///< tools taken into use this step

    // of units
    Array inventory_dev;                                      ///< dInv
    Array expected, notional, notional_mean;                  ///< Dx, N, Nb
    Array ln_list, list;                                      ///< lnp, exp(lnp)
    Array cost_ratio, ln_cost, variable_cost;                 ///< ch, its log; variable unit cost
    Array normal_volume, overtime, capacity_ratio, capacity;  ///< nv, ot, Kh, cap
    Array target, shell, last_start;  ///< wanted tool stock ratio within the shell; shell; step of the last project start
    Array pending_step, pending_add;  ///< projects under way: Base-year ratio and step of completion (pending_slots each)
    Array plan, want, desired, output, scarcity;  ///< plan, want, Xd, X, z
    Array orders, claims, serve, backlog_sum;     ///< sum of O, of min(O+B, lic); f; sum of B
    Array receipts, sold, dispatched;  ///< money received; goods shipped this step, as rationed and as summed over links
    Array delivered, sold_abroad;      ///< goods delivered this step, base-M$; receipts from abroad
    Array premium;                     ///< psi, of the outside zone
    Array productivity;                ///< A, ratio
    Array ln_quality;                  ///< log om, knowledge, gap and preference together
    Array experience_dev;              ///< E less its reference path, base-M$
    Array gap_dev;                     ///< gp less its reference path (gap closing at i0 alone), <= 0
    Array capital_factor;              ///< user cost of capital from screens, grants and credits, ratio
    Array invest_speed;                ///< factor on the speed at which capacity follows its target
    Array growth_cap;                  ///< largest capacity target that guardrails allow, ratio; infinity: none
    Array construction;                ///< spent on buildings this step, M$ at the price 1 of the rest of the economy
    Array grants, tax_credits;         ///< received this step (below 0: paid back), current M$
    // of groups
    Array research_mean;    ///< RDh without public money: mean revenue of a year over base-year revenue
    Array research_aid;     ///< gov, public research money over the group's own base-year research
    Array knowledge;        ///< R, ratio
    Array research_grants;  ///< public research money of this step, current M$
    // of pairs of countries (row c * countries + c2), of countries, of final agents
    Array joint;             ///< Jn, joint research intensity, ratio
    Array rent, rent_given;  ///< rents of capped flows: taken by state or smugglers; lost by owners of sellers, current M$
    Array alert_weeks;       ///< weeks by which buyers of a country see shortages earlier
    Array demand_factor;     ///< what measures make of the final agent's demand, ratio
    Array permit;            ///< of slots: service that may be given, share
    // of buyers, on this step's bill, current M$: tariffs, freight, content credits; goods from abroad
    Array tariff_paid, freight_paid, credit_paid, bought_abroad;
    Array damage, capital_lost;     ///< of units: share of capacity out by accidents; capital lost, base-M$
    Array rebuild_orders, rebuilt;  ///< of units: demand for rebuilding and what is delivered of it, base-M$
    Array wage;                     ///< of countries: w, ratio; 1 but in static equilibria that clear the labour market
    std::vector<std::int32_t> limiting_slot, binding_slot;  ///< scarcest input of this step, scarcest tool class; -1: none

    /// Calls f(name, array) for every array: the registry behind the phase table's check.
    template <class F>
    void visit(F&& f);
};
/// What leaves the sellers' countries for a slot in this step, its making ended, by link and lane: after `receive`.
[[nodiscard]] const double* leaving(const Base& base, const State& state, std::size_t slot, std::int32_t step);
inline constexpr int pending_slots = 6;  ///< projects of a unit that can be under way: build time / 26 weeks, rounded up

template <class F>
void State::visit(F&& f) {
#define SUNDER_FIELD(name) f(std::string_view(#name), name)
    SUNDER_FIELD(share), SUNDER_FIELD(notional_share), SUNDER_FIELD(backlog), SUNDER_FIELD(contract), SUNDER_FIELD(fill);
    SUNDER_FIELD(order), SUNDER_FIELD(rent), SUNDER_FIELD(rent_given);
    SUNDER_FIELD(shipped), SUNDER_FIELD(arrived), SUNDER_FIELD(ring), SUNDER_FIELD(requirement);
    SUNDER_FIELD(notional_need), SUNDER_FIELD(need), SUNDER_FIELD(purchase_price), SUNDER_FIELD(thrift),
        SUNDER_FIELD(share_gap), SUNDER_FIELD(stock_dev), SUNDER_FIELD(transit_dev), SUNDER_FIELD(filled),
        SUNDER_FIELD(owed);
    SUNDER_FIELD(stock_cost), SUNDER_FIELD(arrivals), SUNDER_FIELD(use), SUNDER_FIELD(outlay), SUNDER_FIELD(tariff_paid);
    SUNDER_FIELD(freight_paid), SUNDER_FIELD(installed), SUNDER_FIELD(anticipated), SUNDER_FIELD(anticipation);
    SUNDER_FIELD(health), SUNDER_FIELD(floor), SUNDER_FIELD(tool_ratio), SUNDER_FIELD(tool_dev), SUNDER_FIELD(entered),
        SUNDER_FIELD(inventory_dev);
    SUNDER_FIELD(expected), SUNDER_FIELD(notional), SUNDER_FIELD(notional_mean), SUNDER_FIELD(ln_list), SUNDER_FIELD(list);
    SUNDER_FIELD(cost_ratio), SUNDER_FIELD(ln_cost), SUNDER_FIELD(variable_cost), SUNDER_FIELD(normal_volume);
    SUNDER_FIELD(overtime), SUNDER_FIELD(capacity_ratio), SUNDER_FIELD(capacity), SUNDER_FIELD(target), SUNDER_FIELD(shell);
    SUNDER_FIELD(last_start), SUNDER_FIELD(pending_step), SUNDER_FIELD(pending_add), SUNDER_FIELD(plan), SUNDER_FIELD(want);
    SUNDER_FIELD(desired), SUNDER_FIELD(output), SUNDER_FIELD(scarcity), SUNDER_FIELD(orders), SUNDER_FIELD(claims);
    SUNDER_FIELD(serve), SUNDER_FIELD(backlog_sum), SUNDER_FIELD(receipts), SUNDER_FIELD(sold), SUNDER_FIELD(dispatched);
    SUNDER_FIELD(premium), SUNDER_FIELD(productivity), SUNDER_FIELD(ln_quality), SUNDER_FIELD(experience_dev);
    SUNDER_FIELD(gap_dev), SUNDER_FIELD(capital_factor), SUNDER_FIELD(invest_speed), SUNDER_FIELD(growth_cap);
    SUNDER_FIELD(research_mean), SUNDER_FIELD(research_aid), SUNDER_FIELD(knowledge), SUNDER_FIELD(joint);
    SUNDER_FIELD(alert_weeks), SUNDER_FIELD(demand_factor), SUNDER_FIELD(permit), SUNDER_FIELD(credit_paid);
    SUNDER_FIELD(delivered), SUNDER_FIELD(sold_abroad), SUNDER_FIELD(bought_abroad), SUNDER_FIELD(composite);
    SUNDER_FIELD(grants), SUNDER_FIELD(tax_credits), SUNDER_FIELD(research_grants), SUNDER_FIELD(construction);
    SUNDER_FIELD(damage), SUNDER_FIELD(capital_lost), SUNDER_FIELD(rebuild_orders), SUNDER_FIELD(rebuilt),
        SUNDER_FIELD(wage);
#undef SUNDER_FIELD
}

}  // namespace sunder
