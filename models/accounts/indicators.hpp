// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>
#include <span>

namespace sunder::models {

/// Concentration of a good over countries: HHI = sum of squared shares, 1/n to 1; 0 where nothing is made.
[[nodiscard]] inline double herfindahl(std::span<const double> amounts) noexcept {
    double sum = 0.0, squares = 0.0;
    for (const double x : amounts) {
        sum += x;
        squares += x * x;
    }
    return sum > 0.0 ? squares / (sum * sum) : 0.0;
}

/// Largest single share; above 0.65 a good counts as a single point (BCG/SIA 2021).
[[nodiscard]] inline double largest_share(std::span<const double> amounts) noexcept {
    double sum = 0.0, most = 0.0;
    for (const double x : amounts) {
        sum += x;
        most = std::max(most, x);
    }
    return sum > 0.0 ? most / sum : 0.0;
}

/// What a sender loses for each dollar that the target loses; not a number where the target loses nothing.
[[nodiscard]] inline double self_harm_ratio(double sender_loss, double target_loss) noexcept {
    return target_loss > 0.0 ? sender_loss / target_loss : std::numeric_limits<double>::quiet_NaN();
}

/// What an ally adds to the target's loss: with it less without it.
[[nodiscard]] inline double value_of_ally(double target_loss_with, double target_loss_without) noexcept {
    return target_loss_with - target_loss_without;
}

/// Smallest tolerance at which an ally stays: it leaves when its loss index passes the tolerance in two reviews running.
///
///     th = max over reviews of min(l_n, l_n+1)                                          [share]
[[nodiscard]] inline double break_even_tolerance(std::span<const double> loss_at_reviews) noexcept {
    double tolerance = 0.0;
    for (std::size_t n = 1; n < loss_at_reviews.size(); ++n)
        tolerance = std::max(tolerance, std::min(loss_at_reviews[n - 1], loss_at_reviews[n]));
    return tolerance;
}

}  // namespace sunder::models
