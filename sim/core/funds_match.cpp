// SPDX-License-Identifier: Apache-2.0
#include "sim/core/funds_match.hpp"

#include <algorithm>

namespace sunder {
namespace {

using CountryIds = std::vector<std::int32_t>;

bool holds(const CountryIds& ids, std::int32_t id) noexcept {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}
bool open_or_holds(const CountryIds& ids, std::int32_t id) noexcept {
    return ids.empty() || holds(ids, id);
}

/// Without a destination: plants of the issuer, or of any country, by action.
bool place_fits(const Rule& rule, std::int32_t country) noexcept {
    if (!rule.destination.empty()) return holds(rule.destination, country);
    const bool firms_named = !rule.entities.empty() || !rule.buyer_hq.empty();
    const bool anywhere = rule.action == Action::capital_screen || (rule.action == Action::preference && firms_named);
    return anywhere || country == rule.issuer;
}

}  // namespace

double covers_plant(const Rule& rule, const Network& network, std::int32_t unit, bool exemptions_hold) noexcept {
    const auto i = static_cast<std::size_t>(unit);
    const std::int32_t country = network.unit_country[i], group = network.unit_group[i];
    const bool exempt = exemptions_hold && (holds(rule.exempt_destinations, country) || holds(rule.exempt_groups, group));
    const bool reached = !exempt && place_fits(rule, country) && open_or_holds(rule.entities, group) &&
                         open_or_holds(rule.buyer_hq, network.unit_hq(unit));
    return reached ? rule.share_of(network.unit_good[i]) : 0.0;
}

double covers_laboratory(const Rule& rule, const Network& network, std::int32_t group) noexcept {
    const std::int32_t hq = network.groups[static_cast<std::size_t>(group)].hq;
    const bool home = rule.destination.empty() ? hq == rule.issuer : holds(rule.destination, hq);
    if (!home || !open_or_holds(rule.entities, group) || !open_or_holds(rule.buyer_hq, hq) ||
        holds(rule.exempt_groups, group))
        return 0.0;
    if (rule.items.empty()) return 1.0;
    for (std::int32_t i = 0; i < network.units(); ++i)
        if (network.unit_group[static_cast<std::size_t>(i)] == group &&
            rule.share_of(network.unit_good[static_cast<std::size_t>(i)]) > 0.0)
            return 1.0;
    return 0.0;
}

CountryPairs country_pairs(const Rule& rule) {
    const CountryIds issuer = rule.issuer < 0 ? CountryIds{} : CountryIds{rule.issuer};
    if (rule.action == Action::cooperation) return {issuer, rule.destination};
    return {rule.destination.empty() ? issuer : rule.destination, rule.members};
}

double tranche_share(const Funding& funding, Day day) noexcept {
    if (funding.tranches.empty()) return 1.0;
    double share = 0.0;
    for (const auto& [from, value] : funding.tranches)
        if (day >= from) share = value;
    return share;
}

}  // namespace sunder
