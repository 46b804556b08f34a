// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace sunder::models {

/// Share of the base flow licensed some weeks after the rule took effect: nothing until the first grants, then a ramp.
///
///     a(t) = a_inf clamp((t - delay) / max(ramp, dt), 0, 1)                   [share]
[[nodiscard]] inline double licensed_share(double share, double weeks_in_force, double delay_weeks, double ramp_weeks,
                                           double dt_weeks) noexcept {
    return share * std::clamp((weeks_in_force - delay_weeks) / std::max(ramp_weeks, dt_weeks), 0.0, 1.0);
}

/// What one rule leaves of a link: av = 1 - wd covered (1 - a)                 [0..1]; rules multiply.
///
///     wd  share of the step's days in force     covered  compliance x coverage x share of the good     a  licensed share
[[nodiscard]] inline double availability(double days_share, double covered, double licensed) noexcept {
    return 1.0 - days_share * covered * (1.0 - licensed);
}

/// The same as investors expect it: avF = 1 - permanence enactment covered (1 - a)                     [0..1]
[[nodiscard]] inline double expected_availability(double permanence, double enactment, double covered,
                                                  double licensed) noexcept {
    return 1.0 - permanence * enactment * covered * (1.0 - licensed);
}

}  // namespace sunder::models
