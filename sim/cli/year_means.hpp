// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/sink.hpp"

namespace sunder::cli {

/// Mean of one output of one lane over one calendar year, in the order of `dims` (last fastest). No values: not recorded.
struct Slice {
    std::vector<Dim> dims;
    std::vector<std::size_t> sizes;
    std::vector<double> values;
};

/// A sink that keeps only yearly means of the outputs it was asked for: all that a headline needs, in a few MB.
/// A step belongs to the year of its first day.
class YearMeans final : public Sink {
public:
    explicit YearMeans(std::vector<std::string> wanted) : wanted_(std::move(wanted)) {}

    [[nodiscard]] bool wants(std::size_t output) const override;
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override;

    /// Years with at least one step, rising.
    [[nodiscard]] const std::vector<int>& years() const noexcept { return years_; }
    [[nodiscard]] Slice get(std::string_view output, std::int32_t lane, int year) const;
    [[nodiscard]] const std::vector<Decision>& decisions() const noexcept { return decisions_; }
    [[nodiscard]] const std::vector<AuditResidual>& audit() const noexcept { return audit_; }

private:
    struct Key {
        std::size_t output;
        std::int32_t lane;
        int year;
        auto operator<=>(const Key&) const = default;
    };
    struct Sum {
        std::vector<double> values;
        int count = 0;
    };
    std::vector<std::string> wanted_;
    std::vector<std::vector<std::size_t>> sizes_;  ///< by output; empty: not wanted
    std::vector<int> day_year_, month_year_;
    std::vector<int> years_;
    std::map<Key, Sum> sums_;
    std::vector<AuditResidual> audit_;
    std::vector<Decision> decisions_;
};

}  // namespace sunder::cli
