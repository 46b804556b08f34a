// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace sunder::models {

/// Price over marginal cost with n equal Cournot firms facing demand elasticity eps: p/c = n eps / (n eps - 1).
/// Atkeson & Burstein 2008 in the limit sig -> infinity. Needs n eps > 1.
[[nodiscard]] inline double cournot_price(double firms, double eps) noexcept {
    return firms * eps / (firms * eps - 1.0);
}

/// Profitability that investment reacts to: margin over variable cost, relative to the base year and to the user cost of
/// capital.
///
///     pr = max(0.05, ((p - vcost) / (1 - vcost0)) / uc)                       [ratio]
///
/// A plant without margin (mu = 0, no tools, no research) has no relative change of it: margins below 1 % of the price count
/// their change against 1 %.
[[nodiscard]] inline double profitability(double price, double variable_cost, double variable_cost0,
                                          double user_cost) noexcept {
    constexpr double least = 0.01;
    const double margin = price - variable_cost, margin0 = 1.0 - variable_cost0;
    const double ratio = margin0 > least ? margin / margin0 : 1.0 + (margin - margin0) / least;
    return std::max(0.05, ratio / user_cost);
}

}  // namespace sunder::models
