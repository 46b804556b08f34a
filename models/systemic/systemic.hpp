// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

namespace sunder::models {

/// Part of a buyer's output that hangs on one supplier (Diem et al. 2022).
///
///     L_ij = W_ij / sum over i' of its sector W_i'j    essential input
///     L_ij = W_ij / sum over all i' W_i'j              other input
///     0                                                an input that output does not need
///
///     W  sales of i to j, M$ per year; both sums are over what j buys                        [share of output of j]
enum class Essentiality : std::int32_t { none, other, essential };
[[nodiscard]] inline double downstream_weight(Essentiality kind, double sales, double from_sector,
                                              double from_all) noexcept {
    const double of = kind == Essentiality::essential ? from_sector : from_all;
    return kind == Essentiality::none || !(of > 0.0) ? 0.0 : sales / of;
}

/// Part of a seller's sales that hangs on one buyer:  U_ij = W_ij / sales_i                    [share of sales of i]
[[nodiscard]] inline double upstream_weight(double sales, double all_sales) noexcept {
    return all_sales > 0.0 ? sales / all_sales : 0.0;
}

/// How much of a lost supplier cannot be replaced: its size over what its market still makes.
///
///     sigma_i = min(1, out_i / sum over its market of h_d out)                                [share]
///
/// A market that makes nothing leaves 1.
[[nodiscard]] inline double irreplaceable_share(double out, double market_alive) noexcept {
    return market_alive > out ? out / market_alive : 1.0;
}

/// What a firm makes when inputs fail: the worst essential sector stops it, losses of other inputs add up.
///
///     h_d' = max(0, min(psi, 1 - max over essential k Lost_k, 1 - sum over other k Lost_k))   [share of base output]
[[nodiscard]] inline double alive_downstream(double psi, double worst_essential, double lost_other) noexcept {
    return std::max(0.0, std::min({psi, 1.0 - worst_essential, 1.0 - lost_other}));
}

/// What a firm sells when buyers fail:  h_u' = max(0, min(psi, 1 - sum_j U_ij (1 - h_u,j)))    [share of base sales]
[[nodiscard]] inline double alive_upstream(double psi, double lost_sales) noexcept {
    return std::max(0.0, std::min(psi, 1.0 - lost_sales));
}

}  // namespace sunder::models
