// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

// Research, learning by doing, entrants. Each function returns its base value exactly when nothing has happened.

namespace sunder::models {

/// Research a firm does, relative to the base year: it follows the revenue of a year, and public money adds to it.
///
///     RD = mean revenue ratio (1 + gov)                                             [ratio to the base year]
///
///     gov   public research money over the firm's own base-year research            [share]
[[nodiscard]] inline double research_effort(double revenue_mean, double public_aid) noexcept {
    return revenue_mean * (1.0 + public_aid);
}

/// What a firm can draw from one other country, as a deviation: weight (Jn RD' - 1)              [ratio]
///
///     weight  that country's part of the base-year research of all countries but the firm's own
///     Jn      intensity of joint research between the two countries, 1 in the base year, 0 when it has ended
///     RD'     mean research effort of that country
[[nodiscard]] inline double foreign_research(double weight, double joint, double effort) noexcept {
    return weight * (joint * effort - 1.0);
}

/// New knowledge of a firm, relative to the base year [Griliches 1979; foreign part: Coe & Helpman 1995].
///
///     rdx = 1 + (1 - phi_S) (RD - 1) + phi_S sum foreign                            [ratio]
[[nodiscard]] inline double knowledge_inflow(double effort, double foreign, double phi) noexcept {
    return 1.0 + (1.0 - phi) * (effort - 1.0) + phi * foreign;
}

/// A stock or mean that follows its target: x' = x + lam (target - x). Knowledge: lam(52/delta_R weeks).
[[nodiscard]] inline double follow(double x, double target, double lam) noexcept {
    return x + lam * (target - x);
}

/// Elasticity of productivity to experience: lam_L = -log2(1 - r), r the fall of unit cost with each doubling.
[[nodiscard]] inline double learning_exponent(double learn_rate) noexcept {
    return -log_exact(1.0 - learn_rate) / log_exact(2.0);
}

/// Experience that a plant gains in a step in the base year: its own output and part s of that of the others. [base-M$/step]
[[nodiscard]] inline double experience_gain(double own, double world, double s) noexcept {
    return own + s * (world - own);
}

/// Log of productivity from experience [Irwin & Klenow 1994].   ln Lam = lam_L ln(1 + dE/E_ref)   [log points]
///
///     dE      experience less its reference path; the reference grows by the base-year gain every step  [base-M$]
///     E_ref   the reference path: base-year gain x (steps of E_years + steps passed)                    [base-M$]
///
/// Bounded: an output ratio g for ever gives at most lam_L ln g, reached only as the reference outgrows its start.
[[nodiscard]] inline double ln_learning(double experience_dev, double experience_ref, double exponent) noexcept {
    return exponent * log_exact(1.0 + experience_dev / experience_ref);
}

/// Share of home demand whose foreign supply is denied: sum of denied over all supply   [0..1]
[[nodiscard]] inline double protection(double denied, double home_demand) noexcept {
    return home_demand > 0.0 ? denied / home_demand : 0.0;
}

/// Speed at which an entrant's gap to the frontier closes.   i0 + i1 prot + i2 gov     [1/year]
///
///     prot  share of home demand for which foreign supply is denied
///     gov   public research money over the firm's own base-year research
[[nodiscard]] inline double catch_up_speed(double i0, double i1, double protection_share, double i2,
                                           double public_aid) noexcept {
    return i0 + (i1 * protection_share + i2 * public_aid);
}

/// Gap to the frontier after a step; it never falls below the part that cannot be closed at home (a ceiling).
///
///     gp' = max(min(gp, ceiling), gp (1 - speed years))                             [0..1]
///
///     ceiling = gap_floor gp0
[[nodiscard]] inline double gap_step(double gap, double speed, double years, double ceiling) noexcept {
    return std::max(std::min(gap, ceiling), gap * std::max(0.0, 1.0 - speed * years));
}

/// The gap of the reference path, which closes at i0 alone, after n steps:  gp0 max(gap_floor, (1 - i0 years)^n)   [0..1]
[[nodiscard]] inline double gap_reference(double gap0, double floor, double i0, double years, double steps) noexcept {
    return gap0 * std::max(floor, pow_exact(std::max(0.0, 1.0 - i0 * years), steps));
}

/// Log of quality: knowledge, and what an entrant has gained on its reference path.
///
///     ln om = theta_R ln R - gamma (gp - gp_ref)                                    [log points]
[[nodiscard]] inline double ln_quality(double ln_knowledge, double theta, double gap_dev, double gamma) noexcept {
    return theta * ln_knowledge - gamma * gap_dev;
}

}  // namespace sunder::models
