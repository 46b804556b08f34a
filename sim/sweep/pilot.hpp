// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "sim/sweep/sweep.hpp"

namespace sunder {

/// What a sweep will take, from one batch of it that was begun.
struct SweepPilot {
    std::size_t lanes = 0;       ///< of that batch
    std::size_t batches = 0;     ///< of the whole sweep
    double setup_seconds = 0.0;  ///< of a batch: reading its draws, setting up
    double step_seconds = 0.0;   ///< of all its lanes
    double batch_bytes = 0.0;    ///< memory
    double file_bytes = 0.0;     ///< of a run file before compression

    /// Of the whole sweep on so many cores.
    [[nodiscard]] double seconds(int jobs, std::int32_t steps) const noexcept;
};

/// Runs the first batch for about `budget_seconds`, on this thread. Throws as a run does.
[[nodiscard]] SweepPilot run_pilot(const Sweep& sweep, std::size_t lanes, double budget_seconds);

/// Memory of a batch, without running it: it is set up and thrown away.
[[nodiscard]] double batch_bytes(const Sweep& sweep, std::size_t lanes);

}  // namespace sunder
