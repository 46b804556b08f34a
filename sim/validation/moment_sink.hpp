// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/validation/moment.hpp"

namespace sunder {

/// Keeps of a run what the moments read, no more; with as many lanes as the run has.
class MomentSink final : public Sink {
public:
    explicit MomentSink(std::vector<Moment> moments);

    /// What the moments name and this run does not have: outputs, dimensions, labels, days. Call it before the run.
    void check(const Network& network, const RunSpec& spec, std::vector<Fault>& faults) const;

    [[nodiscard]] bool wants(std::size_t output) const override;
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual>, std::span<const Decision>) override {}

    /// NaN where the run recorded nothing for it.
    [[nodiscard]] double value(std::size_t moment, std::int32_t baseline_lane = 0, std::int32_t scenario_lane = 1) const;
    [[nodiscard]] const std::vector<Moment>& moments() const noexcept { return moments_; }

private:
    struct Kept {
        std::size_t moment = 0, reading = 0, output = 0, weight = 0;
        bool weighted = false;
        std::vector<std::size_t> cells;
        std::vector<double> share;                        ///< of each slice, the part inside the time asked for
        std::vector<std::vector<std::vector<double>>> x;  ///< [lane][slice]: sum, or the chosen cells if weighted
        std::vector<std::vector<std::vector<double>>> w;
    };
    [[nodiscard]] double over_time(const Kept& kept, std::int32_t lane) const;

    std::vector<Moment> moments_;
    std::vector<Kept> kept_;                       ///< of all readings, moment by moment
    std::vector<std::vector<std::size_t>> uses_;   ///< by output: those of kept_ that read it
    std::vector<std::vector<std::size_t>> place_;  ///< [moment][reading] in kept_
};

}  // namespace sunder
