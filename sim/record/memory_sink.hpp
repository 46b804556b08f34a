// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/record/format.hpp"

namespace sunder {

/// Keeps chosen variables in memory, for the printed table and for tests.
class MemorySink final : public Sink {
public:
    /// Names of `outputs` to keep; throws std::invalid_argument naming one that is not there. `outputs` must outlive the
    /// sink.
    MemorySink(std::vector<std::string> names, std::span<const OutputInfo> outputs, DimLabels labels);

    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override;

    /// One kept variable: values[lane][index][cell], cells in the order of OutputInfo::dims, the last dimension fastest.
    struct Series {
        const OutputInfo* info = nullptr;
        std::vector<std::vector<std::string>> labels;  ///< of each of info->dims
        std::vector<std::vector<std::vector<double>>> values;

        /// Cell of the given labels, one per dimension; throws std::out_of_range naming one that is unknown.
        [[nodiscard]] std::size_t cell(std::span<const std::string_view> names) const;
        /// All recorded values of one cell in order of time; NaN where a slice never came.
        [[nodiscard]] std::vector<double> over_time(std::int32_t lane, std::size_t cell) const;
    };
    /// Throws std::out_of_range when `name` was not asked for.
    [[nodiscard]] const Series& series(std::string_view name) const;
    [[nodiscard]] std::span<const Day> days(Frequency frequency) const noexcept;
    [[nodiscard]] std::span<const Decision> decisions() const noexcept { return decisions_; }
    [[nodiscard]] std::span<const AuditResidual> audit() const noexcept { return audit_; }
    [[nodiscard]] bool closed() const noexcept { return closed_; }

private:
    DimLabels labels_;
    std::vector<Series> kept_;
    std::vector<std::int32_t> place_;  ///< of each output in kept_, or -1
    std::vector<Day> days_, months_;
    std::vector<AuditResidual> audit_;
    std::vector<Decision> decisions_;
    bool closed_ = false;
};

}  // namespace sunder
