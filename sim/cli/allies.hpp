// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/cli/attribution.hpp"

namespace sunder {
class JsonWriter;
}

namespace sunder::cli {

/// What one issuer's measures do beside those of the others. Welfare in current M$ per year, mean of the years measured.
struct AllyValue {
    std::string country;
    double added_musd_yr = 0.0;  ///< target's loss with its measures less without them (models::value_of_ally)
    double own_musd_yr = 0.0;    ///< its own loss from its own measures
    double tolerance = 0.0;      ///< break-even: smallest loss it must bear to stay, share of its GDP in the chain
};

/// Yardsticks behind it: welfare of the targets, then of each issuer by year, then each issuer's value added in the base
/// lane.
[[nodiscard]] std::vector<Yardstick> ally_yardsticks(const Network& network, const RunSpec& spec,
                                                     const std::vector<int>& years);

/// From the values of these yardsticks: baseline, scenario, and the scenario without each issuer in turn.
/// Reviews are yearly here, those of `Governments` quarterly: the tolerance is a little low. Targets are no allies.
[[nodiscard]] std::vector<AllyValue> value_allies(const Network& network, const RunSpec& spec, std::size_t years,
                                                  const std::vector<double>& baseline, const std::vector<double>& scenario,
                                                  const std::vector<std::vector<double>>& without);

/// Empty without allies.
[[nodiscard]] std::string allies_text(const std::vector<AllyValue>& allies);
/// Under the key "allies" of an open object.
void write_allies(JsonWriter& json, const std::vector<AllyValue>& allies);

}  // namespace sunder::cli
