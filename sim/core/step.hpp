// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "sim/core/base.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/param_table.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/state.hpp"

namespace sunder {

class Accidents;
class Accounts;
class Funds;
class Government;
class Rewiring;

/// What a phase sees in one step.
struct Step {
    const Base& base;
    const ParamTable& par;
    State& state;
    Policy& policy;
    Funds& funds;
    Rewiring& rewiring;
    Accidents& accidents;
    Accounts& accounts;
    Government& government;
    Blocks& blocks;
    std::int32_t t = 0;              ///< step number, from 0
    Day day = 0;                     ///< its first day
    std::span<const double> demand;  ///< Y of each final agent, ratio to the base year
};

/// Runs `body(row)` for every slot (unit) in blocks of fixed bounds.
template <class Body>
void for_slots(Step& k, Body&& body) {
    k.blocks.for_blocks(k.base.slot_blocks(), [&](std::int32_t b) {
        for (auto s = k.base.slot_block[static_cast<std::size_t>(b)]; s < k.base.slot_block[static_cast<std::size_t>(b) + 1];
             ++s)
            body(static_cast<std::size_t>(s));
    });
}
template <class Body>
void for_units(Step& k, Body&& body) {
    k.blocks.for_blocks(k.base.unit_blocks(), [&](std::int32_t b) {
        for (auto i = k.base.unit_block[static_cast<std::size_t>(b)]; i < k.base.unit_block[static_cast<std::size_t>(b) + 1];
             ++i)
            body(static_cast<std::size_t>(i));
    });
}

}  // namespace sunder
