// SPDX-License-Identifier: Apache-2.0
// Prices and quantities at rest (model.md section 11, N2): the phases of the week at speed 1.
#include "sim/core/equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/composite.hpp"
#include "sim/core/equilibrium_work.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// What a static equilibrium has no place for: shortage, waiting, learning, decisions.
constexpr Switch dynamic_terms[] = {Switch::scarcity_price,
                                    Switch::full_cost,
                                    Switch::announcement_price,
                                    Switch::price_zones,
                                    Switch::contract_prices,
                                    Switch::anticipatory_stocks,
                                    Switch::spill_over,
                                    Switch::phantom_orders,
                                    Switch::overtime,
                                    Switch::profit_motive,
                                    Switch::licence_queue,
                                    Switch::qualification,
                                    Switch::research,
                                    Switch::learning,
                                    Switch::entrants,
                                    Switch::redesign,
                                    Switch::chilling,
                                    Switch::leakage,
                                    Switch::early_warning,
                                    Switch::expectations,
                                    Switch::pools,
                                    Switch::endogenous_governments,
                                    Switch::ario};

RunSpec static_run(RunSpec spec) {
    for (LaneSpec& lane : spec.lanes) {
        for (const Switch term : dynamic_terms) lane.switches.set(term, false);
        lane.accidents.clear();
    }
    return spec;
}

bool in_force(const Rule& rule, Day day) {
    return !rule.on_call && rule.effective <= day && day < rule.expires;
}

double licensed_share(const Rule& rule, Day day) {
    double share = rule.licence.share;
    for (const auto& [from, value] : rule.licence.path)
        if (from <= day) share = value;
    return share;
}

bool is_static(const Rule& rule, Day day) {
    switch (rule.action) {
        case Action::deny:
            return rule.reach() >= 1.0;
        case Action::license:
        case Action::quota:
            return rule.reach() >= 1.0 && licensed_share(rule, day) == 0.0;
        case Action::tariff:
        case Action::content_credit:
        case Action::demand:
        case Action::early_warning:
        case Action::expectation:
        case Action::stockpile:  // stocks stand at their covers whatever these are
        case Action::partnership:
        case Action::statement:
            return true;
        default:
            return false;
    }
}

/// Whether rounds have come to rest: the last one moved less than asked, or round-off keeps them at a level near it.
class Rest {
public:
    explicit Rest(double tolerance) : tolerance_(tolerance) {}
    bool reached(double moved) {
        if (moved < least_) {
            least_ = moved;
            since_ = 0;
        } else {
            ++since_;
        }
        return moved < tolerance_ || (moved < 100.0 * tolerance_ && since_ > 20);
    }

private:
    double tolerance_, least_ = std::numeric_limits<double>::infinity();
    int since_ = 0;
};

}  // namespace

std::vector<std::string> not_static(const LaneSpec& lane, Day day) {
    std::vector<std::string> ids;
    for (const Rule& rule : lane.rules)
        if (in_force(rule, day) && !is_static(rule, day)) ids.push_back(rule.id);
    return ids;
}

Equilibrium::Equilibrium(const Network& network, RunSpec spec, Blocks& blocks, EquilibriumSpec how)
    : work_(std::make_unique<Work>(network, std::move(spec), blocks, how)) {}
Equilibrium::~Equilibrium() = default;

void Equilibrium::solve() {
    work_->solve();
}

Simulation::Impl& Equilibrium::impl() noexcept {
    return work_->impl;
}

double Equilibrium::labour_gap() const noexcept {
    return work_->labour_gap;
}

Equilibrium::CountryChange Equilibrium::country(std::int32_t country, std::int32_t lane) const {
    const Work& w = *work_;
    const std::size_t x = at(country) * w.width + at(lane);
    CountryChange change;
    if (w.how.wages == WageRule::fixed || !(w.spending0[x] > 0.0)) return change;
    change.wage = w.impl.state.wage[x];
    change.income = w.spending[x] / w.spending0[x];
    change.price_index = w.price_index(at(country), at(lane));
    change.welfare = change.income / change.price_index;
    return change;
}

Equilibrium::Work::Work(const Network& network, RunSpec spec, Blocks& blocks, EquilibriumSpec rules)
    : simulation(network, static_run(std::move(spec)), blocks),
      impl(simulation.impl()),
      how(rules),
      width(at(impl.lanes)),
      day(impl.spec.start + std::max(0, impl.spec.steps() - 1) * impl.spec.step_days) {
    for (const Param speed : {Param::tau_p, Param::tau_sw, Param::tau_F, Param::T_con, Param::tau_D, Param::tau_N})
        impl.params.set_speed(speed, 1.0);
    impl.params.set_speed(Param::tau_S, 0.0);  // stocks stand at their covers: nothing is ordered to reach them
    impl.params.set_everywhere(Param::r_dn, 1.0);
    impl.params.set_everywhere(Param::m, 1.0);
    impl.state.capacity.assign(impl.state.capacity.size(), std::numeric_limits<double>::max());
    if (how.mark_up != MarkUpRule::constant) start_mark_ups();
    if (how.wages == WageRule::clearing) start_incomes();
    impl.t = std::max(0, impl.spec.steps() - 1);
    impl.set_demand();
    impl.t = 0;
    impl.policy.enact(0, day, impl.base, impl.params, impl.state);
    for (std::size_t x = 0; x < impl.policy.cap.size(); ++x) {
        const bool open = impl.policy.available[x] > 0.0 && impl.policy.cap[x] > 0.0;
        impl.policy.seen[x] = impl.policy.later[x] = open ? 1.0 : 0.0;
        impl.policy.cap[x] = open ? std::numeric_limits<double>::infinity() : 0.0;
    }
    demand_by_rule = impl.state.demand_factor;
}

void Equilibrium::Work::does(std::string_view name) {
    Step now = impl.step();
    now.day = day;
    const auto phases = impl.phases();
    std::find_if(phases.begin(), phases.end(), [&](const Phase& p) { return p.name == name; })->does(now);
}

double Equilibrium::Work::settle_prices() {
    State& s = impl.state;
    RowArray before;
    Rest rest(how.tolerance);
    double moved = 0.0;
    for (std::int32_t round = 0; round < how.most_rounds; ++round) {
        before = s.ln_list;
        does("cost");
        for (std::size_t u = 0; u < ln_mark_up.size(); ++u) s.ln_list[u] -= ln_mark_up[u];
        does("set prices");
        if (!ln_mark_up.empty()) set_mark_ups();
        does("choose suppliers");
        s.stock_cost = s.purchase_price;
        moved = 0.0;
        for (std::size_t u = 0; u < before.size(); ++u) moved = std::max(moved, std::abs(s.ln_list[u] - before[u]));
        if (rest.reached(moved) && round > 1) break;  // a price reaches shares, and those other prices, a round later
    }
    return moved;
}

double Equilibrium::Work::settle_quantities() {
    const Base& b = impl.base;
    State& s = impl.state;
    RowArray before;
    Rest rest(how.tolerance);
    double moved = 0.0;
    for (std::int32_t round = 0; round < how.most_rounds; ++round) {
        before = s.orders;
        does("plan output");
        does("require inputs");
        for (std::size_t slot = 0; slot < at(b.slots); ++slot) {  // tools are replaced as output stands to the base year's
            if (b.net.slot_kind[slot] != SlotKind::cap) continue;
            const auto buyer = at(b.net.slot_buyer[slot]) * width;
            for (std::size_t l = 0; l < width; ++l)
                if (impl.params.switches(static_cast<int>(l))[Switch::investment])
                    s.requirement[slot * width + l] = s.notional_need[slot * width + l] =
                        b.q0[slot] * (s.expected[buyer + l] / b.x0[at(b.net.slot_buyer[slot])]) / s.productivity[buyer + l];
        }
        does("place orders");
        does("gather orders");
        for (std::size_t c = 0; c < b.cohort_q0.size();
             ++c) {  // and their stock is what wears out as fast as it is replaced
            const double* wear = impl.params.rate(Param::delta) + at(impl.params.slot_row()[at(b.cohort_slot[c])]) * width;
            for (std::size_t l = 0; l < width; ++l) {
                double bought = 0.0;
                for (auto e = at(b.cohort_link_ptr[c]);
                     e < at(b.cohort_link_ptr[c + 1]) && b.link_slot[e] == b.cohort_slot[c]; ++e)
                    bought += s.order[e * width + l];
                s.tool_dev[c * width + l] = (bought - b.cohort_q0[c]) / wear[l];
            }
        }
        moved = 0.0;
        for (std::size_t u = 0; u < before.size(); ++u)
            moved = std::max(moved, std::abs(s.orders[u] - before[u]) / std::max(b.x0[u / width], s.orders[u]));
        if (rest.reached(moved)) break;
    }
    s.output = s.orders;
    return moved;
}

std::string Equilibrium::Work::name_of(std::size_t slot) const {
    const Network& net = impl.base.net;
    return "good " + net.goods[at(net.slot_good[slot])].code + " in " + net.countries[at(impl.base.slot_country[slot])].code;
}

/// Shares of a slot without any open supplier stay where they were, and so do shares that a switch fixes: then somebody goes
/// without, for ever.
void Equilibrium::Work::check_served() const {
    const Base& b = impl.base;
    const State& s = impl.state;
    for (std::size_t slot = 0; slot < at(b.slots); ++slot)
        for (std::size_t l = 0; l < width; ++l) {
            if (b.net.slot_kind[slot] == SlotKind::srv) continue;  // tools that nobody may serve wear on: not seen here
            double served = 0.0;
            for (auto e = at(b.net.slot_link_ptr[slot]); e < at(b.net.slot_link_ptr[slot + 1]); ++e)
                served += s.order[e * width + l];
            if (b.ces[slot] != 0)
                served = composite_of(b, slot,
                                      [&](std::size_t e) { return s.order[e * width + l] * s.composite[e * width + l]; });
            if (served < s.requirement[slot * width + l] * (1.0 - 1e-9))
                throw EquilibriumError(name_of(slot) +
                                       ": some buyer has no supplier left that it may buy from; there is no "
                                       "equilibrium in which it is served");
        }
}

void Equilibrium::Work::solve() {
    constexpr double at_rest = 1e-12;  // a price that still moves by more has no rest
    double prices = 0.0, quantities = 0.0, last_gap = std::numeric_limits<double>::infinity(), kappa = 0.1;
    for (std::int32_t round = 0; round < how.most_rounds; ++round) {
        prices = settle_prices();
        quantities = settle_quantities();
        if (how.wages == WageRule::fixed) break;
        for (int n = 0; n < 20; ++n) {  // incomes of other countries, quantities and this country's income in turn
            spend_incomes();
            quantities = settle_quantities();
        }
        clear_labour(kappa);
        if (labour_gap < 2e-15 || (labour_gap < 1e-13 && labour_gap >= last_gap)) break;
        if (labour_gap > last_gap) kappa *= 0.7;  // demand for labour answers too strongly for steps of this size
        last_gap = labour_gap;
    }
    if (!(prices < at_rest && quantities < at_rest && labour_gap < at_rest))
        throw EquilibriumError("no equilibrium found: after " + std::to_string(how.most_rounds) +
                               " rounds prices still move by " + std::to_string(prices) + ", outputs by " +
                               std::to_string(quantities) + ", demand for labour is off by " + std::to_string(labour_gap));
    check_served();
}

}  // namespace sunder
