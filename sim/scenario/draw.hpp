// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/rule.hpp"
#include "sim/scenario/measures.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {

/// Uniform in [0, 1), Philox 4x32-10 of the seed and the measure's id: the same whatever else the deck holds, so that decks
/// with one seed share their luck (common random numbers). `number` counts the draws of one measure.
[[nodiscard]] double draw_uniform(std::uint64_t seed, const std::string& id, std::uint32_t number) noexcept;

/// Quantile of the triangular law on [least, most] with its peak at `mode`.
[[nodiscard]] double triangular(double uniform, double least, double mode, double most) noexcept;

/// Decides about measures with draw = "drawn": their dates move by lag_days; those that are not enacted, and allies that
/// follow one of these, are taken out of `rules`. One row per such measure.
[[nodiscard]] std::vector<DrawRow> draw_measures(const std::vector<MeasureText>& measures, std::uint64_t seed,
                                                 std::vector<Rule>& rules);

}  // namespace sunder
