// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/sweep/sweep.hpp"
#include "sim/sweep/sweep_folder.hpp"
#include "sim/sweep/task.hpp"

namespace sunder {

struct SweepWork {
    SweepTask task;
    std::size_t lanes = 8;   ///< side by side in one run; results do not depend on it
    SweepIdentity identity;  ///< goes into the run files
};

/// How far a task is; draws that were there at the start count as found.
struct SweepProgress {
    std::size_t share = 0;  ///< draws of this task
    std::size_t found = 0, done = 0, failed = 0;
    double part = 0.0;  ///< of the draws that were missing: 0 to 1, running ones by their steps
};

/// Runs the draws of a task that are missing, batches of them on all threads of `blocks`, and puts each into its file. A
/// draw that cannot be simulated or fails its audit is recorded as failed and the others go on. `progress` is called often,
/// from any thread but by one at a time; when it returns true, or a file cannot be written (RecordError), running batches
/// are dropped within a step. Every draw's file has the same bytes for any task, lanes and threads.
SweepProgress run_sweep(const Sweep& sweep, const SweepFolder& folder, const SweepWork& work, Blocks& blocks,
                        const std::function<bool(const SweepProgress&)>& progress);

}  // namespace sunder
