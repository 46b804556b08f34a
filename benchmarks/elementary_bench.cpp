// SPDX-License-Identifier: Apache-2.0
// exp and log over a block of 4,000 numbers (2,000 links x 2 lanes): ours against the C library's.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "sim/core/vector_math.hpp"

namespace {

constexpr std::size_t numbers = 4000;

std::vector<double> input() {
    std::vector<double> x(numbers);
    for (std::size_t n = 0; n < numbers; ++n) x[n] = 0.5 + 1e-4 * static_cast<double>(n);
    return x;
}

template <class Apply>
void over_block(benchmark::State& state, Apply apply) {
    const std::vector<double> source = input();
    std::vector<double> x = source;
    for (auto _ : state) {
        x = source;
        apply(x);
        benchmark::DoNotOptimize(x.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(numbers));
}

void exp_ours(benchmark::State& s) {
    over_block(s, [](auto& x) { sunder::exp_all(x.data(), x.size()); });
}
void log_ours(benchmark::State& s) {
    over_block(s, [](auto& x) { sunder::log_all(x.data(), x.size()); });
}
void exp_libc(benchmark::State& s) {
    over_block(s, [](auto& x) {
        for (double& v : x) v = std::exp(v);
    });
}
void log_libc(benchmark::State& s) {
    over_block(s, [](auto& x) {
        for (double& v : x) v = std::log(v);
    });
}

BENCHMARK(exp_ours);
BENCHMARK(exp_libc);
BENCHMARK(log_ours);
BENCHMARK(log_libc);

}  // namespace
