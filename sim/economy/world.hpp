// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/economy/base.hpp"

namespace sunder {

/// World quantities of the base year.
struct World {
    std::vector<double> output_musd_yr;  ///< X [G]
    /// Goods with every user before what it uses; empty if there is a cycle.
    std::vector<std::int32_t> users_first;
};

/// Needs per unit of output of each good: current inputs, replacement of tools, service of tools.
///
///     L = A + D*K + s*1K          [G x G], column = user
///
///     A  input coefficients, K  tool stock per yearly output (mean over countries), D  yearly wear, s  service rate
[[nodiscard]] Grid needs_per_output(const BaseYear& base);

/// World output that final demand calls for, and the order of the chain.
///
///     (I - L) X = f
///
/// Appends a fault when the economy is not productive (then X is empty) or when goods need each other in a circle.
[[nodiscard]] World solve_world(const BaseYear& base, const std::string& label, std::vector<Fault>& faults);

}  // namespace sunder
