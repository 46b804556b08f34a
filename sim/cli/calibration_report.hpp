// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sim/calibration/study.hpp"

namespace sunder::cli {

/// The tables of a calibration: parameters, moments, variants. At most 110 columns.
[[nodiscard]] std::string calibration_text(const CalibrationCase& calibration, const Study& study,
                                           const StudyOptions& options);

/// The same for programs.
[[nodiscard]] std::string calibration_json(const CalibrationCase& calibration, const Study& study,
                                           const StudyOptions& options);

/// NAME.toml, NAME.json, NAME.parameters.csv, NAME.moments.csv, NAME.draws.csv in a folder that is there. RecordError.
void write_calibration(const std::filesystem::path& folder, const CalibrationCase& calibration, const Study& study,
                       const StudyOptions& options);

}  // namespace sunder::cli
