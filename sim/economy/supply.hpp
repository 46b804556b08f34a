// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/economy/chain.hpp"

namespace sunder {

/// The units that make a good when the world buys `total`, in order of country, then falling size.
///
/// Named plants take their share of the country's output; the rest of a country is one tail unit (a remainder below
/// `rounding_share` is rounding of the named shares and is given to them). New groups for tails are appended to `groups`.
///
/// Vendor-tied goods: `by_hq`, if not empty, is what units with HQ in each country sell; then units are rescaled within
/// their HQ, a HQ without unit gets a tail in its own country, and units of a HQ that sells nothing are dropped. Both, and
/// shifts above one percent of the world, are told as warnings.
[[nodiscard]] std::vector<ChainUnit> make_units(const BaseYear& base, std::int32_t good, double total,
                                                const std::vector<double>& by_hq, std::vector<Group>& groups,
                                                const std::string& label, std::vector<Fault>& faults);

inline constexpr double rounding_share = 1e-5;

}  // namespace sunder
