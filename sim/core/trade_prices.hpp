// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "sim/core/base.hpp"

namespace sunder {

/// Price indices of a country's exports and imports, month by month: chained Tornqvist over trade rows (good, plant country,
/// headquarters, buyer country), from mean unit values. A row counts in a month when it was traded then and before.
class TradePrices {
public:
    explicit TradePrices(const Base& base);
    /// Exports of one month, [trade row * lanes + lane], base-M$ and M$. Called once a month, in order.
    void close_month(const Base& base, std::span<const double> quantity, std::span<const double> value, std::size_t lanes);

    [[nodiscard]] double exports(std::size_t country, std::size_t lane) const;  ///< index, base year = 1
    [[nodiscard]] double imports(std::size_t country, std::size_t lane) const;

private:
    void start(const Base& base, std::size_t lanes);

    std::size_t countries_, lanes_ = 0;
    std::vector<double> value_, price_;  ///< of the last month that traded the row, row x lane
    std::vector<double> ln_index_;       ///< [(country * 2 + side) * lanes + lane], side 0 exports, 1 imports
};

}  // namespace sunder
