// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/validation/exact_case.hpp"

namespace sunder {

// One file exact_*.cpp each, in the order in which they are printed. To add cases: a file that defines one of these, a line
// here, one in exact_case.cpp and one in CMakeLists.txt. The test tests/limits/exact_test asserts every row.
[[nodiscard]] std::span<const ExactCase> price_limit_cases();   ///< N5
[[nodiscard]] std::span<const ExactCase> mass_balance_cases();  ///< N6

}  // namespace sunder
