// SPDX-License-Identifier: Apache-2.0
// Phase: produce (model.md 6.7).
#include <algorithm>

#include "models/pricing/pricing.hpp"
#include "models/production/production.hpp"
#include "models/shipping/shipping.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/pools.hpp"
#include "sim/core/week.hpp"

namespace sunder {

namespace {

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

/// The scarcest input so far, by lane: what it leaves of output, and its slot (a whole number).
template <int L>
struct Scarcest {
    double limit[L], slot[L];
};

/// One more input.
template <int L>
void limit_output(const Step& k, std::size_t unit, std::size_t slot, const double (&desired)[L], Scarcest<L>& scarcest) {
    const Base& b = k.base;
    const State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double *n = k.par.of(Param::n) + row, *nmin = k.par.of(Param::nmin) + row, *crit = k.par.of(Param::crit) + row;
    const double *thrift = s.thrift.data() + slot * L, *productivity = s.productivity.data() + unit * L,
                 *stock_dev = s.stock_dev.data() + slot * L;
    const double q0 = b.q0[slot], x0 = b.x0[unit], dt_weeks = b.dt_weeks, number = static_cast<double>(slot);
    if (b.ces[slot] != 0) {
        for (std::size_t l = 0; l < L; ++l) {
            const double allowed = limit_of<L>(k, slot, l, q0 * (desired[l] / x0) * thrift[l] / productivity[l]);
            if (allowed < scarcest.limit[l]) {
                scarcest.limit[l] = allowed;
                scarcest.slot[l] = number;
            }
        }
        return;
    }
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double use = q0 * (desired[l] / x0) * thrift[l] / productivity[l];
        const double allowed =
            models::input_limit(n[l] / dt_weeks * q0 + stock_dev[l], std::max(1.0, nmin[l] / dt_weeks), use, crit[l]);
        const bool scarcer = allowed < scarcest.limit[l];
        scarcest.limit[l] = scarcer ? allowed : scarcest.limit[l];
        scarcest.slot[l] = scarcer ? number : scarcest.slot[l];
    }
}

/// Output of a unit within its inputs, its scarcity, and which share of the claims on it can be served.
template <int L>
void make(Step& k, std::size_t i, const double (&desired)[L], const Scarcest<L>& scarcest) {
    State& s = k.state;
    const std::size_t u = i * L, row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
    const double *u0 = k.par.of(Param::u0) + row, *kap_up = k.par.of(Param::kap_up) + row,
                 *kap_dn = k.par.of(Param::kap_dn) + row;
    const double *want = s.want.data() + u, *overtime = s.overtime.data() + u, *ratio = s.capacity_ratio.data() + u,
                 *productivity = s.productivity.data() + u, *damage = s.damage.data() + u, *claims = s.claims.data() + u,
                 *cover = k.base.finished_cover.data() + u, x0 = k.base.x0[i];
    double *output = s.output.data() + u, *scarcity = s.scarcity.data() + u, *serve = s.serve.data() + u,
           *sold = s.sold.data() + u, *inventory_dev = s.inventory_dev.data() + u;
    std::copy_n(desired, L, s.desired.data() + u);
    for (std::size_t l = 0; l < L; ++l) s.limiting_slot[u + l] = static_cast<std::int32_t>(scarcest.slot[l]);
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double made = desired[l] * scarcest.limit[l];
        output[l] = made;
        scarcity[l] =
            models::scarcity(want[l], made, made / x0, overtime[l] * ratio[l] * productivity[l] * (1.0 - damage[l]), u0[l],
                             kap_up[l], kap_dn[l]);
        const double available = cover[l] * x0 + inventory_dev[l] + made;
        const double share = models::serve_share(available, claims[l]);
        const double gone = share * claims[l];
        serve[l] = share;
        sold[l] = gone;
        inventory_dev[l] += (made - x0) - (gone - x0);
    }
}

template <int L>
SUNDER_KERNEL void produce_units(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    for (std::size_t i = first; i < last; ++i) {
        double desired[L];
        Scarcest<L> scarcest;
        for (std::size_t l = 0; l < L; ++l) {
            desired[l] = desired_output<L>(k, i, l);
            scarcest.limit[l] = 1.0;
            scarcest.slot[l] = -1.0;
        }
        for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r)
            if (b.net.slot_kind[static_cast<std::size_t>(r)] == SlotKind::cur)
                limit_output<L>(k, i, static_cast<std::size_t>(r), desired, scarcest);
        make<L>(k, i, desired, scarcest);
    }
}

}  // namespace

template <int L>
void produce(Step& k) {
    for_unit_blocks(k, &produce_units<L>);
    price_pools<L>(k);
}

SUNDER_FOR_ALL_LANES(produce)

}  // namespace sunder
