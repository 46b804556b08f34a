// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace sunder::models {

/// Loss over what a government bears.                                                              [1: at the limit]
///
///     r = L / th
///
///     L     loss, a share: welfare loss over GDP, or lost profit of the chip sector over base-year profit    [1]
///     th    tolerance, a share                                                                               [1]
///
/// A gain is no strain. A tolerance of 0 is passed by any loss. (model.md 8; choice)
[[nodiscard]] inline double strain(double loss, double tolerance) noexcept {
    return loss > 0.0 ? loss / tolerance : 0.0;
}

/// Compliance of an ally's rules after a review: it steps back when its strain was above 1 for `quarters` reviews in a row.
///
///     kappa' = max(0, kappa - step)   if reviews_above >= quarters;   else kappa                                 [0..1]
///
/// Hysteresis and step are choices of model.md 8; no measurement found.
[[nodiscard]] inline double defect(double compliance, std::int32_t reviews_above, std::int32_t quarters,
                                   double step) noexcept {
    return reviews_above >= quarters ? std::max(0.0, compliance - step) : compliance;
}

/// The way back: strain below `relief` for as long.
///
///     kappa' = min(1, kappa + step)   if reviews_below >= quarters;   else kappa                                 [0..1]
[[nodiscard]] inline double rejoin(double compliance, std::int32_t reviews_below, std::int32_t quarters,
                                   double step) noexcept {
    return reviews_below >= quarters ? std::min(1.0, compliance + step) : compliance;
}
inline constexpr double relief = 0.5;  ///< strain below which an ally comes back (choice)

/// One rung of a ladder of retaliation.
struct Rung {
    double harm_threshold = 0.0;  ///< loss index above which it may be taken
    double harm_ratio = 1.0;      ///< (harm to the other) / (harm to self)
    bool taken = false;
};

/// The rung that a government takes at a review: of those not taken whose threshold its loss passes, the one with the best
/// ratio of harm; the first of equals; -1: none.
///
///     argmax harm_ratio  over  { not taken, L > harm_threshold }
[[nodiscard]] inline std::int32_t climb(double loss, std::span<const Rung> ladder) noexcept {
    std::int32_t best = -1;
    for (std::size_t n = 0; n < ladder.size(); ++n) {
        if (ladder[n].taken || !(loss > ladder[n].harm_threshold)) continue;
        if (best < 0 || ladder[n].harm_ratio > ladder[static_cast<std::size_t>(best)].harm_ratio)
            best = static_cast<std::int32_t>(n);
    }
    return best;
}

/// Whether a sender takes no further measure: its own loss, or too little approval at home, stays its hand.
///
///     L > th_restraint   or   approval < approval_min
[[nodiscard]] inline bool restrain(double loss, double threshold, double approval, double approval_min) noexcept {
    return loss > threshold || approval < approval_min;
}

}  // namespace sunder::models
