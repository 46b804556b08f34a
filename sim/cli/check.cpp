// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/cli/command.hpp"
#include "sim/cli/dates.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/core/simulation.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder::cli {
namespace {

/// What happens when: one line per event, in order of time.
void print_calendar(const Scenario& scenario) {
    const std::vector<CalendarRow> rows = calendar(scenario);
    if (rows.empty()) fmt::print("  no measures\n");
    for (const CalendarRow& row : rows) fmt::print("  {}  {:<32} {}\n", date_text(row.day), row.measure, row.event);
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
        return true;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}\n", error.what());
    } catch (const SetupError& error) {
        fmt::print(stderr, "{}: error: {}\n", deck, error.what());
    }
    return false;
}

int check_decks(const Arguments& args) {
    EconomyShelf shelf;
    bool sound = true;
    for (const std::string& deck : args.words) sound = check_deck(deck, shelf) && sound;
    return sound ? done : bad_input;
}

}  // namespace

Command check_command() {
    return {
        .name = "check",
        .arguments = "DECK...",
        .summary = "every error of every deck at once, and the calendar of their measures",
        .details =
            "Reads the decks against their economies without running them. Errors go to stderr, one a line; the calendar\n"
            "says which measure is announced, takes effect and ends when.",
        .example = "sunder check my-deck.toml other-deck.toml",
        .options = {},
        .least_words = 1,
        .most_words = SIZE_MAX,
        .run = check_decks};
}

}  // namespace sunder::cli
