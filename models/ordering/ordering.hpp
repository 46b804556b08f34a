// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Purchase requirement of a slot that holds stock: order-up-to with full weight on the supply line (Sterman 1989;
/// Disney & Towill 2003).
///
///     gap = n (need - Q0) + nant need - dS + beta (Lb (need - Q0) - dPi - B)
///     Q   = max(0, need + lam gap)                                            [M$/step]
///
///     need  use wanted this step     n, nant  normal and anticipatory cover, steps    dS   stock, deviation
///     Lb    lead time, steps         dPi      goods in transit, deviation             B    unfilled orders
[[nodiscard]] inline double order_up_to(double need, double q0, double cover, double anticipated_cover, double stock_dev,
                                        double lead, double transit_dev, double backlog, double beta, double lam) noexcept {
    const double gap =
        cover * (need - q0) + anticipated_cover * need - stock_dev + beta * (lead * (need - q0) - transit_dev - backlog);
    return std::max(0.0, need + lam * gap);
}

/// Extra cover wanted before a restriction: nant = pi H                                               [steps]
///
///     pi  expected loss, share of the slot's supply     H  cover wanted before a full loss, steps
[[nodiscard]] inline double anticipated_cover(double expected_loss, double full_loss_cover) noexcept {
    return std::min(expected_loss, 1.0) * full_loss_cover;
}

/// Speed at which that cover is built: what is left of the notice, when shorter than tau_S.            [share per step]
[[nodiscard]] inline double anticipation_rate(double dt_weeks, double tau_weeks, double weeks_left) noexcept {
    return std::min(1.0, dt_weeks / std::max(dt_weeks, std::min(tau_weeks, weeks_left)));
}

/// Orders inflated when they are poorly filled (Sterman & Dogan 2015): factor fill^-phi, at most 10.
[[nodiscard]] inline double phantom_factor(double fill, double phi) noexcept {
    return std::min(10.0, exp_exact(-phi * log_exact(fill)));
}

/// Final demand: Q = Q0 Y Pc^-eps_f                                                                   [M$/step]
[[nodiscard]] inline double final_demand(double q0, double demand_ratio, double price_idx, double eps_f) noexcept {
    return q0 * demand_ratio * pow_exact(price_idx, -eps_f);
}

/// Output a seller wants: new orders, part of the backlog, and what restores its finished stock.
///
///     want = orders + lam_B backlog + lam_I (mI (Dx - X0) - dInv)                                    [M$/step]
[[nodiscard]] inline double wanted_output(double orders, double backlog_share, double inventory_cover, double expected,
                                          double x0, double inventory_dev, double lam_inventory) noexcept {
    return std::max(0.0, orders + backlog_share + lam_inventory * (inventory_cover * (expected - x0) - inventory_dev));
}

/// Output a buyer plans for: expected orders and part of the backlog, within capacity.                [M$/step]
[[nodiscard]] inline double planned_output(double expected, double backlog, double lam_backlog, double capacity) noexcept {
    return std::min(expected + backlog * lam_backlog, capacity);
}

/// Stock that an ARIO industry lacks for its goal, the use of n steps at the output it could sell.
///
///     gap = max(0, n a xo - S)                                                                       [M$]
///
///     n a xo  target cover, steps, times use per step at min(demand, capacity)        S  stock after this step
[[nodiscard]] inline double ario_gap(double cover, double use_at_optimum, double stock) noexcept {
    return std::max(0.0, cover * use_at_optimum - stock);
}

/// Orders of an ARIO industry for one input: what its output used, and part of the gap (Hallegatte 2014).
///
///     Q = a x + lam gap                                                                              [M$/step]
///
///     lam  1/tau_inv, tau_inv in steps; 1 in the base variant of 2008
[[nodiscard]] inline double ario_order(double use, double gap, double lam) noexcept {
    return use + lam * gap;
}

}  // namespace sunder::models
