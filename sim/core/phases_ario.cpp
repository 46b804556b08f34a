// SPDX-License-Identifier: Apache-2.0
// Phases of the step of ARIO (switch ario; model.md 11, N1): require inputs, choose suppliers, work overtime, produce,
// receive. What stands behind ario_compat are oddities of the reference program, BoARIO 0.6.4 (commit ecd475f).
#include <algorithm>
#include <cmath>

#include "models/ordering/ordering.hpp"
#include "models/production/production.hpp"
#include "models/shipping/shipping.hpp"
#include "sim/core/capacity.hpp"
#include "sim/core/week_ario.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

bool is_on(const Step& k, std::size_t lane, Switch key) {
    return k.par.switches(static_cast<int>(lane))[key];
}

/// The reference takes two numbers for equal when |a - b| <= 1e-8 + 1e-5 |b|; it measures in the table's millions.
bool close(double a, double b) {
    return std::abs(a - b) <= 1e-8 + 1e-5 * std::abs(b);
}

/// Whether a slot's stock can limit output. The reference leaves out inputs of less than 1e-5 of output, but holds a year's
/// input against a day's output.
bool counts(const Step& k, std::size_t slot, std::size_t lane) {
    if (k.base.net.slot_kind[slot] != SlotKind::cur) return false;
    if (!is_on(k, lane, Switch::ario_compat)) return true;
    return k.base.q0[slot] * k.base.steps_per_year > 1e-5 * k.base.x0[at(k.base.net.slot_buyer[slot])];
}

/// Per lane: whether `differs(slot, lane)` of any slot. Read-only, so the blocks may run in any order.
template <int L, class Differs>
std::array<bool, L> any_slot(Step& k, Differs&& differs) {
    std::vector<std::array<bool, L>> found(at(k.base.slot_blocks()));
    k.blocks.for_blocks(k.base.slot_blocks(), [&](std::int32_t block) {
        auto& here = found[at(block)];
        here.fill(false);
        for (auto s = k.base.slot_block[at(block)]; s < k.base.slot_block[at(block) + 1]; ++s)
            for (std::size_t l = 0; l < L; ++l) here[l] = here[l] || differs(at(s), l);
    });
    std::array<bool, L> any{};
    for (const auto& here : found)
        for (std::size_t l = 0; l < L; ++l) any[l] = any[l] || here[l];
    return any;
}

/// Goal and stock of an input: cover at the output that the plant could have sold in the last step, had no input been short.
struct Cover {
    double steps, use, stock;
};
template <int L>
Cover cover_of(const Step& k, std::size_t slot, std::size_t l) {
    const Base& b = k.base;
    const State& s = k.state;
    const auto buyer = at(b.net.slot_buyer[slot]);
    const std::size_t u = buyer * L + l;
    const double steps = k.par.of(Param::n)[at(k.par.slot_row()[slot]) * L + l] / b.dt_weeks;
    const double optimum = std::min(s.want[u] - s.rebuilt[u], s.capacity[u]);
    return {steps, b.q0[slot] * (optimum / b.x0[buyer]), steps * b.q0[slot] + s.stock_dev[slot * L + l]};
}

}  // namespace

template <int L>
void require_for_goal(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double* lam = k.par.rate(Param::tau_S);
    const double* eps_f = k.par.of(Param::eps_f);
    // The reference closes no gap at all while every stock is close to its goal.
    const std::array<bool, L> far = any_slot<L>(k, [&](std::size_t slot, std::size_t l) {
        if (!is_on(k, l, Switch::ario_compat)) return true;
        if (!counts(k, slot, l)) return false;
        const Cover c = cover_of<L>(k, slot, l);
        return !close(c.stock, c.steps * c.use);
    });
    for_slots(k, [&](std::size_t slot) {
        const auto buyer = at(b.net.slot_buyer[slot]);
        const std::size_t row = at(k.par.slot_row()[slot]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = slot * L + l;
            if (b.net.slot_kind[slot] == SlotKind::fin) {
                const std::size_t agent = buyer - at(b.units);
                s.requirement[x] = models::final_demand(b.q0[slot], k.demand[agent] * s.demand_factor[agent * L + l],
                                                        s.purchase_price[x], eps_f[row + l]);
            } else if (b.net.slot_kind[slot] == SlotKind::cur) {
                const Cover c = cover_of<L>(k, slot, l);
                const double gap = far[l] && counts(k, slot, l) ? models::ario_gap(c.steps, c.use, c.stock) : 0.0;
                const double use = b.q0[slot] * (s.output[buyer * L + l] / b.x0[buyer]);
                s.requirement[x] = models::ario_order(use, gap, lam[row + l]);
            } else {
                s.requirement[x] = b.q0[slot];  // tools and service: as in the base year
            }
            s.notional_need[x] = s.requirement[x];
        }
    });
}

/// With orders_by_capacity: orders go to suppliers by what they sold in the base year times what they could make in the last
/// step, relative to the base year. If none of them can make anything the shares stay.
template <int L>
void share_by_capacity(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    for_slots(k, [&](std::size_t slot) {
        const auto first = at(b.net.slot_link_ptr[slot]), last = at(b.net.slot_link_ptr[slot + 1]);
        for (std::size_t l = 0; l < L; ++l) {
            if (!is_on(k, l, Switch::orders_by_capacity) || b.net.slot_kind[slot] == SlotKind::fin) continue;
            const auto ratio = [&](std::size_t e) {
                const auto j = at(b.net.link_supplier[e]);
                return s.capacity[j * L + l] / b.x0[j];
            };
            double sum = 0.0, share_sum = 0.0;
            for (std::size_t e = first; e < last; ++e) sum += b.z0[e] * ratio(e);
            if (!(sum > 0.0)) continue;
            for (std::size_t e = first; e < last; ++e) {
                s.share[e * L + l] = ratio(e) * (b.q0[slot] / sum);
                share_sum += b.z0[e] * s.share[e * L + l];
            }
            s.share_gap[slot * L + l] = std::abs(share_sum / b.q0[slot] - 1.0);
        }
    });
}

template <int L>
void work_overtime(Step& k) {
    State& s = k.state;
    const double *ot_max = k.par.of(Param::ot_max), *tau_ot = k.par.of(Param::tau_ot), *u0 = k.par.of(Param::u0);
    constexpr std::int32_t first_step = 2;  // as the reference
    for_units(k, [&](std::size_t i) {
        const std::size_t row = at(k.par.unit_row()[i]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            const double rounding = is_on(k, l, Switch::ario_compat) ? 0.0 : 1e-12;
            if (k.t >= first_step)
                s.overtime[u] = models::ario_overtime(s.overtime[u], s.want[u], s.output[u], ot_max[row + l],
                                                      std::min(1.0, k.base.dt_weeks / tau_ot[row + l]), rounding);
            s.capacity[u] = capacity_of(k, i, u, u0[row + l]);
        }
    });
}

template <int L>
void produce_from_stocks(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double *n = k.par.of(Param::n), *nmin = k.par.of(Param::nmin), *crit = k.par.of(Param::crit);
    for_units(k, [&](std::size_t i) {
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            const double desired = std::min(s.want[u], s.capacity[u]);
            double limit = 1.0;
            std::int32_t scarcest = -1;
            for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r) {
                const auto slot = at(r);
                if (!counts(k, slot, l)) continue;
                const std::size_t par = at(k.par.slot_row()[slot]) * L + l;
                const double stock = n[par] / b.dt_weeks * b.q0[slot] + s.stock_dev[slot * L + l];
                const double allowed = models::input_limit(stock, std::max(1.0, nmin[par] / b.dt_weeks),
                                                           b.q0[slot] * (desired / b.x0[i]), crit[par]);
                if (allowed < limit) {
                    limit = allowed;
                    scarcest = r;
                }
            }
            s.desired[u] = desired;
            s.output[u] = desired * limit;
            s.limiting_slot[u] = scarcest;
            s.serve[u] = models::serve_share(s.output[u], s.claims[u]);
            s.sold[u] = s.serve[u] * s.claims[u];
            s.rebuilt[u] = s.serve[u] * s.rebuild_orders[u];
        }
    });
}

/// Goods shipped in a step are stock of the next. The reference moves no stock at all while every input received is close to
/// its use; here the use then counts as what arrived, so that goods still add up.
template <int L>
void receive_at_once(Step& k) {
    State& s = k.state;
    bool compat = false;
    for (std::size_t l = 0; l < L; ++l) compat = compat || is_on(k, l, Switch::ario_compat);
    const State::Array before = compat ? s.stock_dev : State::Array{};
    receive<L>(k);
    if (!compat) return;
    const std::array<bool, L> moved = any_slot<L>(k, [&](std::size_t slot, std::size_t l) {
        const std::size_t x = slot * L + l;
        return !is_on(k, l, Switch::ario_compat) ||
               (k.base.net.slot_kind[slot] == SlotKind::cur && !close(s.arrivals[x], s.use[x]));
    });
    for_slots(k, [&](std::size_t slot) {
        if (k.base.net.slot_kind[slot] != SlotKind::cur) return;
        for (std::size_t l = 0; l < L; ++l) {
            if (moved[l]) continue;
            s.use[slot * L + l] = s.arrivals[slot * L + l];
            s.stock_dev[slot * L + l] = before[slot * L + l];
        }
    });
}

SUNDER_FOR_ALL_LANES(require_for_goal)
SUNDER_FOR_ALL_LANES(share_by_capacity)
SUNDER_FOR_ALL_LANES(work_overtime)
SUNDER_FOR_ALL_LANES(produce_from_stocks)
SUNDER_FOR_ALL_LANES(receive_at_once)

}  // namespace sunder
