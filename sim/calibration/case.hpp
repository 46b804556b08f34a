// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/input/document.hpp"
#include "sim/validation/moment.hpp"

namespace sunder {

/// A number of the deck that a calibration may choose within its range.
struct FreeParameter {
    std::string name;               ///< its first key
    std::vector<std::string> keys;  ///< as in --set; several keys take one value
    double low = 0.0, start = 0.0, high = 1.0;
    bool logarithmic = false;  ///< distances are those of its logarithm
    std::string unit, basis, identified_by;
    Mark mark;

    /// Value at a place of the range: 0 low, 1 high. At the ends and at start's place the numbers themselves.
    [[nodiscard]] double at(double place) const;
    /// Place of a value; below 0 and above 1 outside the range.
    [[nodiscard]] double place(double value) const;
};

/// An observed number and what the model says in its place.
struct ObservedMoment {
    std::string id, group;  ///< group: moments whose misses are summed up together, e.g. "prices"
    Moment moment;
    double observed = 0.0;
    double error = 1.0;  ///< one standard error of observation and model together
    bool fitted = true;  ///< false: shown, with no say in the fit
    std::string unit, source, status, error_basis, note;
};

/// The same case with a mechanism taken away, as a yardstick of what the mechanism explains.
struct CaseVariant {
    std::string name;
    std::vector<std::string> set;
};

/// A calibration: a deck, what may vary in it, and the observations that it is held against.
struct CalibrationCase {
    std::string name;  ///< file name without its ending
    std::string title, question, deck;
    std::vector<std::string> set;      ///< over the deck, as --set
    std::vector<std::string> assumed;  ///< what the fit takes as given
    std::vector<std::string> misses;   ///< known misses, each with its reason
    std::vector<FreeParameter> free;
    std::vector<ObservedMoment> moments;
    std::vector<CaseVariant> variants;

    [[nodiscard]] bool reads_baseline() const;
};

/// A case by path; else by name: ./calibration/NAME.toml, ./scenarios/calibration/NAME.toml, then built in. InputError with
/// every fault at once.
[[nodiscard]] CalibrationCase read_case(const std::string& name_or_path);
[[nodiscard]] CalibrationCase read_case_text(const std::string& text, const std::string& file);

/// Names of the cases at hand.
[[nodiscard]] std::vector<std::string> case_names();

}  // namespace sunder
