// SPDX-License-Identifier: Apache-2.0
// Phases of suppliers: plan output, gather orders (model.md 6.6).
#include <algorithm>

#include "models/ordering/ordering.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/pools.hpp"
#include "sim/core/supplier_sums.hpp"
#include "sim/core/week.hpp"

namespace sunder {

namespace {

/// Orders owed to a unit's buyers, within what licences let through, and the output planned for them.
struct Owed {
    static constexpr std::size_t count = 1;
    template <int L>
    using Slot = NothingInCommon;
    // Per link and lane: reads backlog.
    template <int L>
    static void fetch(const Step& k, std::size_t link) {
        fetch_row<L>(k.state.backlog.data() + link * L);
    }
    template <int L>
    static void add(const Step& k, std::size_t link, const Slot<L>&, double* sums) {
        const double* backlog = k.state.backlog.data() + link * L;
        if (const std::int32_t record = k.policy.record[link]; record < 0) {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) sums[l] += backlog[l];
        } else {
            const double* cap = k.policy.cap.data() + static_cast<std::size_t>(record) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) sums[l] += std::min(backlog[l], cap[l]);
        }
    }
    template <int L>
    static void finish(Step& k, std::size_t i, const double* owed) {
        State& s = k.state;
        const double* lam = k.par.rate(Param::tau_B) + static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            s.backlog_sum[u] = owed[l];
            s.plan[u] = models::planned_output(s.expected[u], owed[l], lam[l], s.capacity[u]);
        }
    }
};

}  // namespace

template <int L>
void plan_output(Step& k) {
    sum_by_supplier<Owed, L>(k);
    plan_pools<L>(k);
}

namespace {

/// What a unit is asked for: orders, orders if nothing else were short, claims within licences, and claims of earlier steps.
struct Demand {
    static constexpr std::size_t count = 4;
    /// Needs of a slot if no other input were short, over those of the base year.
    template <int L>
    struct Slot {
        double ratio[L];
        bool ces;
        Slot(const Step& k, std::size_t slot) : ces(k.base.ces[slot] != 0) {
            const double *need = k.state.notional_need.data() + slot * L, q0 = k.base.q0[slot];
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) ratio[l] = need[l] / q0;
        }
    };
    // Per link and lane: reads order, backlog, notional_share.
    template <int L>
    static void fetch(const Step& k, std::size_t link) {
        fetch_row<L>(k.state.order.data() + link * L);
        fetch_row<L>(k.state.backlog.data() + link * L);
        fetch_row<L>(k.state.notional_share.data() + link * L);
    }
    template <int L>
    static void add(const Step& k, std::size_t link, const Slot<L>& slot, double* sums) {
        const double *order = k.state.order.data() + link * L, *backlog = k.state.backlog.data() + link * L,
                     *share = k.state.notional_share.data() + link * L, z0 = k.base.z0[link];
        double *orders = sums, *notional = sums + L, *claims = sums + 2 * L, *late = sums + 3 * L;
        if (slot.ces) {  // shares of the composite
            const double* composite = k.state.composite.data() + link * L;
            for (std::size_t l = 0; l < L; ++l) notional[l] += z0 * share[l] / composite[l] * slot.ratio[l];
        } else {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) notional[l] += z0 * share[l] * slot.ratio[l];
        }
        if (const std::int32_t record = k.policy.record[link]; record < 0) {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) {
                orders[l] += order[l];
                claims[l] += order[l] + backlog[l];
                late[l] += backlog[l];
            }
        } else {
            const double* cap = k.policy.cap.data() + static_cast<std::size_t>(record) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) {
                orders[l] += order[l];
                claims[l] += std::min(order[l] + backlog[l], cap[l]);
                late[l] += std::min(backlog[l], std::max(0.0, cap[l] - order[l]));
            }
        }
    }
    template <int L>
    static void finish(Step& k, std::size_t i, const double* sums) {
        State& s = k.state;
        const std::size_t row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        const double *lam_D = k.par.rate(Param::tau_D) + row, *lam_B = k.par.rate(Param::tau_B) + row,
                     *lam_I = k.par.rate(Param::tau_I) + row, *lam_N = k.par.rate(Param::tau_N) + row;
        const double *orders = sums, *notional = sums + L, *claims = sums + 2 * L, *late = sums + 3 * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            s.orders[u] = orders[l];
            s.claims[u] = claims[l] + s.rebuild_orders[u];
            s.notional[u] = notional[l];
            s.notional_mean[u] += lam_N[l] * (notional[l] - s.notional_mean[u]);
            s.expected[u] += lam_D[l] * (orders[l] - s.expected[u]);
            s.want[u] = models::wanted_output(orders[l] + s.rebuild_orders[u], lam_B[l] * late[l], k.base.finished_cover[u],
                                              s.expected[u], k.base.x0[i], s.inventory_dev[u], lam_I[l]);
        }
    }
};

}  // namespace

template <int L>
void gather_orders(Step& k) {
    sum_by_supplier<Demand, L>(k);
}

SUNDER_FOR_ALL_LANES(plan_output)
SUNDER_FOR_ALL_LANES(gather_orders)

}  // namespace sunder
