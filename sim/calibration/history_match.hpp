// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/calibration/case_runs.hpp"

namespace sunder {

/// Latin hypercube: of every parameter one draw in each of `count` equal parts of its range. Depends on seed and the names
/// alone (Philox), so that a parameter keeps its draws when another one is added.
[[nodiscard]] std::vector<Places> latin_hypercube(const std::vector<FreeParameter>& free, std::size_t count,
                                                  std::uint64_t seed);

/// Draws over the ranges and which of them the observations leave standing: those whose largest miss of a fitted moment is
/// below three standard errors (model.md section 14).
struct HistoryMatch {
    std::vector<Places> draws;
    std::vector<std::vector<double>> values;  ///< [draw][moment]
    std::vector<double> implausibility;       ///< by draw
    std::vector<std::size_t> order;           ///< draws, the least implausible first
    std::size_t standing = 0;                 ///< draws below the cut-off
    std::size_t failed = 0;                   ///< draws that could not be simulated
    Places low, high;                         ///< of those standing, by parameter; those of the range where none stands
    std::vector<double> nearest;              ///< by moment, the smallest |miss| of any draw: above the cut-off, no
                                              ///< parameter in range reaches it
};
inline constexpr double implausible_from = 3.0;

/// Empty draws when stopped.
[[nodiscard]] HistoryMatch match_history(const CaseRuns& runs, std::size_t count, std::uint64_t seed, Blocks& blocks,
                                         const CaseProgress& progress);

}  // namespace sunder
