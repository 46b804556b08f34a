// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cost/cost_tables.hpp"

namespace sunder {

/// A triangular law.
struct Triangle {
    double least = 0.0, mode = 0.0, most = 0.0;
    [[nodiscard]] bool spread() const noexcept { return most > least; }
};

/// The triangle with its peak at mid whose 5 and 95 % quantiles are low and high. With p the probability below the peak and
/// w the width:
///
///     mid - low = w (p - sqrt(.05 p)),   high - mid = w (1 - p - sqrt(.05 (1 - p)))
///
/// p is found by bisection of their ratio, which rises from 0 at p = .05 (low = mid) to infinity at p = .95 (high = mid).
[[nodiscard]] Triangle triangle_by_quantiles(const LowMidHigh& value) noexcept;

/// The triangle with its ends at low and high.
[[nodiscard]] Triangle triangle_by_ends(const LowMidHigh& value) noexcept;

}  // namespace sunder
