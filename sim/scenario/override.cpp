// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sim/scenario/fields.hpp"

namespace sunder {
namespace {

struct Step {
    std::string key;
    std::string index;  ///< inside [], empty: none
};

Value empty_value(ValueKind kind, const Mark& mark) {
    Value value;
    value.kind = kind;
    value.mark = mark;
    return value;
}

/// "measure[id].license.share" -> steps; what follows "parameter." is one key. False when malformed.
bool parse_key(const std::string& text, std::vector<Step>& steps) {
    constexpr std::string_view parameter = "parameter.";
    if (text.starts_with(parameter) && text.size() > parameter.size()) {
        steps = {{"parameter", ""}, {text.substr(parameter.size()), ""}};
        return true;
    }
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find_first_of(".[", at), text.size());
        Step step{text.substr(at, end - at), ""};
        at = end;
        if (at < text.size() && text[at] == '[') {
            const std::size_t close = text.find(']', at);
            if (close == std::string::npos || close == at + 1) return false;
            step.index = text.substr(at + 1, close - at - 1);
            at = close + 1;
        }
        if (step.key.empty() || (at < text.size() && text[at] != '.')) return false;
        steps.push_back(std::move(step));
        if (at == text.size()) return steps.back().index.empty();
        ++at;
    }
    return false;
}

/// The entry of an array of tables by number, or by its id or name; of measures, an unknown id is appended.
Value* indexed(Value& array, const std::string& index, bool by_id, const Mark& mark) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), number);
    if (error == std::errc{} && end == index.data() + index.size())
        return number < array.items.size() ? &array.items[number] : nullptr;
    for (Value& item : array.items) {
        const Value* id = item.find(by_id ? "id" : "name");
        if (id != nullptr && id->is(ValueKind::text) && id->text == index) return &item;
    }
    if (!by_id) return nullptr;
    Value id = empty_value(ValueKind::text, mark);
    id.text = index;
    array.items.push_back(empty_value(ValueKind::table, mark));
    array.items.back().set({"id", mark, id});
    return &array.items.back();
}

/// Goes down one step, making tables that are not there. Null with a fault when something else stands there.
Value* descend(Value& table, const Step& step, const Mark& mark, std::vector<Fault>& faults) {
    const ValueKind wanted = step.index.empty() ? ValueKind::table : ValueKind::array;
    if (table.find(step.key) == nullptr) table.set({step.key, mark, empty_value(wanted, mark)});
    Value* next = table.find(step.key);
    if (!next->is(wanted)) {
        const bool list = next->is(ValueKind::array);
        faults.push_back(
            fault_at(mark, list ? fmt::format("'{0}' is a list: write {0}[0] or {0}[id]", step.key)
                                : fmt::format("'{}' holds {}, not {}", step.key, kind_name(next->kind), kind_name(wanted))));
        return nullptr;
    }
    if (step.index.empty()) return next;
    Value* item = indexed(*next, step.index, find_field(step.key + ".id") != nullptr, mark);
    if (item != nullptr && item->is(ValueKind::table)) return item;
    faults.push_back(
        fault_at(mark, fmt::format("there is no {}[{}]: the deck has {}", step.key, step.index, next->items.size())));
    return nullptr;
}

}  // namespace

void apply_override(Value& deck, const std::string& argument, std::vector<Fault>& faults) {
    const std::string shown = "--set " + argument;
    const Mark mark{std::make_shared<const std::string>(shown), 0, 0};
    const std::size_t equals = argument.find('=');
    std::string key = argument.substr(0, std::min(equals, argument.size()));
    while (!key.empty() && key.back() == ' ') key.pop_back();
    std::vector<Step> steps;
    if (equals == std::string::npos || !parse_key(key, steps)) {
        faults.push_back(fault_at(mark, "KEY=VALUE is expected, e.g. seed=7 or measure[ID].effective=2023-01-01"));
        return;
    }
    try {
        Value value = parse_toml_value(argument.substr(equals + 1), shown);
        Value* table = &deck;
        for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
            table = descend(*table, steps[i], mark, faults);
            if (table == nullptr) return;
        }
        table->set({steps.back().key, mark, std::move(value)});
    } catch (const InputError& error) {
        faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
}

}  // namespace sunder
