// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace sunder::models {

/// How a producer combines its factor and its inputs.
enum class Technology {
    cobb_douglas,  ///< shares of cost stay (Caliendo & Parro 2015)
    leontief       ///< quantities per unit of output stay (the production of the simulation without thrift)
};

/// Trade of several goods between several countries in a base year, and the change asked about: tariffs, productivity.
/// One factor, called labour, per country. Shares are of values; those of trade at the buyer's price, tariff included.
struct TradeWorld {
    std::size_t countries = 0, goods = 0;
    std::vector<double> trade_share;         ///< pi, from x to x good: part of the destination's spending on the good
    std::vector<double> factor_share;        ///< beta, good x country: part of cost that is labour
    std::vector<double> intermediate_share;  ///< gamma, input x output x country: parts of the rest, sum over inputs 1
    std::vector<double> consumption_share;   ///< alpha, good x country: parts of final spending, sum over goods 1
    std::vector<double> value_added;         ///< of countries, M$
    std::vector<double> trade_balance;       ///< exports less imports of countries, M$, sum 0; stays as it is
    std::vector<double> theta;               ///< of goods: trade elasticity, sig - 1
    std::vector<double> tariff0, tariff;     ///< 1 + rate, from x to x good: base year, now
    std::vector<double> productivity;        ///< of labour and inputs, good x country, ratio to the base year; empty: 1
    Technology technology = Technology::cobb_douglas;
    bool wages_clear = true;  ///< false: wages stay at 1

    [[nodiscard]] std::size_t link(std::size_t from, std::size_t to, std::size_t good) const noexcept {
        return (from * countries + to) * goods + good;
    }
    [[nodiscard]] std::size_t cell(std::size_t good, std::size_t country) const noexcept {
        return good * countries + country;
    }
    [[nodiscard]] double input_share(std::size_t input, std::size_t output, std::size_t country) const noexcept {
        return intermediate_share[(input * goods + output) * countries + country];
    }
};

/// Its equilibrium: changes relative to the base year, and new values.
struct TradeAnswer {
    std::vector<double> wage;         ///< of countries, ratio; world factor income keeps its value
    std::vector<double> cost, price;  ///< good x country, ratio: of producers; of the composite that buyers pay
    std::vector<double> trade_share;  ///< new pi
    std::vector<double> spending;     ///< new, good x country, M$, all users
    std::vector<double> income;       ///< new final spending of countries, M$
    std::vector<double> income0;      ///< that of the base year by the same equations
    std::vector<double> price_index;  ///< of final spending, Cobb-Douglas over goods
    double residual = 0.0;            ///< largest relative excess demand for labour
};

}  // namespace sunder::models
