// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/scenario/deck_checks.hpp"
#include "sim/scenario/draw.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/measures.hpp"
#include "sim/scenario/override.hpp"
#include "sim/scenario/resolve.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

constexpr double days_per_year = 365.25;
constexpr double most_years = 100.0;  // a typing error in a year must not fill the disk

bool fatal(const Faults& faults) {
    return std::any_of(faults.begin(), faults.end(), [](const Fault& fault) { return !fault.warning; });
}

[[noreturn]] void refuse(Faults faults) {
    std::stable_sort(faults.begin(), faults.end(),
                     [](const Fault& a, const Fault& b) { return a.file != b.file ? a.file < b.file : a.line < b.line; });
    throw InputError(std::move(faults));
}

std::vector<std::string> overrides_of(const DeckOptions& options) {
    std::vector<std::string> overrides = options.set;
    if (!options.until.empty()) overrides.push_back("end=" + options.until);
    if (options.seed != 0) overrides.push_back(fmt::format("seed={}", options.seed));
    return overrides;
}

std::string archived_text(const std::string& text, const std::vector<std::string>& overrides,
                          const std::vector<std::string>& without) {
    std::string archive = text;
    if (!archive.empty() && archive.back() != '\n') archive += '\n';
    for (std::string line : overrides) {
        std::replace(line.begin(), line.end(), '\n', ' ');
        archive += "# --set " + line + '\n';
    }
    for (const std::string& id : without) archive += "# without " + id + '\n';
    return archive;
}

void read_run(const Value& deck, RunSpec& spec, Faults& faults) {
    spec.start = get_date(deck, "start").value_or(0);
    spec.end = get_date(deck, "end").value_or(0);
    spec.step_days = get_whole<std::int32_t>(deck, "step_days").value_or(7);
    spec.demand_path = get_text(deck, "demand").value_or("path") != "flat";
    spec.seed = get_whole<std::uint64_t>(deck, "seed").value_or(1);
    const Value* end = deck.find("end");
    if (!get_date(deck, "start") || !get_date(deck, "end")) return;
    if (spec.end <= spec.start)
        faults.push_back(
            fault_at(end->mark, fmt::format("end = {} does not come after start = {}", show(*end), show_date(spec.start))));
    else if (spec.step_days > 0 && spec.steps() < 1)
        faults.push_back(fault_at(end->mark, fmt::format("the run holds no whole step of {} days", spec.step_days)));
    else if (spec.end - spec.start > most_years * days_per_year)
        faults.push_back(fault_at(end->mark, fmt::format("the run is longer than {} years", most_years)));
}

const Network* load_economy(const Value& deck, const EconomyProvider& economy, Faults& faults) {
    const Value* name = deck.find("economy");
    if (name == nullptr || !name->is(ValueKind::text)) return nullptr;
    try {
        return &economy(name->text);
    } catch (const InputError& error) {
        for (Fault fault : error.faults())
            faults.push_back(fault.line == 0
                                 ? fault_at(name->mark, fmt::format("economy '{}': {}", name->text, fault.message))
                                 : std::move(fault));
        return nullptr;
    }
}

/// Takes measures out of a lane that was read with them: what followed or changed them stays as it was.
void leave_out(const std::vector<std::string>& ids, LaneSpec& lane, const std::vector<MeasureText>& measures,
               const SourceText& source, Faults& faults) {
    for (const std::string& id : ids) {
        const auto is_it = [&id](const auto& item) { return item.id == id; };
        if (std::none_of(measures.begin(), measures.end(), is_it))
            faults.push_back({source.file, 0, 0, fmt::format("measure '{}' cannot be left out: the deck has none", id)});
        std::erase_if(lane.rules, is_it);
    }
}

Value read_deck(const SourceText& source, const std::vector<std::string>& overrides, Faults& faults) {
    Value deck = parse_toml(source.text, source.file);
    for (const std::string& argument : overrides) apply_override(deck, argument, faults);
    check_section(deck, "", true, faults);
    return deck;
}

Scenario resolve(const SourceText& source, const std::string& name, const DeckOptions& options,
                 const EconomyProvider& economy) {
    Faults faults;
    const std::vector<std::string> overrides = overrides_of(options);
    const Value deck = read_deck(source, overrides, faults);
    const std::vector<MeasureText> measures = gather_measures(deck, faults);
    Scenario scenario;
    scenario.name = name;
    scenario.title = get_text(deck, "title").value_or("");
    scenario.question = get_text(deck, "question").value_or("");
    scenario.economy = get_text(deck, "economy").value_or("");
    scenario.deck_text = archived_text(source.text, overrides, options.without);
    read_run(deck, scenario.spec, faults);
    LaneSpec baseline{"baseline", {}, {}, resolve_switches(deck)};
    LaneSpec policy{"scenario", {}, {}, baseline.switches};
    if (const Network* network = load_economy(deck, economy, faults)) {
        const Beliefs beliefs = read_beliefs(deck);
        for (const MeasureText& measure : measures)
            policy.rules.push_back(
                resolve_measure(measure, *network, beliefs, scenario.spec.start, scenario.spec.end, faults));
        policy.governments = resolve_governments(deck, *network, policy, faults);
        check_together(measures, policy, faults);
        if (!fatal(faults)) scenario.draws = draw_measures(measures, scenario.spec.seed, policy.rules);
        leave_out(options.without, policy, measures, source, faults);
        std::erase_if(policy.governments.ladder, [&policy](const Governments::Rung& rung) {
            return std::none_of(policy.rules.begin(), policy.rules.end(),
                                [&rung](const Rule& rule) { return rule.id == rung.measure; });
        });
        policy.accidents = resolve_accidents(deck, *network, scenario.spec, faults);
        baseline.params = policy.params = resolve_parameters(deck, *network, faults);
    }
    if (fatal(faults)) refuse(std::move(faults));
    scenario.spec.lanes = {std::move(baseline), std::move(policy)};
    scenario.warnings = std::move(faults);
    return scenario;
}

}  // namespace

Scenario read_scenario_text(const std::string& text, const std::string& file, const DeckOptions& options,
                            const EconomyProvider& economy) {
    return resolve({file, text}, std::filesystem::path(file).stem().string(), options, economy);
}

Scenario read_scenario(const std::string& deck, const DeckOptions& options, const EconomyProvider& economy) {
    const SourceText source = find_deck(deck);
    return resolve(source, std::filesystem::path(source.file).stem().string(), options, economy);
}

}  // namespace sunder
