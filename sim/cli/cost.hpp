// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/cost/answer.hpp"

namespace sunder::cli {

/// What a run of `sunder cost` says besides the answer.
struct CostFacts {
    std::string file;  ///< result file, empty: none
    int threads = 1;
    double seconds = 0.0;
};

/// Tables for the screen: results beside published figures, the identity, regions, activities, inputs, what was used for
/// what.
[[nodiscard]] std::string cost_text(const CostStudy& study, const CostAnswer& answer, const CostFacts& facts);

/// The same as one JSON document.
[[nodiscard]] std::string cost_json(const CostStudy& study, const CostAnswer& answer, const CostFacts& facts);

}  // namespace sunder::cli
