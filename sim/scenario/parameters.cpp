// SPDX-License-Identifier: Apache-2.0
// The [parameter] and [switch] sections of a deck.
#include <fmt/format.h>

#include <algorithm>

#include "sim/core/params.hpp"
#include "sim/scenario/fields.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/resolve.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

std::int32_t find_key(const std::string& name) {
    const auto keys = param_keys();
    const auto at = std::find_if(keys.begin(), keys.end(), [&name](const ParamKey& key) { return key.name == name; });
    return at == keys.end() ? -1 : static_cast<std::int32_t>(at - keys.begin());
}

void unknown_parameter(const Entry& entry, const std::string& name, Faults& faults) {
    std::vector<std::string> known;
    for (const ParamKey& key : param_keys()) known.emplace_back(key.name);
    faults.push_back(fault_at(entry.mark, fmt::format("unknown parameter '{}'{}", name, did_you_mean(name, known))));
}

/// "key.good.country.firm": a firm's name may hold dots, so the last part is the rest.
std::vector<std::string> split_parameter(const std::string& path) {
    std::vector<std::string> parts = split(path, '.');
    while (parts.size() > 4) {
        parts[3] += '.' + parts[4];
        parts.erase(parts.begin() + 4);
    }
    return parts;
}

void add_setting(const Entry& entry, const std::string& path, const NameBook& names, std::vector<ParamSetting>& rows,
                 Faults& faults) {
    const std::vector<std::string> parts = split_parameter(path);
    ParamSetting row;
    row.key = find_key(parts[0]);
    if (row.key < 0) return unknown_parameter(entry, parts[0], faults);
    const ParamKey& key = param_keys()[static_cast<std::size_t>(row.key)];
    if (!entry.value.numeric()) {
        faults.push_back(fault_at(entry.value.mark, fmt::format("parameter.{} is {}, but a number is expected", path,
                                                                kind_name(entry.value.kind))));
        return;
    }
    row.value = entry.value.number;
    if (!(row.value >= key.least && row.value <= key.most)) {
        faults.push_back(fault_at(entry.value.mark, fmt::format("parameter.{} = {}, but it must lie in [{}, {}] ({})", path,
                                                                show(entry.value), key.least, key.most, key.unit)));
        return;
    }
    const std::size_t before = faults.size();
    const auto named = [&](std::size_t i) { return parts.size() > i && parts[i] != "*"; };
    if (named(1)) row.good = names.good({parts[1], entry.mark}, faults);
    if (named(2)) row.country = names.country({parts[2], entry.mark}, faults);
    if (named(3)) row.group = names.group({parts[3], entry.mark}, faults);
    if (faults.size() == before) rows.push_back(row);
}

/// sig.dram_adv = 5 without quotes makes tables inside tables: the same as "sig.dram_adv" = 5.
void flatten(const Value& table, const std::string& prefix, const NameBook& names, std::vector<ParamSetting>& rows,
             Faults& faults) {
    for (const Entry& entry : table.entries) {
        const std::string path = prefix.empty() ? entry.key : prefix + '.' + entry.key;
        if (entry.value.is(ValueKind::table))
            flatten(entry.value, path, names, rows, faults);
        else
            add_setting(entry, path, names, rows, faults);
    }
}

/// Firm before country before good, as in ParamSetting.
int specificity(const ParamSetting& row) {
    return (row.group >= 0 ? 4 : 0) + (row.country >= 0 ? 2 : 0) + (row.good >= 0 ? 1 : 0);
}

/// Coordinates that both rows name must agree; false when they do not.
bool meet(std::int32_t& mine, std::int32_t other) {
    if (mine >= 0 && other >= 0 && mine != other) return false;
    if (mine < 0) mine = other;
    return true;
}

}  // namespace

std::vector<ParamSetting> resolve_parameters(const Value& deck, const Network& network, Faults& faults) {
    std::vector<ParamSetting> wanted;
    const Value* table = deck.find("parameter");
    if (table == nullptr || !table->is(ValueKind::table)) return wanted;
    flatten(*table, "", NameBook(network), wanted, faults);
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const ParamSetting& a, const ParamSetting& b) { return specificity(a) < specificity(b); });
    // The most specific row wins, whatever its origin: to beat the tables, a deck's value is repeated where they are more
    // specific. Rows already written count too, so that of two deck rows the one named more precisely wins everywhere.
    std::vector<ParamSetting> rows;
    for (const ParamSetting& row : wanted) {
        std::vector<ParamSetting> repeats;
        const auto repeat = [&](const std::vector<ParamSetting>& others) {
            for (const ParamSetting& other : others) {
                ParamSetting both = row;
                if (other.key == row.key && meet(both.good, other.good) && meet(both.country, other.country) &&
                    meet(both.group, other.group) && specificity(both) > specificity(row))
                    repeats.push_back(both);
            }
        };
        repeat(network.params);
        repeat(rows);
        rows.push_back(row);
        rows.insert(rows.end(), repeats.begin(), repeats.end());
    }
    return rows;
}

Switches resolve_switches(const Value& deck) {
    Switches switches;
    const Value* table = get_table(deck, "switch");
    if (table == nullptr) return switches;
    const auto keys = switch_keys();
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (const auto on = get_flag(*table, keys[i].name)) switches.set(static_cast<Switch>(i), *on);
    return switches;
}

}  // namespace sunder
