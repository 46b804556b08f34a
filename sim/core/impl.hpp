// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/core/accidents.hpp"
#include "sim/core/accounts.hpp"
#include "sim/core/audit.hpp"
#include "sim/core/funds.hpp"
#include "sim/core/government.hpp"
#include "sim/core/recorder.hpp"
#include "sim/core/rewiring.hpp"
#include "sim/core/simulation.hpp"
#include "sim/core/week.hpp"

namespace sunder {

/// State of a simulation, open to tests and audits.
class Simulation::Impl {
public:
    Impl(const Network& network, RunSpec spec, Blocks& blocks);

    RunSpec spec;
    int lanes;  ///< lanes of the kernels: the next of 1, 2, 4, 8, 16; those beyond spec.lanes repeat lane 0
    ParamTable params;
    Base base;
    State state;
    Policy policy;
    Funds funds;
    Rewiring rewiring;
    Accidents accidents;
    Accounts accounts;
    Government government;
    Audit audit;
    Recorder recorder;
    Blocks& blocks;
    std::vector<double> demand;  ///< Y of this step
    std::int32_t t = 0;

    [[nodiscard]] Step step() {
        return {base,      params,   state,      policy, funds, rewiring,
                accidents, accounts, government, blocks, t,     spec.start + t * spec.step_days,
                demand};
    }
    /// The phase table for this lane count: the week, or the step of ARIO.
    [[nodiscard]] std::span<const Phase> phases() const;
    /// `demand` of step t.
    void set_demand();
    /// One step: all phases, audit, record, t + 1.
    void advance(Sink* sink);

private:
    void set_initial_state();
};

}  // namespace sunder
