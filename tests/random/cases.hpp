// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "tests/random/world.hpp"

namespace sunder::tests {

/// A random economy and a run on it: lane 0 without measures, lane 1 with a random calendar; switches and parameters of both
/// are those of lane 1.
struct RandomCase {
    std::uint64_t seed = 0;
    Network network;
    RunSpec spec;
};

struct CaseStyle {
    WorldStyle world{};
    std::int32_t least_steps = 30, most_steps = 80;
    bool measures = true;
};

[[nodiscard]] RandomCase random_case(std::uint64_t seed, const CaseStyle& style);

/// What is wrong with a case; empty: nothing.
using Property = std::function<std::string(const RandomCase&)>;

/// Draws cases with the seeds 1, 2, ... and asks the property of each. The first case that fails is made smaller, as long as
/// it still fails, by taking out measures, switches and parameters one at a time; then it is printed with its seed.
///
/// SUNDER_DRAWS=n draws n cases, SUNDER_SEED=s begins at s (alone: draws this one). Builds with sanitizers draw a tenth.
void for_random_cases(int draws, const CaseStyle& style, const Property& property);

}  // namespace sunder::tests
