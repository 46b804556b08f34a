// SPDX-License-Identifier: Apache-2.0
// The only file that sees toml++ (2 s to compile). Linked to Debian's shared library: the header-only build of 3.3.0 aborts
// on some broken input.
#include <toml++/toml.h>

#include <algorithm>
#include <string>

#include "sim/input/document.hpp"

namespace sunder {
namespace {

using File = std::shared_ptr<const std::string>;

Mark mark_of(const toml::source_region& source, const File& file) {
    return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Day day_of(const toml::date& date) {
    return to_day(date.year, date.month, date.day);
}

Value convert(const toml::node& node, const File& file);

/// Tables of toml++ are sorted by key; ours keep the order of the file.
std::vector<Entry> convert_entries(const toml::table& table, const File& file) {
    std::vector<Entry> entries;
    for (const auto& [key, node] : table)
        entries.push_back({std::string(key.str()), mark_of(key.source(), file), convert(node, file)});
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.mark.line != b.mark.line ? a.mark.line < b.mark.line : a.mark.column < b.mark.column;
    });
    return entries;
}

Value convert(const toml::node& node, const File& file) {
    Value value;
    value.mark = mark_of(node.source(), file);
    if (const auto* table = node.as_table()) {
        value.kind = ValueKind::table;
        value.entries = convert_entries(*table, file);
    } else if (const auto* array = node.as_array()) {
        value.kind = ValueKind::array;
        for (const toml::node& item : *array) value.items.push_back(convert(item, file));
    } else if (const auto* text = node.as_string()) {
        value.kind = ValueKind::text;
        value.text = text->get();
    } else if (const auto* flag = node.as_boolean()) {
        value.kind = ValueKind::boolean;
        value.flag = flag->get();
    } else if (const auto* integer = node.as_integer()) {
        value.kind = ValueKind::integer;
        value.integer = integer->get();
        value.number = static_cast<double>(integer->get());
    } else if (const auto* number = node.as_floating_point()) {
        value.kind = ValueKind::number;
        value.number = number->get();
    } else if (const auto* date = node.as_date()) {
        value.kind = ValueKind::date;
        value.date = day_of(date->get());
    } else {
        value.kind = ValueKind::time;
    }
    return value;
}

bool bare_word(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '*';
    });
}

}  // namespace

Value parse_toml(std::string_view text, const std::string& file) {
    const File name = std::make_shared<const std::string>(file);
    try {
        return convert(toml::parse(text, file), name);
    } catch (const toml::parse_error& error) {
        throw InputError({fault_at(mark_of(error.source(), name), std::string(error.description()))});
    }
}

Value parse_toml_value(const std::string& text, const std::string& file) {
    const File name = std::make_shared<const std::string>(file);
    try {
        const toml::table table = toml::parse("v = " + text);
        const toml::node* node = table.get("v");
        if (table.size() != 1 || node == nullptr) throw InputError({Fault{file, 0, 0, "one value is expected", false}});
        Value value = convert(*node, name);
        value.mark = {name, 0, 0};
        return value;
    } catch (const toml::parse_error& error) {
        if (bare_word(text)) {
            Value word;
            word.kind = ValueKind::text;
            word.mark = {name, 0, 0};
            word.text = text;
            return word;
        }
        throw InputError({Fault{file, 0, 0, std::string(error.description()), false}});
    }
}

}  // namespace sunder
