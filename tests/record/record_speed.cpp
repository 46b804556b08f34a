// SPDX-License-Identifier: Apache-2.0
// record_speed PATH: CPU time, memory and size of recording a run as large as the flagship deck's, on made-up data: 20
// weekly variables of 18 economies x 69 goods (55 % of them zero), 4 monthly trade cubes (80 % zero), 10 years, two lanes,
// full mantissas.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>

#include "sim/record/record_error.hpp"
#include "sim/record/result_writer.hpp"
#include "tests/record/sample.hpp"

namespace {

using namespace sunder;

constexpr std::size_t countries = 18, goods = 69;

double cpu_seconds() {
    timespec t{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double peak_mb() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

std::vector<OutputInfo> table() {
    static std::vector<std::string> names;
    for (int i = 0; i < 24; ++i) names.push_back("variable_" + std::to_string(i));
    std::vector<OutputInfo> outputs;
    for (std::size_t i = 0; i < 20; ++i) {
        outputs.push_back({names[i], Frequency::weekly, {Dim::country, Dim::good}, "M$/week", "made up", "none"});
    }
    for (std::size_t i = 20; i < 24; ++i) {
        outputs.push_back(
            {names[i], Frequency::monthly, {Dim::good, Dim::exporter, Dim::importer}, "M$/month", "made up", "none"});
    }
    return outputs;
}

std::vector<std::string> numbered(std::size_t n) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < n; ++i) labels.push_back("label" + std::to_string(i));
    return labels;
}

/// Base values, a path for each cell that the scenario follows, and a common one for the baseline.
struct Series {
    std::vector<double> base, ratio;
    Series(std::size_t cells, double zeros, std::mt19937_64& bits) : base(cells), ratio(cells, 1.0) {
        std::uniform_real_distribution<> uniform;
        std::normal_distribution<> normal;
        for (double& b : base) b = uniform(bits) < zeros ? 0.0 : std::exp(3.0 * normal(bits));
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const std::vector<OutputInfo> outputs = table();
    RunSpec spec = sample::spec(522);
    const std::vector<Day> weeks = sample::weeks(spec), months = sample::months(spec);
    std::mt19937_64 bits(1);
    std::uniform_real_distribution<> step(-0.01, 0.01);
    std::vector<Series> series;
    for (std::size_t o = 0; o < outputs.size(); ++o) {
        series.emplace_back(o < 20 ? countries * goods : goods * countries * countries, o < 20 ? 0.55 : 0.8, bits);
    }
    const auto labels = [](Dim dim, const Network&, const RunSpec&) {
        return numbered(dim == Dim::good ? goods : countries);
    };
    const double memory_before = peak_mb();
    double cpu = 0.0;
    const auto wall_start = std::chrono::steady_clock::now();
    const auto timed = [&](auto&& work) {
        const double start = cpu_seconds();
        work();
        cpu += cpu_seconds() - start;
    };
    try {
        ResultWriter writer({argv[1], true}, sample::facts(), outputs, labels);
        timed([&] { writer.open(sample::network(), spec, weeks, months); });
        std::vector<double> slice;
        for (int t = 0; t < static_cast<int>(weeks.size()); ++t) {
            for (std::size_t o = 0; o < outputs.size(); ++o) {
                if (outputs[o].frequency == Frequency::monthly && t >= static_cast<int>(months.size())) continue;
                Series& s = series[o];
                slice.resize(s.base.size());
                for (int lane = 0; lane < 2; ++lane) {
                    // The baseline of every second variable stands still, that of the others follows demand.
                    const double path = o % 2 == 0 ? 1.0 : 1.0 + 0.001 * t + 0.1 * std::sin(0.1 * t);
                    for (std::size_t c = 0; c < slice.size(); ++c) {
                        if (lane == 1) s.ratio[c] += step(bits);
                        slice[c] = s.base[c] == 0.0 ? 0.0 : s.base[c] * (lane == 0 ? path : s.ratio[c]);
                    }
                    timed([&] { writer.put(o, lane, t, slice); });
                }
            }
        }
        timed([&] { writer.close(sample::audit(), sample::decisions()); });
    } catch (const RecordError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wall_start;
    std::printf("recording %.3f s CPU; %.2f s wall with the making of data; memory +%.0f MB; file %.1f MB\n", cpu,
                wall.count(), peak_mb() - memory_before, static_cast<double>(std::filesystem::file_size(argv[1])) / 1e6);
    return 0;
}
