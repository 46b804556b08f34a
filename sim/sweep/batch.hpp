// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/sweep/sweep.hpp"
#include "sim/validation/moment_sink.hpp"

namespace sunder {

/// Keeps of all lanes of a batch what run files and indicators need, until it is known that the batch holds.
class BatchSink final : public Sink {
public:
    explicit BatchSink(const Sweep& sweep);

    [[nodiscard]] bool wants(std::size_t output) const override;
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override;

    /// Rows of outputs() that run files keep, in their order there.
    [[nodiscard]] const std::vector<std::size_t>& kept() const noexcept { return kept_; }

    /// Hands two lanes to a sink that has the kept outputs alone, as a run of their own.
    void replay(std::int32_t baseline, std::int32_t scenario, const Network& network, const RunSpec& own, Sink& sink) const;
    [[nodiscard]] double indicator(std::size_t n, std::int32_t baseline, std::int32_t scenario) const {
        return moments_.value(n, baseline, scenario);
    }
    /// Decisions of one lane, as rows of a run of its own.
    [[nodiscard]] std::vector<Decision> decisions(std::int32_t scenario, const RunSpec& own) const;

private:
    struct Slices {
        std::vector<std::int32_t> index;
        std::vector<double> values;
        std::size_t cells = 0;
    };
    std::vector<std::size_t> kept_;
    std::vector<std::int32_t> place_;          ///< of each output in kept_, or -1
    std::vector<std::vector<Slices>> slices_;  ///< [kept][lane]
    MomentSink moments_;
    std::vector<Day> days_, months_;
    std::vector<Decision> decisions_;
    std::vector<std::string> measures_;  ///< of the batch
};

/// The draws of a batch as lanes of one run: a scenario each, and baselines, shared where they are the same.
struct BatchLanes {
    RunSpec spec;
    std::vector<std::int32_t> baseline, scenario;  ///< lanes of each draw
};
[[nodiscard]] BatchLanes batch_lanes(const std::vector<Scenario>& scenarios);

/// Most lanes of one run of the core.
inline constexpr std::size_t most_lanes = 16;

/// Lists of draws that are run side by side, at most `lanes` lanes each. Draws with the same baseline stand together; a list
/// has draws of `order` alone, which is the same for every task of a sweep.
[[nodiscard]] std::vector<std::size_t> batch_order(const Sweep& sweep);
[[nodiscard]] std::vector<std::vector<std::size_t>> make_batches(const Sweep& sweep, const std::vector<std::size_t>& draws,
                                                                 std::size_t lanes);

}  // namespace sunder
