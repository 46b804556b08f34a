// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"

namespace sunder::ario {

/// A table with names in its first row and column, numbers elsewhere.
struct Table {
    std::vector<std::string> rows, columns;
    std::vector<double> values;  ///< row by row
    [[nodiscard]] double at(std::size_t row, std::size_t column) const { return values[row * columns.size() + column]; }
    [[nodiscard]] std::size_t column(std::string_view name) const;  ///< throws std::out_of_range
};
/// Comma-separated text; throws std::invalid_argument naming the line that is no row of it.
[[nodiscard]] Table read_table(std::string_view csv);

/// An input-output table as an economy of plants, one for each "region.sector" that makes anything.
struct World {
    Network network;
    std::vector<std::int32_t> unit;   ///< of each industry of the table; -1: makes nothing
    std::vector<std::int32_t> agent;  ///< of each column of final demand
};
/// Z: industry by industry, Y: industry by "region.category"; million per year.
[[nodiscard]] World world_of(const Table& z, const Table& y);

/// One run of the reference program, BoARIO 0.6.4 (commit ecd475f); times in days = steps.
struct Case {
    std::string_view name, table;
    std::int32_t steps;
    bool by_capacity;       ///< order_type alt
    double psi;             ///< part of the target stock below which output is cut; 1: base variant
    double stock, restock;  ///< days of target stock; time in which a gap is closed (1: base variant)
    double overtime_max, overtime_time;
    struct Hit {
        std::string_view industry;
        double share;
    };
    std::vector<Hit> hits;
    Accident accident;  ///< start = step of the occurrence; hits and rebuilders by name
    std::vector<Hit> rebuilders;
};
[[nodiscard]] std::span<const Case> reference_cases();

/// One lane, daily steps. Without `compat` a capacity event starts a day later, which is when the reference lets it bite.
[[nodiscard]] RunSpec run_of(const Case& one, const World& world, const Table& z, bool compat);

}  // namespace sunder::ario
