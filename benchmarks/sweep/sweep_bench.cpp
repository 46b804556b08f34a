// SPDX-License-Identifier: Apache-2.0
// The figures of sweeps on flagship: what lanes pay, two cores, what is not simulation, memory, a thousand runs.
// Seconds of CPU, since these stand still while others use the machine; cores are measured by the clock as well.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/core/simulation.hpp"
#include "sim/economy/economy.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/sweep/batch.hpp"
#include "sim/sweep/engine.hpp"

namespace {

using namespace sunder;

/// Sixteen runs: eight draws whose axes move scenario and baseline, as parameters do.
Sweep sample(const std::string& start, const std::string& end) {
    const std::string text = "title = \"Sample\"\nbase = \"flagship\"\nset = [\"start=" + start + "\", \"end=" + end + R"("]
[[axis]]
key = "parameter.tau_deg"
distribution = "uniform"
low = 26.0
high = 104.0
[[axis]]
key = "parameter.tau_sw"
distribution = "uniform"
low = 20.0
high = 78.0
[design]
kind = "latin_hypercube"
draws = 8
)";
    static const Network network = find_economy("world-2021");
    return read_sweep_text({"sample.toml", text}, {}, [](const std::string&) -> const Network& { return network; });
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Took {
    double cpu, wall;
};
template <class F>
Took took(F&& work) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu = cpu_seconds();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {cpu_seconds() - cpu, wall.count()};
}

/// The sample's lanes, so many side by side: one run of the core after the other on so many threads, recorded or not.
void simulate(const Sweep& sweep, std::size_t side_by_side, int threads, bool record) {
    std::vector<Scenario> scenarios;
    for (std::size_t draw = 0; draw < sweep.draws(); ++draw) scenarios.push_back(sweep.scenario(draw));
    const BatchLanes all = batch_lanes(scenarios);
    const std::size_t lanes = all.spec.lanes.size();
    make_blocks(threads)->for_blocks(static_cast<std::int32_t>(lanes / side_by_side), [&](std::int32_t b) {
        RunSpec spec = all.spec;
        const auto first = all.spec.lanes.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(b) * side_by_side);
        spec.lanes.assign(first, first + static_cast<std::ptrdiff_t>(side_by_side));
        BatchSink sink(sweep);
        SerialBlocks serial;
        Simulation(*sweep.network, spec, serial).run(record ? &sink : nullptr, {});
    });
}

/// The same through the engine of sweeps: scheduled, written, synced.
void sweep_to_files(const Sweep& sweep, std::size_t lanes, int threads) {
    std::string name = (std::filesystem::temp_directory_path() / "sweep_bench_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the sample");
    const SweepFolder folder{name};
    const SweepIdentity identity{"sweep_bench", "none"};
    folder.open(sweep, identity);
    const SweepWork work{SweepTask{}, lanes, identity};
    run_sweep(sweep, folder, work, *make_blocks(threads), {});
    std::filesystem::remove_all(name);
}

/// Megabytes of a line of /proc/self/status.
double status_mb(const std::string& key) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key)) return std::strtod(line.c_str() + key.size() + 1, nullptr) / 1e3;
    return 0.0;
}

double median(std::vector<double> x) {
    std::sort(x.begin(), x.end());
    return x[x.size() / 2];
}

/// Median, and what was seen at the ends.
std::string spread(const std::vector<double>& x) {
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    return fmt::format("{:6.2f}  ({:.2f} to {:.2f})", median(x), *low, *high);
}

void print_lanes(const Sweep& sweep, int repeats) {
    const std::size_t widths[] = {1, 2, 4, 8, 16};
    std::vector<double> seconds[5];
    for (int repeat = 0; repeat < repeats; ++repeat)  // in turn: what else runs here hits all of them
        for (std::size_t w = 0; w < 5; ++w) seconds[w].push_back(took([&] { simulate(sweep, widths[w], 1, true); }).cpu);
    fmt::print("CPU seconds of {} runs of {} weeks, recorded, on one core\n", 2 * sweep.draws(), sweep.spec.steps());
    for (std::size_t w = 0; w < 5; ++w) {
        std::vector<double> gain;
        for (std::size_t n = 0; n < seconds[w].size(); ++n) gain.push_back(seconds[0][n] / seconds[w][n]);
        fmt::print("  {:2} lanes  {}   over one lane {}\n", widths[w], spread(seconds[w]), spread(gain));
    }
}

void print_cores(const Sweep& sweep, std::size_t lanes, int repeats) {
    std::vector<double> clock, cpu;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const Took one = took([&] { sweep_to_files(sweep, lanes, 1); }),
                   two = took([&] { sweep_to_files(sweep, lanes, 2); });
        clock.push_back(one.wall / two.wall / 2.0);
        cpu.push_back(one.cpu / two.cpu);
    }
    fmt::print("Two cores, {} lanes, with files: efficiency by the clock {}   by CPU seconds {}\n", lanes, spread(clock),
               spread(cpu));
}

void print_rest(const Sweep& sweep, std::size_t lanes, int repeats) {
    std::vector<double> record, rest, wall;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const double bare = took([&] { simulate(sweep, lanes, 1, false); }).cpu,
                     recorded = took([&] { simulate(sweep, lanes, 1, true); }).cpu;
        const Took files = took([&] { sweep_to_files(sweep, lanes, 1); });
        record.push_back(100.0 * (recorded - bare) / files.cpu);
        rest.push_back(100.0 * (files.cpu - recorded) / files.cpu);
        wall.push_back(100.0 * (files.wall - files.cpu) / files.wall);
    }
    fmt::print("Of a sweep with {} lanes, per cent: recording in memory {}   scheduling and writing {}\n", lanes,
               spread(record), spread(rest));
    fmt::print("  time by the clock without CPU (disk, other programs) {}\n", spread(wall));
}

void print_memory(const Sweep& sweep) {
    for (const std::size_t lanes : {std::size_t{2}, std::size_t{8}, std::size_t{16}}) {
        const double before = status_mb("VmHWM:");
        simulate(sweep, lanes, 1, true);
        fmt::print("Peak memory with {} lanes: {:.0f} MB, {:.0f} of them before\n", lanes, status_mb("VmHWM:"), before);
    }
}

void print_thousand(std::size_t lanes) {
    const Sweep ten_years = sample("2021-01-04", "2030-12-30");
    const Took all = took([&] { sweep_to_files(ten_years, lanes, 2); });
    const double runs = 2.0 * static_cast<double>(ten_years.draws());
    fmt::print("{} runs of {} weeks on two cores: {:.1f} s by the clock, {:.1f} CPU seconds\n", runs, ten_years.spec.steps(),
               all.wall, all.cpu);
    fmt::print("  1,000 runs, extrapolated: {:.1f} minutes by the clock, {:.1f} if both cores were free\n",
               all.wall / runs * 1000.0 / 60.0, all.cpu / 2.0 / runs * 1000.0 / 60.0);
}

}  // namespace

int main(int count, char** words) {
    const int repeats = count > 1 ? std::max(1, std::atoi(words[1])) : 3;
    // From before the rules until long after; one year would show the making of a run as much as its weeks.
    const Sweep years = sample("2022-09-05", "2025-09-01");
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    print_memory(years);  // first: the peak never falls
    print_lanes(years, repeats);
    print_rest(years, 8, repeats);
    print_cores(years, 8, repeats);
    print_thousand(8);
}
