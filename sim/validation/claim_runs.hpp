// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/validation/claims.hpp"

namespace sunder {

/// Simulates what the claims at `places` of the book read, runs of one economy, period and baseline side by side in one
/// simulation, simulations on all blocks, and returns the values of each claim (runs before moments), times its scale.
/// Calls `progress` with the share of the work done; empty when it returned true (stop). Throws InputError: a deck that is
/// not right, a moment that names what its run does not have.
[[nodiscard]] std::vector<std::vector<double>> values_of_claims(const ClaimBook& book, std::span<const std::size_t> places,
                                                                const EconomyProvider& economy, Blocks& blocks,
                                                                const std::function<bool(double)>& progress);

}  // namespace sunder
