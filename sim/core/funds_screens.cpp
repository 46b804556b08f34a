// SPDX-License-Identifier: Apache-2.0
// Measures without a budget: capital screens, cooperation, partnership, preference; and the user cost of capital.
#include <algorithm>

#include "models/capital/capital.hpp"
#include "models/math/elementary.hpp"
#include "sim/core/funds.hpp"
#include "sim/core/funds_match.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// A factor that acts with a weight: 1 when either is neutral.
double weighted(double weight, double factor) {
    return 1.0 + weight * (factor - 1.0);
}

}  // namespace

/// Capital for the covered plants is dearer and slower, or, opened, cheaper and faster; inbound and outbound alike: who may
/// not invest is the issuer's business, whose plants lack the capital is the model's.
void Funds::screen(const FundRule& compiled, std::int32_t lane, Step& k) {
    const Rule& rule = *compiled.rule;
    if (rule.action != Action::capital_screen) return;
    const double acting = k.policy.acting(lane, compiled.place);
    if (!(acting > 0.0)) return;
    for (const FundPlant& plant : compiled.plants) {
        if (k.day < plant.after) continue;
        premium_[at(plant.unit)] += acting * plant.share * rule.capital_premium;
        k.state.invest_speed[at(plant.unit) * at(lanes_) + at(lane)] *= weighted(acting * plant.share, rule.invest_speed);
    }
}

/// Cooperation: joint research of two countries, both ways; several measures multiply. On some goods only, it
/// counts as their part of research. Partnership: time to qualify each
/// other's suppliers, both ways.
void Funds::link_countries(const FundRule& compiled, std::int32_t lane, Step& k) {
    const Rule& rule = *compiled.rule;
    const bool science = rule.action == Action::cooperation;
    if (!science && rule.action != Action::partnership) return;
    const double weight = k.policy.acting(lane, compiled.place) * compiled.science_share * std::min(1.0, rule.reach());
    if (!(weight > 0.0)) return;
    const double factor = weighted(weight, science ? line_value(rule.path, k.day, 1.0) : rule.qualify_factor);
    RowArray& array = science ? k.state.joint : qualify_;
    for (const std::int32_t a : compiled.from)
        for (const std::int32_t b : compiled.to) {
            if (a == b) continue;
            array[pair(a, b) + at(lane)] *= factor;
            // A pair named in both orders counts once.
            const bool mirrored = std::find(compiled.from.begin(), compiled.from.end(), b) != compiled.from.end() &&
                                  std::find(compiled.to.begin(), compiled.to.end(), a) != compiled.to.end();
            if (!mirrored) array[pair(b, a) + at(lane)] *= factor;
        }
}

void Funds::prefer(const FundRule& compiled, std::int32_t lane, Step& k) {
    const Rule& rule = *compiled.rule;
    if (rule.action != Action::preference) return;
    const double acting = k.policy.acting(lane, compiled.place);
    if (!(acting > 0.0)) return;
    const double quality = line_value(rule.path, k.day, 1.0);
    for (const FundPlant& plant : compiled.plants)
        if (k.day >= plant.after)
            preference_[at(plant.unit) * at(lanes_) + at(lane)] +=
                models::log_exact(weighted(acting * plant.share, quality));
}

void Funds::set_user_cost(std::int32_t lane, Step& k) {
    for (const CapitalSite& site : lane_[at(lane)].sites) {
        const std::size_t i = at(site.unit);
        k.state.capital_factor[i * at(lanes_) + at(lane)] =
            models::capital_factor(granted_[i], credited_[i], premium_[i], site.r_c, site.delta);
    }
}

}  // namespace sunder
