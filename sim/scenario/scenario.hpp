// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

/// What chance decided about a measure with draw = "drawn".
struct DrawRow {
    std::string measure, title;  ///< id and title
    double probability = 1.0;
    bool comes = true;  ///< false: not enacted, not among the rules of the lane
    Day lag_days = 0;   ///< by which its dates moved
    Day day = 0;        ///< its announcement
};

/// A deck, checked and resolved against its economy. Immutable once read.
struct Scenario {
    std::string name;  ///< file name without its ending
    std::string title, question;
    std::string economy;    ///< name of the economy
    std::string deck_text;  ///< the user's text, then the --set overrides as comments: archived in the result file
    RunSpec spec;           ///< two lanes: "baseline" (no rules) and "scenario"
    std::vector<DrawRow> draws;
    std::vector<Fault> warnings;
};

/// What the command line may add to a deck.
struct DeckOptions {
    std::vector<std::string> set;        ///< "key=value", as in --set
    std::string until;                   ///< --until DATE, empty: the deck's end
    std::uint64_t seed = 0;              ///< 0: the deck's
    std::vector<std::string> without{};  ///< ids of measures that are left out: the deck is read with them, the run has none
};

/// Gives the network for an economy name (so that the scenario room does not know where economies live).
using EconomyProvider = std::function<const Network&(const std::string& name)>;

/// Reads a deck by path, or by name from ./, ./scenarios/, then the decks built into the program.
/// Throws InputError with every fault of the deck at once.
[[nodiscard]] Scenario read_scenario(const std::string& deck, const DeckOptions& options, const EconomyProvider& economy);

/// The same from a text; `file` is what messages call it. For fuzzing, tests and programs without files.
[[nodiscard]] Scenario read_scenario_text(const std::string& text, const std::string& file, const DeckOptions& options,
                                          const EconomyProvider& economy);

/// One event in the life of a measure, or of an accident.
struct CalendarRow {
    Day day = 0;
    std::string event;    ///< "announced", "in force", "licensed share 0.9", "joint research 0.8", "expires"
    std::string measure;  ///< its id, or the name of the accident
    std::string title;
};
/// What `sunder check` prints: every event of every measure of the scenario, in order of time.
[[nodiscard]] std::vector<CalendarRow> calendar(const Scenario& scenario);

/// How much of the base year a measure is aimed at: trade (actions on links), or plants and their output.
struct ReachRow {
    std::string measure;
    Action action = Action::deny;
    std::int32_t links = 0;
    double flow_musd_yr = 0.0;     ///< base-year flow of these links, or output of these plants
    double covered_musd_yr = 0.0;  ///< part of it that is covered (coverage of items times that of the measure)
    std::int32_t plants = 0;       ///< or firms (research), users of a good (stockpile), final agents (demand)
    std::int32_t countries = 0;    ///< members, or countries on the other side
};
/// "link", "plant", "firm", "country", ...: what an action acts on; empty for words and beliefs.
[[nodiscard]] std::string_view reached_thing(Action action) noexcept;
/// For `sunder check`: a measure that reaches little of the base year cannot do much, whatever its title says.
[[nodiscard]] std::vector<ReachRow> reach(const Scenario& scenario, const Network& network);

/// Names of decks and measures at hand (own folder first, then built in).
[[nodiscard]] std::vector<std::string> deck_names();
[[nodiscard]] std::vector<std::string> measure_names();

/// A measure of the library in one line.
struct LibraryRow {
    std::string id, title, issuer, action, article;
    Day effective = never;  ///< never: on call only
};
/// All of them, in order of their ids; one with faults has them as its title.
[[nodiscard]] std::vector<LibraryRow> library_rows();

/// What a deck may contain: one key, one measure of the library, or (empty) everything. Throws InputError for an unknown
/// one.
[[nodiscard]] std::string explain(const std::string& key_or_measure);

/// JSON Schemas (draft-07) of decks and of measure files, and scenarios/FIELDS.md; all made from the key table (fields.hpp).
[[nodiscard]] std::string deck_schema();
[[nodiscard]] std::string measure_schema();
[[nodiscard]] std::string deck_fields_markdown();

}  // namespace sunder
