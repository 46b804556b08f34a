// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "models/equilibrium/trade_world.hpp"
#include "models/math/elementary.hpp"

namespace sunder::models {

/// Unit cost of a good in a country relative to the base year.
///
///     Cobb-Douglas   c = w^beta prod_k P_k^((1-beta) gamma_k) / A
///     Leontief       c = (beta w + (1-beta) sum_k gamma_k P_k) / A             [ratio]
[[nodiscard]] inline double producer_cost(const TradeWorld& x, const TradeAnswer& now, std::size_t good, std::size_t c) {
    const double beta = x.factor_share[x.cell(good, c)];
    const double A = x.productivity.empty() ? 1.0 : x.productivity[x.cell(good, c)];
    double logs = beta * log_exact(now.wage[c]), sum = beta * now.wage[c];
    for (std::size_t k = 0; k < x.goods; ++k) {
        const double part = (1.0 - beta) * x.input_share(k, good, c);
        logs += part * log_exact(now.price[x.cell(k, c)]);
        sum += part * now.price[x.cell(k, c)];
    }
    return (x.technology == Technology::leontief ? sum : exp_exact(logs)) / A;
}

/// Prices and trade shares for given wages (Caliendo & Parro 2015, in changes); returns the largest change of a price.
///
///     P_d^-theta = sum_o pi_od (k_od c_o)^-theta,   pi'_od = pi_od (k_od c_o/P_d)^-theta,   k = tariff'/tariff
inline double price_round(const TradeWorld& x, TradeAnswer& now) {
    double moved = 0.0;
    for (std::size_t g = 0; g < x.goods; ++g)
        for (std::size_t c = 0; c < x.countries; ++c) now.cost[x.cell(g, c)] = producer_cost(x, now, g, c);
    for (std::size_t g = 0; g < x.goods; ++g)
        for (std::size_t d = 0; d < x.countries; ++d) {
            double sum = 0.0;
            for (std::size_t o = 0; o < x.countries; ++o) {
                const std::size_t e = x.link(o, d, g);
                now.trade_share[e] =
                    x.trade_share[e] * pow_exact(x.tariff[e] / x.tariff0[e] * now.cost[x.cell(g, o)], -x.theta[g]);
                sum += now.trade_share[e];
            }
            for (std::size_t o = 0; o < x.countries; ++o) now.trade_share[x.link(o, d, g)] /= sum;
            double& price = now.price[x.cell(g, d)];
            const double next = pow_exact(sum, -1.0 / x.theta[g]);
            moved = std::max(moved, std::abs(next - price));
            price = next;
        }
    return moved;
}

/// Sales of a producer, tariffs taken off: R_o = sum_d pi_od X_d/(1 + tau_od)   [M$]
[[nodiscard]] inline double sales_of(const TradeWorld& x, const TradeAnswer& now, const std::vector<double>& tariff,
                                     std::size_t good, std::size_t o) {
    double sum = 0.0;
    for (std::size_t d = 0; d < x.countries; ++d)
        sum += now.trade_share[x.link(o, d, good)] * now.spending[x.cell(good, d)] / tariff[x.link(o, d, good)];
    return sum;
}

/// Spending on every good for given prices and wages; returns the largest relative change of a cell.
///
///     I_d = w_d VA_d + sum tau/(1+tau) pi X - balance_d,   X_kd = alpha_kd I_d + sum_g (share of k in g's cost) R_gd
inline double spending_round(const TradeWorld& x, TradeAnswer& now, const std::vector<double>& tariff) {
    double moved = 0.0;
    for (std::size_t d = 0; d < x.countries; ++d) {
        double income = now.wage[d] * x.value_added[d] - x.trade_balance[d];
        for (std::size_t g = 0; g < x.goods; ++g)
            for (std::size_t o = 0; o < x.countries; ++o) {
                const std::size_t e = x.link(o, d, g);
                income += (1.0 - 1.0 / tariff[e]) * now.trade_share[e] * now.spending[x.cell(g, d)];
            }
        now.income[d] = income;
        for (std::size_t k = 0; k < x.goods; ++k) {
            double sum = x.consumption_share[x.cell(k, d)] * income;
            for (std::size_t g = 0; g < x.goods; ++g) {
                const double A = x.productivity.empty() ? 1.0 : x.productivity[x.cell(g, d)];
                const double dearer =
                    x.technology == Technology::leontief ? now.price[x.cell(k, d)] / (now.cost[x.cell(g, d)] * A) : 1.0;
                sum +=
                    (1.0 - x.factor_share[x.cell(g, d)]) * x.input_share(k, g, d) * dearer * sales_of(x, now, tariff, g, d);
            }
            double& spending = now.spending[x.cell(k, d)];
            moved = std::max(moved, std::abs(sum - spending) / std::max(sum, 1e-300));
            spending = sum;
        }
    }
    return moved;
}

/// Wages after one round: where labour is short they rise; world factor income keeps its value. Returns the largest excess.
///
///     w' = w (demand/(w VA))^kappa,   demand_c = sum_g (share of labour in g's cost) R_gc
inline double wage_round(const TradeWorld& x, TradeAnswer& now, double kappa) {
    double worst = 0.0, sum = 0.0, sum0 = 0.0;
    for (std::size_t c = 0; c < x.countries; ++c) {
        double demand = 0.0;
        for (std::size_t g = 0; g < x.goods; ++g) {
            const double A = x.productivity.empty() ? 1.0 : x.productivity[x.cell(g, c)];
            const double dearer = x.technology == Technology::leontief ? now.wage[c] / (now.cost[x.cell(g, c)] * A) : 1.0;
            demand += x.factor_share[x.cell(g, c)] * dearer * sales_of(x, now, x.tariff, g, c);
        }
        const double excess = demand / (now.wage[c] * x.value_added[c]);
        worst = std::max(worst, std::abs(excess - 1.0));
        now.wage[c] *= pow_exact(excess, kappa);
        sum += now.wage[c] * x.value_added[c];
        sum0 += x.value_added[c];
    }
    for (double& wage : now.wage) wage *= sum0 / sum;
    return worst;
}

}  // namespace sunder::models
