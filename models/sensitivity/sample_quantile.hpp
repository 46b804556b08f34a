// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace sunder::models {

/// Quantile of a sample, linear between its neighbours in order.
///
///     x_(k) + (h - k) (x_(k+1) - x_(k)),   h = (n - 1) p,   k = floor(h)       [unit of the sample]
///
///     p   probability, 0 to 1
///     n   size of the sample
///
/// `sorted` rises; without members it is not a number. Source: Hyndman and Fan 1996, The American Statistician 50, type 7.
[[nodiscard]] inline double sample_quantile(std::span<const double> sorted, double probability) noexcept {
    if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double place = static_cast<double>(sorted.size() - 1) * probability;
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

}  // namespace sunder::models
