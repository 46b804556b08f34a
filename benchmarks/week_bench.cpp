// SPDX-License-Identifier: Apache-2.0
// Each phase of the week, and whole weeks, on world-2021. items = links x lanes; "bytes_per_link" = state and static data of
// a link, all lanes together. Baseline lanes: rules touch a few thousand links and do not show.
#include <benchmark/benchmark.h>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "sim/parallel/parallel.hpp"

namespace {

using namespace sunder;

const Network& network() {
    static const Network n = find_economy("world-2021");
    return n;
}

RunSpec spec_of(std::int64_t lanes) {
    RunSpec spec;
    spec.start = to_day(2021, 1, 4);
    spec.end = spec.start + 7 * 100000;
    spec.lanes.assign(static_cast<std::size_t>(lanes), LaneSpec{"lane", {}, {}, {}});
    return spec;
}

/// Bytes of all arrays that have a row per link, ring included, and of the network's.
double bytes_per_link(Simulation::Impl& impl) {
    std::size_t bytes = 0;
    const std::size_t links = static_cast<std::size_t>(impl.base.links);
    impl.state.visit([&](std::string_view name, std::vector<double>& array) {
        if (name == "ring" || array.size() == links * static_cast<std::size_t>(impl.lanes))
            bytes += array.size() * sizeof(double);
    });
    bytes += links * (sizeof(double) + 4 * sizeof(std::int32_t) + 2 * sizeof(float));  // z0, indices, base rates
    return static_cast<double>(bytes) / static_cast<double>(links);
}

void phase(benchmark::State& state) {
    SerialBlocks blocks;
    Simulation simulation(network(), spec_of(2), blocks);
    auto& impl = simulation.impl();
    for (int warm = 0; warm < 5; ++warm) impl.advance(nullptr);
    const Phase& p = impl.phases()[static_cast<std::size_t>(state.range(0))];
    Step step = impl.step();
    for (auto _ : state) p.does(step);
    state.SetLabel(std::string(p.name));
    state.SetItemsProcessed(state.iterations() * impl.base.links * 2);
}

void weeks(benchmark::State& state) {
    const auto blocks = make_blocks(static_cast<int>(state.range(1)));
    Simulation simulation(network(), spec_of(state.range(0)), *blocks);
    for (auto _ : state) simulation.impl().advance(nullptr);
    state.SetItemsProcessed(state.iterations() * simulation.impl().base.links * state.range(0));
    state.counters["bytes_per_link"] = bytes_per_link(simulation.impl());
}

BENCHMARK(phase)->DenseRange(0, static_cast<int>(week<2>.size()) - 1)->Unit(benchmark::kMicrosecond);
BENCHMARK(weeks)
    ->ArgNames({"lanes", "threads"})
    ->ArgsProduct({{1, 2, 4, 8, 16}, {1}})
    ->Args({2, 2})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
