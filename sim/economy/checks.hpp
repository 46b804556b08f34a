// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/economy/base.hpp"

namespace sunder {

/// Checks of tables that need more than one row: shares and vendor shares sum to 1, named plants to at most 1, parameters
/// in range, everything that is bought has a seller, service matches the tool stock, records of tools.csv are whole.
void check_base(const Tables& tables, const BaseYear& base, std::vector<Fault>& faults);

}  // namespace sunder
