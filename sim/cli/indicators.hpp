// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/cli/year_means.hpp"
#include "sim/core/run.hpp"

namespace sunder {
class JsonWriter;
}

namespace sunder::cli {

/// A good of which one country makes more than 65 % in the last year of the scenario.
struct SinglePoint {
    std::string good, country;
    double share = 0.0, before = 0.0;  ///< of world output: scenario, baseline
};

/// Where a target's chips come from.
struct SelfSufficiency {
    std::string country;
    double baseline = 0.0, scenario = 0.0;     ///< share of its chip purchases made at home, last year
    int baseline_year = 0, scenario_year = 0;  ///< first year with 95 % or more; 0: not within the run
};

/// Welfare effect of the measures on one country, mean of the run.
struct WelfareEffect {
    std::string country;
    double musd_yr = 0.0;
};

/// Headline indicators of model.md 17, scenario against baseline.
struct Indicators {
    std::vector<std::string> senders, targets;
    int year = 0;                                      ///< the last of the run; shares below are of it
    double cross_bloc0 = 0.0, cross_bloc = 0.0;        ///< flows between senders and targets over all border trade of either
    double concentration0 = 0.0, concentration = 0.0;  ///< HHI of chip goods, weighted by baseline output
    std::size_t single_points0 = 0, single_points = 0;
    std::vector<SinglePoint> new_points;            ///< single points that the measures made, largest good first
    std::vector<SelfSufficiency> self_sufficiency;  ///< of targets
    std::vector<WelfareEffect> welfare;             ///< of all countries, largest effect first
    double world_musd_yr = 0.0;
    double self_harm =
        0.0;  ///< senders' loss over targets' loss; not a number where either group is empty or nothing is lost
};

/// Outputs that make_indicators reads.
[[nodiscard]] std::vector<std::string> indicator_outputs();

/// Lane 0 baseline, lane 1 scenario. Senders are issuers of rules that are no targets (rule_issuers, rule_targets).
[[nodiscard]] Indicators make_indicators(const Network& network, const RunSpec& spec, const YearMeans& means);

/// A few lines of at most 100 columns.
[[nodiscard]] std::string indicators_text(const Indicators& indicators);
/// The same under the key "indicators" of an open object.
void write_indicators(JsonWriter& json, const Indicators& indicators);

}  // namespace sunder::cli
