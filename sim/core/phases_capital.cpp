// SPDX-License-Identifier: Apache-2.0
// Phases: service and install, invest (model.md 6.10, 6.11).
#include <algorithm>

#include "models/capital/capital.hpp"
#include "models/pricing/margin.hpp"
#include "models/pricing/pricing.hpp"
#include "models/production/production.hpp"
#include "models/service/service.hpp"
#include "sim/core/capacity.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

/// Tools of one class: wear, installation, and the stock ratio that service leaves usable.
template <int L>
void install(Step& k, std::size_t slot) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double* wear = k.par.rate(Param::delta) + row;
    const auto first = static_cast<std::size_t>(b.cohort_ptr[slot]), last = static_cast<std::size_t>(b.cohort_ptr[slot + 1]);
    double usable[L] = {};
    for (std::size_t c = first; c < last; ++c) {
        const std::int32_t service = b.cohort_service[c];
        for (std::size_t l = 0; l < L; ++l) {
            double& dev = s.tool_dev[c * L + l];
            dev = models::tool_stock_step(dev, s.entered[c * L + l], b.cohort_q0[c], wear[l]);
            const double health = service < 0 ? 1.0 : s.health[static_cast<std::size_t>(service) * L + l];
            usable[l] += health * (b.t0[c * L + l] + dev);
        }
    }
    for (std::size_t l = 0; l < L; ++l) s.tool_ratio[slot * L + l] = usable[l] / b.slot_t0[slot * L + l];
}

}  // namespace

template <int L>
void service_and_install(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double *repair = k.par.rate(Param::tau_rep), *decay = k.par.rate(Param::tau_deg),
                 *gain = k.par.of(Param::h_fl_gain), *most = k.par.of(Param::h_fl_max);
    for_slots(k, [&](std::size_t slot) {
        if (b.net.slot_kind[slot] != SlotKind::srv) return;
        const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = slot * L + l;
            const double served = s.need[x] > s.use[x] ? s.use[x] / s.need[x] : 1.0;  // use is within the permit
            s.health[x] = models::health_step(s.health[x], served, s.floor[x], repair[row + l], decay[row + l]);
            s.floor[x] = models::floor_step(s.floor[x], served, gain[row + l] * b.dt_weeks / weeks_per_year, most[row + l]);
        }
    });
    for_slots(k, [&](std::size_t slot) {
        if (b.net.slot_kind[slot] == SlotKind::cap) install<L>(k, slot);
    });
}

namespace {

/// Building projects: completes those due, starts one when the target outgrows the shell; returns the shell at `arrival`.
double build(Step& k, std::size_t i, std::size_t l, std::size_t lanes, double target, std::int32_t arrival,
             double least_step) {
    State& s = k.state;
    const std::size_t u = i * lanes + l;
    constexpr double none = -1.0;
    double under_way = 0.0, at_arrival = 0.0;
    std::size_t free_place = pending_slots;
    for (std::size_t p = 0; p < pending_slots; ++p) {
        double& due = s.pending_step[(i * pending_slots + p) * lanes + l];
        double& add = s.pending_add[(i * pending_slots + p) * lanes + l];
        if (due != none && due <= k.t) {
            s.shell[u] += add;
            due = none;
            add = 0.0;
        }
        if (due == none) free_place = std::min(free_place, p);
        under_way += add;
        if (due != none && due <= arrival) at_arrival += add;
    }
    const double between_starts = 26.0 / k.base.dt_weeks;                // one start per unit and half year (choice)
    const double full = std::max(1.0, 0.95 * (s.shell[u] + under_way));  // tools of the base year stand in a building
    if (target > full && free_place < pending_slots && k.t >= s.last_start[u] + between_starts) {
        s.pending_step[(i * pending_slots + free_place) * lanes + l] = k.t + k.base.build_steps[i];
        s.pending_add[(i * pending_slots + free_place) * lanes + l] =
            std::max(target - (s.shell[u] + under_way), least_step);
        s.last_start[u] = k.t;
    }
    return s.shell[u] + at_arrival;
}

/// Building of this step: the building part of the cost of what is under way, tools for it being the other part.
///
///     spent = shell_cost/(1 - shell_cost) T0 (sum of additions under way / build time)               [M$/step]
template <int L>
double building(const Step& k, std::size_t i, std::size_t l, double shell_cost) {
    const Base& b = k.base;
    double per_step = 0.0;
    for (std::size_t p = 0; p < pending_slots; ++p) per_step += k.state.pending_add[(i * pending_slots + p) * L + l];
    per_step /= b.build_steps[i];
    auto named = std::lower_bound(b.projects.begin(), b.projects.end(), static_cast<std::int32_t>(i),
                                  [](const Base::PlannedAddition& a, std::int32_t u) { return a.unit < u; });
    for (; named != b.projects.end() && named->unit == static_cast<std::int32_t>(i); ++named)
        if (k.t >= named->start && k.t < named->online) per_step += named->share / (named->online - named->start);
    if (!(per_step > 0.0)) return 0.0;
    double tools = 0.0;
    for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r)
        tools += b.slot_t0[static_cast<std::size_t>(r) * L + l];
    return models::shell_spending(tools * per_step, shell_cost);
}

/// Usable tools of a unit: the minimum over its classes, and which class that is.
template <int L>
void bind_tools(Step& k, std::size_t i) {
    const Base& b = k.base;
    State& s = k.state;
    for (std::size_t l = 0; l < L; ++l) {
        double least = 0.0;
        std::int32_t which = -1;
        for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r) {
            const auto slot = static_cast<std::size_t>(r);
            if (b.net.slot_kind[slot] != SlotKind::cap) continue;
            if (which < 0 || s.tool_ratio[slot * L + l] < least) {
                least = s.tool_ratio[slot * L + l];
                which = r;
            }
        }
        s.capacity_ratio[i * L + l] = least;
        s.binding_slot[i * L + l] = which;
    }
}

/// User cost of capital relative to the base year: prices of tool classes weighted by their capital charges; 1 without
/// tools.
template <int L>
double user_cost(const Step& k, std::size_t i, std::size_t l) {
    const Base& b = k.base;
    double charge0 = 0.0, charge = 0.0;
    for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r) {
        const auto x = static_cast<std::size_t>(r) * L + l;
        charge0 += b.capital_charge[x];
        charge += b.capital_charge[x] * k.state.purchase_price[x];
    }
    return charge0 > 0.0 ? charge / charge0 * k.state.capital_factor[i * L + l] : k.state.capital_factor[i * L + l];
}

}  // namespace

template <int L>
void invest(Step& k) {
    const Base& b = k.base;
    State& s = k.state;
    const double *xi = k.par.of(Param::xi), *up = k.par.rate(Param::tau_up), *down = k.par.rate(Param::tau_down),
                 *ot_max = k.par.of(Param::ot_max), *tau_ot = k.par.of(Param::tau_ot), *lam_nv = k.par.rate(Param::tau_nv),
                 *nv_min = k.par.of(Param::nv_min), *u0 = k.par.of(Param::u0), *least_step = k.par.of(Param::shell_step),
                 *shell_cost = k.par.of(Param::shell_cost);
    for_units(k, [&](std::size_t i) {
        const std::size_t row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        if (b.has_tools[i]) bind_tools<L>(k, i);
        std::int32_t lead = 0;
        for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r)
            if (b.net.slot_kind[static_cast<std::size_t>(r)] == SlotKind::cap)
                lead = std::max(lead, b.lead[static_cast<std::size_t>(r)]);
        const double planned = b.planned_share(static_cast<std::int32_t>(i), k.t + lead);
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            const bool forecasts = k.par.switches(static_cast<int>(l))[Switch::forecast_sharing];
            const double profit =
                models::profitability(s.list[u], s.variable_cost[u], b.variable_cost0[u], user_cost<L>(k, i, l));
            const double demand = (forecasts ? s.notional_mean[u] : s.expected[u]) / b.x0[i] / s.productivity[u];
            const double wanted = std::min(models::capacity_target(demand, profit, xi[row + l]) + planned, s.growth_cap[u]);
            if (b.has_tools[i]) {
                const double shell =
                    build(k, i, l, L, std::min(demand * models::pow_exact(profit, xi[row + l]), s.growth_cap[u]), k.t + lead,
                          least_step[row + l]) +
                    planned;
                s.target[u] = std::min(wanted, shell);
                s.construction[u] = building<L>(k, i, l, shell_cost[row + l]);
            } else {
                s.target[u] = wanted;
                s.capacity_ratio[u] =
                    models::plain_capacity(s.capacity_ratio[u], wanted, up[row + l] * s.invest_speed[u], down[row + l]);
            }
            s.overtime[u] = models::overtime(s.overtime[u], s.want[u], s.output[u], ot_max[row + l],
                                             std::min(1.0, b.dt_weeks / tau_ot[row + l]));
            s.normal_volume[u] =
                models::normal_volume(s.normal_volume[u], s.output[u] / b.x0[i], lam_nv[row + l], nv_min[row + l]);
            s.capacity[u] = capacity_of(k, i, u, u0[row + l]);
        }
    });
}

SUNDER_FOR_ALL_LANES(service_and_install)
SUNDER_FOR_ALL_LANES(invest)

}  // namespace sunder
