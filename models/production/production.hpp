// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace sunder::models {

/// Part of the desired output that one input allows (Leontief with partially binding inputs: Pichler et al. 2022).
///
///     r = min(1, S / (nmin use));   limit = 1 - crit (1 - r)                  [share of desired output]
///
///     S     stock of the input                      [M$]        use   its use per step at desired output  [M$/step]
///     nmin  cover below which output is cut, steps (1: the physical limit; psi n: ARIO)
///     crit  1 critical, 0.5 important, 0 not critical
[[nodiscard]] inline double input_limit(double stock, double nmin, double use, double crit) noexcept {
    const double required = nmin * use;
    const double r = stock < required ? std::max(0.0, stock / required) : 1.0;
    return 1.0 - crit * (1.0 - r);
}

/// What a unit makes or plans when it shares capacity with others of its firm, country and family of goods.
///
///     Xd = want                       while the wants of the pool fit into its capacity
///     Xd = cap_pool want / sum want   else                                    [M$/step]
///
/// A unit may go beyond its own capacity when its pool has room.
[[nodiscard]] inline double pooled_output(double want, double want_of_pool, double capacity_of_pool) noexcept {
    return want_of_pool > capacity_of_pool ? std::min(want, capacity_of_pool * (want / want_of_pool)) : want;
}

/// Overtime factor after one step (Hallegatte 2008).
///
///     sc = (want - X)/want;   ot' = ot + lin ((ot_max - ot) sc + (1 - ot) [sc = 0])                   [ratio]
[[nodiscard]] inline double overtime(double ot, double want, double output, double ot_max, double lin) noexcept {
    const double scarcity = want > output ? (want - output) / want : 0.0;
    return ot + lin * ((ot_max - ot) * scarcity + (scarcity > 0.0 ? 0.0 : 1.0 - ot));
}

/// Overtime factor of an ARIO industry (Hallegatte 2008; as in BoARIO 0.6.4): from this step's demand and last step's
/// output.
///
///     z = (D - x)/D, 0 where D = 0;   ot' = max(1, ot + lin ((ot_max - ot) z + (1 - ot) [z = 0]))     [ratio]
///
/// z is below 0 where demand has fallen under the last output. |z| <= `rounding` counts as 0: overtime then fades.
[[nodiscard]] inline double ario_overtime(double ot, double demand, double last_output, double ot_max, double lin,
                                          double rounding) noexcept {
    const double scarcity = demand != 0.0 ? (demand - last_output) / demand : 0.0;
    const bool met = scarcity <= rounding && scarcity >= -rounding;
    return std::max(1.0, ot + lin * (met ? 1.0 - ot : (ot_max - ot) * scarcity));
}

}  // namespace sunder::models
