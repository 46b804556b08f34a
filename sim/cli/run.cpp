// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <functional>

#include "sim/cli/allies.hpp"
#include "sim/cli/attribution.hpp"
#include "sim/cli/command.hpp"
#include "sim/cli/file_kind.hpp"
#include "sim/cli/headline.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/cli/sweep_report.hpp"
#include "sim/cli/version.hpp"
#include "sim/core/simulation.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/record/amend.hpp"
#include "sim/record/result_writer.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder::cli {
namespace {

constexpr std::int64_t most_threads = 1024;

/// "DIR#123": a draw of a sweep, as it was run there.
Scenario read_draw(const std::string& draw, EconomyShelf& shelf) {
    const auto hash = draw.rfind('#');
    std::size_t number = 0;
    const char* end = draw.data() + draw.size();
    if (hash == std::string::npos || std::from_chars(draw.data() + hash + 1, end, number).ptr != end ||
        hash + 1 == draw.size())
        throw UsageError(fmt::format("--draw '{}', but DIR#NUMBER is expected, e.g. out#3", draw));
    const SweepFolder folder{draw.substr(0, hash)};
    const Sweep sweep = folder.read([&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    if (number >= sweep.draws())
        throw UsageError(fmt::format("--draw {}: {} has draws 0 to {}", number, folder.path().string(), sweep.draws() - 1));
    folder.open(sweep, this_program());  // refuses what would give other numbers
    Scenario scenario = sweep.scenario(number);
    scenario.name = fmt::format("{}-{}", sweep.name, number);
    return scenario;
}

Scenario read(const Arguments& args, EconomyShelf& shelf) {
    if (args.has("draw") != args.words.empty())
        throw UsageError(args.has("draw") ? "a DECK and --draw: choose one"
                                          : "an argument is missing: a DECK, or --draw DIR#NUMBER");
    if (args.has("draw")) {
        for (const char* option : {"set", "until", "seed", "lanes"})
            if (args.has(option))
                throw UsageError(fmt::format("--{} does not go with --draw: a draw is run as it was", option));
        return read_draw(args.text("draw"), shelf);
    }
    expect_kind(args.words.front(), FileKind::deck);
    const auto seed = static_cast<std::uint64_t>(args.number("seed", 0, 1, INT64_MAX));
    Scenario scenario = read_scenario(args.words.front(), {args.all("set"), args.text("until"), seed},
                                      [&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    for (const Fault& warning : scenario.warnings) fmt::print(stderr, "{}\n", to_string(warning));
    // One lane is the scenario alone; it has the same bits as beside its baseline.
    if (args.number("lanes", 2, 1, 2) == 1) scenario.spec.lanes.erase(scenario.spec.lanes.begin());
    return scenario;
}

/// To the file and to the headline. An interrupted run is never closed, so that its file vanishes with the writer.
class RunSink final : public Sink {
public:
    RunSink(Sink& file, Sink& means) : file_(file), means_(means) {}
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override {
        file_.open(network, spec, days, months);
        means_.open(network, spec, days, months);
    }
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override {
        file_.put(output, lane, index, values);
        means_.put(output, lane, index, values);
    }
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override {
        if (InterruptGuard::signal() != 0) return;
        file_.close(audit, decisions);
        means_.close(audit, decisions);
        complete_ = true;
    }
    [[nodiscard]] bool complete() const noexcept { return complete_; }

private:
    Sink& file_;
    Sink& means_;
    bool complete_ = false;
};

struct Outcome {
    std::int32_t steps = 0;
    double seconds = 0.0;
};

/// The week, over and over, until the end or a signal.
Outcome simulate(const Network& network, const Scenario& scenario, int n_threads, Sink& sink) {
    const auto start = std::chrono::steady_clock::now();
    const std::unique_ptr<Blocks> blocks = make_blocks(n_threads);
    Simulation simulation(network, scenario.spec, *blocks);
    Progress progress(scenario.spec.steps());
    Outcome outcome;
    outcome.steps = simulation.run(&sink, [&progress](std::int32_t step) {
        progress.show(step);
        return InterruptGuard::signal() != 0;
    });
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return outcome;
}

/// What the options ask about causes: more lanes on the same network, nothing recorded but yardsticks.
struct Causes {
    std::vector<NamedAttribution> tables;
    std::vector<AllyValue> allies;
};

using RunLanes = std::function<std::vector<std::vector<double>>(const std::vector<LaneSpec>&)>;

/// Without each measure, and without each government's measures.
void leave_out(const Network& network, const RunSpec& spec, std::size_t years, const std::vector<Yardstick>& by,
               const std::array<std::vector<double>, 2>& ends, const RunLanes& run_lanes, const std::string& when,
               Causes& causes) {
    const std::vector<Without> measures = without_each_measure(spec), issuers = without_each_issuer(spec, network);
    std::vector<LaneSpec> lanes;
    for (const Without& one : measures) lanes.push_back(one.lane);
    std::vector<std::size_t> place;  // of each issuer's lane; that of an issuer with one measure is there already
    for (const Without& one : issuers) {
        const auto same = std::find_if(measures.begin(), measures.end(), [&one](const Without& other) {
            return std::equal(one.lane.rules.begin(), one.lane.rules.end(), other.lane.rules.begin(), other.lane.rules.end(),
                              [](const Rule& x, const Rule& y) { return x.id == y.id; });
        });
        place.push_back(same == measures.end() ? lanes.size() : static_cast<std::size_t>(same - measures.begin()));
        if (same == measures.end()) lanes.push_back(one.lane);
    }
    const std::vector<std::vector<double>> found = run_lanes(lanes);
    if (found.empty()) return;
    std::vector<std::vector<double>> shown{ends[0], ends[1]}, hidden;  // of the tables; of the allies
    shown.insert(shown.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(measures.size()));
    for (const std::size_t lane : place) shown.push_back(found[lane]);
    for (std::vector<double>& values : shown) {
        hidden.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(by.size()), values.end());
        values.resize(by.size());
    }
    const auto part = [](const std::vector<std::vector<double>>& values, std::size_t first, std::size_t count) {
        return std::vector<std::vector<double>>(values.begin() + static_cast<std::ptrdiff_t>(first),
                                                values.begin() + static_cast<std::ptrdiff_t>(first + count));
    };
    causes.tables.push_back({"What each measure adds to the others (scenario less the scenario without it), " + when,
                             leave_one_out(by, shown[0], shown[1], measures, part(shown, 2, measures.size()))});
    if (issuers.empty()) return;
    const std::size_t first = 2 + measures.size();
    causes.tables.push_back({"What each government's measures add to those of the others, " + when,
                             leave_one_out(by, shown[0], shown[1], issuers, part(shown, first, issuers.size()))});
    causes.allies = value_allies(network, spec, years, hidden[0], hidden[1], part(hidden, first, issuers.size()));
}

/// Leave-one-out and decomposition, as the options ask. Empty when interrupted.
Causes find_causes(const Arguments& args, const Network& network, const RunSpec& spec, const YearMeans& means,
                   int n_threads) {
    const std::vector<int> years = attribution_years(means.years(), spec.lanes.back().rules);
    const std::vector<Yardstick> by = yardsticks(network, spec, years);
    std::vector<Yardstick> all = by;
    for (Yardstick& one : ally_yardsticks(network, spec, years)) all.push_back(std::move(one));
    const std::unique_ptr<Blocks> blocks = make_blocks(n_threads);
    const auto run_lanes = [&](const std::vector<Yardstick>& yardsticks, const std::vector<LaneSpec>& lanes) {
        Progress progress(1000, "attribution, thousandths");
        return measure_lanes(network, spec, lanes, yardsticks, *blocks, [&progress](double done) {
            progress.show(static_cast<std::int32_t>(1000.0 * done));
            return InterruptGuard::signal() != 0;
        });
    };
    const std::string when =
        years.size() == 1 ? std::to_string(years.front()) : fmt::format("mean of {}-{}", years.front(), years.back());
    Causes causes;
    if (args.has("attribute"))
        leave_out(
            network, spec, years.size(), by, {measure(all, means, 0), measure(all, means, 1)},
            [&](const auto& lanes) { return run_lanes(all, lanes); }, when, causes);
    if (args.has("decompose") && InterruptGuard::signal() == 0) {
        const auto values = run_lanes(by, channel_lanes(spec));
        if (!values.empty())
            causes.tables.push_back(
                {"Through which channel (Shapley values over switches), " + when, shapley_channels(by, values)});
    }
    return causes;
}

int run_deck(const Arguments& args) {
    const InterruptGuard guard;  // before any file is made: a signal must find its handler
    EconomyShelf shelf;
    const int n_threads = thread_count(static_cast<int>(args.number("threads", 0, 1, most_threads)));
    const Scenario scenario = read(args, shelf);
    const Network& network = shelf.get(scenario.economy);

    // The writer comes first: an output that cannot be written is refused before any work.
    const std::filesystem::path path = args.text("output", scenario.name + ".h5");
    ResultFacts about{scenario.title, scenario.question, scenario.deck_text, std::string{program_version()},
                      std::string{git_revision()}};
    ResultWriter writer({path, args.has("force")}, std::move(about), outputs(), dim_labels);
    std::vector<std::string> kept = headline_outputs();
    for (std::string& name : yardstick_outputs()) kept.push_back(std::move(name));
    YearMeans means(kept);
    RunSink both(writer, means);
    const Outcome outcome = simulate(network, scenario, n_threads, both);
    if (!both.complete()) {
        fmt::print(stderr, "sunder: interrupted at step {} of {}; nothing written\n", outcome.steps, scenario.spec.steps());
        return 128 + InterruptGuard::signal();
    }

    const Headline headline = make_headline(network, scenario.spec, means);
    Causes causes;
    if ((args.has("attribute") || args.has("decompose")) && scenario.spec.lanes.size() == 2)
        causes = find_causes(args, network, scenario.spec, means, n_threads);
    if (InterruptGuard::signal() != 0) return 128 + InterruptGuard::signal();  // the result file is whole
    if (!causes.tables.empty()) amend_file(path, "attribution", attribution_lines(causes.tables));
    const RunFacts facts{scenario.name, scenario.title, scenario.question, scenario.economy,
                         path.string(), outcome.steps,  n_threads,         outcome.seconds};
    if (args.has("json")) {
        fmt::print("{}", headline_json(facts, headline, causes.tables, causes.allies));
    } else {
        fmt::print("{}", headline_text(scenario.title, scenario.question, headline));
        for (const NamedAttribution& one : causes.tables) fmt::print("{}\n", attribution_text(one.heading, one.attribution));
        fmt::print("{}", allies_text(causes.allies));
        fmt::print("{} steps of {} days, {} lanes in {:.1f} s. Result: {}\n", facts.steps, scenario.spec.step_days,
                   scenario.spec.lanes.size(), facts.seconds, facts.file);
    }
    return done;
}

}  // namespace

Command run_command() {
    return {.name = "run",
            .arguments = "DECK [options]",
            .summary = "simulate a deck and its baseline; print the headline, write the result file",
            .details =
                "DECK is a file, or the name of a deck (see: sunder list decks). Prints what was in force and how chips, "
                "prices and\n"
                "trade differ from the baseline, and writes all series to an HDF5 file that opens as netCDF-4.",
            .example = "sunder run flagship --set switch.anticipatory_stocks=false -o without-stocks.h5",
            .options =
                {{"output", 'o', "OUT.h5", "result file (default: name of the deck, in the current folder)"},
                 {"set", '\0', "KEY=VALUE", "change a key of the deck; VALUE as in TOML", true},
                 {"until", '\0', "DATE", "stop at this date instead of the deck's end"},
                 {"seed", '\0', "N", "seed of the random numbers instead of the deck's"},
                 {"lanes", '\0', "N", "2: baseline and scenario (default); 1: the scenario alone, nothing to compare with"},
                 {"draw", '\0', "DIR#N", "instead of a DECK: draw N of the sweep in DIR, with the same bits"},
                 {"threads", '\0', "N", "threads (default: those of the Slurm task, else all; results do not depend on it)"},
                 {"attribute", '\0', "",
                  "also run without each measure, and without each government: which moved the result most"},
                 {"decompose", '\0', "", "also split the effect by channel (Shapley values over behavioural switches)"},
                 {"force", '\0', "", "replace an existing result file"},
                 {"json", '\0', "", "print the headline as JSON"}},
            .least_words = 0,
            .most_words = 1,
            .run = run_deck};
}

}  // namespace sunder::cli
