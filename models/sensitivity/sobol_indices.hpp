// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

namespace sunder::models {

/// Results of a model at the points of Saltelli's scheme: base points A and B, and A with one input taken from B. Rows where
/// one of them is no number (a run that failed) are left out.
struct SaltelliSample {
    std::span<const double> a, b, mixed;

    [[nodiscard]] bool complete(std::size_t row) const noexcept {
        return std::isfinite(a[row]) && std::isfinite(b[row]) && std::isfinite(mixed[row]);
    }
};

/// Mean and variance of a sample over the rows named, A and B together.
struct SaltelliSpread {
    double mean = 0.0, variance = 0.0;
    std::size_t rows = 0;
};

[[nodiscard]] inline SaltelliSpread saltelli_spread(const SaltelliSample& x, std::span<const std::int32_t> rows) noexcept {
    SaltelliSpread spread;
    double sum = 0.0, squares = 0.0;
    for (const std::int32_t r : rows) {
        const auto n = static_cast<std::size_t>(r);
        if (!x.complete(n)) continue;
        sum += x.a[n] + x.b[n];
        ++spread.rows;
    }
    spread.mean = sum / (2.0 * static_cast<double>(spread.rows));
    for (const std::int32_t r : rows) {
        const auto n = static_cast<std::size_t>(r);
        if (!x.complete(n)) continue;
        squares += (x.a[n] - spread.mean) * (x.a[n] - spread.mean) + (x.b[n] - spread.mean) * (x.b[n] - spread.mean);
    }
    spread.variance = squares / (2.0 * static_cast<double>(spread.rows));
    return spread;
}

/// Part of the variance that one input explains alone.
///
///     S = mean over rows of (f_B - m) (f_M - f_A) / V                          [1]
///
///     f_A, f_B, f_M   results at A, at B, at A with this input of B            [unit of the result]
///     m, V            mean and variance of f_A and f_B together
///
/// `rows` may repeat (bootstrap). Not a number without rows or variance. Source: Saltelli et al. 2010, Computer Physics
/// Communications 181, table 2, estimator (b); taking m off loses no digits and lowers the error.
[[nodiscard]] inline double sobol_first_order(const SaltelliSample& x, std::span<const std::int32_t> rows) noexcept {
    const SaltelliSpread spread = saltelli_spread(x, rows);
    if (spread.rows == 0 || !(spread.variance > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0.0;
    for (const std::int32_t r : rows) {
        const auto n = static_cast<std::size_t>(r);
        if (x.complete(n)) sum += (x.b[n] - spread.mean) * (x.mixed[n] - x.a[n]);
    }
    return sum / static_cast<double>(spread.rows) / spread.variance;
}

/// Part of the variance that goes when every other input is known: what one input does alone and with others.
///
///     T = mean over rows of (f_A - f_M)^2 / (2 V)                              [1]
///
/// Symbols and edge cases as above. Source: Jansen 1999, Computer Physics Communications 117; Saltelli et al. 2010, table 2,
/// estimator (f).
[[nodiscard]] inline double sobol_total_order(const SaltelliSample& x, std::span<const std::int32_t> rows) noexcept {
    const SaltelliSpread spread = saltelli_spread(x, rows);
    if (spread.rows == 0 || !(spread.variance > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0.0;
    for (const std::int32_t r : rows) {
        const auto n = static_cast<std::size_t>(r);
        if (x.complete(n)) sum += (x.a[n] - x.mixed[n]) * (x.a[n] - x.mixed[n]);
    }
    return sum / (2.0 * static_cast<double>(spread.rows)) / spread.variance;
}

}  // namespace sunder::models
