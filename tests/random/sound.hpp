// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/impl.hpp"
#include "sim/core/sink.hpp"

namespace sunder::tests {

/// The first number of the state that cannot be: not finite, a negative flow, stock or backlog, a price of 0 or less; with
/// its array, row and lane. Empty: all numbers can be.
[[nodiscard]] std::string impossible(Simulation::Impl& impl);

/// The first array in which lane 0 has moved from the base year.
[[nodiscard]] std::string moved(Simulation::Impl& impl);

/// The first array in which two lanes of one run, or a lane of one run and a lane of another, differ in any bit.
[[nodiscard]] std::string difference(Simulation::Impl& one, std::size_t lane, Simulation::Impl& other,
                                     std::size_t other_lane);

/// Takes all outputs and keeps what cannot be: infinities, and NaN where the cell holds something.
class SoundSink final : public Sink {
public:
    std::string fault;
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override;
};

}  // namespace sunder::tests
