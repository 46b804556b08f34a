// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/input/document.hpp"

namespace sunder {

/// Applies one --set KEY=VALUE to a deck before it is checked, so that its keys and values are held to the same rules.
/// KEY is dotted; measure[ID].field names a measure (added as a change when the deck has no such [[measure]]),
/// measure[0].field counts them. VALUE is TOML; a bare word is text. What is wrong is added to `faults`.
void apply_override(Value& deck, const std::string& argument, std::vector<Fault>& faults);

}  // namespace sunder
