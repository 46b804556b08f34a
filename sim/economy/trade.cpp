// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/trade.hpp"

#include <algorithm>
#include <limits>

namespace sunder {

TradeData trade_of(const BaseYear& base, const World& world, std::int32_t good) {
    const auto at = [](std::int32_t index) { return static_cast<std::size_t>(index); };
    const std::size_t countries = base.countries.size();
    TradeData data;
    for (const TradeRow& row : base.trade) {
        if (row.exporter < 0 || !std::binary_search(row.goods.begin(), row.goods.end(), good)) continue;
        if (data.exports.x.empty()) {
            data.exports = Grid(countries, countries);
            data.exports_total.assign(countries, 0.0);
            data.home_part.assign(countries, std::numeric_limits<double>::quiet_NaN());
        }
        const std::size_t from = at(row.exporter);
        if (row.destination < 0) {
            data.exports_total[from] += row.value_musd_yr;
        } else if (row.destination != row.exporter) {
            data.exports(from, at(row.destination)) += row.value_musd_yr;
        } else {
            double made = 0.0;
            for (const std::int32_t g : row.goods) {
                const Grid& share = base.goods[at(g)].kind == GoodKind::tool ? base.vendor_share : base.share_plant;
                made += world.output_musd_yr[at(g)] * share(at(g), from);
            }
            if (made > 0.0) data.home_part[from] = std::min(most_home_part, row.value_musd_yr / made);
        }
    }
    return data;
}

}  // namespace sunder
