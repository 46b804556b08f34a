// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Weight of a supplier in a slot, availability left out (Armington 1969).
///
///     w = fill^nu P^-sig;   the price part comes as its log, -sig ln(P)
///
///     P     landed price index          fill  share of orders filled, as seen
///     sig   elasticity of substitution  nu    response to poor filling
[[nodiscard]] inline double price_log_weight(double ln_price, double sig) noexcept {
    return -sig * ln_price;
}

/// Exponent of the price in a weight: sig where the goods of suppliers add up (homogeneous), sig - 1 where they are
/// differentiated (CES), so that shares are of quantities there and of spending here.
///
///     ces   1 for the CES composite, else 0
[[nodiscard]] inline double weight_exponent(double sig, double ces) noexcept {
    return sig - ces;
}

/// Price of a CES composite from the mean weight of its suppliers (Armington 1969; Dixit & Stiglitz 1977).
///
///     Pces = Wn^(1/(1 - sig)),   Wn = sum(s0 w)/sum(s0),   w = P^(1 - sig) in the plain case           [index]
///
///     scale   1/Wn, as in share_step; above 0. sig > 1
///
/// Within a millionth to a million times that of the base year, as list prices are: with sig near 1 half of the variety that
/// is not filled makes a composite 2^100 times as dear.
[[nodiscard]] inline double composite_price(double scale, double sig) noexcept {
    return std::clamp(pow_exact(scale, 1.0 / (sig - 1.0)), 1e-6, 1e6);
}

/// Composite units in a physical unit of a supplier's goods: cv = P / Pces   [ratio]. A physical order is the composite
/// share over cv, so that its value ratio is sh and its quantity ratio sh Pces/P.
[[nodiscard]] inline double composite_units(double price_idx, double composite_price_idx) noexcept {
    return price_idx / composite_price_idx;
}

/// fill^nu, exactly 1 for fill = 1. The default nu = 1/2 is a square root, which IEEE 754 rounds correctly everywhere.
[[nodiscard]] inline double fill_weight(double fill, double nu) noexcept {
    return nu == 0.5 ? std::sqrt(fill) : pow_exact(fill, nu);
}

/// Share ratio of a supplier after one step of gradual adjustment; sum of s0 * sh over the slot stays what it was.
///
///     sh' = sh + lam (w / Wn - sh),   Wn = sum(s0 w) / sum(s0)                [ratio to the base share]
///
///     scale   1 / Wn; when no supplier is left the caller passes scale = lam = 0 and shares stay
[[nodiscard]] inline double share_step(double sh, double w, double scale, double lam) noexcept {
    return sh + lam * (w * scale - sh);
}

/// A value as seen with delay: x' = x + lam (now - x).
[[nodiscard]] inline double seen(double x, double now, double lam) noexcept {
    return x + lam * (now - x);
}

/// Input coefficient relative to the base year when the input's price changes: th = Pc^-eps (thrift).
[[nodiscard]] inline double thrift(double price_idx, double eps) noexcept {
    return pow_exact(price_idx, -eps);
}

}  // namespace sunder::models
