// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/systemic/spread.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/network.hpp"

namespace sunder::cli {

/// What fails together.
enum class RankBy { plant, firm, country, good };

/// One scenario: everything of one name fails. All shares are of the economy's base-year output.
struct RankRow {
    std::string name;
    int plants = 0;
    double own_share = 0.0;                               ///< output of what failed
    double both = 0.0, downstream = 0.0, upstream = 0.0;  ///< lost in the end, with what failed
};

/// The network of an economy as the systemic risk index sees it (model folder systemic). An inlet is a slot; an input is
/// essential if its parameter crit is above 0.5, of no matter if it is 0, else one of the others. Tools are of no matter for
/// output at once, but their makers lose a buyer. Final users buy, and never fail. A plant's market are all plants of its
/// slot family in the world; with `rigid` nobody stands in for another.
[[nodiscard]] models::SystemicNetwork systemic_network(const Network& network, bool rigid);

/// Every scenario, the largest loss first; equal ones by name.
[[nodiscard]] std::vector<RankRow> rank(const Network& network, RankBy by, bool rigid, Blocks& blocks);

}  // namespace sunder::cli
