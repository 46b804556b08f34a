// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/validation/claims.hpp"
#include "sim/validation/exact_case.hpp"

namespace sunder {

/// One line of the table of `sunder validate`.
struct ValidationRow {
    std::string id, study, claim, source, status, kind;
    std::string published, ours;  ///< with unit, to the stated digits
    bool holds = false;
    std::string verdict;              ///< "holds", "within range", "within 25 %", "miss: 3.1 below 1.7"
    std::string why;                  ///< of a miss
    std::string note;                 ///< on the comparison, always
    std::vector<double> values = {};  ///< ours; of an exact case its error
};

/// Runs an exact case; an exception is a failure with its words.
[[nodiscard]] ValidationRow judge(const ExactCase& exact);

/// Our values (runs before moments, in the claim's unit) against what was published. NaN never holds.
[[nodiscard]] ValidationRow judge(const Claim& claim, std::span<const double> values);

/// What `sunder validate` prints and writes.
struct ValidationTable {
    std::vector<ValidationRow> exact, published;
    std::vector<NotCompared> not_compared;
    bool complete = true;  ///< all rows, not some by id
};
/// "25 of 25 exact cases hold; 20 of 31 published results (predicted 18 of 27, ...)".
[[nodiscard]] std::string summary(const ValidationTable& table);

}  // namespace sunder
