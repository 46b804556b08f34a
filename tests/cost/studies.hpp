// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/cost/study.hpp"

namespace sunder {

/// The tables that ship, from the source tree.
[[nodiscard]] const CostTables& shipped_tables();

/// A shipped study, with changes as in --set.
[[nodiscard]] CostStudy shipped_study(const std::string& name, const std::vector<std::string>& set = {});

/// A study of these regions, each a list of places.
[[nodiscard]] CostStudy study_of(const std::vector<std::vector<std::string>>& regions,
                                 const std::vector<std::string>& set = {});

/// The faults of a text, one a line; empty when it is sound.
[[nodiscard]] std::string faults_of(const std::string& text, const std::vector<std::string>& set = {});

/// A sound study with two regions, to be broken by tests; lines are counted from 1.
[[nodiscard]] std::string small_deck();

}  // namespace sunder
