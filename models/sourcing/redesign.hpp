// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// How far a change that takes `delay` weeks has come: nothing before, then linear over `ramp` weeks.
///
///     q = clamp((t - delay) / ramp, 0, 1)                                     [share]
[[nodiscard]] inline double ramp_after(double weeks, double delay, double ramp) noexcept {
    return std::clamp((weeks - delay) / ramp, 0.0, 1.0);
}

/// Attraction of a redesigned product, in units of that of the lower bin as its maker sold it to the slot in the base year.
///
///     x = q (Z0_b / Z0_b') ef^sig                                             [ratio]
///
///     q             how far the redesign has come                  ef   function per dollar, relative to the denied bin b
///     Z0_b, Z0_b'   base flows of the maker's denied and lower bin      sig  elasticity of substitution of the slot
///
/// At q = 1 and equal prices the redesigned product draws what b drew, less what its higher price per function drives away.
[[nodiscard]] inline double redesign_pull(double q, double denied_over_lower, double ef, double sig) noexcept {
    return q > 0.0 ? q * denied_over_lower * pow_exact(ef, sig) : 0.0;
}

/// What the redesigned part adds to the price per unit of function of a link.
///
///     part = x / (1 + x);   premium = ln(1 - part + part / ef)                [log points]
///
/// Flows of the link count units of function: one of them takes 1/ef units of b', whose price the buyer pays.
[[nodiscard]] inline double redesign_premium(double pull, double ef) noexcept {
    const double part = pull / (1.0 + pull);
    return pull > 0.0 ? log_exact(1.0 - part + part / ef) : 0.0;
}

/// What a redesign adds to the log weight of the b' link, so that after the premium its weight is (1 + x) P^-sig.
///
///     ln(1 + x) + sig premium                                                 [log points]
[[nodiscard]] inline double redesign_attraction(double pull, double premium, double sig) noexcept {
    return pull > 0.0 ? log_exact(1.0 + pull) + sig * premium : 0.0;
}

}  // namespace sunder::models
