// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "tests/random/dice.hpp"

namespace sunder::tests {

/// A random measure of an action: dates before the start, during the run, after its end, or on one day; withdrawn, expired,
/// exempted, grandfathered; any origin test, any buyers; terms over their allowed ranges. It may touch nothing.
[[nodiscard]] Rule random_rule(Dice& dice, const Network& network, const RunSpec& spec, Action action);

/// Up to six measures, random switches and parameters, and (some of the time) governments that decide, with allies and rungs
/// of a ladder among the measures.
[[nodiscard]] LaneSpec random_lane(Dice dice, const Network& network, const RunSpec& spec, bool wild);

/// Takes the measures out that touch nothing of the economy, which a run refuses. Throws SetupError for any other fault.
void drop_idle(RunSpec& spec, const Network& network);

/// One line a measure, switch, parameter.
[[nodiscard]] std::string describe(const LaneSpec& lane, const RunSpec& spec);

}  // namespace sunder::tests
