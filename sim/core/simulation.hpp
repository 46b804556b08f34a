// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "sim/core/sink.hpp"

namespace sunder {

/// The economy or the run cannot be simulated; `what()` names the units, slots or rules, one a line.
struct SetupError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A violated identity of model.md section 10.
struct AuditError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// All lanes of one run. `network` must outlive it.
class Simulation {
public:
    /// Throws SetupError: non-positive residual labour share, cover below its minimum, a rule that touches nothing, lane
    /// count 0.
    Simulation(const Network& network, RunSpec spec, Blocks& blocks);
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    /// Runs to the end or until `stop()` is true (asked once a step); records into `sink` (may be null). Returns steps done.
    /// Throws AuditError when an identity fails by more than its tolerance.
    std::int32_t run(Sink* sink, const std::function<bool(std::int32_t step)>& stop = {});

    [[nodiscard]] std::span<const AuditResidual> audit() const noexcept;
    /// Of governments, so far, in order of time.
    [[nodiscard]] std::span<const Decision> decisions() const noexcept;

    class Impl;
    [[nodiscard]] Impl& impl() noexcept { return *impl_; }  ///< state, for tests and audits (state.hpp)

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace sunder
