// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// Money of governments: grants, tax credits, research money, capital screens, guardrails (model.md 7.4). Rules with an
/// action on plants and firms, compiled to units and groups. A lane's rules never depend on another lane.
class Funds {
public:
    Funds(const Base& base, const RunSpec& spec, const ParamTable& params);
    /// Sets capital_factor, invest_speed, growth_cap, research_aid, joint, preference and what was paid this step.
    void enact(Step& step);
};

}  // namespace sunder
