// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "sim/scenario/measures.hpp"

namespace sunder {

/// Classes of items, in order of GoodKind.
[[nodiscard]] const std::vector<std::string>& good_kind_names();

/// A deck's defaults for what a measure says about beliefs.
struct Beliefs {
    double enactment = 1.0;
    double permanence = 0.9;
    double expected_share = 0.2;
};
[[nodiscard]] Beliefs read_beliefs(const Value& deck);

/// A measure with every name found in the economy. Faults: unknown names, dates out of order, terms that do not fit the
/// action, a measure that touches no link of the economy. Warning: never in force within [start, end).
[[nodiscard]] Rule resolve_measure(const MeasureText& measure, const Network& network, const Beliefs& beliefs, Day start,
                                   Day end, std::vector<Fault>& faults);

/// The deck's [parameter] section as rows for a lane: after those of the network, general before specific, and repeated for
/// every more specific row of the network, so that a deck's value beats any value of the tables.
[[nodiscard]] std::vector<ParamSetting> resolve_parameters(const Value& deck, const Network& network,
                                                           std::vector<Fault>& faults);

/// The deck's [switch] section over the defaults.
[[nodiscard]] Switches resolve_switches(const Value& deck);

/// The deck's [[accident]] tables. Faults: unknown names, a start outside the run, shares of rebuilding that do not sum to
/// 1, keys that do not go together, an accident that hits no plant.
[[nodiscard]] std::vector<Accident> resolve_accidents(const Value& deck, const Network& network, const RunSpec& spec,
                                                      std::vector<Fault>& faults);

/// The deck's [government] section for a lane whose rules and switches are there.
[[nodiscard]] Governments resolve_governments(const Value& deck, const Network& network, const LaneSpec& lane,
                                              std::vector<Fault>& faults);

}  // namespace sunder
