// SPDX-License-Identifier: Apache-2.0
// Weeks of flagship on world-2021, recorded, by lanes: where the time of a lane goes. Counters are microseconds of CPU time
// a week and lane, each part measured in its place; items = links x lanes; "bytes_per_link" = state and static data of a
// link, all lanes together.
#include <benchmark/benchmark.h>

#include <ctime>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/scenario/scenario.hpp"

namespace {

using namespace sunder;

const Network& network() {
    static const Network n = find_economy("world-2021");
    return n;
}

/// The deck's baseline and scenario, then further draws: the scenario with other speeds of wear and switching.
RunSpec spec_of(std::int64_t lanes) {
    RunSpec spec = read_scenario("flagship", {{"start=2023-12-04"}, {}, 0}, [](const std::string&) -> const Network& {
                       return network();
                   }).spec;
    spec.lanes.resize(std::min<std::size_t>(2, static_cast<std::size_t>(lanes)), spec.lanes.back());
    for (std::int64_t l = 2; l < lanes; ++l) {
        spec.lanes.push_back(spec.lanes[1]);
        for (const Param key : {Param::tau_deg, Param::tau_sw})
            spec.lanes.back().params.push_back(
                {.key = static_cast<std::int32_t>(key), .value = 10.0 + 5.0 * static_cast<double>(l)});
    }
    return spec;
}

/// Wants everything, keeps nothing.
class Discard final : public Sink {
public:
    void open(const Network&, const RunSpec&, std::span<const Day>, std::span<const Day>) override {}
    void put(std::size_t, std::int32_t, std::int32_t, std::span<const double> values) override {
        benchmark::DoNotOptimize(values.data());
    }
    void close(std::span<const AuditResidual>, std::span<const Decision>) override {}
};

/// Bytes of all arrays that have a row per link, ring included, and of the network's.
double bytes_per_link(Simulation::Impl& impl) {
    std::size_t bytes = 0;
    const std::size_t links = static_cast<std::size_t>(impl.base.links), width = static_cast<std::size_t>(impl.lanes);
    impl.state.visit([&](std::string_view name, auto& array) {
        if (name == "ring" || array.size() == links * width || array.size() == 2 * links * width)
            bytes += array.size() * sizeof(array[0]);
    });
    bytes += links * (sizeof(double) + 4 * sizeof(std::int32_t) + 2 * sizeof(float));  // z0, indices, base rates
    return static_cast<double>(bytes) / static_cast<double>(links);
}

double cpu_us() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

void parts_of_a_week(benchmark::State& state) {
    SerialBlocks blocks;
    Discard sink;
    Simulation simulation(network(), spec_of(state.range(0)), blocks);
    auto& impl = simulation.impl();
    impl.recorder.open(sink);
    for (int warm = 0; warm < 5; ++warm) impl.advance(&sink);
    std::vector<std::pair<std::string, double>> parts;
    for (const Phase& p : impl.phases()) parts.emplace_back(p.name, 0.0);
    parts.emplace_back("audit", 0.0);
    parts.emplace_back("record", 0.0);
    for (auto _ : state) {
        double last = cpu_us();
        const auto lap = [&](std::size_t part) {
            const double now = cpu_us();
            parts[part].second += now - last;
            last = now;
        };
        impl.set_demand();
        Step now = impl.step();
        impl.audit.before_rules(impl.state);
        lap(parts.size() - 2);
        for (std::size_t n = 0; n < impl.phases().size(); ++n) {
            impl.phases()[n].does(now);
            lap(n);
            if (n + 1 == phases_by_decree) impl.audit.after_rules(impl.state);
        }
        impl.audit.check(now);
        lap(parts.size() - 2);
        impl.recorder.record(now, sink);
        lap(parts.size() - 1);
        ++impl.t;
    }
    double sum = 0.0;
    for (const auto& [name, us] : parts) {
        state.counters[name] = us / static_cast<double>(state.iterations() * state.range(0));
        sum += us / static_cast<double>(state.iterations() * state.range(0));
    }
    state.counters["TOTAL"] = sum;
    state.SetItemsProcessed(state.iterations() * impl.base.links * state.range(0));
    state.counters["bytes_per_link"] = bytes_per_link(impl);
}

void weeks(benchmark::State& state) {
    const auto blocks = make_blocks(static_cast<int>(state.range(1)));
    Simulation simulation(network(), spec_of(state.range(0)), *blocks);
    for (auto _ : state) simulation.impl().advance(nullptr);
    state.SetItemsProcessed(state.iterations() * simulation.impl().base.links * state.range(0));
}

BENCHMARK(parts_of_a_week)
    ->ArgName("lanes")
    ->Arg(1)
    ->Arg(2)
    ->Arg(4)
    ->Arg(8)
    ->Arg(16)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(52);
BENCHMARK(weeks)
    ->ArgNames({"lanes", "threads"})
    ->ArgsProduct({{1, 2, 4, 8, 16}, {1}})
    ->Args({2, 2})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
