// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sunder {

/// A table of numbers with a label per row, as the reference series stand in tests/limits and in the program.
struct ReferenceTable {
    std::vector<std::string> columns;       ///< without the first
    std::vector<std::string> labels;        ///< first column
    std::vector<std::vector<double>> rows;  ///< NaN where a cell is no number
    std::vector<std::vector<std::string>> text;

    [[nodiscard]] std::size_t row(const std::string& label) const;    ///< throws std::out_of_range
    [[nodiscard]] std::size_t column(const std::string& name) const;  ///< throws std::out_of_range
    [[nodiscard]] double at(std::size_t row, const std::string& name) const { return rows[row][column(name)]; }
};

/// A table that is built into the program, by its place below tests/limits: "systemic_risk/firms.csv". Throws
/// std::out_of_range for an unknown one, InputError for one that is no table.
[[nodiscard]] ReferenceTable reference_table(const std::string& path);

}  // namespace sunder
