// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

/// What a deck key holds.
enum class FieldType : int {
    text,
    flag,  ///< true or false
    integer,
    number,  ///< integers are accepted too
    date,
    choice,     ///< text out of Field::choices
    texts,      ///< list of texts; a single text is a list of one
    path,       ///< list of [date, number]
    numbers,    ///< list of three numbers that do not fall
    spread,     ///< one number, or such a list: low, mid, high
    spreads,    ///< a spread, or a table with one for each name
    values,     ///< list of values of any kind, not empty
    items,      ///< list of goods, classes or { good, coverage }; or a table of measure.items
    table,      ///< section with keys of its own
    tables,     ///< list of such sections
    shares,     ///< table whose keys are names and whose values are numbers
    switches,   ///< section whose keys are switch_keys()
    parameters  ///< section whose keys are "parameter.good.country.firm"
};

/// One row per key: the strict reader, `sunder explain`, the JSON Schema and scenarios/FIELDS.md are all made from it.
struct Field {
    std::string_view path;  ///< "start", "belief.permanence", "measure.license.share"
    FieldType type;
    std::string_view unit;     ///< empty where there is none
    std::string_view initial;  ///< default, as text; empty: none
    double least, most;        ///< numbers only (also those of a list)
    std::string_view meaning;
    std::string_view choices = {};  ///< "a|b|c"
    bool required = false;          ///< of the complete table (a change to a library measure may leave it out)
};

[[nodiscard]] std::span<const Field> fields() noexcept;

/// The row of a key, or null. "measure[0].id" is not a key: strip indices before.
[[nodiscard]] const Field* find_field(std::string_view path) noexcept;

/// Rows of one section ("" = top of the deck, "measure", "measure.license"), in order of the table.
[[nodiscard]] std::vector<const Field*> section_fields(std::string_view section);
/// The same of another table.
[[nodiscard]] std::vector<const Field*> section_fields(std::string_view section, std::span<const Field> keys);

/// Last part of a path.
[[nodiscard]] std::string_view leaf(std::string_view path) noexcept;

/// "text", "date", "list of texts", ... for people.
[[nodiscard]] std::string_view type_name(FieldType type) noexcept;

/// "[0, 1]" or "at least 0" or "" when everything is allowed.
[[nodiscard]] std::string range_text(double least, double most);

[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

}  // namespace sunder
