// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "sim/parallel/parallel.hpp"

namespace sunder {
namespace {

/// 0 when unset or not a positive number.
int slurm_cpus() {
    const char* text = std::getenv("SLURM_CPUS_PER_TASK");
    if (text == nullptr) return 0;
    const std::string_view view{text};
    int n = 0;
    const auto [end, error] = std::from_chars(view.data(), view.data() + view.size(), n);
    return error == std::errc{} && end == view.data() + view.size() && n > 0 ? n : 0;
}

int affinity_cpus() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
    return static_cast<int>(std::thread::hardware_concurrency());  // more CPUs than the set can hold
}

}  // namespace

int thread_count(int asked) {
    if (asked < 0) throw std::invalid_argument("threads must be 0 (choose) or more");
    if (asked > 0) return asked;
    if (const int cpus = slurm_cpus(); cpus > 0) return cpus;
    return std::max(affinity_cpus(), 1);
}

}  // namespace sunder
