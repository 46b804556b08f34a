// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"

namespace sunder {

/// Issuers of the rules, each once, and their main targets, as indices of countries. A rule's targets are its destinations,
/// or the homes of the firms that it lists; the main ones are those that most rules have in common. A rule against more than
/// half of the countries has no target.
[[nodiscard]] std::vector<std::int32_t> rule_issuers(const std::vector<Rule>& rules);
[[nodiscard]] std::vector<std::int32_t> rule_targets(const std::vector<Rule>& rules, const Network& network);

}  // namespace sunder
