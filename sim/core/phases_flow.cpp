// SPDX-License-Identifier: Apache-2.0
// Phases: produce, ship, receive, settle (model.md 6.7, 6.9, 9).
#include <algorithm>

#include "models/pricing/pricing.hpp"
#include "models/production/production.hpp"
#include "models/shipping/shipping.hpp"
#include "models/sourcing/sourcing.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/pools.hpp"
#include "sim/core/week.hpp"

namespace sunder {

namespace {

/// Composite units that reach a slot this step, out of what was shipped `lead` steps ago; a plain sum where goods add up.
template <int L>
double composite_arrivals(const Step& k, std::size_t slot, std::size_t l, const double* arrived) {
    const Base& b = k.base;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
    if (k.par.of(Param::ces)[static_cast<std::size_t>(k.par.slot_row()[slot]) * L + l] == 0.0) {
        double sum = 0.0;
        for (auto e = first; e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e)
            sum += arrived[(e - first) * L + l];
        return sum;
    }
    return composite_of(b, slot, [&](std::size_t e) { return k.state.composite[e * L + l] * arrived[(e - first) * L + l]; });
}

/// What stock leaves of the output that a unit wants to make, 0..1. A CES composite is used in the step in which it arrives.
template <int L>
double limit_of(const Step& k, std::size_t slot, std::size_t l, double use) {
    const Base& b = k.base;
    const State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L + l;
    double stock = k.par.of(Param::n)[row] / b.dt_weeks * b.q0[slot] + s.stock_dev[slot * L + l];
    double least = std::max(1.0, k.par.of(Param::nmin)[row] / b.dt_weeks);
    if (k.par.of(Param::ces)[row] != 0.0) {
        if (b.lead[slot] == 0) return 1.0;  // what it will get is not known yet
        stock += composite_arrivals<L>(k, slot, l, s.ring.data() + b.ring_cell(slot, k.t) * L);
        least = 1.0;
    }
    return models::input_limit(stock, least, use, k.par.of(Param::crit)[row]);
}

}  // namespace

template <int L>
void produce(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double *u0 = k.par.of(Param::u0), *kap_up = k.par.of(Param::kap_up), *kap_dn = k.par.of(Param::kap_dn);
    for_units(k, [&](std::size_t i) {
        const std::size_t row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            const double desired = desired_output<L>(k, i, l);
            double limit = 1.0;
            std::int32_t scarcest = -1;
            for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r) {
                const auto slot = static_cast<std::size_t>(r);
                if (b.net.slot_kind[slot] != SlotKind::cur) continue;
                const double use = b.q0[slot] * (desired / b.x0[i]) * s.thrift[slot * L + l] / s.productivity[u];
                const double allowed = limit_of<L>(k, slot, l, use);
                if (allowed < limit) {
                    limit = allowed;
                    scarcest = r;
                }
            }
            const double output = desired * limit;
            s.desired[u] = desired;
            s.output[u] = output;
            s.limiting_slot[u] = scarcest;
            s.scarcity[u] = models::scarcity(s.want[u], output, output / b.x0[i],
                                             s.overtime[u] * s.capacity_ratio[u] * s.productivity[u] * (1.0 - s.damage[u]),
                                             u0[row + l], kap_up[row + l], kap_dn[row + l]);
            const double available = b.finished_cover[u] * b.x0[i] + s.inventory_dev[u] + output;
            s.serve[u] = models::serve_share(available, s.claims[u]);
            s.sold[u] = s.serve[u] * s.claims[u];
            s.inventory_dev[u] += (output - b.x0[i]) - (s.sold[u] - b.x0[i]);
        }
    });
    price_pools<L>(k);
}

// Per link and lane: reads order, backlog, fill; writes shipped, backlog, fill.
template <int L>
void ship(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double *lapse = k.par.rate(Param::tau_c), *lam_see = k.par.rate(Param::tau_see),
                 *tau_see = k.par.of(Param::tau_see);
    for_slots(k, [&](std::size_t slot) {
        const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        const bool lost = b.net.slot_kind[slot] == SlotKind::fin;  // final sales that are not served are lost
        double owed[L] = {}, lam[L];
        for (std::size_t l = 0; l < L; ++l) {
            const double early = s.alert_weeks[static_cast<std::size_t>(b.slot_country[slot]) * L + l];
            lam[l] = early > 0.0 ? models::rate(b.dt_weeks, std::max(1.0, tau_see[row + l] - early)) : lam_see[row + l];
        }
        for (auto e = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
             e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e) {
            const auto j = static_cast<std::size_t>(b.net.link_supplier[e]) * L;
            const std::int32_t record = k.policy.record[e];
            for (std::size_t l = 0; l < L; ++l) {
                const std::size_t x = e * L + l;
                double claim = s.order[x] + s.backlog[x];
                if (record >= 0) claim = std::min(claim, k.policy.cap[static_cast<std::size_t>(record) * L + l]);
                const double shipped = s.serve[j + l] * claim;
                s.shipped[x] = shipped;
                s.backlog[x] = models::backlog_step(s.order[x], s.backlog[x], shipped, lost ? 1.0 : lapse[row + l]);
                owed[l] += s.backlog[x];
                const double filled = s.order[x] > shipped ? shipped / s.order[x] : 1.0;
                s.fill[x] = models::seen(s.fill[x], filled, lam[l]);
            }
        }
        for (std::size_t l = 0; l < L; ++l) s.owed[slot * L + l] = owed[l];
    });
}

namespace {

/// What one slot receives in a step, by lane.
template <int L>
struct Receipt {
    double arrived[L] = {}, installed[L] = {}, shipped[L] = {};  ///< base-M$
    double value[L] = {}, tariff[L] = {}, freight[L] = {}, outlay[L] = {}, credit[L] = {},
           abroad[L] = {};  ///< at current prices
};

/// Takes the arrivals of one slot out of its ring and puts this step's shipments in.
/// A tool is paid when delivered and enters the stock when installed; other goods do both at once.
template <int L, bool tools>
Receipt<L> turn_ring(Step& k, std::size_t slot) {
    const Base& b = k.base;
    State& s = k.state;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
    const auto width = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]) - first;
    const std::int32_t making = b.deliver[slot] - b.ship[slot];
    // Without lead time the goods of this step are their own pipeline.
    const bool at_once = b.lead[slot] == 0;
    const auto cell = [&](std::int32_t step) {
        return at_once ? s.shipped.data() + first * L : s.ring.data() + b.ring_cell(slot, step) * L;
    };
    double *used = cell(k.t), *delivered = tools ? cell(k.t - b.deliver[slot]) : used, *made = cell(k.t - making);
    auto cohort = static_cast<std::size_t>(b.cohort_ptr[slot]);
    Receipt<L> got;
    for (std::size_t n = 0; n < width; ++n) {
        const std::size_t e = first + n;
        const std::int32_t record = k.policy.record[e];
        if (tools)
            while (b.cohort_link_ptr[cohort + 1] <= static_cast<std::int32_t>(e)) ++cohort;
        const double tariff0 = static_cast<double>(b.net.link_tariff0[e]),
                     freight0 = static_cast<double>(b.net.link_freight0[e]), abroad = static_cast<double>(b.link_abroad[e]);
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = e * L + l;
            const double shipped = s.shipped[x], arrived = delivered[n * L + l];
            const double installed = tools ? used[n * L + l] : arrived;
            const double exported = making > 0 ? made[n * L + l] : shipped;
            s.exported[2 * e * L + l] = exported;
            s.exported[(2 * e + 1) * L + l] = exported * s.contract[x];
            used[n * L + l] = shipped;
            s.arrived[x] = arrived;
            if (tools) s.entered[cohort * L + l] += installed;
            const double paid = arrived * s.contract[x];
            const std::size_t r = static_cast<std::size_t>(record) * L + l;
            const double tariff = record < 0 ? tariff0 : tariff0 + k.policy.tariff[r];
            got.arrived[l] += arrived;
            got.installed[l] += installed;
            got.shipped[l] += shipped - b.z0[e];
            got.value[l] += record < 0 ? paid : paid * k.policy.price_factor[r];
            const double credit = record < 0 ? 0.0 : paid * k.policy.credit[r];
            got.tariff[l] += paid * tariff;
            got.freight[l] += paid * freight0;
            got.abroad[l] += paid * abroad;
            got.credit[l] += credit;
            got.outlay[l] += paid * (1.0 + tariff + freight0) - credit;
        }
    }
    return got;
}

}  // namespace

// Per link and lane: reads ring (3 places), shipped, contract; writes ring, arrived, exported.
template <int L>
void receive(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double* cover = k.par.of(Param::n);
    for_slots(k, [&](std::size_t slot) {
        const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        const SlotKind kind = b.net.slot_kind[slot];
        for (auto c = static_cast<std::size_t>(b.cohort_ptr[slot]) * L;
             c < static_cast<std::size_t>(b.cohort_ptr[slot + 1]) * L; ++c)
            s.entered[c] = 0.0;
        const Receipt<L> got = kind == SlotKind::cap ? turn_ring<L, true>(k, slot) : turn_ring<L, false>(k, slot);
        const auto buyer = static_cast<std::size_t>(b.net.slot_buyer[slot]);
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = slot * L + l;
            s.arrivals[x] = b.ces[slot] != 0
                                ? composite_arrivals<L>(
                                      k, slot, l, s.arrived.data() + static_cast<std::size_t>(b.net.slot_link_ptr[slot]) * L)
                                : got.arrived[l];
            s.installed[x] = got.installed[l];
            s.tariff_paid[x] = got.tariff[l];
            s.freight_paid[x] = got.freight[l];
            s.bought_abroad[x] = got.abroad[l];
            s.credit_paid[x] = got.credit[l];
            s.outlay[x] = got.outlay[l];
            s.filled[x] = b.q0[slot] + got.shipped[l];
            s.transit_dev[x] += got.shipped[l] - (got.installed[l] - b.q0[slot]);
            if (kind == SlotKind::cap || kind == SlotKind::fin) {
                s.use[x] = kind == SlotKind::fin ? s.arrivals[x] : got.installed[l];
                continue;
            }
            const double stock = cover[row + l] / b.dt_weeks * b.q0[slot] + s.stock_dev[x];
            const double wanted = kind == SlotKind::srv ? s.need[x] * s.permit[x]
                                                        : b.q0[slot] * (s.output[buyer * L + l] / b.x0[buyer]) *
                                                              s.thrift[x] / s.productivity[buyer * L + l];
            s.use[x] = std::max(0.0, std::min(wanted, stock + s.arrivals[x]));                // an empty stock may be -1e-17
            const bool composite = b.ces[slot] != 0 && k.par.of(Param::ces)[row + l] != 0.0;  // bought at Pces a unit
            const double value = composite ? s.arrivals[x] * s.purchase_price[x] : got.value[l];
            s.stock_cost[x] = models::stock_cost(s.stock_cost[x], stock, s.arrivals[x], value);
            s.stock_dev[x] += (s.arrivals[x] - b.q0[slot]) - (s.use[x] - b.q0[slot]);
        }
    });
}

// Per link and lane: reads arrived, contract, shipped.
template <int L>
void settle(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    for_units(k, [&](std::size_t i) {
        double money[L] = {}, goods[L] = {}, delivered[L] = {},
               abroad[L] = {};  // the audit holds `goods` against what was rationed
        for (const std::int32_t link : b.seller[i]) {
            const auto across = static_cast<double>(b.link_abroad[static_cast<std::size_t>(link)]);
            for (std::size_t l = 0; l < L; ++l) {
                const std::size_t x = static_cast<std::size_t>(link) * L + l;
                const double paid = s.arrived[x] * s.contract[x];
                money[l] += paid;
                abroad[l] += paid * across;
                delivered[l] += s.arrived[x];
                goods[l] += s.shipped[x];
            }
        }
        for (std::size_t l = 0; l < L; ++l) {
            s.receipts[i * L + l] = money[l];
            s.dispatched[i * L + l] = goods[l];
            s.delivered[i * L + l] = delivered[l];
            s.sold_abroad[i * L + l] = abroad[l];
        }
    });
    k.policy.book_rents(b, s);
}

SUNDER_FOR_ALL_LANES(produce)
SUNDER_FOR_ALL_LANES(ship)
SUNDER_FOR_ALL_LANES(receive)
SUNDER_FOR_ALL_LANES(settle)

}  // namespace sunder
