// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/triangle.hpp"

#include <cmath>

namespace sunder {
namespace {

constexpr double tail = 0.05;
constexpr int halvings = 60;  // beyond the digits of a double

/// Distance of a quantile from the peak, in widths, with probability p on its side.
double reach(double p) noexcept {
    return p - std::sqrt(tail * p);
}

}  // namespace

Triangle triangle_by_quantiles(const LowMidHigh& value) noexcept {
    const double span = value.high - value.low;
    if (!(span > 0.0)) return {value.mid, value.mid, value.mid};
    const double left = (value.mid - value.low) / span;
    double below = tail, above = 1.0 - tail;
    for (int i = 0; i < halvings; ++i) {
        const double p = 0.5 * (below + above);
        (reach(p) < left * (reach(p) + reach(1.0 - p)) ? below : above) = p;
    }
    const double p = 0.5 * (below + above);
    const double width = span / (reach(p) + reach(1.0 - p));
    return {value.mid - p * width, value.mid, value.mid + (1.0 - p) * width};
}

Triangle triangle_by_ends(const LowMidHigh& value) noexcept {
    return {value.low, value.mid, value.high};
}

}  // namespace sunder
