// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"

namespace sunder {

/// "raw", "material", "tool", ...
[[nodiscard]] std::string_view good_kind_name(GoodKind kind) noexcept;

// What the labels of a result file stand for, so that readers need no table beside it: attributes of one line per label.

/// code | kind | name
[[nodiscard]] std::string goods_legend(const Network& network);

/// component | good | M$ a year: what the makers of each good bought of each other in the base year, tools included
[[nodiscard]] std::string recipe_legend(const Network& network);

/// code | groups, separated by spaces | name
[[nodiscard]] std::string countries_legend(const Network& network);

/// One line per rule of the scenario (the last lane); a measure may be several:
///
///     id | issuer | targets, separated by spaces | announce | effective | expires | title
///
/// Targets are the destinations, or the homes of the buyers that are listed. What is not set is empty;
/// a measure that a government takes when it decides to has no dates here.
[[nodiscard]] std::string measures_legend(const Network& network, const RunSpec& spec);

}  // namespace sunder
