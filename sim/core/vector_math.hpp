// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace sunder {

/// x[i] = exp(x[i]) and x[i] = log(x[i]) with the bits of models/math/elementary.hpp, vectorised for the processor at hand.
void exp_all(double* x, std::size_t n) noexcept;
void log_all(double* x, std::size_t n) noexcept;
/// x[i] = sqrt(x[i]), correctly rounded everywhere by IEEE 754.
void root_all(double* x, std::size_t n) noexcept;

}  // namespace sunder
