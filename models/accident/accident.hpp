// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "models/math/elementary.hpp"

namespace sunder::models {

// What is left of a loss e days after the duration of an accident, tau its recovery time in days. All are 1 up to e = 0
// and lie in [0, 1] from there on. Source: the recovery functions of BoARIO 0.6.4 (commit ecd475f), without the rounding.

/// Linear recovery: g = max(0, 1 - e/tau)                                             [share of the loss]
[[nodiscard]] inline double linear_recovery(double days, double tau_days) noexcept {
    if (!(days > 0.0)) return 1.0;
    return tau_days > 0.0 ? std::max(0.0, 1.0 - days / tau_days) : 0.0;
}

/// Convex recovery, fast first: g = (1 - 1/tau)^(speed e); speed 4 ("convexe") leaves 2 % after tau, speed 1 leaves 37 %.
/// At once for tau <= 1.                                                              [share of the loss]
[[nodiscard]] inline double convex_recovery(double days, double tau_days, double speed) noexcept {
    if (!(days > 0.0)) return 1.0;
    return tau_days > 1.0 ? pow_exact(1.0 - 1.0 / tau_days, speed * days) : 0.0;
}

/// Concave recovery, slow first.
///
///     g = tau/(tau + 1e-6 e^q),   q = (ln tau + ln 1e6)/(ln tau - ln 2)                   [share of the loss]
///
/// q is such that half is back after tau/2 days or so: e = tau/2 gives e^q = 1e6 tau, g = 1/2. Needs tau > 2; at once else.
[[nodiscard]] inline double concave_recovery(double days, double tau_days) noexcept {
    if (!(days > 0.0)) return 1.0;
    if (!(tau_days > 2.0)) return 0.0;
    constexpr double small = 1e-6;
    const double q = (log_exact(tau_days) - log_exact(small)) / (log_exact(tau_days) - log_exact(2.0));
    return tau_days / (tau_days + small * pow_exact(days, q));
}

/// Share of a plant's capacity that accidents take: the larger of what is lost by destroyed capital and by other events.
///
///     delta = max( min(1, sum L / K) , max over events of delta_C )                       [share]
///
///     L  capital lost by one event     K  productive capital; nothing is lost of none          [M$]
///     delta_C  share of capacity lost by one event that leaves the capital whole
[[nodiscard]] inline double damage_share(double capital_lost, double capital, double capacity_lost_share) noexcept {
    const double of_capital = capital > 0.0 ? std::min(1.0, capital_lost / capital) : 0.0;
    return std::max(of_capital, capacity_lost_share);
}

/// Rebuilding that is ordered per step: R = need / tau, need what is not yet rebuilt, tau in steps.     [M$/step]
[[nodiscard]] inline double rebuild_orders(double need, double tau_steps) noexcept {
    return need / std::max(1.0, tau_steps);
}

/// A number rounded to `decimals` places, halves to even, as the reference program of ARIO keeps damage (switch
/// ario_compat).
[[nodiscard]] inline double round_to(double x, double power_of_ten) noexcept {
    return std::nearbyint(x * power_of_ten) / power_of_ten;
}

}  // namespace sunder::models
