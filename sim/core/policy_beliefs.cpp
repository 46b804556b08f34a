// SPDX-License-Identifier: Apache-2.0
// What buyers and investors believe of the rules to come (model.md 6.5, 6.6).
#include <algorithm>

#include "models/ordering/ordering.hpp"
#include "models/policy/policy.hpp"
#include "sim/core/policy.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

/// What investors expect of each link two years ahead.
void Policy::set_later(std::size_t l, Day day, const Base& base) {
    const auto width = at(lanes_), countries = base.net.countries.size();
    const PolicyLane& lane = lane_[l];
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) later[r * width + l] = 1.0;
    chilled_.assign(link_of_record_.size(), 1.0);
    for (const CompiledRule& compiled : lane.rules) {
        const Rule& rule = *compiled.rule;
        if (!compiled.is_announced(day) || !caps_volume(rule.action)) continue;
        const Day then = day + investors_look_ahead;
        if (then >= rule.expires) continue;
        for (const LinkEffect& effect : compiled.effects) {
            const Day from = compiled.from(effect);
            if (from > then) continue;
            const auto user = at(base.slot_country[at(base.link_slot[at(effect.link)])]);
            const double gain = rule.issuer < 0 ? 0.0 : lane.member_gain[at(rule.issuer) * countries + user];
            const double left = models::expected_availability(rule.permanence, compiled.belief(day, from, gain),
                                                              effect.covered * compiled.factor, compiled.licensed_later);
            if (effect.chilled)
                chilled_[at(effect.record)] = std::min(chilled_[at(effect.record)], left);
            else
                later[at(effect.record) * width + l] *= left;
        }
    }
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) later[r * width + l] *= chilled_[r];
}

/// What the fear of sanctions takes from the weight of the sanctioning country's goods, from the announcement on.
void Policy::set_risk(std::size_t l, Day day, const Base& base, const ParamTable& params) {
    const auto width = at(lanes_);
    for (const SanctionFear& fear : lane_[l].fears) {
        double lasting = 0.0;
        for (const std::size_t n : fear.rules) {
            const CompiledRule& rule = lane_[l].rules[n];
            if (rule.is_announced(day) && rule.factor > 0.0)
                lasting = std::max(lasting, rule.rule->permanence * rule.rule->probability);
        }
        for (const std::int32_t r : fear.records) {
            const auto slot = at(base.link_slot[at(link_of_record_[at(r)])]);
            const std::size_t row = at(params.slot_row()[slot]) * width + l;
            risk[at(r) * width + l] =
                models::sanction_risk(params.of(Param::sig)[row], params.of(Param::rho_risk)[row], lasting);
        }
    }
}

}  // namespace sunder
