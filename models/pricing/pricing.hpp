// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Unit cost on which list prices rest: standard cost of plant, full cost of development.
///
///     c = v + kc + rd / nv,   v = (vc + inputs) / A           [$ per base-$ of output]
///
///     vc      labour and services of the rest of the economy
///     inputs  sum over inputs of a * th * Pbar, a at base landed prices
///     A       productivity, ratio to the base year
///     kc      capital charge at base-year utilisation, sum over tool classes of k_m * q_m, over A
///     rd      research and development per unit of base-year output: a cost of the firm, whatever it sells
///     nv      normal volume, ratio to the base year
///
/// Hall & Hitch 1939 describe the practice; model.md 6.2 spreads kc over nv as well. Then a plant that adds capacity ahead
/// of demand prices itself out of the market, and one that lost a market never comes back; idle plant costs profit here, not
/// price.
[[nodiscard]] inline double unit_cost(double variable, double capital, double research, double normal_volume) noexcept {
    return variable + capital + research / normal_volume;
}

/// Normal volume: slow mean of output, never below `least`. A lost market raises unit cost slowly.
///
///     nv' = max(least, nv + lam * (X/X0 - nv))                [ratio]
[[nodiscard]] inline double normal_volume(double nv, double output_ratio, double lam, double least) noexcept {
    return std::max(least, nv + lam * (output_ratio - nv));
}

/// Scarcity seen by a seller: wanted output that cannot be made, and utilisation above or below normal.
///
///     x = clamp(ln((X/X0)/(cap/cap0)), -3, ln(1/u0))
///     z = min(3, max(0, ln(want/X))) + (x > 0 ? kap_up : kap_dn) * x          [log points]
///
/// kap_dn < kap_up for metals: producers near cost hold prices (downward rigidity). model.md 6.3. A plant without capacity
/// has no utilisation: x = 0.
[[nodiscard]] inline double scarcity(double want, double output, double output_ratio, double capacity_ratio, double u0,
                                     double kap_up, double kap_dn) noexcept {
    const double unmet = want > output ? std::min(3.0, log_exact(want / output)) : 0.0;  // want/0 is infinite, its log 709
    const double x = capacity_ratio > 0.0 ? std::clamp(log_exact(output_ratio / capacity_ratio), -3.0, -log_exact(u0)) : 0.0;
    return unmet + (x > 0.0 ? kap_up : kap_dn) * x;
}

/// No price leaves a millionth to a million times that of the base year: ln 1e6. Without the pull to cost (m = 0) and
/// without demand that reacts (eps = 0) a lasting shortage has no price that clears it, and the log price no bound.
inline constexpr double log_price_bound = 13.815510557964274;

/// Log list price after one step: pulled to unit cost, pushed by scarcity (compare Otto et al. 2017, Acclimate).
///
///     g = m ln(ch) + eta z - m lnp;   lnp' = lnp + clamp(lam (g < 0 ? r_dn : 1) g, -+0.25 dt)       [log points]
///
/// Steady state under a lasting shortage z0 with total price response e: ln p = ln ch + eta z0 / (m + eta e).
/// Limits: eta = 0 cost-plus, m = 0 market clearing; within log_price_bound.
[[nodiscard]] inline double list_price(double lnp, double ln_cost, double z, double eta, double m, double lam, double r_dn,
                                       double dt_weeks) noexcept {
    const double g = m * ln_cost + eta * z - m * lnp;
    const double next = lnp + std::clamp(lam * (g < 0.0 ? r_dn : 1.0) * g, -0.25 * dt_weeks, 0.25 * dt_weeks);
    return std::clamp(next, -log_price_bound, log_price_bound);
}

/// Contract price: memory of quotes.   pc' = pc + lam (quote - pc)            [index]; lam = 1: spot.
[[nodiscard]] inline double contract_price(double pc, double quote, double lam) noexcept {
    return pc + lam * (quote - pc);
}

/// Factor from the seller's price to the landed price index: (1 + tau + tr) / (1 + tau0 + tr0)   [ratio].
///
/// Never below 0.01: relief and credits that pay all of the price leave buyers no price to choose by.
[[nodiscard]] inline double landed_factor(double added_tariff, double tariff0, double freight0) noexcept {
    const double base = 1.0 + tariff0 + freight0;
    return std::max(0.01, (base + added_tariff) / base);
}

/// Premium of the outside zone after one step: an exporter whose cap binds charges the outside price.
///
///     psi' = psi + lam * ((binding ? max(0, pz_out - lnp) : 0) - psi)         [log points]
[[nodiscard]] inline double zone_premium(double psi, double outside_lnp, double lnp, bool binding, double lam) noexcept {
    return psi + lam * ((binding ? std::max(0.0, outside_lnp - lnp) : 0.0) - psi);
}

/// Outside price where every supplier of the zone is capped: the price that clears what is wanted against what is allowed.
///
///     pz = eta * min(3, ln(want / max(allowed, 0.01 want))) / m               [log points], at most log_price_bound
[[nodiscard]] inline double capped_zone_price(double wanted, double allowed, double eta, double m) noexcept {
    if (!(wanted > 0.0)) return 0.0;
    const double price = eta * std::min(3.0, log_exact(wanted / std::max(allowed, 0.01 * wanted))) / std::max(m, 1e-9);
    return std::min(price, log_price_bound);
}

/// Premium that buyers pay at once for a shortage that they expect from an announced rule.
///
///     zeta = max(0, -ln(1 - enactment loss share));   target = max(0, w eta zeta / (m + eta eps) - max(0, pz))   [log
///     points]
///
///     loss   1 - licensed share that buyers expect          share  affected part of the zone's base supply
///     pz     mean log list price in the zone: expected and realised scarcity are never counted twice
[[nodiscard]] inline double announcement_target(double expected_loss_share, double w_ann, double eta, double m, double eps,
                                                double zone_lnp) noexcept {
    const double zeta = -log_exact(1.0 - std::min(expected_loss_share, 0.95));
    const double shortage = std::min(w_ann * eta * zeta / std::max(m + eta * eps, 1e-9), log_price_bound);
    return std::max(0.0, shortage - std::max(0.0, zone_lnp));
}

}  // namespace sunder::models
