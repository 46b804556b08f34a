// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_expected.hpp"

#include "models/ordering/ordering.hpp"
#include "models/policy/policy.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// What a rule takes of a link once it is in force, as buyers see it, 0..1.
double loss_of(const CompiledRule& compiled, const LinkEffect& effect) {
    return std::min(1.0, effect.covered * compiled.factor * (1.0 - compiled.rule->expected_share));
}

/// What rules take that limit volumes and that nobody has announced, by the issuers whose acts are feared. Effects that do
/// not count are left out; `fear_years(link)`: the horizon of its user.
template <class Counts, class Horizon>
void fear_issuers(const LaneWork& work, Expected& expected, Counts&& counts, Horizon&& fear_years) {
    for (std::size_t issuer = 0; issuer < work.rules.hazard.size(); ++issuer) {
        const double hazard = work.rules.hazard[issuer];
        if (!(hazard > 0.0)) continue;
        for (const CompiledRule& compiled : work.rules.rules) {
            const Rule& rule = *compiled.rule;
            if (rule.issuer != static_cast<std::int32_t>(issuer) || !caps_volume(rule.action) ||
                compiled.is_announced(work.day) || work.day >= rule.expires)
                continue;
            for (const LinkEffect& effect : compiled.effects)
                if (counts(compiled, effect)) expected.fear(effect, loss_of(compiled, effect));
        }
        expected.believe([&](std::size_t link) { return models::hazard_belief(hazard, fear_years(link)); });
    }
}

}  // namespace

void Expected::open(std::span<const std::int32_t> links) {
    links_ = links;
    rows_.assign(links.size(), {});
    touched_.clear();
}

Expected::Row& Expected::row(std::int32_t record) {
    Row& it = rows_[at(record)];
    if (!it.touched) touched_.push_back(record);
    it.touched = true;
    return it;
}

void Expected::fear(const LinkEffect& effect, double lost) {
    take(row(effect.record).feared, effect, lost);
    feared_.push_back(effect.record);
}

void front_run(const LaneWork& work, const ParamTable& params, std::span<const std::int32_t> links, Expected& expected,
               std::vector<std::int32_t>& waiting) {
    const Base& b = work.base;
    const auto& rules = work.rules.rules;
    const auto ahead = [&](const CompiledRule& compiled, const LinkEffect& effect) {
        return work.day < compiled.from(effect);
    };
    const bool any = std::any_of(rules.begin(), rules.end(), [&](const CompiledRule& compiled) {
        const Rule& rule = *compiled.rule;
        const bool feared = rule.issuer >= 0 && work.rules.hazard[at(rule.issuer)] > 0.0;
        return caps_volume(rule.action) && work.day < compiled.from_after() && work.day < rule.expires &&
               (feared || compiled.is_announced(work.day));
    });
    if (!any) return;
    const auto param = [&](Param key, std::size_t slot) { return params.of(key)[work.at(params.slot_row()[slot])]; };
    const auto stocks = [&](std::size_t slot) {  // final users hold no stock
        return b.net.slot_kind[slot] != SlotKind::fin && param(Param::H, slot) > 0.0;
    };
    expected.open(links);
    for (const CompiledRule& compiled : rules) {
        const Rule& rule = *compiled.rule;
        if (!caps_volume(rule.action) || !compiled.is_announced(work.day)) continue;
        for (const LinkEffect& effect : compiled.effects) {
            const auto slot = at(b.link_slot[at(effect.link)]), user = at(b.slot_country[slot]);
            if (!ahead(compiled, effect) || !stocks(slot)) continue;
            const Day from = compiled.from(effect);
            const double gain =
                rule.issuer < 0 ? 0.0 : work.rules.member_gain[at(rule.issuer) * b.net.countries.size() + user];
            const double lost = compiled.belief(work.day, from, gain) * loss_of(compiled, effect);
            if (!(lost > 0.0)) continue;
            expected.announce(effect, lost);
            double& rate = work.state.anticipation[work.at(static_cast<std::int32_t>(slot))];
            rate = std::max(rate, models::anticipation_rate(b.dt_weeks, param(Param::tau_S, slot), (from - work.day) / 7.0));
        }
    }
    fear_issuers(work, expected, ahead, [&](std::size_t link) { return param(Param::fear_years, at(b.link_slot[link])); });
    for (const std::int32_t record : expected.records()) {
        const std::size_t link = expected.link(record), slot = at(b.link_slot[link]);
        if (!stocks(slot)) continue;
        const double extra =
            models::anticipated_cover(b.z0[link] * expected.lost(record) / b.q0[slot], param(Param::H, slot) / b.dt_weeks);
        if (!(extra > 0.0)) continue;
        work.state.anticipated[work.at(b.link_slot[link])] += extra;
        waiting.push_back(b.link_slot[link]);
    }
}

void expect_in_zones(const LaneWork& work, const ParamTable& params, std::span<const std::int32_t> links,
                     Expected& expected) {
    const Base& b = work.base;
    if (work.rules.zones.empty()) return;
    expected.open(links);
    for (const CompiledRule& compiled : work.rules.rules)
        if (caps_volume(compiled.rule->action) && compiled.is_announced(work.day))
            for (const LinkEffect& effect : compiled.effects)
                expected.announce(effect, compiled.belief(work.day, compiled.effective, 0.0) * loss_of(compiled, effect));
    fear_issuers(
        work, expected, [](const CompiledRule&, const LinkEffect&) { return true; },
        [&](std::size_t link) {
            const std::int32_t good = b.net.unit_good[at(b.net.link_supplier[link])];
            return params.of_good(Param::fear_years, good, static_cast<std::int32_t>(work.lane));
        });
    for (OutsideZone& zone : work.rules.zones) {
        double lost = 0.0;
        for (const std::int32_t record : zone.records) lost += b.z0[expected.link(record)] * expected.lost(record);
        zone.expected_loss = lost / zone.total_z0;
    }
}

}  // namespace sunder
