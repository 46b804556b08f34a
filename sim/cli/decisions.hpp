// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/core/decision.hpp"
#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {

/// A decision of a government, in words.
struct GovernmentDecision {
    std::string government, measure;
    Decision what;          ///< its numbers
    double approval = 1.0;  ///< of the deck
};

/// Those of the scenario lane, in order of time.
[[nodiscard]] std::vector<GovernmentDecision> scenario_decisions(std::span<const Decision> decisions, const Network& network,
                                                                 const RunSpec& spec);

/// The rules with the dates that governments gave them: an on-call rule has none until it is taken, a postponed one none
/// until it is taken up again.
[[nodiscard]] std::vector<Rule> rules_as_decided(std::vector<Rule> rules, const std::vector<GovernmentDecision>& decisions);

/// A short table: date, government, what, why. One line for the measures that a government decides about for one reason on
/// one day; "" when there are none.
[[nodiscard]] std::string decisions_text(const std::vector<GovernmentDecision>& decisions);
/// The key "decisions": one object per decision and measure, with all its numbers.
void write_decisions(JsonWriter& json, const std::vector<GovernmentDecision>& decisions);

}  // namespace sunder::cli
