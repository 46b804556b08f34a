// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/run.hpp"
#include "sim/scenario/measures.hpp"

namespace sunder {

/// What is legal but odd about the measures of a deck taken together, as warnings: two that say different things about the
/// same trade, one that nobody calls, a risk of measures that no rule of the deck stands for. `lane` holds the rules of
/// `measures`, in this order.
void check_together(const std::vector<MeasureText>& measures, const LaneSpec& lane, std::vector<Fault>& faults);

}  // namespace sunder
