// SPDX-License-Identifier: Apache-2.0
// `sunder explain` and scenarios/FIELDS.md: the key tables as text.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/core/params.hpp"
#include "sim/core/run.hpp"
#include "sim/scenario/actions.hpp"
#include "sim/scenario/explain_action.hpp"
#include "sim/scenario/explain_measure.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/prose.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {
namespace {

struct Section {
    std::string_view path, heading;
};
constexpr std::array sections{
    Section{"", "The deck"},
    Section{"belief", "[belief]: beliefs, for measures that do not set their own"},
    Section{"measure", "[[measure]]: a measure of your own, or a change to a library one"},
    Section{"measure.items", "measure.items: what is controlled"},
    Section{"measure.origin", "measure.origin: where the goods come from"},
    Section{"measure.exempt", "measure.exempt: who is exempt"},
    Section{"measure.license", "measure.license: terms of a licence or quota"},
    Section{"measure.funding", "measure.funding: money of the government"},
    Section{"measure.funding.guard_items", "measure.funding.guard_items: growth allowed to recipients"},
    Section{"accident", "[[accident]]: damage to plants from outside the model"},
    Section{"government", "[government]: what governments bear and take in return"},
    Section{"government.allies", "government.allies: tolerances of one ally"},
    Section{"government.ladder", "government.ladder: one rung"},
};
constexpr std::string_view action_heading = "measure.action: what each needs, may have and does";
constexpr std::string_view switch_heading = "[switch]: behavioural terms, true or false";
constexpr std::string_view parameter_heading =
    "[parameter]: \"key\", \"key.good\", \"key.good.country\" or \"key.good.country.firm\"; * = any";

bool ranged(const Field& field) {
    return field.choices.empty() && (field.type == FieldType::number || field.type == FieldType::integer ||
                                     field.type == FieldType::path || field.type == FieldType::shares);
}

std::string allowed(const Field& field) {
    if (!field.choices.empty()) return fmt::format("{}", fmt::join(split(field.choices, '|'), ", "));
    return ranged(field) ? range_text(field.least, field.most) : std::string{};
}

/// "number [days], default 7, in [1, 7], required"
std::string terms(const Field& field) {
    std::string text(type_name(field.type));
    if (!field.unit.empty()) text += fmt::format(" ({})", field.unit);
    if (!field.initial.empty()) text += fmt::format(", default {}", field.initial);
    if (const std::string range = allowed(field); !range.empty())
        text += ", " + std::string(field.choices.empty() ? "in " : "one of ") + range;
    if (field.required) text += ", required";
    return text;
}

std::string explain_field(const Field& field) {
    return fmt::format("  {}\n", field.path) + wrap(terms(field), 6) + wrap(field.meaning, 6);
}

std::string explain_parameter(const ParamKey& key) {
    return fmt::format("  {}\n", key.name) +
           wrap(fmt::format("number ({}), default {} unless the economy's tables say otherwise, in [{}, {}], by {}",
                            key.unit, key.initial, key.least, key.most,
                            key.scope == ParamScope::unit ? "the good a firm makes" : "the good a firm buys"),
                6) +
           wrap(key.meaning, 6);
}

std::string explain_switch(const SwitchKey& key) {
    return fmt::format("  {}\n", key.name) + wrap(fmt::format("default {}; false: {}", key.initial, key.off_means), 6);
}

/// "`rate`, one of `license.share`, `license.path`"
std::string keys_text(std::string_view list, std::string_view quote) {
    std::string text;
    for (const std::string& part : split(list, ' ')) {
        const auto choices = split(part, '/');
        if (part.empty()) continue;
        text += text.empty() ? "" : ", ";
        for (std::size_t i = 0; i < choices.size(); ++i)
            text += fmt::format("{}{}{}{}", i == 0 ? "" : " or ", quote, choices[i], quote);
    }
    return text;
}

std::string explain_action(const ActionRow& row) {
    std::string text = fmt::format("  action = \"{}\"\n", row.name) + wrap(fmt::format("{}.", row.meaning), 6);
    if (!row.required.empty()) text += wrap(fmt::format("needs {}", keys_text(row.required, "")), 6);
    if (!row.allowed.empty()) text += wrap(fmt::format("may have {}", keys_text(row.allowed, "")), 6);
    return text + wrap(mechanism(*find_action(row.name)), 6);
}

std::string explain_all() {
    std::string text;
    for (const Section& section : sections) {
        text += fmt::format("{}{}\n", text.empty() ? "" : "\n", section.heading);
        for (const Field* field : section_fields(section.path)) text += explain_field(*field);
    }
    text += fmt::format("\n{}\n", action_heading);
    for (const ActionRow& row : action_rows()) text += explain_action(row);
    text += fmt::format("\n{}\n", switch_heading);
    for (const SwitchKey& key : switch_keys()) text += explain_switch(key);
    text += fmt::format("\n{}\n", parameter_heading);
    for (const ParamKey& key : param_keys()) text += explain_parameter(key);
    text += "\nMeasures of the library (`sunder explain ID` tells what one does)\n";
    for (const std::string& id : measure_names()) text += "  " + id + '\n';
    return text;
}

/// Rows whose path is `name`, or holds it as a part: "license", "measure.license" and "share" all work.
std::string explain_keys(const std::string& name) {
    std::string text;
    for (const Field& field : fields())
        if (fmt::format(".{}.", field.path).find(fmt::format(".{}.", name)) != std::string::npos)
            text += explain_field(field);
    for (const ActionRow& row : action_rows())
        if (row.name == name || name == "action") text += explain_action(row);
    for (const SwitchKey& key : switch_keys())
        if (key.name == name || name == "switch" || name == fmt::format("switch.{}", key.name)) text += explain_switch(key);
    for (const ParamKey& key : param_keys())
        if (key.name == name || name == "parameter" || name == fmt::format("parameter.{}", key.name))
            text += explain_parameter(key);
    return text;
}

std::vector<std::string> everything_explained() {
    std::vector<std::string> known = measure_names();
    for (const Field& field : fields()) {
        known.emplace_back(field.path);
        known.emplace_back(leaf(field.path));
    }
    for (const ActionRow& row : action_rows()) known.emplace_back(row.name);
    for (const SwitchKey& key : switch_keys()) known.emplace_back(key.name);
    for (const ParamKey& key : param_keys()) known.emplace_back(key.name);
    return known;
}

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '|') safe += '\\';
        safe += c;
    }
    return safe;
}

std::string field_row(const Field& field) {
    return fmt::format("| `{}`{} | {} | {} | {} | {} | {} |\n", field.path, field.required ? " (required)" : "",
                       type_name(field.type), cell(field.unit), cell(field.initial), cell(allowed(field)),
                       cell(field.meaning));
}

}  // namespace

std::string explain(const std::string& key_or_measure) {
    if (key_or_measure.empty()) return explain_all();
    std::string text = explain_keys(key_or_measure);
    SourceText source;
    if (find_measure(key_or_measure, source)) text += explain_measure(key_or_measure);
    if (!text.empty()) return text;
    throw InputError(
        {Fault{key_or_measure, 0, 0,
               "no such key, switch, parameter or measure" + did_you_mean(key_or_measure, everything_explained()), false}});
}

std::string deck_fields_markdown() {
    std::string text =
        "# What a deck may contain\n\n"
        "Made from the key tables in sim/scenario/fields.cpp and sim/core/params.cpp; a test compares. `sunder explain KEY` "
        "prints one row.\n"
        "A measure file (measures/ID.toml) holds the keys of `measure` at its top.\n";
    constexpr std::string_view head = "\n| key | type | unit | default | allowed | meaning |\n|---|---|---|---|---|---|\n";
    for (const Section& section : sections) {
        text += fmt::format("\n## {}\n{}", section.heading, head);
        for (const Field* field : section_fields(section.path)) text += field_row(*field);
    }
    text += fmt::format(
        "\n## {}\n\nKeys that stand in no row go with every action.\n\n| action | needs | may have | what it does | in the "
        "model |\n|---|---|---|---|---|\n",
        action_heading);
    for (const ActionRow& row : action_rows())
        text += fmt::format("| `{}` | {} | {} | {} | {} |\n", row.name, keys_text(row.required, "`"),
                            keys_text(row.allowed, "`"), cell(row.meaning), cell(mechanism(*find_action(row.name))));
    text += fmt::format("\n## {}\n\n| key | default | false means |\n|---|---|---|\n", switch_heading);
    for (const SwitchKey& key : switch_keys())
        text += fmt::format("| `{}` | {} | {} |\n", key.name, key.initial, cell(key.off_means));
    text += fmt::format(
        "\n## {}\n\nThe default holds where the economy's tables have no row. By: the good a firm makes, or buys.\n",
        parameter_heading);
    text += "\n| key | by | unit | default | allowed | meaning |\n|---|---|---|---|---|---|\n";
    for (const ParamKey& key : param_keys())
        text +=
            fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", key.name, key.scope == ParamScope::unit ? "makes" : "buys",
                        cell(key.unit), key.initial, range_text(key.least, key.most), cell(key.meaning));
    return text;
}

}  // namespace sunder
