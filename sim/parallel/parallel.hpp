// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "sim/core/blocks.hpp"

namespace sunder {

/// Threads to use when the user asked for `asked`: that many; else (asked = 0) the CPUs of the Slurm task
/// (SLURM_CPUS_PER_TASK); else the CPUs that this process may run on. At least 1.
[[nodiscard]] int thread_count(int asked);

/// Blocks on `threads` threads; 0: as thread_count() says, 1: no threads at all. Numbers above the CPUs there are work.
/// The first exception of a body ends the loop and comes out of for_blocks. Throws std::invalid_argument below 0.
/// The build option SUNDER_THREADS=std puts std::thread in the place of TBB, which ThreadSanitizer cannot see into.
[[nodiscard]] std::unique_ptr<Blocks> make_blocks(int threads);

}  // namespace sunder
