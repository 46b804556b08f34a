// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/cost/answer.hpp"
#include "sim/record/grid_file.hpp"

namespace sunder {

/// What the program knows of itself.
struct CostProvenance {
    std::string program_version, git_revision;
};

/// Variables that others add, with dimensions of their own.
struct CostExtra {
    std::vector<std::string> paths;  ///< labels of closure_path
    std::int64_t years = 0;          ///< closure_year: 1, 2, ...
    std::vector<GridVariable> variables;
};

/// All variables of a study's file, in order (sim/cost/README.md lists them).
[[nodiscard]] std::vector<GridVariable> cost_variables(const CostStudy& study, const CostAnswer& answer);

/// Fills and closes the result file, which was opened before the work. Throws RecordError.
void write_study(GridFile& file, const CostProvenance& by, const CostStudy& study, const CostAnswer& answer,
                 const CostExtra& extra = {});

/// All values as one long table for spreadsheets: variable, unit, a column per dimension, value.
void write_study_csv(const std::filesystem::path& path, bool force, const CostStudy& study, const CostAnswer& answer,
                     const CostExtra& extra = {});

}  // namespace sunder
