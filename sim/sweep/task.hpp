// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace sunder {

/// The share of a sweep that one process does: task `number` (from 1) of `of`.
struct SweepTask {
    int number = 1, of = 1;
    std::string from;  ///< where it was found: "--task", "SLURM_ARRAY_TASK_ID"; empty: the whole

    /// Whether the p-th of n things, in a fixed order, belongs to this task: shares are contiguous and differ by one at
    /// most.
    [[nodiscard]] bool takes(std::size_t p, std::size_t n) const noexcept;
};

/// Value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const char* name)>;
[[nodiscard]] Environment process_environment();

/// What was asked for; else the place in a job array (Slurm, PBS, LSF, Grid Engine) times the rank among processes started
/// together (mpirun of Open MPI or MPICH, srun). Arrays of PBS do not say how many tasks there are: `tasks` must. Throws
/// std::invalid_argument, saying what is missing.
[[nodiscard]] SweepTask find_task(std::optional<int> task, std::optional<int> tasks, const Environment& environment);

}  // namespace sunder
