// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "sim/cost/answer.hpp"
#include "sim/validation/closure.hpp"

namespace sunder {
class JsonWriter;
}

namespace sunder::cli {

/// What a run of `sunder cost` says besides the answer.
struct CostFacts {
    std::string file;  ///< result file, empty: none
    int threads = 1;
    double draws_seconds = 0.0;  ///< cases, draws and Sobol indices
    double seconds = 0.0;        ///< all of it
};

/// The dynamic model's part.
struct CostClosure {
    std::optional<ClosureResult> result;
    std::string refused;  ///< why it was not run
};

/// Tables for the screen: results beside published figures, the identity, regions, activities, inputs, what was used for
/// what.
[[nodiscard]] std::string cost_text(const CostStudy& study, const CostAnswer& answer, const CostClosure& closure,
                                    const CostFacts& facts);

/// The same as one JSON document.
[[nodiscard]] std::string cost_json(const CostStudy& study, const CostAnswer& answer, const CostClosure& closure,
                                    const CostFacts& facts);

/// Their parts about the dynamic model.
[[nodiscard]] std::string closure_text(const CostStudy& study, const CostAnswer& answer, const CostClosure& closure);
void add_closure(JsonWriter& json, const CostStudy& study, const CostClosure& closure);

}  // namespace sunder::cli
