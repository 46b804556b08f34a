// SPDX-License-Identifier: Apache-2.0
// JSON Schema (draft-07) from the key tables. Written by hand: the text is small, its order fixed, and no JSON library is
// needed.
#include <fmt/format.h>

#include <map>

#include "sim/core/params.hpp"
#include "sim/core/run.hpp"
#include "sim/scenario/actions.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/keys_schema.hpp"
#include "sim/scenario/resolve.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {
namespace {

std::string quoted(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') json += '\\';
        json += c;
    }
    return json + '"';
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

std::string bounds(double least, double most) {
    std::string json;
    if (least > -1e300) json = fmt::format(", \"minimum\": {}", least);
    if (most < 1e300) json += fmt::format(", \"maximum\": {}", most);
    return json;
}

std::string number_type(const Field& field) {
    const bool whole = field.type == FieldType::integer;
    if (!field.choices.empty()) return fmt::format("\"enum\": [{}]", joined(split(field.choices, '|'), ", "));
    return fmt::format("\"type\": \"{}\"{}", whole ? "integer" : "number", bounds(field.least, field.most));
}

using Keys = std::span<const Field>;
std::string section_object(Keys keys, std::string_view section, bool complete, int depth);

std::string switch_object(int depth) {
    const std::string pad(static_cast<std::size_t>(depth + 2), ' ');
    std::vector<std::string> rows;
    for (const SwitchKey& key : switch_keys())
        rows.push_back(fmt::format("{}{}: {{\"type\": \"boolean\", \"default\": {}, \"description\": {}}}", pad,
                                   quoted(key.name), key.initial, quoted(fmt::format("false: {}", key.off_means))));
    return fmt::format("\"type\": \"object\", \"additionalProperties\": false, \"properties\": {{\n{}\n{}}}",
                       joined(rows, ",\n"), std::string(static_cast<std::size_t>(depth), ' '));
}

/// Plain keys are listed for completion; "key.good.country.firm" is matched by a pattern, bare dotted keys by tables.
std::string parameter_object(int depth) {
    const std::string pad(static_cast<std::size_t>(depth + 2), ' ');
    std::vector<std::string> rows, names;
    for (const ParamKey& key : param_keys()) {
        names.emplace_back(key.name);
        rows.push_back(
            fmt::format("{}{}: {{\"anyOf\": [{{\"type\": \"number\"{}}}, {{\"type\": \"object\"}}], \"description\": {}}}",
                        pad, quoted(key.name), bounds(key.least, key.most),
                        quoted(fmt::format("{} ({}), default {}", key.meaning, key.unit, key.initial))));
    }
    return fmt::format(
        "\"type\": \"object\", \"additionalProperties\": false, \"patternProperties\": {{\"^({})\\\\..+$\": {{\"type\": "
        "\"number\"}}}}, "
        "\"properties\": {{\n{}\n{}}}",
        joined(names, "|"), joined(rows, ",\n"), std::string(static_cast<std::size_t>(depth), ' '));
}

/// One number, or low, mid and high.
std::string spread_types(const Field& field) {
    return fmt::format("{{{0}}}, {{\"type\": \"array\", \"minItems\": 3, \"maxItems\": 3, \"items\": {{{0}}}}}",
                       number_type(field));
}

std::string value_type(Keys keys, const Field& field, int depth) {
    constexpr std::string_view texts =
        "\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]";
    switch (field.type) {
        case FieldType::text:
            return "\"type\": \"string\"";
        case FieldType::flag:
            return "\"type\": \"boolean\"";
        case FieldType::integer:
        case FieldType::number:
            return number_type(field);
        case FieldType::date:
            return "\"type\": \"string\", \"format\": \"date\"";
        case FieldType::choice: {
            std::vector<std::string> choices;
            for (const std::string& choice : split(field.choices, '|')) choices.push_back(quoted(choice));
            return fmt::format("\"type\": \"string\", \"enum\": [{}]", joined(choices, ", "));
        }
        case FieldType::texts:
            return std::string(texts);
        case FieldType::path:
            return "\"type\": \"array\", \"items\": {\"type\": \"array\"}";
        case FieldType::numbers:
            return fmt::format(
                "\"type\": \"array\", \"minItems\": 3, \"maxItems\": 3, \"items\": {{\"type\": \"number\"{}}}",
                bounds(field.least, field.most));
        case FieldType::spread:
            return fmt::format("\"anyOf\": [{}]", spread_types(field));
        case FieldType::spreads:
            return fmt::format("\"anyOf\": [{0}, {{\"type\": \"object\", \"additionalProperties\": {{\"anyOf\": [{0}]}}}}]",
                               spread_types(field));
        case FieldType::values:
            return "\"type\": \"array\", \"minItems\": 1";
        case FieldType::items:
            return fmt::format(
                "\"anyOf\": [{{\"type\": \"string\"}}, {{\"type\": \"array\", \"items\": {{\"anyOf\": [{{\"type\": "
                "\"string\"}}, "
                "{{{0}}}]}}}}, {{{0}}}]",
                section_object(keys, field.path, false, depth + 2));
        case FieldType::table:
            return section_object(keys, field.path, false, depth);
        case FieldType::tables:
            return fmt::format("\"type\": \"array\", \"items\": {{{}}}",
                               section_object(keys, field.path, field.path != "measure", depth));
        case FieldType::shares:
            return fmt::format("\"type\": \"object\", \"additionalProperties\": {{\"type\": \"number\"{}}}",
                               bounds(field.least, field.most));
        case FieldType::switches:
            return switch_object(depth);
        case FieldType::parameters:
            return parameter_object(depth);
    }
    return {};
}

/// What each action refuses: "allOf": [{"if": its name, "then": {"properties": {key: false}}}, ...]. What it needs is not
/// said here, since a leader or the library may fill it in.
std::string action_conditions() {
    std::vector<std::string> conditions;
    for (const ActionRow& row : action_rows()) {
        std::map<std::string, std::vector<std::string>> refused;  // by section; "" is the measure itself
        for (const std::string& key : conditional_keys()) {
            if (use_of_key(row, key) != KeyUse::refused) continue;
            const auto dot = key.find('.');
            const std::string section = dot == std::string::npos ? std::string{} : key.substr(0, dot);
            if (!section.empty() && use_of_key(row, section) == KeyUse::refused) continue;
            refused[section].push_back(fmt::format("{}: false", quoted(key.substr(section.empty() ? 0 : dot + 1))));
        }
        std::vector<std::string> keys = refused[""];
        refused.erase("");
        for (const auto& [section, inner] : refused)
            keys.push_back(fmt::format("{}: {{\"properties\": {{{}}}}}", quoted(section), joined(inner, ", ")));
        conditions.push_back(
            fmt::format("{{\"if\": {{\"properties\": {{\"action\": {{\"const\": {}}}}}, \"required\": [\"action\"]}}, "
                        "\"then\": {{\"properties\": {{{}}}}}}}",
                        quoted(row.name), joined(keys, ", ")));
    }
    return fmt::format("\"allOf\": [\n{}\n], ", joined(conditions, ",\n"));
}

/// {"type": "object", ...} without the outer braces.
std::string section_object(Keys keys, std::string_view section, bool complete, int depth) {
    const std::string pad(static_cast<std::size_t>(depth + 2), ' ');
    std::vector<std::string> rows, required;
    for (const Field* field : section_fields(section, keys)) {
        if (field->required) required.push_back(quoted(leaf(field->path)));
        std::string about(field->meaning);
        if (!field->unit.empty()) about += fmt::format(" ({})", field->unit);
        if (!field->initial.empty()) about += fmt::format("; default {}", field->initial);
        rows.push_back(fmt::format("{}{}: {{{}, \"description\": {}}}", pad, quoted(leaf(field->path)),
                                   value_type(keys, *field, depth + 2), quoted(about)));
    }
    std::string json = "\"type\": \"object\", \"additionalProperties\": false, ";
    if (complete) json += fmt::format("\"required\": [{}], ", joined(required, ", "));
    if (section == "measure" && !complete) json += "\"required\": [\"id\"], ";
    if (section == "measure") json += action_conditions();
    return json + fmt::format("\"properties\": {{\n{}\n{}}}", joined(rows, ",\n"),
                              std::string(static_cast<std::size_t>(depth), ' '));
}

std::string schema(std::string_view title, Keys keys, std::string_view section, bool complete) {
    return fmt::format("{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": {},\n  {}\n}}\n",
                       quoted(title), section_object(keys, section, complete, 2));
}

}  // namespace

std::string deck_schema() {
    return schema("sunder deck", fields(), "", true);
}
std::string keys_schema(std::string_view title, std::span<const Field> keys) {
    return schema(title, keys, "", true);
}
std::string measure_schema() {
    return schema("sunder measure", fields(), "measure", false);
}

}  // namespace sunder
