// SPDX-License-Identifier: Apache-2.0
// table.toml, beside the tables of an economy made of inputs and outputs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/economy/cells.hpp"
#include "sim/economy/io_table.hpp"
#include "sim/input/document.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

/// A key: text, or a number in [least, most].
struct NoteKey {
    std::string_view name;
    std::string IoNotes::*text = nullptr;
    double IoNotes::*number = nullptr;
    double least = 0.0, most = 0.0;
    std::string_view unit = {};
};
constexpr std::array note_keys{
    NoteKey{"title", &IoNotes::title},
    NoteKey{"source", &IoNotes::source},
    NoteKey{"currency", &IoNotes::currency},
    NoteKey{"status", &IoNotes::status},
    NoteKey{"musd_per_unit", nullptr, &IoNotes::musd_per_unit, 1e-12, 1e12, "base-year M$ per unit of the table"},
    NoteKey{"smallest_share", nullptr, &IoNotes::smallest_share, 0.0, 0.5, "share of the buyer's purchases"},
    NoteKey{"least_value_added", nullptr, &IoNotes::least_value_added, 0.0, 0.99, "share of output"},
};
/// Kinds a sector may have: tools and services with slots of their own need tables that a table of flows does not hold.
constexpr std::string_view plain_kinds = "raw|material|software|foundry|chip|backend|end";
constexpr std::array plain_kind{GoodKind::raw,  GoodKind::material, GoodKind::software, GoodKind::foundry,
                                GoodKind::chip, GoodKind::backend,  GoodKind::end};

void read_number(const Value& value, std::string_view name, double least, double most, std::string_view unit, double& into,
                 Faults& faults) {
    if (!value.numeric())
        faults.push_back(
            fault_at(value.mark, fmt::format("{} is {}, but a number is expected", name, kind_name(value.kind))));
    else if (!(value.number >= least && value.number <= most))
        faults.push_back(fault_at(
            value.mark, fmt::format("{} = {}, but it must lie in [{}, {}] ({})", name, show(value), least, most, unit)));
    else
        into = value.number;
}

/// One of the words, or -1 with a fault.
std::ptrdiff_t read_choice(const Value& value, std::string_view name, std::string_view choices, Faults& faults) {
    const auto known = words(choices, '|');
    const auto at = std::find(known.begin(), known.end(), value.text);
    if (value.is(ValueKind::text) && at != known.end()) return at - known.begin();
    faults.push_back(fault_at(value.mark, fmt::format("{} = {}, but it must be one of {}{}", name, show(value),
                                                      fmt::join(known, ", "), did_you_mean(value.text, known))));
    return -1;
}

void read_kinds(const Value& value, IoNotes& notes, Faults& faults) {
    if (!value.is(ValueKind::table)) {
        faults.push_back(fault_at(value.mark, "kind: a table { SECTOR = \"chip\", ... } is expected"));
        return;
    }
    for (const Entry& entry : value.entries) {
        const auto place = read_choice(entry.value, "kind." + entry.key, plain_kinds, faults);
        if (place < 0) continue;
        notes.kinds.push_back({entry.key, plain_kind[static_cast<std::size_t>(place)],
                               fault_at(entry.mark, fmt::format("kind: the tables have no sector '{}'", entry.key))});
    }
}

void read_key(const Entry& entry, IoNotes& notes, Faults& faults) {
    const Value& value = entry.value;
    if (entry.key == "kind") return read_kinds(value, notes, faults);
    if (entry.key == "year") {
        double year = 0.0;
        read_number(value, "year", 1900, 2200, "year", year, faults);
        notes.year = static_cast<std::int32_t>(year);
        return;
    }
    const auto key =
        std::find_if(note_keys.begin(), note_keys.end(), [&entry](const NoteKey& k) { return k.name == entry.key; });
    if (key == note_keys.end()) {
        std::vector<std::string> known{"year", "kind"};
        for (const NoteKey& k : note_keys) known.emplace_back(k.name);
        faults.push_back(fault_at(entry.mark, fmt::format("unknown key '{}'{}; known here: {}", entry.key,
                                                          did_you_mean(entry.key, known), fmt::join(known, ", "))));
    } else if (key->number != nullptr) {
        read_number(value, key->name, key->least, key->most, key->unit, notes.*key->number, faults);
    } else if (!value.is(ValueKind::text)) {
        faults.push_back(
            fault_at(value.mark, fmt::format("{} is {}, but text is expected", key->name, kind_name(value.kind))));
    } else {
        notes.*key->text = value.text;
        if (key->name == "status") read_choice(value, "status", status_words, faults);
    }
}

}  // namespace

IoNotes read_io_notes(const TableFile& file, Faults& faults) {
    IoNotes notes;
    try {
        for (const Entry& entry : parse_toml(file.bytes, file.label).entries) read_key(entry, notes, faults);
    } catch (const InputError& error) {
        faults.insert(faults.end(), error.faults().begin(), error.faults().end());
    }
    return notes;
}

}  // namespace sunder
