// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/calibration/study.hpp"

namespace sunder {

/// What is kept of a calibration: scenarios/calibration/results/NAME.toml.
struct CalibrationResult {
    struct Parameter {
        std::string key;
        double start = 0.0, fitted = 0.0;
        bool on_bound = false;
        double left_low = 0.0, left_high = 0.0;  ///< range that the history match leaves
        double learned = 0.0;                    ///< as in Sensitivity
    };
    struct Value {
        std::string id;
        double before = 0.0, after = 0.0;
        double nearest = 0.0;  ///< smallest |miss| of any draw, in standard errors
    };
    struct Variant {
        std::string name;
        std::vector<double> values;
    };
    std::string name;
    std::int64_t draws = 0, seed = 0, standing = 0, failed = 0, runs = 0, most_runs = 0;
    std::vector<Parameter> parameters;
    std::vector<Value> moments;
    std::vector<Variant> variants;
};

[[nodiscard]] CalibrationResult result_of(const CalibrationCase& calibration, const Study& study,
                                          const StudyOptions& options);

[[nodiscard]] std::string result_toml(const CalibrationResult& result);
/// Reads what result_toml wrote. Throws InputError.
[[nodiscard]] CalibrationResult read_result_text(const std::string& text, const std::string& file);

/// Places of the fitted values in the ranges of the case, to run it with them. Throws InputError when the result is not one
/// of this case (other parameters or moments).
[[nodiscard]] Places fitted_places(const CalibrationCase& calibration, const CalibrationResult& result);

/// scenarios/calibration/README.md: what was fitted to what, how well, what was missed and what was taken as given.
[[nodiscard]] std::string calibration_page(const std::vector<std::pair<CalibrationCase, CalibrationResult>>& calibrations);

}  // namespace sunder
