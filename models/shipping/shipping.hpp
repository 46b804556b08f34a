// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace sunder::models {

/// Share of every claim on a seller that it can serve (proportional rationing).
///
///     f = min(1, available / claims)                                          [share]; 1 without claims
[[nodiscard]] inline double serve_share(double available, double claims) noexcept {
    return claims > available ? std::max(0.0, available / claims) : 1.0;
}

/// Unfilled orders after one step: B' = (1 - lam)(O + B - Z)                   [M$]; lam = 1: lost at once.
[[nodiscard]] inline double backlog_step(double order, double backlog, double shipped, double lam) noexcept {
    return (1.0 - lam) * std::max(0.0, order + backlog - shipped);
}

/// Mean cost of stock after arrivals: Pbar' = (S Pbar + value) / (S + arrivals)                    [index]
///
/// Of less than `least` the price is not asked for more: Pbar' = Pbar + (value - arrivals Pbar) / least. Stocks are kept as
/// deviations from the base year; of one that is all but empty the quotient would be one of round-off by round-off.
[[nodiscard]] inline double stock_cost(double pbar, double stock, double arrivals, double value, double least) noexcept {
    const double held = stock + arrivals;
    return held > least ? (stock * pbar + value) / held : pbar + (value - arrivals * pbar) / least;
}

}  // namespace sunder::models
