// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace sunder {

/// A configuration of the model whose answer is known without the model. `sunder validate` prints the rows, tests/limits
/// asserts them.
struct ExactCase {
    std::string_view id;       ///< of model.md section 11, or of a reference case: "N4", "ario/o2_capacity30"
    std::string_view claim;    ///< one sentence
    std::string_view source;   ///< paper, programme or "closed form"
    std::string_view measure;  ///< what the error is: "largest relative difference of output"
    double tolerance;          ///< of the error
    double (*error)();         ///< runs the case; its error, 0 where the agreement is exact; may throw
};

/// All of them, in the order in which they are printed.
[[nodiscard]] std::span<const ExactCase> exact_cases();

/// For cases: what must hold so that agreement means something ("the measure moved output by half"). Throws
/// std::logic_error.
void require(bool holds, std::string_view what);

}  // namespace sunder
