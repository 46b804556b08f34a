// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/economy/chain.hpp"

namespace sunder {

/// Lays a chain out as a Network: units by good, country, falling size; slots by buyer; links by slot, HQ, supplier.
[[nodiscard]] Network lay_out(const BaseYear& base, const Chain& chain);

/// Demand path and projects of the tables, for the units and final agents of the network. Appends faults for projects
/// whose unit does not exist.
void add_paths(const Tables& tables, Network& network, std::vector<Fault>& faults);

/// Hubs of the table, good by good: of the rows that cover a good those count that name the fewest goods. Appends faults for
/// weights that do not sum to 1.
void add_hubs(const Tables& tables, Network& network, std::vector<Fault>& faults);

/// BaseYear value of each table by status of its rows: io and tools by the flow they stand for, shares and units by output,
/// final demand and trade by value.
[[nodiscard]] std::vector<StatusShare> status_shares(const Tables& tables, const BaseYear& base, const World& world);

/// Checks the finished network against the world solution (supply = use by good) and the residual labour share of each unit
///
///     vc = 1/(1+mu) - sum_in a*(1+tau0+tr0) - sum_m bk_m*(r_c+delta_m) - rd  >  0        [model.md 6.2]
///
/// Appends a fault with the unit's name and the terms.
void check_network(const Tables& tables, const BaseYear& base, const World& world, const Network& network,
                   std::vector<Fault>& faults);

}  // namespace sunder
