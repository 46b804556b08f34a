// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sunder::models {

/// Shapley values of n channels from the effects of all their subsets (Shapley 1953).
///
///     phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)),   sum of phi = v(all) - v(none)
///
///     v   effect when the channels of S are on, S as bits: 2^n values
///
/// The only split that adds up, treats like channels alike, and gives nothing to a channel without effect.
[[nodiscard]] inline std::vector<double> shapley(std::span<const double> effect_of_subset) {
    const auto subsets = static_cast<std::uint32_t>(effect_of_subset.size());
    const auto n = static_cast<std::size_t>(std::bit_width(subsets) - 1);
    std::vector<double> weight(n,
                               1.0 / static_cast<double>(n > 0 ? n : 1));  // of a subset by its size: 1 / (n C(n-1, size))
    for (std::size_t size = 1; size < n; ++size)
        weight[size] = weight[size - 1] * static_cast<double>(size) / static_cast<double>(n - size);
    std::vector<double> value(n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::uint32_t set = 0; set < subsets; ++set)
            if ((set >> i & 1U) == 0)
                value[i] += weight[static_cast<std::size_t>(std::popcount(set))] *
                            (effect_of_subset[set | (1U << i)] - effect_of_subset[set]);
    return value;
}

}  // namespace sunder::models
