// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/cost_study/bill.hpp"
#include "sim/scenario/fields.hpp"

namespace sunder {

/// One uncertain input of a cost study: the row behind inputs.csv, the keys input.NAME and draw.NAME of studies, the cases,
/// the draws and the sensitivities.
struct CostInputKey {
    std::string_view name, unit;
    double least, most;  ///< values allowed; draws are cut off there
    std::int32_t sign;   ///< of its effect on the price rise, 0: depends
    std::string_view meaning;
    double models::StudyTerms::*scalar = nullptr;                 ///< where the value goes, or
    std::vector<double> models::StudyTerms::*regional = nullptr;  ///< a value for each region, from those of its places
};

[[nodiscard]] std::span<const CostInputKey> cost_inputs() noexcept;

/// Place in cost_inputs(), or -1.
[[nodiscard]] std::int32_t find_cost_input(std::string_view name) noexcept;

/// The keys of a study, in the form of sim/scenario/fields.hpp.
[[nodiscard]] std::span<const Field> cost_fields();

/// All keys as a page of Markdown (scenarios/cost/FIELDS.md).
[[nodiscard]] std::string cost_fields_markdown();

}  // namespace sunder
