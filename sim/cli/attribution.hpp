// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/cli/year_means.hpp"
#include "sim/core/blocks.hpp"
#include "sim/core/network.hpp"
#include "sim/core/run.hpp"

namespace sunder::cli {

/// One number by which runs are compared: an indicator of one country, mean of the years from the first measure on.
struct Yardstick {
    std::string indicator, country;
    std::function<double(const YearMeans& means, std::int32_t lane)> value;
};

/// Chip output, chip prices and value added of the main target and of the sender (the issuer of most rules).
[[nodiscard]] std::vector<Yardstick> yardsticks(const Network& network, const RunSpec& spec, const std::vector<int>& years);
/// Outputs that they read.
[[nodiscard]] std::vector<std::string> yardstick_outputs();

/// Values of one lane that was kept in `means`.
[[nodiscard]] std::vector<double> measure(const std::vector<Yardstick>& yardsticks, const YearMeans& means,
                                          std::int32_t lane);

/// Runs lanes that share the network, dates and seed of `spec`, two side by side, groups on all threads, and measures each
/// of them. Calls `progress` with the share of the work done. Returns [lane][yardstick]; empty when `progress` returned true
/// (stop).
[[nodiscard]] std::vector<std::vector<double>> measure_lanes(const Network& network, const RunSpec& spec,
                                                             const std::vector<LaneSpec>& lanes,
                                                             const std::vector<Yardstick>& yardsticks, Blocks& blocks,
                                                             const std::function<bool(double)>& progress);

/// What one measure, issuer or channel contributes, in percent of the baseline value, by yardstick.
struct Contribution {
    std::string name;
    std::vector<double> percent;
};

struct Attribution {
    std::vector<Yardstick> yardsticks;
    std::vector<double> total;       ///< scenario / baseline - 1, percent, by yardstick
    std::vector<Contribution> rows;  ///< largest first
    bool sums_up = false;            ///< rows add up to the total exactly (Shapley); else they interact
};

struct NamedAttribution {
    std::string heading;
    Attribution attribution;
};

/// Years that yardsticks average over: from the first year of a measure to the end.
[[nodiscard]] std::vector<int> attribution_years(const std::vector<int>& recorded, const std::vector<Rule>& rules);

/// A lane without some rules, and what was left out.
struct Without {
    std::string name;
    LaneSpec lane;
};
/// One lane for each measure of the scenario without it; one for each issuer without its measures (two issuers or more).
[[nodiscard]] std::vector<Without> without_each_measure(const RunSpec& spec);
[[nodiscard]] std::vector<Without> without_each_issuer(const RunSpec& spec, const Network& network);

/// Leave-one-out: what is lost from the scenario's effect when something is left out.
[[nodiscard]] Attribution leave_one_out(std::vector<Yardstick> yardsticks, const std::vector<double>& baseline,
                                        const std::vector<double>& scenario, const std::vector<Without>& without,
                                        const std::vector<std::vector<double>>& values);

/// Channels of model.md 9 (`decompose`): groups of switches. The first row, "lost volume", is what is left with all of them
/// off.
struct Channel {
    std::string name;
    std::vector<Switch> switches;
};
[[nodiscard]] const std::vector<Channel>& channels();
/// Two lanes (baseline, scenario) for every subset of the channels, in order of the subset's bits (bit n: channel n on).
[[nodiscard]] std::vector<LaneSpec> channel_lanes(const RunSpec& spec);
/// Shapley value of every channel, from the values of those lanes.
[[nodiscard]] Attribution shapley_channels(std::vector<Yardstick> yardsticks,
                                           const std::vector<std::vector<double>>& values);

/// One line per number: heading | row, or "all" | indicator | country | per cent of the baseline. For the result file.
[[nodiscard]] std::string attribution_lines(const std::vector<NamedAttribution>& tables);
/// At most 100 columns wide.
[[nodiscard]] std::string attribution_text(const std::string& heading, const Attribution& attribution);

}  // namespace sunder::cli
