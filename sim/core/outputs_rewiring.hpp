// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/core/recorder.hpp"

namespace sunder {

/// Base-weighted mean contract prices of the links into the outside zone of each good, row 2g, and of all its others, 2g +
/// 1; NaN where a good has no zone. Gathered once a step for the outputs that use them.
namespace zone_prices {
void find(const Step& step, std::size_t lanes, std::span<double> prices);  ///< of the first lanes, one after another
[[nodiscard]] bool uses(Filler filler) noexcept;
}  // namespace zone_prices

/// What leaked in the month travels in two legs, origin -> hub and hub -> target, in a cube [good, exporter, importer].
/// At base prices, or at current ones: then the hub pays the price before its mark-up.
void reroute(const Recorder::View& v, std::span<double> cube, bool current_prices);

}  // namespace sunder
