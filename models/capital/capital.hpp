// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Capacity that investors aim at (flexible accelerator).   Kt = (N/X0) pr^xi   [ratio to base-year capacity]
[[nodiscard]] inline double capacity_target(double demand_ratio, double profitability, double xi) noexcept {
    return demand_ratio * pow_exact(profitability, xi);
}

/// Capacity of a unit without tool classes, after one step: slow to grow, slower to shrink.
///
///     Kh' = Kh + lam_up max(0, Kt - Kh) - min(lam_dn Kh, max(0, Kh - Kt))     [ratio]
[[nodiscard]] inline double plain_capacity(double kh, double target, double lam_up, double lam_down) noexcept {
    return kh + lam_up * std::max(0.0, target - kh) - std::min(lam_down * kh, std::max(0.0, kh - target));
}

/// Tool orders of one class: stock adjustment with the supply line.
///
///     dTs = (target - 1) T0 + nant Q0
///     Q   = max(0, Q0 + lam_d dT + lam_K (dTs - dT + beta (Lb lam_d dTs - dPi - B)))                  [M$/step]
///
/// Lb lam_d dTs is the work in progress that a larger stock needs; without it capacity stays short for ever.
/// Lb  lead time from order to use, steps      lam_d  wear per step      T0, dT  tool stock and its deviation
[[nodiscard]] inline double tool_orders(double q0, double stock_dev, double wanted_dev, double wear, double lam_adjust,
                                        double lead, double transit_dev, double backlog, double beta) noexcept {
    const double line = beta * (lead * wear * wanted_dev - transit_dev - backlog);
    return std::max(0.0, q0 + wear * stock_dev + lam_adjust * (wanted_dev - stock_dev + line));
}

/// Tool purchases a fab would make if no other input were short: replacement for notional demand plus part of the gap.
///
///     Nneed = Q0 n + max(0, n - Th) T0 dt/tau_KN,   n = N/X0                                          [M$/step]
[[nodiscard]] inline double notional_tools(double q0, double t0, double notional_ratio, double stock_ratio,
                                           double lin) noexcept {
    return q0 * notional_ratio + std::max(0.0, notional_ratio - stock_ratio) * t0 * lin;
}

/// User cost of capital relative to the base year, tool price apart [Jorgenson 1963].
///
///     f = max(1 - g - i, 0.05) (max(r + dr, 0) + delta)/(r + delta)                                [ratio]
///
/// g, i  share of the expenditure that grants and tax credits pay      r  cost of capital   dr  what screens add   [1/year]
/// delta  wear [1/year]. A buyer keeps 5 % of the cost however much is paid, and capital is never cheaper than free
/// (choice).
[[nodiscard]] inline double capital_factor(double grant, double credit, double premium, double r, double delta) noexcept {
    return std::max(1.0 - grant - credit, 0.05) * ((std::max(r + premium, 0.0) + delta) / (r + delta));
}

/// What of a claim is paid out of what is left of an appropriation; never below 0.                   [M$]
[[nodiscard]] inline double payable(double claim, double left) noexcept {
    return std::max(0.0, std::min(claim, left));
}

/// Largest capacity of a recipient's plant some years after its first grant: growth is allowed in even steps.
///
///     K = K0 (1 + growth years/horizon)                                                            [ratio]
[[nodiscard]] inline double guardrail(double ratio0, double growth, double years, double horizon) noexcept {
    return ratio0 * (1.0 + growth * (years / horizon));
}

/// Building that goes with tools when it is a share of the whole cost: tools share/(1 - share)          [M$]
[[nodiscard]] inline double shell_spending(double tools, double share) noexcept {
    return tools * (share / (1.0 - share));
}

/// Deviation of a tool stock after one step: dT' = dT + (installed - replacement0) - wear dT           [M$]
[[nodiscard]] inline double tool_stock_step(double stock_dev, double installed, double replacement0, double wear) noexcept {
    return stock_dev + (installed - replacement0) - wear * stock_dev;
}

}  // namespace sunder::models
