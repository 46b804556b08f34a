// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/rule.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/resolve.hpp"

namespace sunder {

/// Dates of a measure; one on call need not have any.
void read_dates(const Value& table, Rule& rule);
/// Licence, rates, money, shares, points: what the action does with whom it reaches.
void read_terms(const Value& table, const NameBook& names, Rule& rule, std::vector<Fault>& faults);
void read_beliefs_of(const Value& table, const Beliefs& beliefs, Rule& rule);

}  // namespace sunder
