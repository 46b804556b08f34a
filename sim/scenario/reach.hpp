// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {

/// What a rule reaches of the base year, by the same predicates as in the run.
[[nodiscard]] ReachRow reach_of(const Rule& rule, const Network& network);

/// How many of what an action acts on: links, plants, firms, users, final agents or countries.
[[nodiscard]] std::int32_t reached(const ReachRow& row) noexcept;

}  // namespace sunder
