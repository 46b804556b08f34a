// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "sim/cli/command.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/cli/sweep_progress.hpp"
#include "sim/cli/sweep_report.hpp"

namespace sunder::cli {
namespace {

int collect_runs(const Arguments& args) {
    EconomyShelf shelf;
    const SweepFolder folder{args.words.front()};
    const Sweep sweep = folder.read([&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    const SweepResults results = read_results(sweep, folder);
    write_index(sweep, folder, this_program(), results, args.has("copy"));
    fmt::print("{}", args.has("json") ? sweep_json(sweep, folder, results) : sweep_text(sweep, folder, results));
    if (!args.has("json"))
        fmt::print("{}: {}\n", args.has("copy") ? "All runs in one file" : "Index of all runs",
                   folder.index_file().string());
    return done;
}

/// Draws a minute while the last of them came, from the times of the files; 0 where that says nothing.
double recent_rate(const SweepFolder& folder, const std::vector<DrawState>& states) {
    using namespace std::chrono;
    constexpr auto window = minutes{10};
    std::vector<std::filesystem::file_time_type> times;
    std::error_code error;
    for (std::size_t d = 0; d < states.size(); ++d)
        if (states[d] == DrawState::done) times.push_back(std::filesystem::last_write_time(folder.run_file(d), error));
    std::sort(times.begin(), times.end());
    if (times.empty()) return 0.0;
    const auto first = std::lower_bound(times.begin(), times.end(), times.back() - window);
    const double passed = duration<double>(times.back() - *first).count() / 60.0;
    return passed > 0.0 ? static_cast<double>(times.end() - first - 1) / passed : 0.0;
}

/// Draws done, failed and missing, and which tasks are at work.
int show_status(const Arguments& args) {
    EconomyShelf shelf;
    const SweepFolder folder{args.words.front()};
    const Sweep sweep = folder.read([&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    const std::vector<DrawState> states = folder.states(sweep.draws());
    SweepResults counts;
    counts.states = states;
    const std::size_t left = counts.count(DrawState::missing);
    fmt::print("{}: {} draws, {} done, {} failed, {} missing\n", sweep.name, states.size(), counts.count(DrawState::done),
               counts.count(DrawState::failed), left);
    const std::vector<TaskTrace> traces = task_traces(folder);
    const bool alive = std::any_of(traces.begin(), traces.end(), [](const TaskTrace& trace) { return trace.alive; });
    if (const double rate = recent_rate(folder, states); alive && left > 0 && rate > 0.0)
        fmt::print("{:.3g} draws a minute; about {} left\n", rate, duration_text(60.0 * static_cast<double>(left) / rate));
    for (const TaskTrace& trace : traces)
        fmt::print("task {} of {}: {} ({})\n", trace.task.number, trace.task.of, trace.alive ? "at work" : "not at work",
                   trace.who);
    return done;
}

}  // namespace

Command collect_command() {
    return {.name = "collect",
            .arguments = "DIR [--copy]",
            .summary = "one index of a sweep's runs, and what they say",
            .details =
                "Writes DIR/sweep.h5: the design, the indicators with quantiles and Sobol indices, and all series with a "
                "leading\n"
                "dimension `draw`. The series stay in the run files and are pointed at (HDF5 1.10); with --copy they are in "
                "the\n"
                "file, which R's ncdf4 needs. Runs that are missing are NaN. Also DIR/manifest.csv, a line for each draw.",
            .example = "sunder collect mini-sweep",
            .options = {{"copy", '\0', "", "put the series into the file"}, {"json", '\0', "", "print the answers as JSON"}},
            .least_words = 1,
            .most_words = 1,
            .run = collect_runs};
}

Command status_command() {
    return {
        .name = "status",
        .arguments = "DIR",
        .summary = "how far a sweep is, and which of its tasks are at work",
        .details =
            "Counts the run files of a sweep. A task is at work while its process holds the lock of its file in DIR/tasks.",
        .example = "sunder status mini-sweep",
        .options = {},
        .least_words = 1,
        .most_words = 1,
        .run = show_status};
}

}  // namespace sunder::cli
