// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "sim/sweep/sweep.hpp"

namespace sunder {

/// Quantiles that a sweep reports of every indicator.
inline constexpr std::array sweep_quantiles{0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0};

/// A Sobol index with the band that holds 90 % of its bootstrap values.
struct SobolBand {
    double value, low, high;
};

/// What a sweep says about one indicator; draws that are missing, failed or have no number are left out.
struct IndicatorAnswer {
    std::size_t draws = 0;                                   ///< with a number
    std::array<double, sweep_quantiles.size()> quantiles{};  ///< not numbers without draws
    std::size_t least = 0, most = 0;                         ///< draws with the extreme values
    std::vector<SobolBand> first, total;                     ///< by axis; empty unless the design is saltelli
};

/// `values`: [draw][indicator], NaN where there is none. Replications of a point count as its mean in the indices.
[[nodiscard]] std::vector<IndicatorAnswer> answer_sweep(const Sweep& sweep, const std::vector<std::vector<double>>& values);

}  // namespace sunder
