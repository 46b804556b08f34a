// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/calibration/case_runs.hpp"

namespace sunder {

/// What a fit minimises:
///
///     sum over fitted moments of z^2  +  sum over parameters of ((u - u0)/s)^2
///
///     z      miss in standard errors
///     u, u0  place in the range, and that of the start value
///     s      half the range: a weak pull towards the start, so that what no moment identifies stays where it was
///
/// A draw that cannot be simulated costs more than any that can.
[[nodiscard]] double fit_cost(const CalibrationCase& calibration, const Places& places, const std::vector<double>& values);
inline constexpr double prior_width = 0.5;

struct Fit {
    Places places;
    std::vector<double> values;
    double cost = 0.0;
    int runs = 0;
};

/// Smallest cost found by BOBYQA (NLopt) from each of the starts, each on one thread; the first of equals. The same to the
/// bit for any number of threads. No places when stopped.
[[nodiscard]] Fit fit_from(const CaseRuns& runs, const std::vector<Places>& starts, int most_runs, Blocks& blocks,
                           const CaseProgress& progress);

/// How the moments answer to the parameters at one place: differences over a twentieth of each range.
struct Sensitivity {
    std::vector<std::vector<double>> elasticity;  ///< [parameter][moment], per cent per per cent; NaN where a sign changes
    std::vector<std::vector<double>> slope;       ///< [parameter][moment], standard errors over the whole range
    /// By parameter, the part of its prior variance (half its range, squared) that the fitted moments take away: 0 nothing
    /// learned, 1 known exactly. Linear, at the fit.
    std::vector<double> learned;
};
[[nodiscard]] Sensitivity sensitivity_at(const CaseRuns& runs, const Places& places, const std::vector<double>& values,
                                         Blocks& blocks, const CaseProgress& progress);

}  // namespace sunder
