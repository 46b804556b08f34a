// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/params.hpp"
#include "sim/economy/tables.hpp"

namespace sunder {

/// A dense table of numbers, zero at first.
struct Grid {
    std::size_t rows = 0, cols = 0;
    std::vector<double> x;
    Grid() = default;
    Grid(std::size_t r, std::size_t c, double value = 0.0) : rows(r), cols(c), x(r * c, value) {}
    double& operator()(std::size_t i, std::size_t j) { return x[i * cols + j]; }
    double operator()(std::size_t i, std::size_t j) const { return x[i * cols + j]; }
};

/// A named plant: its part of what its country makes of the good.
struct NamedUnit {
    std::int32_t group = -1, country = -1, good = -1;
    double share_of_country_good = 0.0;
    bool captive = false;  ///< sells to its own group first
};

/// One row of trade data: exports of a set of goods together.
struct TradeRow {
    std::int32_t exporter = -1, destination = -1;  ///< -1: the whole world; equal: sales at home
    std::vector<std::int32_t> goods;
    double value_musd_yr = 0.0;
};

/// The tables as numbers. G goods, C countries, F final agents; flows in M$ per year.
struct BaseYear {
    std::vector<Country> countries;
    std::vector<Good> goods;
    std::vector<Group> groups;  ///< those of groups.csv; tails are added when units are made
    std::vector<std::string> markets;
    std::vector<ParamSetting> params;  ///< goods.csv columns, then params.csv
    std::int32_t base_year = 0;
    std::vector<double> tau0, tr0;     ///< [G]
    std::vector<std::int32_t> family;  ///< [G] first good with the same slot
    std::int32_t service_good = -1;
    double service_rate = 0.0;  ///< yearly service per tool stock

    Grid input;                     ///< A [input][output], current inputs
    Grid intensity;                 ///< K [tool class][user good], stock per yearly output
    std::vector<Grid> tool_factor;  ///< per tool class: [user good][country], ratio to the world intensity
    Grid vendor_share;              ///< [tool class][HQ country]
    Grid share_plant;               ///< [good][country]
    std::vector<NamedUnit> named;
    std::vector<std::int32_t> final_country, final_market;      ///< [F]
    Grid final_demand;                                          ///< [F][good]
    std::map<std::array<std::int32_t, 3>, double> pair_weight;  ///< {supplier group, buyer group, good}
    std::vector<TradeRow> trade;

    /// Value of a parameter: firm before country before good, later rows before earlier ones; else the program's default.
    [[nodiscard]] double param(Param key, std::int32_t good, std::int32_t country, std::int32_t group) const;
    /// Tool stock per unit of yearly output in a country.
    [[nodiscard]] double stock_per_output(std::size_t tool, std::size_t user, std::size_t country) const {
        return intensity(tool, user) * tool_factor[tool](user, country);
    }
    /// Yearly wear of a tool class in a country.
    [[nodiscard]] double wear(std::size_t tool, std::size_t country) const {
        return param(Param::delta, static_cast<std::int32_t>(tool), static_cast<std::int32_t>(country), -1);
    }
};

/// Turns sound tables into numbers and checks what needs more than one row: sums, ranges of parameters, sellers of what
/// is bought. Appends faults.
[[nodiscard]] BaseYear make_base(const Tables& tables, std::vector<Fault>& faults);

/// Shares below this are rounding and count as 0.
inline constexpr double least_share = 1e-9;
/// Relative error that sums of shares and the closed economy may have.
inline constexpr double closing_tolerance = 1e-9;

}  // namespace sunder
