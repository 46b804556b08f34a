// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/validation/exact_case.hpp"

namespace sunder {

// One file exact_*.cpp each, in the order in which they are printed. To add cases: a file that defines one of these, a line
// here, one in exact_case.cpp and one in CMakeLists.txt. The test tests/limits/exact_test asserts every row.
[[nodiscard]] std::span<const ExactCase> neutral_cases();          ///< I13, I15, I16, I17
[[nodiscard]] std::span<const ExactCase> ario_cases();             ///< N1
[[nodiscard]] std::span<const ExactCase> equilibrium_cases();      ///< N2
[[nodiscard]] std::span<const ExactCase> hulten_cases();           ///< N3
[[nodiscard]] std::span<const ExactCase> leontief_cases();         ///< N4
[[nodiscard]] std::span<const ExactCase> price_limit_cases();      ///< N5
[[nodiscard]] std::span<const ExactCase> mark_up_cases();          ///< N5, games
[[nodiscard]] std::span<const ExactCase> mass_balance_cases();     ///< N6
[[nodiscard]] std::span<const ExactCase> relabelling_cases();      ///< N7
[[nodiscard]] std::span<const ExactCase> tool_block_cases();       ///< N8
[[nodiscard]] std::span<const ExactCase> step_halving_cases();     ///< N9
[[nodiscard]] std::span<const ExactCase> order_stability_cases();  ///< N10
[[nodiscard]] std::span<const ExactCase> licence_cases();          ///< N11
[[nodiscard]] std::span<const ExactCase> surplus_cases();          ///< N12
[[nodiscard]] std::span<const ExactCase> two_zones_cases();        ///< N13
[[nodiscard]] std::span<const ExactCase> closure_cases();          ///< C1 to C3
[[nodiscard]] std::span<const ExactCase> firm_network_cases();     ///< systemic risk, chains of firms
[[nodiscard]] std::span<const ExactCase> gravity_cases();          ///< reference cases gravity/

}  // namespace sunder
