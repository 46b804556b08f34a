// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/economy/allocate.hpp"
#include "sim/economy/tables.hpp"

namespace sunder {

/// What a build did, for the log and the benchmark.
struct BuildReport {
    double closing_error = 0.0;  ///< largest relative gap of a seller's or buyer's sum
    int widened = 0;             ///< markets whose set of links had to grow
};

/// build_economy from tables in memory: no files, so that tests and fuzzers can call it. `label` names the economy in
/// faults. Files of a table of inputs and outputs (io_table.hpp) are built as such; `rules` do not matter to it.
[[nodiscard]] Network build_from_tables(const std::vector<TableFile>& files, const std::string& name,
                                        const std::string& label, const LinkRules& rules,
                                        std::vector<Fault>* warnings = nullptr, BuildReport* report = nullptr);

}  // namespace sunder
