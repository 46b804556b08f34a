// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_lane.hpp"

#include <algorithm>

#include "models/ordering/ordering.hpp"
#include "models/policy/policy.hpp"

namespace sunder {
namespace {

/// Extra cover, steps, that a stockpile asks for where it covers all of a slot.
double extra_cover(const CompiledRule& rule, Day day, double dt_weeks) {
    return rule.days_share > 0.0 ? rule.days_share * line_value(rule.rule->path, day, 0.0) / dt_weeks * rule.factor : 0.0;
}

template <class Visit>
void for_action(const PolicyLane& lane, Action action, Visit&& visit) {
    for (const CompiledRule& rule : lane.rules)
        if (rule.rule->action == action) visit(rule);
}

}  // namespace

void set_permits(const LaneWork& work) {
    for_action(work.rules, Action::service_ban, [&](const CompiledRule& rule) {
        for (const SlotEffect& effect : rule.slots) work.state.permit[work.at(effect.slot)] = 1.0;
    });
    for_action(work.rules, Action::service_ban, [&](const CompiledRule& rule) {
        for (const SlotEffect& effect : rule.slots)
            work.state.permit[work.at(effect.slot)] *=
                models::service_permit(effect.after == 0 ? rule.days_share : rule.days_after, effect.persons,
                                       std::min(1.0, effect.covered * rule.factor));
    });
}

void set_demand(const LaneWork& work) {
    for_action(work.rules, Action::demand, [&](const CompiledRule& rule) {
        for (const std::int32_t f : rule.agents) work.state.demand_factor[work.at(f)] = 1.0;
    });
    for_action(work.rules, Action::demand, [&](const CompiledRule& rule) {
        const double change = rule.days_share * rule.weight() * (line_value(rule.rule->path, work.day, 1.0) - 1.0);
        for (const std::int32_t f : rule.agents) work.state.demand_factor[work.at(f)] *= std::max(0.0, 1.0 + change);
    });
}

void stock_up(const LaneWork& work, std::vector<std::int32_t>& waiting) {
    for_action(work.rules, Action::stockpile, [&](const CompiledRule& rule) {
        const double extra = extra_cover(rule, work.day, work.base.dt_weeks);
        if (!(extra > 0.0)) return;
        for (const SlotEffect& effect : rule.slots) {
            work.state.anticipated[work.at(effect.slot)] += extra * effect.covered;
            waiting.push_back(effect.slot);
        }
    });
}

void set_alerts(const LaneWork& work, bool on) {
    const auto bodies = std::count_if(work.rules.rules.begin(), work.rules.rules.end(),
                                      [](const CompiledRule& rule) { return rule.rule->action == Action::early_warning; });
    if (bodies == 0 || !on) return;
    const auto countries = work.base.net.countries.size();
    std::fill(work.rules.member_gain.begin(), work.rules.member_gain.end(), 0.0);
    for (std::size_t c = 0; c < countries; ++c) work.state.alert_weeks[work.at(static_cast<std::int32_t>(c))] = 0.0;
    const bool watched = std::any_of(work.rules.rules.begin(), work.rules.rules.end(), [&](const CompiledRule& rule) {
        return caps_volume(rule.rule->action) && rule.is_announced(work.day) && rule.weight() > 0.0;
    });
    for_action(work.rules, Action::early_warning, [&](const CompiledRule& rule) {
        const double weight = rule.days_share * rule.weight();
        for (const std::int32_t c : rule.rule->members) {
            if (watched) work.state.alert_weeks[work.at(c)] += weight * rule.rule->see_gain_weeks;
            for (const std::int32_t user : rule.rule->members)
                if (user != c)
                    work.rules.member_gain[static_cast<std::size_t>(c) * countries + static_cast<std::size_t>(user)] +=
                        weight * rule.rule->belief_gain;
        }
    });
}

void set_hazards(const LaneWork& work, bool on) {
    std::fill(work.rules.hazard.begin(), work.rules.hazard.end(), 0.0);
    if (!on) return;
    for_action(work.rules, Action::expectation, [&](const CompiledRule& rule) {
        if (rule.rule->issuer >= 0 && rule.is_announced(work.day))
            work.rules.hazard[static_cast<std::size_t>(rule.rule->issuer)] += rule.weight() * rule.rule->hazard_per_year;
    });
}

void add_reserve_stock(const PolicyLane& rules, std::size_t lane, Day day, const Base& base, const State& state,
                       std::span<double> cells) {
    for_action(rules, Action::stockpile, [&](const CompiledRule& rule) {
        const double extra = extra_cover(rule, day, base.dt_weeks);
        for (const SlotEffect& effect : rule.slots) {
            const auto slot = static_cast<std::size_t>(effect.slot);
            cells[static_cast<std::size_t>(base.slot_country[slot]) * base.net.goods.size() +
                  static_cast<std::size_t>(base.net.slot_good[slot])] +=
                extra * effect.covered * state.use[slot * static_cast<std::size_t>(base.lanes) + lane];
        }
    });
}

}  // namespace sunder
