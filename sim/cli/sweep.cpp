// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include "sim/cli/command.hpp"
#include "sim/cli/file_kind.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/cli/slurm_script.hpp"
#include "sim/cli/sweep_progress.hpp"
#include "sim/cli/sweep_report.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/record/record_error.hpp"
#include "sim/sweep/batch.hpp"
#include "sim/sweep/engine.hpp"
#include "sim/sweep/pilot.hpp"

namespace sunder::cli {
namespace {

constexpr std::int64_t most_jobs = 1024, most_tasks = 100000;

SweepTask task_of(const Arguments& args) {
    std::optional<int> task, tasks;
    if (args.has("task")) task = static_cast<int>(args.number("task", 1, 1, most_tasks));
    if (args.has("tasks")) tasks = static_cast<int>(args.number("tasks", 1, 1, most_tasks));
    try {
        return find_task(task, tasks, process_environment());
    } catch (const std::invalid_argument& error) {
        throw UsageError(error.what());
    }
}

/// Without --resume nothing of this share may be there: a second run by mistake must not look like a first.
void refuse_old_work(const Sweep& sweep, const SweepFolder& folder, const SweepTask& task) {
    const std::vector<std::size_t> order = batch_order(sweep);
    const std::vector<DrawState> states = folder.states(sweep.draws());
    std::size_t share = 0, there = 0;
    for (std::size_t p = 0; p < order.size(); ++p) {
        if (!task.takes(p, order.size())) continue;
        ++share;
        if (states[order[p]] != DrawState::missing) ++there;
    }
    if (there > 0)
        throw RecordError(
            folder.path(),
            fmt::format("holds {} of these {} draws; --resume does the others, --force begins anew", there, share));
}

struct Room {
    std::size_t lanes;
    int jobs;
};

/// What fits into --memory: fewer batches at a time first, then smaller ones.
Room make_room(const Arguments& args, const Sweep& sweep) {
    Room room{static_cast<std::size_t>(args.number("lanes", 8, 1, most_lanes)),
              thread_count(static_cast<int>(args.number("jobs", 0, 1, most_jobs)))};
    if (!args.has("memory")) return room;
    constexpr double mb = 1e6;
    const double memory = mb * static_cast<double>(args.number("memory", 0, 1, INT32_MAX));
    double need = batch_bytes(sweep, room.lanes);
    for (; need > memory; need = batch_bytes(sweep, room.lanes)) {
        if (room.lanes <= 2)
            throw UsageError(
                fmt::format("--memory {}: one run and its baseline need {:.0f} MB", args.text("memory"), need / mb));
        room.lanes /= 2;
    }
    room.jobs = std::clamp(static_cast<int>(memory / need), 1, room.jobs);
    return room;
}

std::string count_text(const SweepProgress& at, const SweepTask& task) {
    std::string text;
    if (task.of > 1) text = fmt::format("task {} of {} ({}): ", task.number, task.of, task.from);
    if (at.found > 0) text += fmt::format("resumed: {} of {} were there; ", at.found, at.share);
    text += fmt::format("{} done", at.done);
    if (at.failed > 0) text += fmt::format(", {} failed", at.failed);
    return text;
}

int finish(const Arguments& args, const Sweep& sweep, const SweepFolder& folder, const SweepProgress& at) {
    const SweepResults results = read_results(sweep, folder);
    write_index(sweep, folder, this_program(), results, false);
    fmt::print("{}", args.has("json") ? sweep_json(sweep, folder, results) : sweep_text(sweep, folder, results));
    if (!args.has("json")) fmt::print("Index of all runs: {}\n", folder.index_file().string());
    return at.failed > 0 || results.count(DrawState::failed) > 0 ? audit_failed : done;
}

/// Prints the script instead of running: the sweep is read and measured here, so that no array fails for a typing error.
int print_slurm_script(const Arguments& args, const Sweep& sweep) {
    namespace fs = std::filesystem;
    for (const char* option : {"task", "resume", "force", "json"})
        if (args.has(option)) throw UsageError(fmt::format("--slurm prints a script: --{} has no meaning there", option));
    constexpr double pilot_seconds = 2.0;
    const Room room = make_room(args, sweep);
    SlurmJob job;
    job.cpus = args.has("jobs") ? room.jobs : 1;
    job.lanes = room.lanes;
    const SweepPilot pilot = run_pilot(sweep, room.lanes, pilot_seconds);
    const std::size_t tasks = slurm_tasks(pilot, sweep.spec.steps(), job.cpus);
    job.tasks = static_cast<std::size_t>(args.number("tasks", static_cast<std::int64_t>(tasks), 1, most_tasks));
    job.task_seconds = pilot.seconds(job.cpus, sweep.spec.steps()) / static_cast<double>(job.tasks);
    job.batch_bytes = pilot.batch_bytes;
    job.program = fs::read_symlink("/proc/self/exe").string();
    job.place = fs::current_path().string();
    job.sweep = args.words.front();
    job.output = args.text("output");
    while (job.output.size() > 1 && job.output.back() == '/') job.output.pop_back();
    job.name = sweep.name;
    job.draws = sweep.draws();
    fmt::print("{}", slurm_script(job));
    return done;
}

int run_sweep_command(const Arguments& args) {
    const InterruptGuard guard;
    if (!args.has("output")) throw UsageError("the folder of the results is missing: -o DIR");
    expect_kind(args.words.front(), FileKind::sweep);
    EconomyShelf shelf;
    if (args.has("slurm"))
        return print_slurm_script(args, read_sweep(args.words.front(), [&shelf](const std::string& name) -> const Network& {
                                      return shelf.get(name);
                                  }));
    const SweepTask task = task_of(args);
    if (args.has("force") && task.of > 1)
        throw UsageError("--force would delete what other tasks have done; remove the folder yourself");
    if (args.has("force") && args.has("resume")) throw UsageError("--force begins anew, --resume goes on: choose one");
    const Sweep sweep =
        read_sweep(args.words.front(), [&shelf](const std::string& name) -> const Network& { return shelf.get(name); });
    for (const Fault& warning : sweep.warnings) fmt::print(stderr, "{}\n", to_string(warning));
    const SweepFolder folder{args.text("output")};
    if (args.has("force")) folder.clear();
    folder.open(sweep, this_program());
    const TaskLock lock(folder, task);
    if (!args.has("resume")) refuse_old_work(sweep, folder, task);
    folder.sweep_up();

    const Room room = make_room(args, sweep);
    const SweepWork work{task, room.lanes, this_program()};
    SweepProgress at;
    {
        SweepProgressLine line;
        const std::unique_ptr<Blocks> blocks = make_blocks(room.jobs);
        at = run_sweep(sweep, folder, work, *blocks, [&line](const SweepProgress& now) {
            line.show(now);
            return InterruptGuard::signal() != 0;
        });
    }
    if (InterruptGuard::signal() != 0) {
        fmt::print(stderr, "sunder: interrupted; {}; --resume does the other {}\n", count_text(at, task),
                   at.share - at.found - at.done - at.failed);
        return 128 + InterruptGuard::signal();
    }
    if (task.of == 1) {
        fmt::print(stderr, "{}\n", count_text(at, task));
        return finish(args, sweep, folder, at);
    }
    fmt::print("{}. When all tasks are through: sunder collect {}\n", count_text(at, task), folder.path().string());
    return at.failed > 0 ? audit_failed : done;
}

}  // namespace

Command sweep_command() {
    return {
        .name = "sweep",
        .arguments = "SWEEP -o DIR [options]",
        .summary = "run a deck many times: parameters, switches, measures; on many cores or a cluster",
        .details =
            "SWEEP is a file, or the name of a sweep (see: sunder list sweeps). Every draw becomes one file in DIR/runs, "
            "whole\n"
            "or not at all; whatever stops the program, the same command with --resume does what is missing.\n"
            "In a job array (Slurm, PBS, LSF, Grid Engine) or under mpirun or srun each process takes its own share of the\n"
            "draws; results do not depend on how the work was cut. Exit code 4: some draws failed, and are recorded.\n"
            "--slurm: sunder sweep SWEEP -o DIR --slurm > job.sh; bash job.sh",
        .example = "sunder sweep mini-allies -o mini-sweep",
        .options = {{"output", 'o', "DIR", "folder of the results"},
                    {"resume", '\0', "", "go on where an earlier call stopped"},
                    {"force", '\0', "", "delete the runs of an earlier sweep in DIR and begin anew"},
                    {"task", '\0', "I", "share of this process, from 1 (default: from the job array or the launcher)"},
                    {"tasks", '\0', "N", "number of shares"},
                    {"jobs", '\0', "N", "batches at a time, one thread each (default: CPUs of the Slurm task, else all)"},
                    {"lanes", '\0', "N", "runs side by side in a batch, baselines included (default 8, at most 16)"},
                    {"memory", '\0', "MB", "room for batches: fewer at a time, then fewer lanes, so that they fit"},
                    {"slurm", '\0', "", "print a script that runs the sweep as a job array of Slurm, and collects it"},
                    {"json", '\0', "", "print the answers as JSON"}},
        .least_words = 1,
        .most_words = 1,
        .run = run_sweep_command};
}

}  // namespace sunder::cli
