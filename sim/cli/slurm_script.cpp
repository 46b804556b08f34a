// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/slurm_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/sweep_progress.hpp"

namespace sunder::cli {
namespace {

// Fields: 0 name, 1 draws, 2 tasks, 3 cpus, 4 minutes, 5 megabytes, 6 program, 7 place, 8 sweep, 9 output, 10 lanes,
// 11 expected time of a task, 12 name, quoted, 13 and 14 plurals. The shell runs the heredocs as they stand: their ends are
// quoted.
constexpr const char* text = R"(#!/bin/bash
# Sweep {0}: {1} draws in {2} task{14} of {3} CPU{13}, as a job array of Slurm, and a job that collects them.
#     bash THIS-FILE [options of sbatch for both jobs]        such as: --partition=long --account=mine
# Whatever stops a task loses nothing that was done: send this in again, only what is missing is run.
# Expected: {11} a task, measured where this was made; the limits below leave room. Edit them as you like.
set -euo pipefail
cd {7}
mkdir -p {9}.logs

array=$(sbatch --parsable --job-name={12} --array=1-{2} --ntasks=1 --cpus-per-task={3} --mem={5}M --time={4} \
    --signal=B:USR1@60 --requeue --open-mode=append --output={9}.logs/task_%a.txt "$@" <<'TASK'
#!/bin/bash
# A minute before the time limit Slurm sends USR1: the program drops what is half done, and the task queues again for the rest.
trap 'again=yes; kill -USR1 $program' USR1
trap 'again=no; kill -TERM $program' TERM
{6} sweep {8} -o {9} --resume --task "$SLURM_ARRAY_TASK_ID" --tasks {2} --lanes {10} &
program=$!
wait $program
code=$?
if [[ -n ${{again-}} ]]; then  # the signal ended the wait, not the program
    wait $program
    code=$?
fi
if [[ ${{again-}} == yes && $code != 0 && ${{SLURM_RESTART_COUNT:-0}} -lt 100 ]]; then
    scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID"
fi
exit $code
TASK
)
array=${{array%%;*}}

collect=$(sbatch --parsable --job-name={12}-collect --dependency="afterany:$array" --ntasks=1 --mem=2000M --time=60 \
    --output={9}.logs/collect.txt "$@" <<'COLLECT'
#!/bin/bash
exec {6} collect {9}
COLLECT
)
echo "Array $array runs the draws, then job ${{collect%%;*}} collects them into" {9}/sweep.h5
echo "How far: squeue --me;" {6} status {9}
echo "What the tasks say:" {9}.logs
)";

/// In a comment of a shell: on one line.
std::string printable(std::string name) {
    for (char& c : name)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return name;
}

}  // namespace

int SlurmJob::minutes() const noexcept {
    constexpr double room = 3.0, least = 10.0;  // nodes differ, and a task can be stopped without loss
    return static_cast<int>(std::max(least, std::ceil(room * task_seconds / 60.0)));
}

int SlurmJob::megabytes() const noexcept {
    constexpr double mb = 1e6, program_mb = 200.0, room = 1.25;  // program, tables and writers besides the batches
    return static_cast<int>(std::ceil(program_mb + room * batch_bytes / mb * cpus));
}

std::size_t slurm_tasks(const SweepPilot& pilot, std::int32_t steps, int cpus) noexcept {
    constexpr double task_seconds = 600.0;  // short enough for gaps in a queue, long against its start
    const double tasks = std::ceil(pilot.seconds(cpus, steps) / task_seconds);
    return std::clamp<std::size_t>(static_cast<std::size_t>(tasks), 1, std::max<std::size_t>(pilot.batches, 1));
}

std::string shell_quoted(const std::string& word) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+:@%,=";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return quoted + '\'';
}

std::string slurm_script(const SlurmJob& job) {
    return fmt::format(text, printable(job.name), job.draws, job.tasks, job.cpus, job.minutes(), job.megabytes(),
                       shell_quoted(job.program), shell_quoted(job.place), shell_quoted(job.sweep), shell_quoted(job.output),
                       job.lanes, duration_text(job.task_seconds), shell_quoted(job.name), job.cpus == 1 ? "" : "s",
                       job.tasks == 1 ? "" : "s");
}

}  // namespace sunder::cli
