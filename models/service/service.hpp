// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace sunder::models {

/// Health of tools after one step, with the share of required service that was had (model.md 6.11; no measurement found).
///
///     hl' = hl + served (1 - hl) lam_rep - (1 - served) max(0, hl - floor) lam_deg                    [0..1]
[[nodiscard]] inline double health_step(double health, double served, double floor, double lam_repair,
                                        double lam_decay) noexcept {
    return health + served * (1.0 - health) * lam_repair - (1.0 - served) * std::max(0.0, health - floor) * lam_decay;
}

/// Health a fab holds by itself after one step: own maintenance is learned while the vendor stays away.   [0..1]
[[nodiscard]] inline double floor_step(double floor, double served, double gain_per_step, double most) noexcept {
    return std::min(std::max(most, floor), floor + (1.0 - served) * gain_per_step);
}

}  // namespace sunder::models
