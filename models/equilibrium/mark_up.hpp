// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sunder::models {

/// Demand elasticity that a seller of quantities sees (Cournot).
///
///     1/e = (1 - s)/sig + s/eps                                               [1]
///
///     s     the seller's share of the buyer's spending, 0..1
///     sig   elasticity of substitution between sellers      eps  elasticity of the buyer's demand for the composite
///
/// s = 0: e = sig; s = 1: e = eps. sig -> infinity with n equal sellers: e = n eps. Source: Atkeson & Burstein 2008.
[[nodiscard]] inline double cournot_elasticity(double share, double sig, double eps) noexcept {
    return 1.0 / ((1.0 - share) / sig + share / eps);
}

/// The same for a seller of prices (Bertrand): e = sig (1 - s) + eps s           [1]. Source: Atkeson & Burstein 2008.
[[nodiscard]] inline double bertrand_elasticity(double share, double sig, double eps) noexcept {
    return sig * (1.0 - share) + eps * share;
}

/// Price over marginal cost at the elasticity that the seller sees: p/c = e/(e - 1)   [ratio]. Needs e > 1: below it every
/// higher price earns more.
[[nodiscard]] inline double mark_up_factor(double elasticity) noexcept {
    return elasticity / (elasticity - 1.0);
}

}  // namespace sunder::models
