// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/economy/build.hpp"

namespace sunder::tiny {

/// An economy small enough to solve by head: countries AAA and BBB; raw `ore` -> chip `chip` -> end good `box`; the chip
/// maker uses tools `saw` (vendors of AAA and BBB) and their service `care`.
///
/// Per year, M$: box 1000 (final). chip = 0.2 * 1000 = 200. ore = 0.1 * 200 = 20.
/// saw stock = 0.5 * 200 = 100, wear 1/10: 10. care = 0.05 * 100 = 5, split by the vendors' shares 0.8 : 0.2.
[[nodiscard]] std::vector<TableFile> tiny_tables();

}  // namespace sunder::tiny
