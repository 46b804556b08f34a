// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "sim/cli/command.hpp"
#include "sim/cli/dates.hpp"
#include "sim/cli/equilibrium_table.hpp"
#include "sim/cli/file_kind.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::array wage_words{"fixed", "clearing"};
constexpr std::array mark_up_words{"constant", "cournot", "bertrand"};

/// Place of an option's value among the words it may have.
template <std::size_t N>
std::size_t word_of(const Arguments& args, const std::string& option, const std::array<const char*, N>& words) {
    const std::string value = args.text(option, words[0]);
    std::string allowed;
    for (std::size_t n = 0; n < N; ++n) {
        if (value == words[n]) return n;
        allowed += (n == 0 ? "" : ", ") + std::string(words[n]);
    }
    throw UsageError(fmt::format("--{} = '{}', but it must be one of {}{}", option, value, allowed,
                                 did_you_mean(value, {words.begin(), words.end()})));
}

/// What the economy or the deck makes impossible, as faults of the deck.
std::vector<Fault> faults_of(const std::string& deck, const std::string& lines) {
    std::vector<Fault> faults;
    std::istringstream all(lines);
    for (std::string line; std::getline(all, line);) faults.push_back({deck, 0, 0, line, false});
    return faults;
}

EquilibriumTable solve(const Network& network, const Scenario& scenario, const EquilibriumSpec& how,
                       const std::string& deck) {
    SerialBlocks blocks;
    try {
        Equilibrium equilibrium(network, scenario.spec, blocks, how);
        equilibrium.solve();
        return equilibrium_table(equilibrium, how.wages);
    } catch (const SetupError& error) {
        throw InputError(faults_of(deck, error.what()));
    } catch (const EquilibriumError& error) {
        throw InputError(faults_of(deck, error.what()));
    }
}

int equilibrium_of_deck(const Arguments& args) {
    EquilibriumSpec how;
    how.wages = static_cast<WageRule>(word_of(args, "wages", wage_words));
    how.mark_up = static_cast<MarkUpRule>(word_of(args, "markup", mark_up_words));
    const std::string& deck = args.words.front();
    expect_kind(deck, FileKind::deck);
    EconomyShelf shelf;
    const Scenario scenario = read_scenario(deck, {args.all("set"), args.text("until"), 0},
                                            [&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    for (const Fault& warning : scenario.warnings) fmt::print(stderr, "{}\n", to_string(warning));
    const RunSpec& spec = scenario.spec;
    const Day day = spec.start + std::max(0, spec.steps() - 1) * spec.step_days;
    const std::vector<std::string> left_out = not_static(spec.lanes.back(), day);
    if (!left_out.empty() && !args.has("leave-out")) throw InputError(static_faults(scenario, deck, left_out));
    const Network& network = shelf.get(scenario.economy);
    Scenario kept = scenario;
    std::erase_if(kept.spec.lanes.back().rules,
                  [&](const Rule& rule) { return std::find(left_out.begin(), left_out.end(), rule.id) != left_out.end(); });
    const EquilibriumTable table = solve(network, kept, how, deck);
    const char *wages = wage_words[static_cast<std::size_t>(how.wages)],
               *mark_up = mark_up_words[static_cast<std::size_t>(how.mark_up)];
    if (args.has("json")) {
        JsonWriter json;
        json.begin_object().key("deck").value(scenario.name).key("economy").value(scenario.economy).key("day");
        json.value(date_text(day)).key("wages").value(wages).key("markup").value(mark_up).key("left_out").begin_array();
        for (const std::string& id : left_out) json.value(id);
        equilibrium_json(json.end_array(), table, network);
        fmt::print("{}\n", json.end_object().text());
        return done;
    }
    fmt::print("{}: long-run equilibrium under the rules of {}, against none\n  {}; wages {}, mark-up {}\n", scenario.name,
               date_text(day), scenario.economy, wages, mark_up);
    if (!left_out.empty()) fmt::print("  left out: {}\n", fmt::join(left_out, ", "));
    fmt::print("{}", equilibrium_text(table, network));
    return done;
}

}  // namespace

Command equilibrium_command() {
    return {
        .name = "equilibrium",
        .arguments = "DECK",
        .summary = "where prices, outputs and trade end up, without the way there",
        .details =
            "Solves the long-run equilibrium for the rules and the demand at the end of the run, on the same equations\n"
            "with all speeds 1: prices at mark-up over cost, capacity and stocks no limit, technology given. Changes are\n"
            "against the same economy without the deck's measures.\n\n"
            "A static equilibrium knows tariffs, bans in full, content credits and demand. Measures that ration, pay, bar\n"
            "service or research are errors, unless left out. With clearing wages every country spends its income\n"
            "(wages, profits of its firms, tariffs, a balance that stays), world factor income is the numeraire, and\n"
            "welfare is real final spending.",
        .example = "sunder equilibrium my-tariff.toml --wages clearing",
        .options = {{"wages", '\0', "RULE", "fixed (default) or clearing: one wage per country clears its labour market"},
                    {"markup", '\0', "RULE",
                     "constant (default), cournot or bertrand: mark-ups follow market shares (Atkeson & Burstein 2008)"},
                    {"leave-out", '\0', "", "go on without the measures that a static equilibrium cannot express"},
                    {"set", '\0', "KEY=VALUE", "change a key of the deck; VALUE as in TOML", true},
                    {"until", '\0', "DATE", "take the rules of this day instead of the deck's end"},
                    {"json", '\0', "", "all numbers as one JSON document"}},
        .least_words = 1,
        .most_words = 1,
        .run = equilibrium_of_deck};
}

}  // namespace sunder::cli
