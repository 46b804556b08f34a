// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/economy/tables.hpp"
#include "sim/input/csv.hpp"

namespace sunder {

/// Reads one cell by its rule; `tables` knows the codes of the tables before it.
/// Returns what is wrong, in words, or an empty text.
[[nodiscard]] std::string read_cell(const ColumnRule& rule, const CsvCell& from, Tables& tables, Cell& to);

/// Words of a text split at `mark`.
[[nodiscard]] std::vector<std::string> words(std::string_view text, char mark);

/// A number as people write it: up to 6 digits.
[[nodiscard]] std::string short_number(double value);

}  // namespace sunder
