// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sched.h>
#include <stdlib.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "sim/parallel/parallel.hpp"

namespace sunder {
namespace {

/// Sets or unsets SLURM_CPUS_PER_TASK while it lives.
class SlurmCpus {
public:
    explicit SlurmCpus(const char* value) {
        if (const char* now = ::getenv(name)) before_ = now;
        set(value);
    }
    ~SlurmCpus() { set(before_ ? before_->c_str() : nullptr); }
    SlurmCpus(const SlurmCpus&) = delete;
    SlurmCpus& operator=(const SlurmCpus&) = delete;

private:
    static constexpr const char* name = "SLURM_CPUS_PER_TASK";
    static void set(const char* value) { value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name); }
    std::optional<std::string> before_;
};

int allowed_cpus() {
    cpu_set_t set;
    CPU_ZERO(&set);
    EXPECT_EQ(::sched_getaffinity(0, sizeof set, &set), 0);
    return CPU_COUNT(&set);
}

TEST(ThreadCount, WhatTheUserAsksForGoesFirst) {
    const SlurmCpus slurm("5");
    EXPECT_EQ(thread_count(3), 3);
}

TEST(ThreadCount, SlurmAllocationGoesBeforeAffinity) {
    const SlurmCpus slurm("5");
    EXPECT_EQ(thread_count(0), 5);
}

TEST(ThreadCount, AffinityDecidesOtherwise) {
    for (const char* value : {static_cast<const char*>(nullptr), "", "0", "-2", "4x", "99999999999"}) {
        const SlurmCpus slurm(value);
        EXPECT_EQ(thread_count(0), allowed_cpus()) << (value == nullptr ? "unset" : value);
    }
}

TEST(ThreadCount, ShrinksWithTheAffinityMask) {
    const SlurmCpus slurm(nullptr);
    cpu_set_t before, one;
    ASSERT_EQ(::sched_getaffinity(0, sizeof before, &before), 0);
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++cpu) {
        if (CPU_ISSET(cpu, &before)) CPU_SET(cpu, &one);
    }
    ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
    EXPECT_EQ(thread_count(0), 1);
    ASSERT_EQ(::sched_setaffinity(0, sizeof before, &before), 0);
}

TEST(ThreadCount, RefusesNegativeNumbers) {
    EXPECT_THROW((void)thread_count(-1), std::invalid_argument);
}

}  // namespace
}  // namespace sunder
