// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/input/document.hpp"

namespace sunder {

/// A measure with all its fields: those of the library file, under the changes of the deck, over those of its leader.
struct MeasureText {
    std::string id;
    Value table;
    Mark listed;  ///< where the deck names it
};

/// The measures of a deck that was checked by check_section, in order of `measures`, then of [[measure]].
/// Adds to `faults`: duplicate ids, ids that exist nowhere, own measures that lack required fields, faults of library files.
[[nodiscard]] std::vector<MeasureText> gather_measures(const Value& deck, std::vector<Fault>& faults);

/// One measure of the library with its leader's fields, for `explain`. Throws InputError for an unknown id.
[[nodiscard]] MeasureText library_measure(const std::string& id);

}  // namespace sunder
