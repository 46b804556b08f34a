// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/decision.hpp"

namespace sunder {
namespace h5 {
class File;
}

/// A column of the table of decisions: a variable over the dimension `decision`.
struct DecisionColumn {
    std::string_view name, unit, long_name, equation;
};
[[nodiscard]] std::span<const DecisionColumn> decision_columns() noexcept;
inline constexpr std::string_view decision_dim = "decision";

/// A decision as files have it: labels in place of rows.
struct RecordedDecision {
    Day day = 0, effective = 0;
    std::string run, country, measure;
    Decision::Kind kind = Decision::Kind::leaves;
    Decision::Cause cause = Decision::Cause::loss;
    double loss_index = 0.0, sector_index = 0.0, threshold = 0.0, compliance = 1.0;

    friend bool operator==(const RecordedDecision&, const RecordedDecision&) = default;
};

/// Labels of the rows that decisions point at.
struct DecisionLabels {
    std::vector<std::string> runs, countries, measures;
};
[[nodiscard]] std::vector<RecordedDecision> with_labels(std::span<const Decision> decisions, const DecisionLabels& labels);

/// "2023-04-03 scenario JPN leaves m20 (loss 0.0012, sector 0.02, threshold 0.001, compliance 0.75)"
[[nodiscard]] std::string decision_text(const RecordedDecision& decision);

/// Adds the dimension and its variables; nothing at all when there are no rows (readers of netCDF-4 dislike empty
/// dimensions).
void write_decisions(const h5::File& file, std::span<const RecordedDecision> rows);
/// Rows of a file; none when it has no table. RecordError when the table is damaged.
[[nodiscard]] std::vector<RecordedDecision> read_decisions(const h5::File& file);

}  // namespace sunder
