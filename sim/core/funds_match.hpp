// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"

namespace sunder {

/// Acts on plants: subsidy, tax credit, capital screen, preference.
[[nodiscard]] constexpr bool acts_on_plants(Action action) noexcept {
    return action == Action::subsidy || action == Action::tax_credit || action == Action::capital_screen ||
           action == Action::preference;
}

/// Share of a plant that a rule on plants is aimed at, 0..1: the item coverage of the good it makes when every predicate
/// holds, else 0. `coverage`, `compliance`, `probability` and dates are not in it.
///
///   items                 good of the plant; an empty list covers every good
///   destination           country of the plant. Empty: for subsidy and tax credit the issuer's; for preference the issuer's
///                         unless entities or buyer_hq say whose; for capital screens any
///   entities, buyer_hq    group and HQ of the plant
///   exempt_*              groups and countries out of reach as long as `exemptions_hold` (until exempt_until)
[[nodiscard]] double covers_plant(const Rule& rule, const Network& network, std::int32_t unit,
                                  bool exemptions_hold = true) noexcept;

/// The same for a group that may get research money: it makes one of the items somewhere, and its HQ is at `destination`
/// (empty: the issuer). 1 or 0.
[[nodiscard]] double covers_laboratory(const Rule& rule, const Network& network, std::int32_t group) noexcept;

/// Pairs of a rule between countries: issuer and destination (cooperation), destination or else issuer and members
/// (partnership).
struct CountryPairs {
    std::vector<std::int32_t> from, to;
};
[[nodiscard]] CountryPairs country_pairs(const Rule& rule);

/// Part of a budget that tranches have made available by a day: the latest point, 0 before the first; 1 without tranches.
[[nodiscard]] double tranche_share(const Funding& funding, Day day) noexcept;

}  // namespace sunder
