// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// National accounts and welfare of every country and lane (model.md 9), from the flows of the step.
class Accounts {
public:
    Accounts(const Base& base, const RunSpec& spec, const ParamTable& params);
    void settle(Step& step);

    // [country * lanes + lane]; what governments look at (model.md 8)
    std::vector<double> loss_index;    ///< mean welfare loss of a year over base-year GDP of the chain
    std::vector<double> sector_index;  ///< mean loss of chip-sector profit of a year over base-year profit
};

}  // namespace sunder
