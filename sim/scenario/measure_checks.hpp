// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"
#include "sim/scenario/measures.hpp"

namespace sunder {

/// What is wrong with one measure by itself: keys that do not go with its action, money that cannot be, members that are
/// none, dates out of order or outside the run [start, end).
void check_terms(const MeasureText& measure, const Rule& rule, std::vector<Fault>& faults);
void check_dates(const MeasureText& measure, const Rule& rule, Day start, Day end, std::vector<Fault>& faults);
/// A measure that reaches nothing of the economy.
void check_reach(const MeasureText& measure, const Rule& rule, const Network& network, std::vector<Fault>& faults);

}  // namespace sunder
