// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sim/scenario/actions.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

/// What an ally does not take from its leader.
constexpr std::array<std::string_view, 15> own_keys{"id",      "title",     "source",        "status",      "note",
                                                    "article", "date_note", "default_range", "kind",        "leader",
                                                    "origin",  "on_call",   "draw",          "probability", "lag_days"};

/// A file of the library: the fields of one measure, whose id is the file's name. Nothing if there is no such file.
std::optional<Value> load_library(const std::string& id, Faults& faults) {
    SourceText source;
    if (!find_measure(id, source)) return std::nullopt;
    Value table;
    try {
        table = parse_toml(source.text, source.file);
    } catch (const InputError& error) {
        faults.insert(faults.end(), error.faults().begin(), error.faults().end());
        table.kind = ValueKind::text;  // no table: dropped by finish()
        return table;
    }
    check_section(table, "measure", false, faults);
    const Entry* named = table.find_entry("id");
    if (named == nullptr || named->value.text != id)
        faults.push_back(fault_at(named == nullptr ? table.mark : named->value.mark,
                                  fmt::format("measure.id must be the file's name, \"{}\"", id)));
    return table;
}

/// origin = { content_min = 0.1 } tightens a test and leaves the countries as they are.
bool only_numbers(const Value& table) {
    return std::all_of(table.entries.begin(), table.entries.end(), [](const Entry& e) { return e.value.numeric(); });
}

void lay_over(Value& base, const Value& change) {
    for (const Entry& entry : change.entries) {
        Value* old = base.find(entry.key);
        const bool deep = entry.key == "license" || entry.key == "exempt" || entry.key == "funding" ||
                          (entry.key == "origin" && only_numbers(entry.value));
        if (deep && old != nullptr && old->is(ValueKind::table) && entry.value.is(ValueKind::table)) {
            if (entry.value.find("share") != nullptr) old->erase("path");  // a path would beat the new share
            for (const Entry& inner : entry.value.entries) old->set(inner);
        } else {
            base.set(entry);
        }
    }
}

/// `base` under `change`: tables of licence terms, money and exemptions are merged by key, everything else is replaced.
Value change_measure(Value base, const Value& change, Faults& faults) {
    const auto action = find_action(get_text(change, "action").value_or(""));
    if (action && get_text(base, "action") != get_text(change, "action")) drop_terms_of_other_actions(base, *action);
    const Entry* effective = change.find_entry("effective");
    const Value* announce = base.find("announce");
    if (effective != nullptr && effective->value.is(ValueKind::date) && change.find("announce") == nullptr &&
        announce != nullptr && announce->is(ValueKind::date) && announce->date > effective->value.date) {
        faults.push_back(fault_at(
            effective->mark,
            fmt::format("comes before the announcement of {}: taken as announced the same day", show(*announce)), true));
        base.erase("announce");
    }
    lay_over(base, change);
    base.mark = change.mark;
    return base;
}

/// The leader's rule as the ally would issue it.
Value follow(Value leader, const Value& ally, Faults& faults) {
    for (const std::string_view key : own_keys) leader.erase(key);
    if (ally.find("effective") != nullptr) leader.erase("announce");
    const auto ends = get_date(leader, "expires"), begins = get_date(ally, "effective");
    if (ends && begins && *ends <= *begins && ally.find("expires") == nullptr) {
        faults.push_back(fault_at(
            ally.find("effective")->mark,
            fmt::format("the leader expires on {}, before this date: the measure lasts without it", show_date(*ends)),
            true));
        leader.erase("expires");
    }
    Value rule = change_measure(std::move(leader), ally, faults);
    const Value* issuer = rule.find("issuer");
    const auto action = find_action(get_text(rule, "action").value_or(""));
    if (ally.find("origin") != nullptr || issuer == nullptr || !action || !acts_on_links(*action)) return rule;
    Value origin;
    origin.mark = issuer->mark;
    origin.set({"vendor_hq", issuer->mark, *issuer});
    rule.set({"origin", issuer->mark, origin});
    return rule;
}

class Gatherer {
public:
    explicit Gatherer(Faults& faults) : faults_(faults) {}

    void list(const Name& name) {
        if (find(name.text) != nullptr) {
            faults_.push_back(fault_at(name.mark, fmt::format("measure '{}' is listed twice", name.text)));
            return;
        }
        std::optional<Value> table = load_library(name.text, faults_);
        if (table) {
            found_.push_back({name.text, std::move(*table), name.mark});
        } else if (std::find(own_ids_.begin(), own_ids_.end(), name.text) == own_ids_.end()) {
            std::vector<std::string> known = measure_names();
            known.insert(known.end(), own_ids_.begin(), own_ids_.end());
            faults_.push_back(fault_at(name.mark, fmt::format("no measure '{}' in the library or in this deck{}", name.text,
                                                              did_you_mean(name.text, known))));
        }
    }

    void change(const Value& table) {
        const Value* id = table.find("id");
        if (id == nullptr || !id->is(ValueKind::text)) {
            if (id == nullptr) faults_.push_back(fault_at(table.mark, "[[measure]] lacks 'id'"));
            return;
        }
        if (std::find(changed_.begin(), changed_.end(), id->text) != changed_.end()) {
            faults_.push_back(fault_at(id->mark, fmt::format("a second [[measure]] with id '{}'", id->text)));
            return;
        }
        changed_.push_back(id->text);
        if (MeasureText* listed = find(id->text)) {
            if (listed->table.is(ValueKind::table)) listed->table = change_measure(std::move(listed->table), table, faults_);
        } else if (std::optional<Value> library = load_library(id->text, faults_)) {
            found_.push_back({id->text, change_measure(std::move(*library), table, faults_), id->mark});
        } else {
            found_.push_back({id->text, table, id->mark});
        }
    }

    void own_id(const Value& table) {
        if (const auto id = get_text(table, "id")) own_ids_.push_back(*id);
    }

    /// Fields from leaders, then what is still missing.
    std::vector<MeasureText> finish() {
        std::vector<MeasureText> done;
        std::erase_if(found_, [](const MeasureText& m) { return !m.table.is(ValueKind::table); });
        for (const MeasureText& measure : found_)
            done.push_back({measure.id, lead(measure.table, {measure.id}), measure.listed});
        for (const MeasureText& measure : done) require(measure);
        return done;
    }

private:
    MeasureText* find(const std::string& id) {
        const auto at = std::find_if(found_.begin(), found_.end(), [&id](const MeasureText& m) { return m.id == id; });
        return at == found_.end() ? nullptr : &*at;
    }

    Value lead(const Value& table, std::vector<std::string> chain) {
        const Value* leader = table.find("leader");
        if (leader == nullptr || !leader->is(ValueKind::text)) return table;
        if (std::find(chain.begin(), chain.end(), leader->text) != chain.end()) {
            faults_.push_back(fault_at(leader->mark, fmt::format("measure '{}' leads itself", leader->text)));
            return table;
        }
        chain.push_back(leader->text);
        const MeasureText* listed = find(leader->text);
        std::optional<Value> base;
        if (listed != nullptr)
            base = listed->table;
        else
            base = load_library(leader->text, faults_);
        if (!base) {
            faults_.push_back(fault_at(leader->mark, fmt::format("no measure '{}' to follow{}", leader->text,
                                                                 did_you_mean(leader->text, measure_names()))));
            return table;
        }
        return follow(lead(*base, std::move(chain)), table, faults_);
    }

    void require(const MeasureText& measure) {
        std::vector<std::string> missing;
        for (const Field* row : section_fields("measure"))
            if (row->required && measure.table.find(leaf(row->path)) == nullptr &&
                !(leaf(row->path) == "effective" && get_flag(measure.table, "on_call").value_or(false)))
                missing.emplace_back(leaf(row->path));
        if (missing.empty()) return;
        SourceText source;
        const bool known = find_measure(measure.id, source);
        faults_.push_back(
            fault_at(measure.table.mark,
                     fmt::format("measure '{}' lacks {}{}", measure.id, fmt::join(missing, ", "),
                                 known ? std::string{}
                                       : " (and is no library measure" + did_you_mean(measure.id, measure_names()) + ")")));
    }

    Faults& faults_;
    std::vector<MeasureText> found_;
    std::vector<std::string> changed_, own_ids_;
};

}  // namespace

std::vector<MeasureText> gather_measures(const Value& deck, std::vector<Fault>& faults) {
    Gatherer gatherer(faults);
    const Value* own = deck.find("measure");
    const bool tables = own != nullptr && own->is(ValueKind::array);
    if (tables)
        for (const Value& table : own->items) gatherer.own_id(table);
    for (const Name& name : get_names(deck, "measures")) gatherer.list(name);
    if (tables)
        for (const Value& table : own->items)
            if (table.is(ValueKind::table)) gatherer.change(table);
    return gatherer.finish();
}

MeasureText library_measure(const std::string& id) {
    std::vector<Fault> faults;
    Gatherer gatherer(faults);
    gatherer.list({id, {std::make_shared<const std::string>(id), 0, 0}});
    std::vector<MeasureText> found = gatherer.finish();
    std::erase_if(faults, [](const Fault& fault) { return fault.warning; });
    if (!faults.empty()) throw InputError(std::move(faults));
    return std::move(found.front());
}

}  // namespace sunder
