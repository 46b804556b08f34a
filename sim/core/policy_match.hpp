// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"

namespace sunder {

/// Share of a link's flow that a rule is aimed at, 0..1: the item coverage of the supplier's good when every predicate
/// holds, else 0. `coverage`, `compliance`, `probability` and dates are not in it.
///
///   items        the supplier's good; an empty list covers every good
///   ship_from    supplier's plant in the list and buyer in another country
///   vendor_hq    supplier's HQ in the list; flows inside a country count too. With both lists either suffices
///   sellers      supplier's group
///   destination  country of the buying plant or final agent
///   entities, buyer_hq, end_use   group, HQ and good of the buying plant; final agents are none, so never covered
///   exempt_*     buyers out of reach as long as `exemptions_hold` (until exempt_until)
[[nodiscard]] double covers(const Rule& rule, const Network& network, std::int32_t slot, std::int32_t link,
                            bool exemptions_hold = true) noexcept;

/// Links the rule reaches at any time (exemptions that end do not count).
[[nodiscard]] std::int32_t covered_links(const Rule& rule, const Network& network) noexcept;

}  // namespace sunder
