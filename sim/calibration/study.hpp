// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/calibration/fit.hpp"
#include "sim/calibration/history_match.hpp"

namespace sunder {

struct StudyOptions {
    std::size_t draws = 200;
    std::uint64_t seed = 1;
    int most_runs = 120;  ///< of each local search
};

/// A calibration from end to end.
struct Study {
    HistoryMatch history;
    Places start;
    std::vector<double> before;  ///< moments at the start values
    Fit fit;
    Sensitivity sensitivity;
    std::vector<std::vector<double>> variants;  ///< moments of each variant with the fitted parameters
    bool stopped = false;

    [[nodiscard]] bool on_bound(std::size_t parameter) const;
};

/// The part of the work and how much of it is done; true: stop.
using StudyProgress = std::function<bool(const std::string& part, double done)>;

/// History match; local searches from the start values and from the three best draws; sensitivities; variants.
[[nodiscard]] Study run_study(const CaseRuns& runs, const StudyOptions& options, Blocks& blocks,
                              const StudyProgress& progress);

}  // namespace sunder
