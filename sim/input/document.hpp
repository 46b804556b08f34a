// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/date.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

/// A place in an input file; line 0: the file (or the --set argument) as a whole.
struct Mark {
    std::shared_ptr<const std::string> file;
    int line = 0;
    int column = 0;
};

enum class ValueKind : std::int32_t { text, boolean, integer, number, date, time, array, table };

struct Entry;

/// One value of a TOML document with its place. Only the members of its kind are set; `number` is set for integers too.
struct Value {
    ValueKind kind = ValueKind::table;
    Mark mark;
    std::string text;
    bool flag = false;
    std::int64_t integer = 0;
    double number = 0.0;
    Day date = 0;
    std::vector<Value> items;    ///< of an array
    std::vector<Entry> entries;  ///< of a table, in the order of the file

    [[nodiscard]] bool is(ValueKind k) const noexcept { return kind == k; }
    [[nodiscard]] bool numeric() const noexcept { return kind == ValueKind::integer || kind == ValueKind::number; }
    /// The value of a key of this table, or null.
    [[nodiscard]] const Value* find(std::string_view key) const noexcept;
    [[nodiscard]] Value* find(std::string_view key) noexcept;
    [[nodiscard]] const Entry* find_entry(std::string_view key) const noexcept;
    void set(Entry entry);  ///< replaces or appends
    void erase(std::string_view key);
};

struct Entry {
    std::string key;
    Mark mark;  ///< of the key
    Value value;
};

/// "a date", "text", ... for messages.
[[nodiscard]] std::string_view kind_name(ValueKind kind) noexcept;
/// The value as TOML on one line; for messages and explanations.
[[nodiscard]] std::string show(const Value& value);
/// 2022-10-07
[[nodiscard]] std::string show_date(Day day);
[[nodiscard]] Fault fault_at(const Mark& mark, std::string message, bool warning = false);

/// Parses TOML. `file` is what faults call it. Throws InputError on the first fault of syntax (with its place).
[[nodiscard]] Value parse_toml(std::string_view text, const std::string& file);

/// Parses the right side of --set ("0.5", "2023-01-01", "[\"a\"]"); a bare word counts as text. Throws InputError.
[[nodiscard]] Value parse_toml_value(const std::string& text, const std::string& file);

}  // namespace sunder
