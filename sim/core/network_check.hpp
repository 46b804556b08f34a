// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/core/network.hpp"

namespace sunder {

/// What is wrong with the shape of a network, in words, or an empty text: array lengths, indices in range, pointers that
/// rise, orders that network.hpp promises, flows positive and finite. Says nothing about the economics.
[[nodiscard]] std::string network_fault(const Network& network);

}  // namespace sunder
