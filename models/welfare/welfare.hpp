// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Gross surplus of a served share x of wanted demand, per unit of that demand's value, relative to x = 1: area under the
/// inverse demand p = x^(-1/e), which is flat at `choke` where fewer than choke^-e are served (choice).
///
///     u(x) = (x^(1-1/e) - 1) / (1 - 1/e);   e = 1: ln x;   e = 0: none beyond x = 1, choke below
[[nodiscard]] inline double gross_utility(double served, double elasticity, double choke) noexcept {
    if (elasticity < 1e-9) return served < 1.0 ? -choke * (1.0 - served) : 0.0;
    const double least = pow_exact(choke, -elasticity);
    const double x = served < least ? least : served;
    const double a = 1.0 - 1.0 / elasticity;
    const double area = std::abs(a) < 1e-9 ? log_exact(x) : (pow_exact(x, a) - 1.0) / a;
    return served < least ? area - choke * (least - served) : area;
}

/// Change of consumers' surplus against the base year's prices, exact under rationing (virtual prices, Neary & Roberts
/// 1980; quasi-linear utility).
///
///     dCS = V u(q/D) - (paid - V)                                                       [M$/step]
///
///     V     what the wanted quantity D costs at base-year prices        D  demand at base-year prices, Q0 Y
///     q/D   share of it that is delivered                               paid  landed price times q, less credits
///
/// 0 when all demand is served at base-year prices, whatever the demand.
[[nodiscard]] inline double surplus_change(double value, double served, double paid, double elasticity,
                                           double choke) noexcept {
    return value * gross_utility(served, elasticity, choke) - (paid - value);
}

/// What a country's welfare consists of, changes against the base year, M$/step.
struct WelfareParts {
    double surplus = 0.0;    ///< consumers' surplus
    double profit = 0.0;     ///< of firms with headquarters here, grants and credits received included
    double tariffs = 0.0;    ///< revenue
    double subsidies = 0.0;  ///< paid by the government: grants, tax and content credits, research money
    double rents = 0.0;      ///< of capped flows, to the state and to smugglers of the country
};

/// W = dCS + d profit + d tariffs - d subsidies (1 + mcf) + d rents                      [M$/step]
///
/// mcf: marginal cost of public funds. Labour and services are paid their opportunity cost and do not count.
[[nodiscard]] inline double welfare_change(const WelfareParts& w, double mcf) noexcept {
    return w.surplus + w.profit + w.tariffs - w.subsidies * (1.0 + mcf) + w.rents;
}

/// Loss as a share, smoothed over about a year: l' = l + lam (-dW / scale - l); 0 where there is nothing to lose.
[[nodiscard]] inline double loss_step(double loss, double change, double scale, double lam) noexcept {
    return scale > 0.0 ? loss + lam * (-change / scale - loss) : 0.0;
}

}  // namespace sunder::models
