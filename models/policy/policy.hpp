// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

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

/// What may pass a link under rules that license volumes: the licensed part of the base flow, and the part that no rule
/// covers, which follows the buyer's need.
///
///     lic = Z0 ((av - free) + free need)                                      [base-M$/step]
///
///     free  part outside the coverage of every rule, 0..1     need  need of the buyer's market if nothing were short, ratio
///     to the base year
///
/// model.md 7.1 has av Z0 for both parts; with growing demand a rule on a tenth of a flow would then take ever more of it.
/// `need` is notional: over-ordering what is free cannot replace what is refused, and lost output does not tighten the cap.
[[nodiscard]] inline double volume_cap(double z0, double available, double free, double need) noexcept {
    return z0 * ((available - free) + free * need);
}

/// The same as investors expect it: avF = 1 - permanence enactment covered (1 - min(1, a))             [0..1]
///
/// A quota above the base flow leaves the link whole: it promises nobody more than that.
[[nodiscard]] inline double expected_availability(double permanence, double enactment, double covered,
                                                  double licensed) noexcept {
    return 1.0 - permanence * enactment * covered * (1.0 - std::min(1.0, licensed));
}

/// What a rule takes from buyers that it does not list, in the place where it lists others (Crosignani et al., NY Fed SR
/// 1096: suppliers cut ties with customers that are not listed, too).
///
///     av = 1 - chi (1 - av_listed), so covered = chi covered_listed              [0..1]
[[nodiscard]] inline double chilled_cover(double covered, double chilling) noexcept {
    return covered * chilling;
}

/// What the fear of measures adds to the log weight of a sanctioning country's goods: -sig rho permanence   [log points]
///
///     rho  risk premium on the price     sig  elasticity between suppliers     permanence  belief that measures last
[[nodiscard]] inline double sanction_risk(double sig, double rho, double permanence) noexcept {
    return -sig * rho * permanence;
}

/// Belief in measures that nobody has announced, from their risk per year: 1 - exp(-h T)                  [0..1]
///
///     h  hazard, 1/year; below 0 counts as 0     T  horizon of the user, years
[[nodiscard]] inline double hazard_belief(double hazard, double years) noexcept {
    return hazard > 0.0 ? 1.0 - exp_exact(-hazard * years) : 0.0;
}

/// Belief in a partner's rule: the users' own, more what consultation adds, at most 1                     [0..1]
[[nodiscard]] inline double members_belief(double enactment, double gain) noexcept {
    return std::min(1.0, enactment + gain);
}

/// Share of the service need that may be served when persons of a country may not serve: permit = 1 - wd persons covered
///
///     persons  their share of the vendor's engineers: 1 for vendors of that country, else ps               [0..1]
[[nodiscard]] inline double service_permit(double days_share, double persons, double covered) noexcept {
    return 1.0 - days_share * persons * covered;
}

/// Rent of a capped flow: what it fetches above the list price; none when the contract is below it   [current M$]
[[nodiscard]] inline double quota_rent(double quantity, double contract_price, double list_price) noexcept {
    return quantity * std::max(0.0, contract_price - list_price);
}

/// Value that a plant adds itself, per unit of its value: what inputs leave, never below 0                 [0..1]
///
///     con_j,c = own_j [c = country of j] + sum_i W_ij con_i,c      (Johnson & Noguera 2012)
///     own_j   = 1 - sum_i W_ij;  inputs worth more than the output are scaled to it
[[nodiscard]] inline double own_content(double inputs) noexcept {
    return std::max(0.0, 1.0 - inputs);
}

}  // namespace sunder::models
