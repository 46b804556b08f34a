// SPDX-License-Identifier: Apache-2.0
#include "sim/input/document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sunder {

const Entry* Value::find_entry(std::string_view key) const noexcept {
    const auto at = std::find_if(entries.begin(), entries.end(), [key](const Entry& e) { return e.key == key; });
    return at == entries.end() ? nullptr : &*at;
}

const Value* Value::find(std::string_view key) const noexcept {
    const Entry* entry = find_entry(key);
    return entry == nullptr ? nullptr : &entry->value;
}

Value* Value::find(std::string_view key) noexcept {
    return const_cast<Value*>(static_cast<const Value*>(this)->find(key));
}

void Value::set(Entry entry) {
    const auto at = std::find_if(entries.begin(), entries.end(), [&entry](const Entry& e) { return e.key == entry.key; });
    if (at == entries.end())
        entries.push_back(std::move(entry));
    else
        *at = std::move(entry);
}

void Value::erase(std::string_view key) {
    std::erase_if(entries, [key](const Entry& e) { return e.key == key; });
}

std::string_view kind_name(ValueKind kind) noexcept {
    switch (kind) {
        case ValueKind::text:
            return "text";
        case ValueKind::boolean:
            return "true or false";
        case ValueKind::integer:
            return "a whole number";
        case ValueKind::number:
            return "a number";
        case ValueKind::date:
            return "a date";
        case ValueKind::time:
            return "a time";
        case ValueKind::array:
            return "a list";
        case ValueKind::table:
            return "a table";
    }
    return "";
}

std::string show_date(Day day) {
    const auto date = to_date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string show(const Value& value) {
    switch (value.kind) {
        case ValueKind::text:
            return '"' + value.text + '"';
        case ValueKind::boolean:
            return value.flag ? "true" : "false";
        case ValueKind::integer:
            return std::to_string(value.integer);
        case ValueKind::number:
            return fmt::format("{}", value.number);
        case ValueKind::date:
            return show_date(value.date);
        case ValueKind::time:
            return "a time of day";
        case ValueKind::array:
            break;
        case ValueKind::table:
            break;
    }
    std::string text;
    for (const Value& item : value.items) text += (text.empty() ? "" : ", ") + show(item);
    for (const Entry& entry : value.entries) text += (text.empty() ? "" : ", ") + entry.key + " = " + show(entry.value);
    return value.kind == ValueKind::array ? '[' + text + ']' : "{ " + text + " }";
}

Fault fault_at(const Mark& mark, std::string message, bool warning) {
    return {mark.file ? *mark.file : std::string{}, mark.line, mark.column, std::move(message), warning};
}

}  // namespace sunder
