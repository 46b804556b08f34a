// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/strict.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/params.hpp"
#include "sim/core/run.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;
using Keys = std::span<const Field>;

void wrong_type(const Value& value, std::string_view path, std::string_view expected, Faults& faults) {
    faults.push_back(
        fault_at(value.mark, fmt::format("{} is {}, but {} is expected", path, kind_name(value.kind), expected)));
}

void check_range(const Value& value, std::string_view path, double least, double most, std::string_view unit,
                 Faults& faults) {
    if (value.number >= least && value.number <= most) return;  // NaN fails
    const std::string range =
        most < 1e300 ? fmt::format("lie in [{}, {}]", least, most) : fmt::format("be at least {}", least);
    faults.push_back(fault_at(value.mark, fmt::format("{} = {}, but it must {}{}", path, show(value), range,
                                                      unit.empty() ? std::string{} : fmt::format(" ({})", unit))));
}

void check_number(const Value& value, const Field& field, Faults& faults) {
    if (field.type == FieldType::integer ? !value.is(ValueKind::integer) : !value.numeric())
        return wrong_type(value, field.path, field.type == FieldType::integer ? "a whole number" : "a number", faults);
    const std::vector<std::string> choices = field.choices.empty() ? std::vector<std::string>{} : split(field.choices, '|');
    if (choices.empty()) return check_range(value, field.path, field.least, field.most, field.unit, faults);
    if (std::find(choices.begin(), choices.end(), show(value)) == choices.end())
        faults.push_back(fault_at(value.mark, fmt::format("{} = {}, but it must be {} ({})", field.path, show(value),
                                                          fmt::join(choices, " or "), field.unit)));
}

void check_choice(const Value& value, const Field& field, Faults& faults) {
    if (!value.is(ValueKind::text)) return wrong_type(value, field.path, "text", faults);
    const std::vector<std::string> choices = split(field.choices, '|');
    if (std::find(choices.begin(), choices.end(), value.text) != choices.end()) return;
    faults.push_back(fault_at(value.mark, fmt::format("{} = \"{}\", but it must be one of {}{}", field.path, value.text,
                                                      fmt::join(choices, ", "), did_you_mean(value.text, choices))));
}

void check_texts(const Value& value, std::string_view path, Faults& faults) {
    if (value.is(ValueKind::text)) return;
    if (!value.is(ValueKind::array)) return wrong_type(value, path, "a list of texts", faults);
    for (const Value& item : value.items)
        if (!item.is(ValueKind::text)) wrong_type(item, fmt::format("an entry of {}", path), "text", faults);
}

void check_path(const Value& value, const Field& field, Faults& faults) {
    if (!value.is(ValueKind::array)) return wrong_type(value, field.path, "a list of [date, number]", faults);
    const Value* before = nullptr;
    for (const Value& item : value.items) {
        if (!item.is(ValueKind::array) || item.items.size() != 2 || !item.items[0].is(ValueKind::date) ||
            !item.items[1].numeric()) {
            wrong_type(item, fmt::format("an entry of {}", field.path), "[date, number]", faults);
            continue;
        }
        check_range(item.items[1], field.path, field.least, field.most, field.unit, faults);
        if (before != nullptr && before->date >= item.items[0].date)
            faults.push_back(fault_at(
                item.mark, fmt::format("{}: {} does not come after {}", field.path, show(item.items[0]), show(*before))));
        before = &item.items[0];
    }
}

void check_numbers(const Value& value, const Field& field, Faults& faults) {
    const auto numeric = [](const Value& item) { return item.numeric(); };
    if (!value.is(ValueKind::array) || value.items.size() != 3 ||
        !std::all_of(value.items.begin(), value.items.end(), numeric))
        return wrong_type(value, field.path, "a list of three numbers", faults);
    for (const Value& item : value.items) check_range(item, field.path, field.least, field.most, field.unit, faults);
    for (std::size_t i = 1; i < value.items.size(); ++i)
        if (value.items[i].number < value.items[i - 1].number)
            faults.push_back(
                fault_at(value.items[i].mark, fmt::format("{}: {} comes after {}; write least, most likely, most",
                                                          field.path, show(value.items[i]), show(value.items[i - 1]))));
}

void check_items(const Value& value, Keys keys, Faults& faults) {
    constexpr std::string_view section = "measure.items";
    if (value.is(ValueKind::table)) return check_section(value, section, false, keys, faults);
    if (value.is(ValueKind::text)) return;
    if (!value.is(ValueKind::array)) return wrong_type(value, section, "a list of goods or a table", faults);
    for (const Value& item : value.items) {
        if (item.is(ValueKind::table)) {
            check_section(item, section, false, keys, faults);
            if (item.find("good") == nullptr)
                faults.push_back(fault_at(item.mark, "an entry of measure.items lacks 'good'"));
        } else if (!item.is(ValueKind::text)) {
            wrong_type(item, fmt::format("an entry of {}", section), "a good, a class or { good, coverage }", faults);
        }
    }
}

void check_shares(const Value& value, const Field& field, Faults& faults) {
    if (!value.is(ValueKind::table)) return wrong_type(value, field.path, "a table { NAME = number, ... }", faults);
    for (const Entry& entry : value.entries) {
        const std::string path = fmt::format("{}.{}", field.path, entry.key);
        if (!entry.value.numeric())
            wrong_type(entry.value, path, "a number (names with dots need quotes)", faults);
        else
            check_range(entry.value, path, field.least, field.most, field.unit, faults);
    }
}

void check_tables(const Value& value, const Field& field, Keys keys, Faults& faults) {
    if (!value.is(ValueKind::array))
        return wrong_type(
            value, field.path,
            field.path.find('.') == std::string_view::npos ? fmt::format("[[{}]]", field.path) : "a list of tables", faults);
    for (const Value& item : value.items)
        if (item.is(ValueKind::table))
            check_section(item, field.path, field.path != "measure", keys,
                          faults);  // a measure may be completed by the library
        else
            wrong_type(item, fmt::format("an entry of {}", field.path), "a table", faults);
}

void check_switches(const Value& value, Faults& faults) {
    if (!value.is(ValueKind::table)) return wrong_type(value, "switch", "a table", faults);
    std::vector<std::string> known;
    for (const SwitchKey& key : switch_keys()) known.emplace_back(key.name);
    for (const Entry& entry : value.entries) {
        if (std::find(known.begin(), known.end(), entry.key) == known.end())
            faults.push_back(
                fault_at(entry.mark, fmt::format("unknown switch '{}'{}", entry.key, did_you_mean(entry.key, known))));
        else if (!entry.value.is(ValueKind::boolean))
            wrong_type(entry.value, "switch." + entry.key, "true or false", faults);
    }
}

void check_spread(const Value& value, const Field& field, Faults& faults) {
    value.numeric() ? check_number(value, field, faults) : check_numbers(value, field, faults);
}

void check_value(const Value& value, const Field& field, bool complete, Keys keys, Faults& faults) {
    switch (field.type) {
        case FieldType::text:
            if (!value.is(ValueKind::text)) wrong_type(value, field.path, "text", faults);
            return;
        case FieldType::flag:
            if (!value.is(ValueKind::boolean)) wrong_type(value, field.path, "true or false", faults);
            return;
        case FieldType::date:
            if (!value.is(ValueKind::date))
                wrong_type(value, field.path, "a date such as 2022-10-07 (without quotes)", faults);
            return;
        case FieldType::integer:
        case FieldType::number:
            return check_number(value, field, faults);
        case FieldType::choice:
            return check_choice(value, field, faults);
        case FieldType::texts:
            return check_texts(value, field.path, faults);
        case FieldType::path:
            return check_path(value, field, faults);
        case FieldType::numbers:
            return check_numbers(value, field, faults);
        case FieldType::spreads:
            if (value.is(ValueKind::table)) {
                for (const Entry& entry : value.entries) check_spread(entry.value, field, faults);
                return;
            }
            [[fallthrough]];
        case FieldType::spread:
            return check_spread(value, field, faults);
        case FieldType::values:
            if (!value.is(ValueKind::array) || value.items.empty())
                wrong_type(value, field.path, "a list of values", faults);
            return;
        case FieldType::items:
            return check_items(value, keys, faults);
        case FieldType::table:
            if (!value.is(ValueKind::table)) return wrong_type(value, field.path, "a table", faults);
            return check_section(value, field.path, complete, keys, faults);
        case FieldType::tables:
            return check_tables(value, field, keys, faults);
        case FieldType::shares:
            return check_shares(value, field, faults);
        case FieldType::switches:
            return check_switches(value, faults);
        case FieldType::parameters:  // keys need the economy: resolve.cpp
            if (!value.is(ValueKind::table)) wrong_type(value, field.path, "a table", faults);
            return;
    }
}

std::string unknown_key(std::string_view section, const std::string& key, const std::vector<const Field*>& rows) {
    std::vector<std::string> known;
    for (const Field* row : rows) known.emplace_back(leaf(row->path));
    const std::string path = section.empty() ? key : fmt::format("{}.{}", section, key);
    const std::string near = did_you_mean(key, known);
    return fmt::format("unknown key '{}'{}", path,
                       near.empty() ? fmt::format("; known here: {}", fmt::join(known, ", ")) : near);
}

}  // namespace

void check_section(const Value& table, std::string_view section, bool complete, Faults& faults) {
    check_section(table, section, complete, fields(), faults);
}

void check_section(const Value& table, std::string_view section, bool complete, Keys keys, Faults& faults) {
    const std::vector<const Field*> rows = section_fields(section, keys);
    for (const Entry& entry : table.entries) {
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&entry](const Field* f) { return leaf(f->path) == entry.key; });
        if (row == rows.end())
            faults.push_back(fault_at(entry.mark, unknown_key(section, entry.key, rows)));
        else
            check_value(entry.value, **row, complete, keys, faults);
    }
    if (!complete) return;
    for (const Field* row : rows)
        if (row->required && table.find(leaf(row->path)) == nullptr)
            faults.push_back(fault_at(table.mark, fmt::format("'{}' is missing: {}", row->path, row->meaning)));
}

std::optional<std::string> get_text(const Value& table, std::string_view key) {
    const Value* value = table.find(key);
    if (value == nullptr || !value->is(ValueKind::text)) return std::nullopt;
    return value->text;
}

std::optional<double> get_number(const Value& table, std::string_view key) {
    const Value* value = table.find(key);
    if (value == nullptr || !value->numeric()) return std::nullopt;
    return value->number;
}

std::optional<Day> get_date(const Value& table, std::string_view key) {
    const Value* value = table.find(key);
    if (value == nullptr || !value->is(ValueKind::date)) return std::nullopt;
    return value->date;
}

std::optional<bool> get_flag(const Value& table, std::string_view key) {
    const Value* value = table.find(key);
    if (value == nullptr || !value->is(ValueKind::boolean)) return std::nullopt;
    return value->flag;
}

std::vector<Name> get_names(const Value& table, std::string_view key) {
    std::vector<Name> names;
    const Value* value = table.find(key);
    if (value == nullptr) return names;
    if (value->is(ValueKind::text)) names.push_back({value->text, value->mark});
    for (const Value& item : value->items)
        if (item.is(ValueKind::text)) names.push_back({item.text, item.mark});
    return names;
}

std::vector<std::pair<Day, double>> get_path(const Value& table, std::string_view key) {
    std::vector<std::pair<Day, double>> path;
    const Value* value = table.find(key);
    if (value == nullptr) return path;
    for (const Value& item : value->items)
        if (item.items.size() == 2 && item.items[0].is(ValueKind::date) && item.items[1].numeric())
            path.emplace_back(item.items[0].date, item.items[1].number);
    return path;
}

const Value* get_table(const Value& table, std::string_view key) {
    const Value* value = table.find(key);
    return value != nullptr && value->is(ValueKind::table) ? value : nullptr;
}

}  // namespace sunder
