// SPDX-License-Identifier: Apache-2.0
// JSON Schema (draft-07) of studies from the tables of keys, as sim/scenario/schema.cpp makes that of decks.
#include <fmt/format.h>

#include "sim/cost/cost_keys.hpp"

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

std::string bounds(const Field& field) {
    std::string json = fmt::format(", \"minimum\": {}", field.least);
    if (field.most < 1e300) json += fmt::format(", \"maximum\": {}", field.most);
    return json;
}

/// One number, or low, mid and high.
std::string spread(const Field& field) {
    const std::string one = fmt::format("\"type\": \"number\"{}", bounds(field));
    return fmt::format("{{{0}}}, {{\"type\": \"array\", \"minItems\": 3, \"maxItems\": 3, \"items\": {{{0}}}}}", one);
}

std::string object_of(std::string_view section, int depth);

std::string value_type(const Field& field, int depth) {
    switch (field.type) {
        case FieldType::flag:
            return "\"type\": \"boolean\"";
        case FieldType::integer:
            return "\"type\": \"integer\"" + bounds(field);
        case FieldType::number:
            return "\"type\": \"number\"" + bounds(field);
        case FieldType::choice: {
            std::vector<std::string> choices;
            for (const std::string& choice : split(field.choices, '|')) choices.push_back(quoted(choice));
            return fmt::format("\"type\": \"string\", \"enum\": [{}]", fmt::join(choices, ", "));
        }
        case FieldType::texts:
            return "\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"array\", \"items\": {\"type\": \"string\"}}]";
        case FieldType::numbers: {
            const std::int32_t input = find_cost_input(leaf(field.path));
            const bool by_place = input >= 0 && cost_inputs()[static_cast<std::size_t>(input)].regional != nullptr;
            const std::string one = spread(field);
            const std::string places =
                by_place ? fmt::format(", {{\"type\": \"object\", \"additionalProperties\": {{\"anyOf\": [{}]}}}}", one)
                         : "";
            return fmt::format("\"anyOf\": [{}{}]", one, places);
        }
        case FieldType::table:
            return object_of(field.path, depth);
        case FieldType::tables:
            return fmt::format("\"type\": \"array\", \"items\": {{{}}}", object_of(field.path, depth));
        default:
            return "\"type\": \"string\"";
    }
}

/// {"type": "object", ...} without the outer braces.
std::string object_of(std::string_view section, int depth) {
    const std::string pad(static_cast<std::size_t>(depth + 2), ' ');
    std::vector<std::string> rows, required;
    for (const Field* field : section_fields(section, cost_fields())) {
        if (field->required) required.push_back(quoted(leaf(field->path)));
        std::string about(field->meaning);
        if (!field->unit.empty()) about += fmt::format(" ({})", field->unit);
        if (!field->initial.empty()) about += fmt::format("; default {}", field->initial);
        rows.push_back(fmt::format("{}{}: {{{}, \"description\": {}}}", pad, quoted(leaf(field->path)),
                                   value_type(*field, depth + 2), quoted(about)));
    }
    return fmt::format(
        "\"type\": \"object\", \"additionalProperties\": false, \"required\": [{}], \"properties\": {{\n{}\n{}}}",
        fmt::join(required, ", "), fmt::join(rows, ",\n"), std::string(static_cast<std::size_t>(depth), ' '));
}

}  // namespace

std::string cost_schema() {
    return fmt::format(
        "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"sunder cost study\",\n  {}\n}}\n",
        object_of("", 2));
}

}  // namespace sunder
