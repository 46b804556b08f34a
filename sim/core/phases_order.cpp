// SPDX-License-Identifier: Apache-2.0
// Phases of buyers: require inputs, place orders (model.md 6.6).
#include <algorithm>

#include "models/capital/capital.hpp"
#include "models/ordering/ordering.hpp"
#include "models/sourcing/sourcing.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/week.hpp"

namespace sunder {

namespace {

/// What a slot needs per step, before stock correction, for each kind of slot.
template <int L>
double need_of(const Step& k, std::size_t slot, std::size_t l) {
    const Base& b = k.base;
    const State& s = k.state;
    const auto buyer = static_cast<std::size_t>(b.net.slot_buyer[slot]);
    if (b.net.slot_kind[slot] == SlotKind::cur)
        return b.q0[slot] * (s.plan[buyer * L + l] / b.x0[buyer]) * s.thrift[slot * L + l] / s.productivity[buyer * L + l];
    double stock0 = 0.0, stock_dev = 0.0;  // srv: the buyer's tools of this vendor
    for (const std::int32_t c : b.service_cohorts[slot]) {
        stock0 += b.t0[static_cast<std::size_t>(c) * L + l];
        stock_dev += s.tool_dev[static_cast<std::size_t>(c) * L + l];
    }
    return stock0 > 0.0 ? b.q0[slot] * std::max(0.0, 1.0 + stock_dev / stock0) : b.q0[slot];
}

/// Purchase requirements of a tool slot.
template <int L>
void require_tools(Step& k, std::size_t slot, const bool (&invests)[L], const bool (&replaces_health)[L]) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t x = slot * L, row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const auto buyer = static_cast<std::size_t>(b.net.slot_buyer[slot]);
    double stock_dev[L] = {};
    for (auto c = static_cast<std::size_t>(b.cohort_ptr[slot]); c < static_cast<std::size_t>(b.cohort_ptr[slot + 1]); ++c) {
        const double* dev = s.tool_dev.data() + c * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) stock_dev[l] += dev[l];
    }
    const double *tau_KN = k.par.of(Param::tau_KN) + row, *wear = k.par.rate(Param::delta) + row,
                 *speed = k.par.rate(Param::tau_K) + row, *beta = k.par.of(Param::beta) + row;
    const double *notional = s.notional.data() + buyer * L, *productivity = s.productivity.data() + buyer * L,
                 *target = s.target.data() + buyer * L, *invest_speed = s.invest_speed.data() + buyer * L;
    const double *t0 = b.slot_t0.data() + x, *ratio = s.tool_ratio.data() + x, *anticipated = s.anticipated.data() + x,
                 *transit_dev = s.transit_dev.data() + x, *owed = s.owed.data() + x;
    double *requirement = s.requirement.data() + x, *notional_need = s.notional_need.data() + x;
    const double q0 = b.q0[slot], x0 = b.x0[buyer], dt_weeks = b.dt_weeks, lead = b.lead[slot];
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double lin = std::min(1.0, dt_weeks / tau_KN[l]);
        notional_need[l] = models::notional_tools(q0, t0[l], notional[l] / x0 / productivity[l], ratio[l], lin);
        const double lost = replaces_health[l] ? (ratio[l] - 1.0) * t0[l] : stock_dev[l];
        const double wanted = (target[l] - 1.0) * t0[l] + anticipated[l] * q0;
        const double ordered = models::tool_orders(q0, lost, wanted, wear[l], speed[l] * invest_speed[l], lead,
                                                   transit_dev[l], owed[l], beta[l]);
        requirement[l] = invests[l] ? ordered : q0;
    }
}

/// Composite units in a physical unit of this week's order of a CES slot; 1 in the base year.
template <int L>
double mean_composite(const Step& k, std::size_t slot, std::size_t l) {
    const Base& b = k.base;
    double physical = 0.0;
    for (auto e = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
         e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e)
        physical += b.z0[e] * k.state.share[e * L + l] / k.state.composite[e * L + l];
    const double composite = composite_of(b, slot, [&](std::size_t e) { return b.z0[e] * k.state.share[e * L + l]; });
    return physical > 0.0 ? composite / physical : 1.0;
}

/// Purchase requirement of an input: stock and goods under way are brought to their covers. A CES composite has no stock to
/// hold, and its goods under way and owed, which are physical, count at the mean of this week's order.
template <int L>
double require_input(const Step& k, std::size_t slot, std::size_t l, double wanted) {
    const Base& b = k.base;
    const State& s = k.state;
    const std::size_t x = slot * L + l, row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L + l;
    double transit_dev = s.transit_dev[x], owed = s.owed[x], anticipated = s.anticipated[x];
    if (k.par.of(Param::ces)[row] != 0.0) {
        const double composite = mean_composite<L>(k, slot, l), transit0 = b.lead[slot] * b.q0[slot];
        transit_dev = composite * (transit0 + transit_dev) - transit0;
        owed *= composite;
        anticipated = 0.0;
    }
    return models::order_up_to(wanted, b.q0[slot], k.par.of(Param::n)[row] / b.dt_weeks, anticipated, s.stock_dev[x],
                               b.lead[slot], transit_dev, owed, k.par.of(Param::beta)[row],
                               s.anticipation[x] > 0.0 ? s.anticipation[x] : k.par.rate(Param::tau_S)[row]);
}

/// Purchase requirements of an input without composite: the same, all lanes at once.
template <int L>
void require_goods(Step& k, std::size_t slot) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t x = slot * L, row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const auto buyer = static_cast<std::size_t>(b.net.slot_buyer[slot]);
    const double *n = k.par.of(Param::n) + row, *beta = k.par.of(Param::beta) + row, *usual = k.par.rate(Param::tau_S) + row;
    const double *plan = s.plan.data() + buyer * L, *notional = s.notional.data() + buyer * L,
                 *productivity = s.productivity.data() + buyer * L;
    const double *thrift = s.thrift.data() + x, *anticipated = s.anticipated.data() + x,
                 *anticipation = s.anticipation.data() + x, *stock_dev = s.stock_dev.data() + x,
                 *transit_dev = s.transit_dev.data() + x, *owed = s.owed.data() + x;
    double *notional_need = s.notional_need.data() + x, *requirement = s.requirement.data() + x;
    const double q0 = b.q0[slot], x0 = b.x0[buyer], dt_weeks = b.dt_weeks, lead = b.lead[slot];
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double wanted = q0 * (plan[l] / x0) * thrift[l] / productivity[l];
        notional_need[l] = q0 * (notional[l] / x0) * thrift[l] / productivity[l];
        requirement[l] = models::order_up_to(wanted, q0, n[l] / dt_weeks, anticipated[l], stock_dev[l], lead, transit_dev[l],
                                             owed[l], beta[l], anticipation[l] > 0.0 ? anticipation[l] : usual[l]);
    }
}

/// Demand of a final user, by price.
template <int L>
void require_final(Step& k, std::size_t slot) {
    State& s = k.state;
    const std::size_t x = slot * L,
                      agent = static_cast<std::size_t>(k.base.net.slot_buyer[slot]) - static_cast<std::size_t>(k.base.units);
    const double *eps_f = k.par.of(Param::eps_f) + static_cast<std::size_t>(k.par.slot_row()[slot]) * L,
                 *factor = s.demand_factor.data() + agent * L, *price = s.purchase_price.data() + x;
    double *notional_need = s.notional_need.data() + x, *requirement = s.requirement.data() + x;
    const double q0 = k.base.q0[slot], demand = k.demand[agent];
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double wanted = models::final_demand(q0, demand * factor[l], price[l], eps_f[l]);
        requirement[l] = wanted;
        notional_need[l] = wanted;
    }
}

template <int L>
SUNDER_KERNEL void require_slots(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    State& s = k.state;
    bool invests[L], replaces_health[L];
    for (std::size_t l = 0; l < L; ++l) {
        invests[l] = k.par.switches(static_cast<int>(l))[Switch::investment];
        replaces_health[l] = k.par.switches(static_cast<int>(l))[Switch::replace_lost_health];
    }
    for (std::size_t slot = first; slot < last; ++slot) {
        const SlotKind kind = b.net.slot_kind[slot];
        if (kind == SlotKind::cap) {
            require_tools<L>(k, slot, invests, replaces_health);
        } else if (kind == SlotKind::fin) {
            require_final<L>(k, slot);
        } else if (kind == SlotKind::cur && b.ces[slot] == 0) {
            require_goods<L>(k, slot);
        } else {
            const auto buyer = static_cast<std::size_t>(b.net.slot_buyer[slot]);
            for (std::size_t l = 0; l < L; ++l) {
                const std::size_t x = slot * L + l;
                const double need = need_of<L>(k, slot, l);
                if (kind == SlotKind::srv) s.need[x] = need;
                const double wanted = kind == SlotKind::srv ? need * s.permit[x] : need;  // no service, no order
                s.notional_need[x] = kind == SlotKind::srv ? wanted
                                                           : b.q0[slot] * (s.notional[buyer * L + l] / b.x0[buyer]) *
                                                                 s.thrift[x] / s.productivity[buyer * L + l];
                s.requirement[x] = require_input<L>(k, slot, l, wanted);
            }
        }
    }
}

}  // namespace

template <int L>
void require_inputs(Step& k) {
    for_slot_blocks(k, &require_slots<L>);
}

namespace {

/// Refused volume goes in the same step, with share `spill`, to the slot's suppliers whose cap leaves room; `refused` and
/// the shares are of composite units where the slot is a composite.
template <int L>
void redirect(Step& k, std::size_t slot, const double (&refused)[L]) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double *spill = k.par.of(Param::spill) + row, *ces = k.par.of(Param::ces) + row;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]),
               last = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]);
    for (std::size_t l = 0; l < L; ++l) {
        if (!(refused[l] > 0.0 && spill[l] > 0.0)) continue;
        const auto room = [&](std::size_t e) {
            const std::int32_t r = k.policy.record[e];
            if (r < 0) return true;
            const std::size_t x = static_cast<std::size_t>(r) * L + l;
            return k.policy.cap[x] > k.policy.wanted[x];
        };
        const double mean = ces[l] == 0.0 ? 1.0 : mean_landed0(b, slot);
        const auto worth = [&](std::size_t e) { return ces[l] == 0.0 ? 1.0 : landed0(b, e) / mean; };
        double open = 0.0;
        for (std::size_t e = first; e < last; ++e)
            if (room(e)) open += b.z0[e] * s.share[e * L + l] * worth(e);
        if (!(open > 0.0)) continue;
        for (std::size_t e = first; e < last; ++e) {
            if (!room(e)) continue;
            double& order = s.order[e * L + l];
            order += spill[l] * refused[l] * (b.z0[e] * s.share[e * L + l] / open) /
                     (ces[l] == 0.0 ? 1.0 : s.composite[e * L + l]);
            if (const std::int32_t r = k.policy.record[e]; r >= 0)
                order = std::min(order, k.policy.cap[static_cast<std::size_t>(r) * L + l]);
        }
    }
}

/// Orders of one slot. Shares of a CES slot are of the composite: a physical order is the share over cv.
template <int L, bool ces>
void order_slot(Step& k, std::size_t slot) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double *phi = k.par.of(Param::phi_over), *lam_seen = k.par.rate(Param::tau_avs);
    double ratio[L], refused[L] = {};
    for (std::size_t l = 0; l < L; ++l) ratio[l] = s.requirement[slot * L + l] / b.q0[slot];
    const double mean = ces ? mean_landed0(b, slot) : 1.0;
    const auto worth = [&](std::size_t e, std::size_t l) {  // composite units in one of this supplier's
        return k.par.of(Param::ces)[row + l] == 0.0 ? 1.0 : landed0(b, e) / mean * s.composite[e * L + l];
    };
    const bool phantoms = std::any_of(phi + row, phi + row + L, [](double p) { return p > 0.0; });
    const double *share = s.share.data(), *composite = s.composite.data();
    double* order = s.order.data();
    bool any_refused = false;
    for (auto e = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
         e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e) {
        const std::size_t first = e * L;
        const double z0 = b.z0[e];
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = first + l;
            order[x] = z0 * share[x] / (ces ? composite[x] : 1.0) * ratio[l];
        }
        if (phantoms)
            for (std::size_t l = 0; l < L; ++l)
                if (phi[row + l] > 0.0) order[first + l] *= models::phantom_factor(s.fill[first + l], phi[row + l]);
        const std::int32_t record = k.policy.record[e];
        if (record < 0) continue;
        any_refused = true;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t r = static_cast<std::size_t>(record) * L + l;
            const double wanted = order[first + l], allowed = std::min(wanted, k.policy.cap[r]);
            order[first + l] = allowed;
            refused[l] += (ces ? worth(e, l) : 1.0) * (wanted - allowed);
            k.policy.wanted[r] = wanted;
            k.policy.allowed[r] = allowed;
            const double granted = wanted > 0.0 ? allowed / wanted : 1.0;
            k.policy.seen[r] = k.policy.cap[r] > 0.0 ? models::seen(k.policy.seen[r], granted, lam_seen[row + l]) : 0.0;
        }
    }
    if (any_refused) redirect<L>(k, slot, refused);
}

// Per link and lane: reads share, z0; writes order.
template <int L>
SUNDER_KERNEL void order_slots(Step& k, std::size_t first, std::size_t last) {
    for (std::size_t slot = first; slot < last; ++slot)
        if (k.base.ces[slot] != 0)
            order_slot<L, true>(k, slot);
        else
            order_slot<L, false>(k, slot);
}

}  // namespace

template <int L>
void place_orders(Step& k) {
    for_slot_blocks(k, &order_slots<L>);
}

SUNDER_FOR_ALL_LANES(require_inputs)
SUNDER_FOR_ALL_LANES(place_orders)

}  // namespace sunder
