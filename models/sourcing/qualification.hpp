// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Whether the price gain pays for the qualification of a supplier (fixed cost per origin: Antras, Fort & Tintelnot 2017).
///
///     (Pc - P_new) payback > F_q
///
///     Pc       mean landed price of the slot, index       payback  years after which the gain must have paid      [years]
///     P_new    landed price of the candidate, index       F_q      cost, in years of the slot's purchases         [years]
[[nodiscard]] inline bool pays_to_qualify(double price, double price_new, double payback_years, double cost_years) noexcept {
    return (price - price_new) * payback_years > cost_years;
}

/// Factor on the weight of a supplier that lets it reach the share q_gain of the slot when all prices are equal.
///
///     a = (q_gain / (1 - q_gain)) / (s0 / (1 - s0)),   never below 1           [ratio]
///
/// Nobody takes all of a slot that others still serve: q_gain above 0.999 counts as that.
[[nodiscard]] inline double qualified_weight(double base_share, double q_gain) noexcept {
    const double rest = std::max(1e-3, 1.0 - q_gain);
    return base_share < q_gain ? std::max(1.0, q_gain * (1.0 - base_share) / (base_share * rest)) : 1.0;
}

/// What a qualification that has come to the share `r` of its way adds to the log weight: ln(1 + r (a - 1)).
[[nodiscard]] inline double qualified_attraction(double r, double weight) noexcept {
    return r > 0.0 ? log_exact(1.0 + r * (weight - 1.0)) : 0.0;
}

}  // namespace sunder::models
