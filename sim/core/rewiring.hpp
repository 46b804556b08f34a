// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// New ways around a measure: suppliers qualified, products redesigned below a threshold, goods that leak through hubs
/// (model.md 6.5, 6.8, 6.15). Works on the records of Policy only.
class Rewiring {
public:
    Rewiring(const Base& base, const RunSpec& spec, const ParamTable& params, const Policy& policy);
    /// Sets Policy::ln_attraction and Policy::leak for the next step.
    void rewire(Step& step);
};

}  // namespace sunder
