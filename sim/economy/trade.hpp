// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/economy/allocate.hpp"
#include "sim/economy/world.hpp"

namespace sunder {

/// Trade data of a good, from the rows that name it. Rows may cover several goods: their mix of destinations holds for each.
/// Exporters of tools are vendors by HQ. The part sold at home is the home row over what the country makes of the row's
/// goods, at most `most_home_part`. Rows with the whole world as exporter (a country's gross imports) are a comparison, not
/// a prior.
[[nodiscard]] TradeData trade_of(const BaseYear& base, const World& world, std::int32_t good);

inline constexpr double most_home_part = 0.99;

}  // namespace sunder
