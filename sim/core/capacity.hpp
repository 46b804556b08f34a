// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/core/step.hpp"

namespace sunder {

/// What a plant can make in a step with the tools and hours it has.
///
///     cap = A ot (X0/u0) Kh (1 - damage)                                                  [base-M$/step]
[[nodiscard]] inline double capacity_of(const Step& k, std::size_t unit, std::size_t u, double u0) noexcept {
    const State& s = k.state;
    return s.productivity[u] * s.overtime[u] * (k.base.x0[unit] / u0) * s.capacity_ratio[u] * (1.0 - s.damage[u]);
}

}  // namespace sunder
