// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/pilot.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/core/simulation.hpp"
#include "sim/sweep/batch.hpp"

namespace sunder {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double bytes_in_use() {
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

/// Two lanes of every kept variable, all steps.
double raw_file_bytes(const Sweep& sweep) {
    double cells = 0.0;
    for (const OutputInfo& info : outputs()) {
        if (std::find(sweep.variables.begin(), sweep.variables.end(), info.name) == sweep.variables.end()) continue;
        double slice = 1.0;
        for (const Dim dim : info.dims) slice *= static_cast<double>(dim_labels(dim, *sweep.network, sweep.spec).size());
        const double days = sweep.spec.steps() * sweep.spec.step_days;
        cells += slice * (info.frequency == Frequency::weekly ? sweep.spec.steps() : std::ceil(days / 30.4));
    }
    return 2.0 * 8.0 * cells;
}

std::vector<Scenario> first_batch(const Sweep& sweep, std::size_t lanes, SweepPilot& pilot) {
    const auto batches = make_batches(sweep, batch_order(sweep), lanes);
    pilot.batches = batches.size();
    std::vector<Scenario> scenarios;
    for (const std::size_t draw : batches.front()) scenarios.push_back(sweep.scenario(draw));
    return scenarios;
}

}  // namespace

double SweepPilot::seconds(int jobs, std::int32_t steps) const noexcept {
    const double rounds = std::ceil(static_cast<double>(batches) / jobs);
    return rounds * (setup_seconds + step_seconds * steps);
}

SweepPilot run_pilot(const Sweep& sweep, std::size_t lanes, double budget_seconds) {
    SweepPilot pilot;
    const Clock::time_point start = Clock::now();
    const BatchLanes batch = batch_lanes(first_batch(sweep, lanes, pilot));
    pilot.lanes = batch.spec.lanes.size();
    const double before = bytes_in_use();
    SerialBlocks serial;
    Simulation simulation(*sweep.network, batch.spec, serial);
    BatchSink sink(sweep);
    pilot.setup_seconds = since(start);
    const Clock::time_point run = Clock::now();
    const std::int32_t steps =
        simulation.run(&sink, [&](std::int32_t step) { return step > 0 && since(run) > budget_seconds; });
    pilot.step_seconds = since(run) / steps;
    pilot.file_bytes = raw_file_bytes(sweep);
    // What a batch keeps of its lanes until it is written is there only at its end.
    pilot.batch_bytes = bytes_in_use() - before + pilot.file_bytes / 2.0 * static_cast<double>(pilot.lanes);
    return pilot;
}

double batch_bytes(const Sweep& sweep, std::size_t lanes) {
    SweepPilot pilot;
    const BatchLanes batch = batch_lanes(first_batch(sweep, lanes, pilot));
    const double before = bytes_in_use();
    SerialBlocks serial;
    const Simulation simulation(*sweep.network, batch.spec, serial);
    return bytes_in_use() - before + raw_file_bytes(sweep) / 2.0 * static_cast<double>(batch.spec.lanes.size());
}

}  // namespace sunder
