// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Price of a CES composite relative to the base year (Armington 1969).
///
///     P^(1-sig) = sum s0 p^(1-sig)                                            [index]
///
///     s0   base shares of spending, sum 1      p   landed prices relative to the base year      sig   elasticity, > 1
[[nodiscard]] inline double ces_price(std::span<const double> share, std::span<const double> price, double sig) {
    double sum = 0.0;
    for (std::size_t n = 0; n < share.size(); ++n) sum += share[n] * pow_exact(price[n], 1.0 - sig);
    return pow_exact(sum, 1.0 / (1.0 - sig));
}

/// Spending share of a supplier of a CES composite, and the quantity sold per unit of the composite, relative to the base.
///
///     v = (p/P)^(1-sig),   q = (p/P)^-sig                                     [ratio]
[[nodiscard]] inline double ces_value_share(double price, double composite, double sig) noexcept {
    return pow_exact(price / composite, 1.0 - sig);
}
[[nodiscard]] inline double ces_quantity(double price, double composite, double sig) noexcept {
    return pow_exact(price / composite, -sig);
}

/// The same where goods add up and shares of quantities follow prices: mean price, and quantity per unit bought.
///
///     q = p^-sig/sum s0 p^-sig,   P = sum s0 q p                              [ratio]
[[nodiscard]] inline double additive_price(std::span<const double> share, std::span<const double> price, double sig) {
    double sum = 0.0, paid = 0.0;
    for (std::size_t n = 0; n < share.size(); ++n) {
        const double weight = share[n] * pow_exact(price[n], -sig);
        sum += weight;
        paid += weight * price[n];
    }
    return paid / sum;
}
[[nodiscard]] inline double additive_quantity(std::span<const double> share, std::span<const double> price, double sig,
                                              std::size_t supplier) {
    double sum = 0.0;
    for (std::size_t n = 0; n < share.size(); ++n) sum += share[n] * pow_exact(price[n], -sig);
    return pow_exact(price[supplier], -sig) / sum;
}

/// Trade of one good between n countries whose output is their endowment: what a change of trade costs does to wages.
struct GravityWorld {
    std::size_t countries = 0;
    std::vector<double> flow;    ///< from * n + to, M$; rows sum to output, columns to spending
    std::vector<double> change;  ///< B, partial effect of the change of trade costs on the flow, ratio
    double theta = 4.0;          ///< trade elasticity, sig - 1
};
struct GravityAnswer {
    std::vector<double> wage, price, welfare, flow;
};

/// Equilibrium in changes with additive trade balances (Anderson & van Wincoop 2003; one-sector case of Caliendo & Parro).
///
///     P_j = sum_i pi_ij B_ij w_i^-theta          w_i = [sum_j pi_ij B_ij (E_j/P_j)/Y_i]^(1/(1+theta)), sum w Y = sum Y
///     E_j = Y_j w_j + D_j                        price index P^(-1/theta), welfare (E'/E)/(price index)
[[nodiscard]] inline GravityAnswer solve_gravity(const GravityWorld& world, double tolerance = 1e-15,
                                                 int most_rounds = 100000) {
    const std::size_t n = world.countries;
    std::vector<double> output(n, 0.0), spending(n, 0.0), wage(n, 1.0), price(n, 1.0), next(n, 1.0);
    double world_output = 0.0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            output[i] += world.flow[i * n + j];
            spending[j] += world.flow[i * n + j];
            world_output += world.flow[i * n + j];
        }
    const auto part = [&](std::size_t i, std::size_t j) {  // pi B
        return world.flow[i * n + j] / spending[j] * world.change[i * n + j];
    };
    const auto income = [&](std::size_t j) { return output[j] * wage[j] + (spending[j] - output[j]); };
    for (int round = 0; round < most_rounds; ++round) {
        for (std::size_t j = 0; j < n; ++j) {
            price[j] = 0.0;
            for (std::size_t i = 0; i < n; ++i) price[j] += part(i, j) * pow_exact(wage[i], -world.theta);
        }
        double sum = 0.0, moved = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            double sales = 0.0;
            for (std::size_t j = 0; j < n; ++j) sales += part(i, j) * income(j) / price[j];
            next[i] = pow_exact(sales / output[i], 1.0 / (1.0 + world.theta));
            sum += next[i] * output[i];
        }
        for (std::size_t i = 0; i < n; ++i) {
            next[i] *= world_output / sum;
            moved = std::max(moved, std::abs(next[i] - wage[i]));
        }
        wage = next;
        if (moved < tolerance) break;
    }
    GravityAnswer answer{wage, {}, {}, std::vector<double>(n * n)};
    for (std::size_t j = 0; j < n; ++j) {
        answer.price.push_back(pow_exact(price[j], -1.0 / world.theta));
        answer.welfare.push_back(income(j) / spending[j] / answer.price[j]);
        for (std::size_t i = 0; i < n; ++i)
            answer.flow[i * n + j] = part(i, j) * pow_exact(wage[i], -world.theta) / price[j] * income(j);
    }
    return answer;
}

}  // namespace sunder::models
