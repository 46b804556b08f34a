// SPDX-License-Identifier: Apache-2.0
// Phases: service and install, invest (model.md 6.10, 6.11).
#include <algorithm>

#include "models/capital/capital.hpp"
#include "models/pricing/margin.hpp"
#include "models/pricing/pricing.hpp"
#include "models/production/production.hpp"
#include "models/service/service.hpp"
#include "sim/core/capacity.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

/// Health of the tools that a service slot keeps, and the health that the buyer holds by itself.
template <int L>
SUNDER_KERNEL void serve_slots(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    State& s = k.state;
    const double dt_weeks = b.dt_weeks;
    for (std::size_t slot = first; slot < last; ++slot) {
        if (b.net.slot_kind[slot] != SlotKind::srv) continue;
        const std::size_t x = slot * L, row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        const double *repair = k.par.rate(Param::tau_rep) + row, *decay = k.par.rate(Param::tau_deg) + row,
                     *gain = k.par.of(Param::h_fl_gain) + row, *most = k.par.of(Param::h_fl_max) + row;
        const double *need = s.need.data() + x, *use = s.use.data() + x;
        double *health = s.health.data() + x, *floor = s.floor.data() + x;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double served = need[l] > use[l] ? use[l] / need[l] : 1.0;  // use is within the permit
            const double held = floor[l];
            health[l] = models::health_step(health[l], served, held, repair[l], decay[l]);
            floor[l] = models::floor_step(held, served, gain[l] * dt_weeks / weeks_per_year, most[l]);
        }
    }
}

/// Tools of every class: wear, installation, and the stock ratio that service leaves usable.
template <int L>
SUNDER_KERNEL void install_slots(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    State& s = k.state;
    const double *entered = s.entered.data(), *t0 = b.t0.data();
    double* tool_dev = s.tool_dev.data();
    for (std::size_t slot = first; slot < last; ++slot) {
        if (b.net.slot_kind[slot] != SlotKind::cap) continue;
        const double* wear = k.par.rate(Param::delta) + static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        double usable[L] = {};
        for (auto c = static_cast<std::size_t>(b.cohort_ptr[slot]); c < static_cast<std::size_t>(b.cohort_ptr[slot + 1]);
             ++c) {
            const std::int32_t service = b.cohort_service[c];
            const std::size_t x = c * L;
            const double q0 = b.cohort_q0[c];
            const auto add = [&](std::size_t l, double health) {
                const double dev = models::tool_stock_step(tool_dev[x + l], entered[x + l], q0, wear[l]);
                tool_dev[x + l] = dev;
                usable[l] += health * (t0[x + l] + dev);
            };
            if (service < 0) {
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) add(l, 1.0);
            } else {
                const double* health = s.health.data() + static_cast<std::size_t>(service) * L;
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) add(l, health[l]);
            }
        }
        double* ratio = s.tool_ratio.data() + slot * L;
        const double* slot_t0 = b.slot_t0.data() + slot * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) ratio[l] = usable[l] / slot_t0[l];
    }
}

}  // namespace

template <int L>
void service_and_install(Step& k) {
    for_slot_blocks(k, &serve_slots<L>);
    for_slot_blocks(k, &install_slots<L>);
}

namespace {

/// Building projects of a unit: completes those due, starts one where the target outgrows the shell. `shell`: the shell at
/// `arrival`; `per_step`: additions under way, which are built in even steps.
template <int L>
void build(Step& k, std::size_t i, const double (&target)[L], std::int32_t arrival, const double* least_step,
           double (&shell)[L], double (&per_step)[L]) {
    State& s = k.state;
    constexpr double none = -1.0;
    constexpr auto places = static_cast<std::size_t>(pending_slots);
    double *due = s.pending_step.data() + i * places * L, *add = s.pending_add.data() + i * places * L,
           *standing = s.shell.data() + i * L, *last_start = s.last_start.data() + i * L;
    const double today = k.t, then = arrival;
    double under_way[L] = {}, at_arrival[L] = {}, free_place[L];
    std::fill_n(free_place, L, static_cast<double>(places));
    for (std::size_t p = 0; p < places; ++p) {
        const auto place = static_cast<double>(p), taken = static_cast<double>(places);
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double day = due[p * L + l], more = add[p * L + l];
            const bool done = (day != none) & (day <= today);
            const double left = done ? none : day, coming = done ? 0.0 : more;
            standing[l] += done ? more : 0.0;
            due[p * L + l] = left;
            add[p * L + l] = coming;
            free_place[l] = std::min(free_place[l], left == none ? place : taken);
            under_way[l] += coming;
            at_arrival[l] += (left != none) & (left <= then) ? coming : 0.0;
        }
    }
    const double between_starts = 26.0 / k.base.dt_weeks;  // one start per unit and half year (choice)
    for (std::size_t l = 0; l < L; ++l) {
        const double full =
            std::max(1.0, 0.95 * (standing[l] + under_way[l]));  // tools of the base year stand in a building
        if (target[l] > full && free_place[l] < places && today >= last_start[l] + between_starts) {
            const std::size_t place = static_cast<std::size_t>(free_place[l]) * L + l;
            due[place] = k.t + k.base.build_steps[i];
            add[place] = std::max(target[l] - (standing[l] + under_way[l]), least_step[l]);
            last_start[l] = today;
        }
        shell[l] = standing[l] + at_arrival[l];
    }
    for (std::size_t p = 0; p < places; ++p) {
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) per_step[l] += add[p * L + l];
    }
}

/// Building of this step: the building part of the cost of what is under way, tools for it being the other part.
///
///     spent = shell_cost/(1 - shell_cost) T0 (sum of additions under way / build time)               [M$/step]
template <int L>
void pay_building(Step& k, std::size_t i, double (&per_step)[L], const double* shell_cost) {
    const Base& b = k.base;
    const double steps = b.build_steps[i];
    for (std::size_t l = 0; l < L; ++l) per_step[l] /= steps;
    auto named = std::lower_bound(b.projects.begin(), b.projects.end(), static_cast<std::int32_t>(i),
                                  [](const Base::PlannedAddition& a, std::int32_t u) { return a.unit < u; });
    for (; named != b.projects.end() && named->unit == static_cast<std::int32_t>(i); ++named)
        if (k.t >= named->start && k.t < named->online)
            for (std::size_t l = 0; l < L; ++l) per_step[l] += named->share / (named->online - named->start);
    double* spent = k.state.construction.data() + i * L;
    std::fill_n(spent, L, 0.0);
    if (std::none_of(per_step, per_step + L, [](double x) { return x > 0.0; })) return;
    double tools[L] = {};
    for (auto r = static_cast<std::size_t>(b.net.buyer_slot_ptr[i]);
         r < static_cast<std::size_t>(b.net.buyer_slot_ptr[i + 1]); ++r) {
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) tools[l] += b.slot_t0[r * L + l];
    }
    for (std::size_t l = 0; l < L; ++l)
        if (per_step[l] > 0.0) spent[l] = models::shell_spending(tools[l] * per_step[l], shell_cost[l]);
}

/// What the tool classes of a unit say to its investors.
template <int L>
struct ToolClasses {
    std::int32_t lead = 0;                   ///< longest
    double charge0[L] = {}, charge[L] = {};  ///< capital charges, base year and now
};

/// Usable tools of a unit: the minimum over its classes, and which class that is.
template <int L>
ToolClasses<L> bind_tools(Step& k, std::size_t i) {
    const Base& b = k.base;
    State& s = k.state;
    ToolClasses<L> classes;
    double least[L] = {}, which[L];
    std::fill_n(which, L, -1.0);
    for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r) {
        const auto slot = static_cast<std::size_t>(r);
        if (b.net.slot_kind[slot] != SlotKind::cap) continue;
        classes.lead = std::max(classes.lead, b.lead[slot]);
        const double *ratio = s.tool_ratio.data() + slot * L, *price = s.purchase_price.data() + slot * L,
                     *charge = b.capital_charge.data() + slot * L, number = r;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const bool scarcer = (which[l] < 0.0) | (ratio[l] < least[l]);
            least[l] = scarcer ? ratio[l] : least[l];
            which[l] = scarcer ? number : which[l];
            classes.charge0[l] += charge[l];
            classes.charge[l] += charge[l] * price[l];
        }
    }
    if (b.has_tools[i]) {
        std::copy_n(least, L, s.capacity_ratio.data() + i * L);
        for (std::size_t l = 0; l < L; ++l) s.binding_slot[i * L + l] = static_cast<std::int32_t>(which[l]);
    }
    return classes;
}

/// Capacity that investors aim at, by lane: with what they know of demand, at the profit that the unit makes. The user cost
/// of capital is that of its tool classes weighted by their charges, relative to the base year; 1 without tools.
template <int L>
void aim_at(const Step& k, std::size_t i, const ToolClasses<L>& classes, double (&aim)[L]) {
    const State& s = k.state;
    const std::size_t u = i * L;
    const double *xi = k.par.of(Param::xi) + static_cast<std::size_t>(k.par.unit_row()[i]) * L,
                 *factor = s.capital_factor.data() + u, *list = s.list.data() + u, *cost = s.variable_cost.data() + u,
                 *cost0 = k.base.variable_cost0.data() + u, *productivity = s.productivity.data() + u, x0 = k.base.x0[i];
    double known[L];
    for (std::size_t l = 0; l < L; ++l)
        known[l] =
            k.par.switches(static_cast<int>(l))[Switch::forecast_sharing] ? s.notional_mean[u + l] : s.expected[u + l];
    double user_cost[L], profit[L];  // in loops of their own: together they do not vectorise
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        const double dearer = classes.charge[l] / classes.charge0[l] * factor[l];
        user_cost[l] = classes.charge0[l] > 0.0 ? dearer : factor[l];
    }
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) profit[l] = models::profitability(list[l], cost[l], cost0[l], user_cost[l]);
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) aim[l] = models::capacity_target(known[l] / x0 / productivity[l], profit[l], xi[l]);
}

/// Hours, habits, and what the unit can make next week.
template <int L>
void set_capacity(Step& k, std::size_t i) {
    State& s = k.state;
    const std::size_t u = i * L, row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
    const double *ot_max = k.par.of(Param::ot_max) + row, *tau_ot = k.par.of(Param::tau_ot) + row,
                 *lam_nv = k.par.rate(Param::tau_nv) + row, *nv_min = k.par.of(Param::nv_min) + row,
                 *u0 = k.par.of(Param::u0) + row;
    const double *want = s.want.data() + u, *output = s.output.data() + u, x0 = k.base.x0[i], dt_weeks = k.base.dt_weeks;
    double *overtime = s.overtime.data() + u, *normal_volume = s.normal_volume.data() + u;
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        overtime[l] = models::overtime(overtime[l], want[l], output[l], ot_max[l], std::min(1.0, dt_weeks / tau_ot[l]));
        normal_volume[l] = models::normal_volume(normal_volume[l], output[l] / x0, lam_nv[l], nv_min[l]);
    }
    double* capacity = s.capacity.data() + u;
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) capacity[l] = capacity_of(k, i, u + l, u0[l]);
}

template <int L>
SUNDER_KERNEL void invest_units(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    State& s = k.state;
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t u = i * L, row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        const ToolClasses<L> classes = bind_tools<L>(k, i);
        const double planned = b.planned_share(static_cast<std::int32_t>(i), k.t + classes.lead);
        const double* growth_cap = s.growth_cap.data() + u;
        double* target = s.target.data() + u;
        double aim[L];
        aim_at<L>(k, i, classes, aim);
        for (std::size_t l = 0; l < L; ++l) target[l] = std::min(aim[l] + planned, growth_cap[l]);
        if (b.has_tools[i]) {
            double wanted[L], shell[L], per_step[L] = {};
            for (std::size_t l = 0; l < L; ++l) wanted[l] = std::min(aim[l], growth_cap[l]);
            build<L>(k, i, wanted, k.t + classes.lead, k.par.of(Param::shell_step) + row, shell, per_step);
            for (std::size_t l = 0; l < L; ++l) target[l] = std::min(target[l], shell[l] + planned);
            pay_building<L>(k, i, per_step, k.par.of(Param::shell_cost) + row);
        } else {
            const double *up = k.par.rate(Param::tau_up) + row, *down = k.par.rate(Param::tau_down) + row,
                         *speed = s.invest_speed.data() + u;
            double* ratio = s.capacity_ratio.data() + u;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l)
                ratio[l] = models::plain_capacity(ratio[l], target[l], up[l] * speed[l], down[l]);
        }
        set_capacity<L>(k, i);
    }
}

}  // namespace

template <int L>
void invest(Step& k) {
    for_unit_blocks(k, &invest_units<L>);
}

SUNDER_FOR_ALL_LANES(service_and_install)
SUNDER_FOR_ALL_LANES(invest)

}  // namespace sunder
