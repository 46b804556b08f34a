// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/calibration/case.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/network.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {

/// A place in the ranges of the free parameters, 0 low to 1 high each; in the order of CalibrationCase::free.
using Places = std::vector<double>;

/// One run that a case asks for.
struct CaseDraw {
    Places places;
    std::vector<std::string> set;  ///< over deck and parameters: a variant
};

/// Share of the work done; true: stop.
using CaseProgress = std::function<bool(double done)>;

/// Runs of one case; what the moments are for given parameters.
class CaseRuns {
public:
    /// Reads the deck at the start values and at both ends of the ranges, and checks every moment: throws InputError with
    /// all faults, at their places in the case.
    CaseRuns(const CalibrationCase& calibration, const EconomyProvider& economy);

    /// [draw][moment]. Draws stand side by side as lanes, groups of them on all threads; every value is the same to the bit
    /// for any number of threads. A draw that cannot be simulated (its cost leaves no labour, say) has NaN throughout.
    /// Empty when `progress` says stop.
    [[nodiscard]] std::vector<std::vector<double>> values(const std::vector<CaseDraw>& draws, Blocks& blocks,
                                                          const CaseProgress& progress = {}) const;
    /// One draw, on this thread.
    [[nodiscard]] std::vector<double> values(const CaseDraw& draw) const;

    [[nodiscard]] const CalibrationCase& of() const noexcept { return case_; }
    /// Keys with values: "parameter.eta.steel=0.5".
    [[nodiscard]] std::vector<std::string> settings(const Places& places) const;

private:
    [[nodiscard]] Scenario scenario(const CaseDraw& draw) const;
    [[nodiscard]] std::vector<std::vector<double>> run(const std::vector<CaseDraw>& draws) const;
    void check(const EconomyProvider& economy) const;

    const CalibrationCase& case_;
    const Network* network_ = nullptr;
};

/// Misses in standard errors: (value - observed)/error, by moment.
[[nodiscard]] std::vector<double> misses(const CalibrationCase& calibration, const std::vector<double>& values);
/// Largest miss of the fitted moments; infinite where one is no number.
[[nodiscard]] double implausibility(const CalibrationCase& calibration, const std::vector<double>& values);
/// Root of the mean squared log deviation of the fitted moments of a group; NaN if one is not above 0.
[[nodiscard]] double rms_log(const CalibrationCase& calibration, const std::vector<double>& values,
                             const std::string& group);

}  // namespace sunder
