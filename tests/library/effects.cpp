// SPDX-License-Identifier: Apache-2.0
#include "effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <stdexcept>

#include "sim/core/simulation.hpp"
#include "sim/economy/economy.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder::tests {
namespace {

constexpr std::size_t measures_per_run = 15;
constexpr std::int32_t weeks = 66, weeks_before = 14, longest_notice = 13;

const Network& world() {
    static const Network network = find_economy("world-2021");
    return network;
}

Day first_day() {
    return to_day(2021, 1, 4);
}

/// The rule with its day in force at `day`; a notice above a quarter is cut to one.
Rule moved_to(Rule rule, Day day) {
    const Day shift = day - rule.effective;
    const Day notice = rule.announce == never ? 0 : std::clamp(rule.effective - rule.announce, 0, 7 * longest_notice);
    const auto move = [shift](Day& d) {
        if (d != never && d != 0) d += shift;
    };
    rule.effective = day;
    rule.announce = day - notice;
    for (Day* d : {&rule.expires, &rule.grandfather_until, &rule.exempt_until}) move(*d);
    for (DayPath* path : {&rule.licence.path, &rule.funding.tranches, &rule.path})
        for (auto& point : *path) point.first += shift;
    return rule;
}

/// A deck of the row's measures, with its overrides.
std::string deck_of(const std::vector<std::string>& files, const std::string& override) {
    std::string text = "title = 'a row of the table'\neconomy = 'world-2021'\nstart = 2021-01-04\nend = 2030-12-30\n";
    text += fmt::format("demand = 'flat'\nmeasures = ['{}']\n", fmt::join(files, "', '"));
    if (override.empty()) return text;
    std::string keys = override;
    std::replace(keys.begin(), keys.end(), ';', '\n');
    for (const std::string& id : files) text += fmt::format("[[measure]]\nid = '{}'\n{}\n", id, keys);
    return text;
}

std::vector<Rule> rules_of(const std::vector<std::string>& files, const std::string& override) {
    const Scenario scenario = read_scenario_text(deck_of(files, override), "row.toml", {},
                                                 [](const std::string&) -> const Network& { return world(); });
    std::vector<Rule> rules;
    for (const Rule& rule : scenario.spec.lanes.at(1).rules) rules.push_back(moved_to(rule, first_day() + 7 * weeks_before));
    return rules;
}

std::vector<std::size_t> cells_of(const std::vector<std::vector<std::string>>& labels, const OutputInfo& info,
                                  const ArticleRow& row) {
    const auto bar = row.place.find('>');
    const std::string from = row.place.substr(0, bar), to = bar == std::string::npos ? "" : row.place.substr(bar + 1);
    std::vector<std::size_t> cells{0};
    for (std::size_t d = 0; d < labels.size(); ++d) {
        std::string wanted = info.dims[d] == Dim::country || info.dims[d] == Dim::exporter ? from : row.good;
        if (info.dims[d] == Dim::importer || info.dims[d] == Dim::vendor_country) wanted = to;
        std::vector<std::size_t> next;
        for (std::size_t i = 0; i < labels[d].size(); ++i)
            if (wanted == "*" ? labels[d][i] != from : labels[d][i] == wanted)
                for (const std::size_t cell : cells) next.push_back(cell * labels[d].size() + i);
        if (next.empty()) throw std::out_of_range(fmt::format("{}: no label '{}' in {}", row.id, wanted, info.name));
        cells = std::move(next);
    }
    return cells;
}

}  // namespace

bool Ledger::wants(std::size_t output) const {
    const std::vector<Dim>& dims = outputs()[output].dims;
    return std::find(dims.begin(), dims.end(), Dim::measure) == dims.end();
}

void Ledger::open(const Network& network, const RunSpec& spec, std::span<const Day>, std::span<const Day>) {
    for (const OutputInfo& info : outputs()) {
        Kept& kept = kept_.emplace_back();
        if (!wants(kept_.size() - 1)) continue;
        kept.info = &info;
        std::size_t cells = 1;
        for (const Dim dim : info.dims) cells *= kept.labels.emplace_back(dim_labels(dim, network, spec)).size();
        kept.sum.assign(spec.lanes.size(), std::vector<double>(cells, 0.0));
        kept.mark.assign(spec.lanes.size(), 0);
    }
}

void Ledger::put(std::size_t output, std::int32_t lane, std::int32_t, std::span<const double> values) {
    Kept& kept = kept_.at(output);
    if (kept.info == nullptr) return;
    std::vector<double>& sum = kept.sum[static_cast<std::size_t>(lane)];
    std::uint64_t mark = kept.mark[static_cast<std::size_t>(lane)];
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i])) sum[i] += values[i];
        mark = (mark ^ std::bit_cast<std::uint64_t>(values[i])) * 0x100000001b3ULL;  // FNV-1a by words
    }
    kept.mark[static_cast<std::size_t>(lane)] = mark;
}

double Ledger::total(const ArticleRow& row, std::size_t lane) const {
    for (const Kept& kept : kept_) {
        if (kept.info == nullptr || kept.info->name != row.variable) continue;
        double sum = 0.0;
        for (const std::size_t cell : cells_of(kept.labels, *kept.info, row)) sum += kept.sum[lane][cell];
        return sum;
    }
    throw std::out_of_range(row.id + ": no output '" + row.variable + "'");
}

std::vector<std::string> Ledger::moved(std::size_t lane) const {
    std::vector<std::string> names;
    for (const Kept& kept : kept_)
        if (kept.info != nullptr && kept.mark[lane] != kept.mark[0]) names.emplace_back(kept.info->name);
    return names;
}

Effects::Effects(const std::vector<ArticleRow>& rows) {
    std::set<Key> keys;
    for (const ArticleRow& row : rows)
        if (!row.files.empty()) keys.emplace(row.files, row.override);
    std::vector<Key> batch;
    for (const Key& key : keys) {
        batch.push_back(key);
        if (batch.size() < measures_per_run && key != *keys.rbegin()) continue;
        run(batch);
        batch.clear();
    }
}

void Effects::run(const std::vector<Key>& keys) {
    RunSpec spec;
    spec.start = first_day();
    spec.end = spec.start + 7 * weeks;
    spec.demand_path = false;
    spec.lanes.push_back({"baseline", {}, {}, {}});
    std::map<Key, std::pair<std::size_t, std::size_t>> places;
    for (const Key& key : keys) try {
            std::vector<Rule> rules = rules_of(key.first, key.second);
            places[key] = {runs_.size(), spec.lanes.size()};
            spec.lanes.push_back({fmt::format("{}", fmt::join(key.first, "+")), std::move(rules), {}, {}});
        } catch (const InputError& error) {
            faults_.emplace_back(error.what());
        }
    try {
        Ledger ledger;
        SerialBlocks blocks;
        Simulation simulation(world(), spec, blocks);
        simulation.run(&ledger);
        runs_.push_back(std::move(ledger));
        place_.merge(places);
    } catch (const std::runtime_error& error) {
        std::string lanes;
        for (std::size_t n = 1; n < spec.lanes.size(); ++n) lanes += fmt::format("\n  lane {}: {}", n, spec.lanes[n].name);
        faults_.push_back(error.what() + lanes);
    }
}

double Effects::change(const ArticleRow& row) const {
    const auto [run, lane] = place_.at({row.files, row.override});
    const double base = runs_[run].total(row, 0);
    if (!(std::abs(base) > 0.0)) throw std::out_of_range(row.id + ": nothing there in the baseline");
    return runs_[run].total(row, lane) / base - 1.0;
}

std::vector<std::string> Effects::moved(const ArticleRow& row) const {
    const auto [run, lane] = place_.at({row.files, row.override});
    return runs_[run].moved(lane);
}

}  // namespace sunder::tests
