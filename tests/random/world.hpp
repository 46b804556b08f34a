// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "tests/random/dice.hpp"

namespace sunder::tests {

/// What kind of worlds to draw.
struct WorldStyle {
    bool moves = true;     ///< with demand paths and named plants; else the reference run stands still
    bool wild = true;      ///< parameters over their whole ranges, ends included; else within a factor of 2 of the defaults
    bool families = true;  ///< goods with bins
};

/// A random economy: 2-6 countries, 3-12 goods in a chain with loops, several firms in a cell, tools with vendors and their
/// service, tariffs, freight, hubs. The same dice give the same economy. Every plant keeps a part of its price for labour.
[[nodiscard]] Network random_world(Dice dice, const WorldStyle& style);

/// A value of a parameter: an end of its range, or anything between; a default multiplied by 1/2 to 2 when not `wild`.
[[nodiscard]] double random_value(Dice& dice, std::int32_t key, bool wild);

/// Parameters that a lane may have of its own: neither the economy's accounts nor leads depend on them.
[[nodiscard]] bool is_behaviour(std::int32_t key);

/// False for a row that the program refuses: suppliers are a CES composite only where buyers hold no stock, as of end goods.
[[nodiscard]] bool is_allowed(const Network& network, const ParamSetting& row);

}  // namespace sunder::tests
