// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <initializer_list>

#include "models/math/elementary.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

/// One key of a table: what it must hold.
struct CaseKey {
    std::string_view name;
    ValueKind kind;  ///< number: integers too; array: of texts, or of tables
    bool required = false;
};

constexpr std::array top_keys{CaseKey{"title", ValueKind::text, true}, CaseKey{"question", ValueKind::text},
                              CaseKey{"deck", ValueKind::text, true},  CaseKey{"set", ValueKind::array},
                              CaseKey{"assumed", ValueKind::array},    CaseKey{"misses", ValueKind::array},
                              CaseKey{"free", ValueKind::array, true}, CaseKey{"moment", ValueKind::array, true},
                              CaseKey{"variant", ValueKind::array}};
constexpr std::array free_keys{CaseKey{"key", ValueKind::text},
                               CaseKey{"keys", ValueKind::array},
                               CaseKey{"low", ValueKind::number, true},
                               CaseKey{"start", ValueKind::number, true},
                               CaseKey{"high", ValueKind::number, true},
                               CaseKey{"log", ValueKind::boolean},
                               CaseKey{"unit", ValueKind::text},
                               CaseKey{"basis", ValueKind::text, true},
                               CaseKey{"identified_by", ValueKind::text, true}};
constexpr std::array moment_keys{CaseKey{"id", ValueKind::text, true},      CaseKey{"group", ValueKind::text},
                                 CaseKey{"value", ValueKind::text, true},   CaseKey{"observed", ValueKind::number, true},
                                 CaseKey{"error", ValueKind::number, true}, CaseKey{"fit", ValueKind::boolean},
                                 CaseKey{"unit", ValueKind::text},          CaseKey{"source", ValueKind::text, true},
                                 CaseKey{"status", ValueKind::text, true},  CaseKey{"error_basis", ValueKind::text, true},
                                 CaseKey{"note", ValueKind::text}};
constexpr std::array variant_keys{CaseKey{"name", ValueKind::text, true}, CaseKey{"set", ValueKind::array, true}};

/// Holds a table against its keys: unknown and missing ones, wrong kinds.
void check_keys(const Value& table, std::string_view where, std::span<const CaseKey> keys, Faults& faults) {
    std::vector<std::string> known;
    for (const CaseKey& key : keys) known.emplace_back(key.name);
    for (const Entry& entry : table.entries) {
        const auto at = std::ranges::find(keys, entry.key, &CaseKey::name);
        if (at == keys.end())
            faults.push_back(fault_at(
                entry.mark, fmt::format("unknown key '{}' in {}{}", entry.key, where, did_you_mean(entry.key, known))));
        else if (at->kind == ValueKind::number ? !entry.value.numeric() : !entry.value.is(at->kind))
            faults.push_back(fault_at(entry.value.mark, fmt::format("{} is {}, but {} is expected", entry.key,
                                                                    kind_name(entry.value.kind), kind_name(at->kind))));
    }
    for (const CaseKey& key : keys)
        if (key.required && table.find(key.name) == nullptr)
            faults.push_back(fault_at(table.mark, fmt::format("{} needs a '{}'", where, key.name)));
}

std::vector<std::string> texts(const Value& table, std::string_view key, Faults& faults) {
    std::vector<std::string> list;
    const Value* array = table.find(key);
    if (array == nullptr || !array->is(ValueKind::array)) return list;
    for (const Value& item : array->items) {
        if (item.is(ValueKind::text))
            list.push_back(item.text);
        else
            faults.push_back(
                fault_at(item.mark, fmt::format("{} holds {}, but texts are expected", key, kind_name(item.kind))));
    }
    return list;
}

FreeParameter read_free(const Value& table, Faults& faults) {
    check_keys(table, "[[free]]", free_keys, faults);
    FreeParameter p;
    p.mark = table.mark;
    p.keys = texts(table, "keys", faults);
    if (const auto key = get_text(table, "key")) p.keys.insert(p.keys.begin(), *key);
    if (p.keys.empty())
        faults.push_back(fault_at(table.mark, "[[free]] needs a 'key' or 'keys', e.g. key = \"parameter.eta.steel\""));
    else
        p.name = p.keys.front();
    p.low = get_number(table, "low").value_or(0.0);
    p.start = get_number(table, "start").value_or(0.5);
    p.high = get_number(table, "high").value_or(1.0);
    p.logarithmic = get_flag(table, "log").value_or(false);
    p.unit = get_text(table, "unit").value_or("");
    p.basis = get_text(table, "basis").value_or("");
    p.identified_by = get_text(table, "identified_by").value_or("");
    if (!(p.low < p.high && p.low <= p.start && p.start <= p.high))
        faults.push_back(fault_at(table.mark, fmt::format("{}: low {} <= start {} <= high {} with low < high is expected",
                                                          p.name, p.low, p.start, p.high)));
    if (p.logarithmic && !(p.low > 0.0))
        faults.push_back(fault_at(table.mark, fmt::format("{}: low = {}, but log = true needs it above 0", p.name, p.low)));
    return p;
}

/// Nothing when its expression is none.
std::optional<ObservedMoment> read_moment(const Value& table, Faults& faults) {
    check_keys(table, "[[moment]]", moment_keys, faults);
    const Value* value = table.find("value");
    if (value == nullptr || !value->is(ValueKind::text)) return std::nullopt;
    const TextPlace place{*value->mark.file, value->mark.line, value->mark.column + 1};
    auto moment = Moment::parse(value->text, place, faults);
    if (!moment) return std::nullopt;
    ObservedMoment m;
    m.moment = std::move(*moment);
    m.id = get_text(table, "id").value_or("");
    m.group = get_text(table, "group").value_or("");
    m.observed = get_number(table, "observed").value_or(0.0);
    m.error = get_number(table, "error").value_or(1.0);
    m.fitted = get_flag(table, "fit").value_or(true);
    m.unit = get_text(table, "unit").value_or("");
    m.source = get_text(table, "source").value_or("");
    m.status = get_text(table, "status").value_or("");
    m.error_basis = get_text(table, "error_basis").value_or("");
    m.note = get_text(table, "note").value_or("");
    if (!(m.error > 0.0))
        faults.push_back(fault_at(table.mark, fmt::format("moment {}: error = {}, but it must be above 0", m.id, m.error)));
    return m;
}

std::vector<const Value*> tables(const Value& document, std::string_view key, Faults& faults) {
    std::vector<const Value*> list;
    const Value* array = document.find(key);
    if (array == nullptr || !array->is(ValueKind::array)) return list;
    for (const Value& item : array->items) {
        if (item.is(ValueKind::table))
            list.push_back(&item);
        else
            faults.push_back(
                fault_at(item.mark, fmt::format("{0} holds {1}, but [[{0}]] is expected", key, kind_name(item.kind))));
    }
    return list;
}

void check_unique(const CalibrationCase& c, const Value& document, Faults& faults) {
    std::vector<std::string> seen;
    for (const FreeParameter& p : c.free)
        for (const std::string& key : p.keys) {
            if (std::ranges::find(seen, key) != seen.end())
                faults.push_back(fault_at(p.mark, fmt::format("'{}' is free twice", key)));
            seen.push_back(key);
        }
    seen.clear();
    for (const ObservedMoment& m : c.moments) {
        if (std::ranges::find(seen, m.id) != seen.end())
            faults.push_back(fault_at(document.mark, fmt::format("two moments are called '{}'", m.id)));
        seen.push_back(m.id);
    }
    if (std::ranges::none_of(c.moments, &ObservedMoment::fitted) && !c.moments.empty())
        faults.push_back(fault_at(document.mark, "no moment is fitted: one without fit = false is expected"));
}

}  // namespace

double FreeParameter::at(double place) const {
    if (place <= 0.0) return low;
    if (place >= 1.0) return high;
    if (place == this->place(start)) return start;
    if (!logarithmic) return low + place * (high - low);
    const double l = models::log_exact(low);
    return models::exp_exact(l + place * (models::log_exact(high) - l));
}

double FreeParameter::place(double value) const {
    if (!logarithmic) return (value - low) / (high - low);
    const double l = models::log_exact(low);
    return (models::log_exact(value) - l) / (models::log_exact(high) - l);
}

bool CalibrationCase::reads_baseline() const {
    return std::ranges::any_of(moments, [](const ObservedMoment& m) { return m.moment.reads_baseline(); });
}

CalibrationCase read_case_text(const std::string& text, const std::string& file) {
    const Value document = parse_toml(text, file);
    Faults faults;
    check_keys(document, "a calibration case", top_keys, faults);
    CalibrationCase c;
    c.name = std::filesystem::path(file).stem().string();
    c.title = get_text(document, "title").value_or("");
    c.question = get_text(document, "question").value_or("");
    c.deck = get_text(document, "deck").value_or("");
    c.set = texts(document, "set", faults);
    c.assumed = texts(document, "assumed", faults);
    c.misses = texts(document, "misses", faults);
    for (const Value* table : tables(document, "free", faults)) c.free.push_back(read_free(*table, faults));
    for (const Value* table : tables(document, "moment", faults))
        if (auto moment = read_moment(*table, faults)) c.moments.push_back(std::move(*moment));
    for (const Value* table : tables(document, "variant", faults)) {
        check_keys(*table, "[[variant]]", variant_keys, faults);
        c.variants.push_back({get_text(*table, "name").value_or(""), texts(*table, "set", faults)});
    }
    check_unique(c, document, faults);
    if (!faults.empty()) throw InputError(std::move(faults));
    return c;
}

CalibrationCase read_case(const std::string& name_or_path) {
    const SourceText source = find_calibration(name_or_path);
    return read_case_text(source.text, source.file);
}

std::vector<std::string> case_names() {
    return calibration_names();
}

}  // namespace sunder
