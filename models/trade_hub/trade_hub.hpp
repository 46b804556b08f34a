// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// What a smuggler can gain: price at the target over the price at the source, unmet demand as a shadow price.
///
///     gap = ln Pc - ln p + eta min(3, max(0, ln(Q / O)))                      [log points]
///
///     Pc   mean landed price of the buyer, index      Q  purchase requirement         [M$/step]
///     p    list price of the denied seller, index     O  orders that could be placed  [M$/step]
///     eta  response of the price to scarcity
[[nodiscard]] inline double leak_gap(double price_target, double ln_list, double eta, double required,
                                     double ordered) noexcept {
    double unmet = 0.0;
    if (required > ordered) unmet = ordered > 0.0 ? std::min(3.0, log_exact(required / ordered)) : 3.0;
    return log_exact(price_target) - ln_list + eta * unmet;
}

/// Share of a denied flow that would leak through a hub in the long run (choice).
///
///     l* = l_max / (1 + exp(-(gap - f_k - e_h) / 0.15))                       [share]
///
///     f_k  cost of smuggling      e_h  enforcement in the hub, with that of the rules in force          [log points]
[[nodiscard]] inline double leak_goal(double l_max, double gap, double smuggling_cost, double enforcement) noexcept {
    if (!(l_max > 0.0)) return 0.0;
    return l_max / (1.0 + exp_exact(-(gap - smuggling_cost - enforcement) / 0.15));
}

/// What leaked goods add to the price of a link, above the premium that its seller's zone has anyway.
///
///     ln(1 - part + part max(1, markup exp(-zone)))                           [log points]
///
///     part    leaked part of what the link may carry, 1 on a closed one
///     markup  price of leaked goods over the list price      zone  zone premium of the link, log points
///
/// Leaked goods cost `markup` times the list price, but not less than legal ones in that zone.
[[nodiscard]] inline double leak_premium(double part, double markup, double zone) noexcept {
    if (!(part > 0.0)) return 0.0;
    return log_exact(1.0 - part + part * std::max(1.0, markup * exp_exact(-zone)));
}

}  // namespace sunder::models
