// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "sim/cli/check_sweep.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/dates.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/core/simulation.hpp"
#include "sim/cost/study.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder::cli {
namespace {

/// What happens when: one line per event, in order of time.
void print_calendar(const Scenario& scenario) {
    const std::vector<CalendarRow> rows = calendar(scenario);
    if (rows.empty()) fmt::print("  no measures, no accidents\n");
    for (const CalendarRow& row : rows) fmt::print("  {}  {:<32} {}\n", date_text(row.day), row.measure, row.event);
}

std::string count_text(std::int32_t count, std::string_view thing) {
    const bool country = thing == "country";
    return count == 1 ? fmt::format("1 {}", thing)
                      : fmt::format("{} {}", count, country ? "countries" : fmt::format("{}s", thing));
}

/// How much of the base year each measure reaches; nothing for those that act on no trade, plant or country.
void print_reach(const Scenario& scenario, const Network& network) {
    for (const ReachRow& row : reach(scenario, network)) {
        const std::string_view thing = reached_thing(row.action);
        if (thing.empty()) continue;
        fmt::print("  reaches     {:<32} {}", row.measure, count_text(row.links + row.plants + row.countries, thing));
        if (row.flow_musd_yr > 0.0)
            fmt::print(" with {} M$ a year, {:.3g} % of it covered", fmt::group_digits(std::llround(row.flow_musd_yr)),
                       100.0 * row.covered_musd_yr / row.flow_musd_yr);
        fmt::print("\n");
    }
}

/// True if the deck is sound; its faults go to stderr, its calendar to stdout.
bool check_deck(const std::string& deck, EconomyShelf& shelf) {
    try {
        const Scenario scenario =
            read_scenario(deck, {}, [&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
        for (const Fault& warning : scenario.warnings) fmt::print(stderr, "{}\n", to_string(warning));
        SerialBlocks blocks;
        const Simulation simulation(shelf.get(scenario.economy), scenario.spec,
                                    blocks);  // rules that touch nothing show here
        fmt::print("{}: {} ({}, {} to {})\n", scenario.name, scenario.title, scenario.economy,
                   date_text(scenario.spec.start), date_text(scenario.spec.end));
        print_calendar(scenario);
        print_reach(scenario, shelf.get(scenario.economy));
        return true;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
    } catch (const SetupError& error) {
        fmt::print(stderr, "{}: error: {}\n", deck, error.what());
    }
    return false;
}

/// The same for a cost study: who makes what for whom.
bool check_study(const std::string& name) {
    try {
        const CostStudy study = read_study(name, {});
        fmt::print("{}: {} (cost study, tables {})\n", study.name, study.title, study.tables.name);
        for (std::size_t r = 0; r < study.regions_count(); ++r) {
            std::string places;
            for (const std::int32_t place : study.regions[r].places)
                places += " " + study.tables.places[static_cast<std::size_t>(place)].code;
            fmt::print("  {:<12} {:>5.1f} % of demand, {}:{}\n", study.regions[r].id,
                       100.0 * study.world.consumption_share[r], study.world.builds[r] ? "builds" : "stays as it is",
                       places);
        }
        return true;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
    }
    return false;
}

int check_decks(const Arguments& args) {
    EconomyShelf shelf;
    bool sound = true;
    for (const std::string& deck : args.words)
        sound = (names_sweep(deck) ? check_sweep(deck, shelf)
                 : is_study(deck)  ? check_study(deck)
                                   : check_deck(deck, shelf)) &&
                sound;
    return sound ? done : bad_input;
}

}  // namespace

Command check_command() {
    return {
        .name = "check",
        .arguments = "DECK|SWEEP|STUDY...",
        .summary = "every error of every deck at once, and the calendar of their measures",
        .details =
            "Reads the decks against their economies without running them. Errors go to stderr, one a line; the calendar\n"
            "says which measure is announced, takes effect and ends when; the last lines how much of the base year each\n"
            "one is aimed at. Of a sweep: how many draws, how long (by a measured pilot), how much memory and disk. Of a\n"
            "cost study: who makes what for whom.",
        .example = "sunder check my-deck.toml other-deck.toml",
        .options = {},
        .least_words = 1,
        .most_words = SIZE_MAX,
        .run = check_decks};
}

}  // namespace sunder::cli
