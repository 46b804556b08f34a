// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "sim/sweep/pilot.hpp"

namespace sunder::cli {

/// A sweep as a job array of Slurm. Paths may be relative to `place`.
struct SlurmJob {
    std::string program, place;  ///< the executable; the folder in which the jobs run
    std::string sweep, output;   ///< as given to `sunder sweep SWEEP -o DIR`
    std::string name;
    std::size_t draws = 0, tasks = 1, lanes = 8;
    int cpus = 1;               ///< of a task
    double task_seconds = 0.0;  ///< expected, from a pilot
    double batch_bytes = 0.0;   ///< memory of one batch; a task has one a CPU

    [[nodiscard]] int minutes() const noexcept;    ///< time limit: three times what is expected, ten at least
    [[nodiscard]] int megabytes() const noexcept;  ///< memory limit of a task
};

/// Tasks of about ten minutes each, and never more than batches.
[[nodiscard]] std::size_t slurm_tasks(const SweepPilot& pilot, std::int32_t steps, int cpus) noexcept;

/// A bash script that sends in the array and, after it, the job that collects. Each task stops a minute before its time
/// limit and goes back into the queue with what is left of its share.
[[nodiscard]] std::string slurm_script(const SlurmJob& job);

/// A word of a shell, whatever is in it.
[[nodiscard]] std::string shell_quoted(const std::string& word);

}  // namespace sunder::cli
