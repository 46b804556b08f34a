// SPDX-License-Identifier: Apache-2.0
// Decisions that change rules, what rules did in a step, and the rents of capped flows.
#include "models/policy/policy.hpp"
#include "sim/core/policy.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

void Policy::set_factor(int lane, std::int32_t measure, double factor) {
    for (CompiledRule& rule : lane_[static_cast<std::size_t>(lane)].rules)
        if (rule.measure == measure) rule.factor = factor;
}

void Policy::take(int lane, std::int32_t measure, Day announce, Day effective) {
    for (CompiledRule& rule : lane_[static_cast<std::size_t>(lane)].rules)
        if (rule.measure == measure && rule.rule->on_call) {
            rule.announce = announce;
            rule.effective = effective;
        }
}

void Policy::postpone(int lane, std::int32_t measure, Day until) {
    for (CompiledRule& rule : lane_[static_cast<std::size_t>(lane)].rules)
        if (rule.measure == measure && !rule.rule->on_call && rule.announce < until) {
            rule.effective += until - rule.announce;
            rule.announce = until;
        }
}

std::vector<Policy::Use> Policy::use_of_rules(int lane, const State& state) const {
    std::vector<Use> use(measures_);
    const auto width = at(lanes_), l = static_cast<std::size_t>(lane);
    for (const CompiledRule& rule : lane_[l].rules) {
        Use& u = use[at(rule.measure)];
        u.in_force = rule.days_share;
        if (!(rule.days_share > 0.0)) continue;
        for (const LinkEffect& effect : rule.effects) {
            const double days = effect.after == 0 ? rule.days_share : rule.days_after;
            if (!(effect.covered > 0.0 && days > 0.0)) continue;
            u.licensed += effect.covered * rule.factor * state.shipped[at(effect.link) * width + l];
            const std::size_t r = at(effect.record) * width + l;
            if (caps_volume(rule.rule->action)) u.denied += wanted[r] - allowed[r];
        }
        if (rule.rule->action != Action::service_ban) continue;
        for (const SlotEffect& effect : rule.slots)
            u.denied += (effect.after == 0 ? rule.days_share : rule.days_after) * effect.persons *
                        std::min(1.0, effect.covered * rule.factor) * state.need[at(effect.slot) * width + l];
    }
    return use;
}

void Policy::book_rents(const Base& base, State& state) const {
    const auto width = at(lanes_);
    for (std::size_t l = 0; l < lane_.size(); ++l) {
        for (std::size_t c = 0; c < base.net.countries.size(); ++c)
            state.rent[c * width + l] = state.rent_given[c * width + l] = 0.0;
        for (const std::int32_t r : lane_[l].rented) {
            const std::size_t x = at(r) * width + l, e = at(link_of_record_[at(r)]);
            const std::int32_t seller = base.net.link_supplier[e];
            // Contracts lag behind list prices: where no cap binds, what they fetch above them is no rent of the measure.
            if (!(allowed[x] < wanted[x] || premium[x] > 0.0)) continue;
            const double rent =
                rent_share_[x] * models::quota_rent(state.arrived[e * width + l], state.contract[e * width + l],
                                                    state.list[at(seller) * width + l]);
            state.rent_given[at(base.net.unit_hq(seller)) * width + l] += rent;
            state.rent[at(rent_to_[x]) * width + l] += rent;
        }
    }
}

}  // namespace sunder
