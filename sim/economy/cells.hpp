// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/core/entities.hpp"
#include "sim/economy/tables.hpp"
#include "sim/input/csv.hpp"

namespace sunder {

/// Reads one cell by its rule; `tables` knows the codes of the tables before it.
/// Returns what is wrong, in words, or an empty text.
[[nodiscard]] std::string read_cell(const ColumnRule& rule, const CsvCell& from, Tables& tables, Cell& to);

/// Appends the owners that a text like `CHN:0.28;GBR:0.72` names: shares above 0 that sum to at most 1.
/// Returns what is wrong, in words, or an empty text.
[[nodiscard]] std::string read_owners(std::string_view text, const Codes& countries, std::vector<Owner>& to);

/// Words of a text split at `mark`.
[[nodiscard]] std::vector<std::string> words(std::string_view text, char mark);

/// A number as people write it: up to 6 digits.
[[nodiscard]] std::string short_number(double value);

}  // namespace sunder
