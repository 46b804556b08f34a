// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/document.hpp"
#include "sim/scenario/fields.hpp"

namespace sunder {

/// Holds a table against the rows of one section: unknown keys (with the nearest known one), wrong types, ranges, choices;
/// goes down into sub-sections. Every fault of the table at once. `complete`: required keys must be there.
void check_section(const Value& table, std::string_view section, bool complete, std::vector<Fault>& faults);

/// The same against another table of keys than that of decks.
void check_section(const Value& table, std::string_view section, bool complete, std::span<const Field> keys,
                   std::vector<Fault>& faults);

/// A text with the place it stands at.
struct Name {
    std::string text;
    Mark mark;
};

/// Typed access to a table; a key that is absent or of a wrong type (already reported) gives nothing.
[[nodiscard]] std::optional<std::string> get_text(const Value& table, std::string_view key);
[[nodiscard]] std::optional<double> get_number(const Value& table, std::string_view key);
[[nodiscard]] std::optional<Day> get_date(const Value& table, std::string_view key);
[[nodiscard]] std::optional<bool> get_flag(const Value& table, std::string_view key);
[[nodiscard]] std::vector<Name> get_names(const Value& table, std::string_view key);
[[nodiscard]] std::vector<std::pair<Day, double>> get_path(const Value& table, std::string_view key);
/// A whole number as an integer; one that the type cannot hold (out of range, so already reported) gives nothing.
template <std::integral Whole>
[[nodiscard]] std::optional<Whole> get_whole(const Value& table, std::string_view key) {
    using Limits = std::numeric_limits<Whole>;
    const std::optional<double> number = get_number(table, key);
    const double beyond = std::ldexp(1.0, Limits::digits);  // as a double, Limits::max() itself may round up
    if (!number || !(*number >= static_cast<double>(Limits::min()) && *number < beyond)) return std::nullopt;
    return static_cast<Whole>(*number);
}
/// The sub-table of a key, or null.
[[nodiscard]] const Value* get_table(const Value& table, std::string_view key);

}  // namespace sunder
