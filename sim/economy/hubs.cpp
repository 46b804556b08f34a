// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/economy/assemble.hpp"

namespace sunder {
namespace {

/// Rows of hubs.csv that hold for a good: those that name the fewest goods beside it.
std::vector<const Record*> rows_for(const Table& table, std::int32_t good) {
    std::vector<const Record*> rows;
    std::size_t fewest = 0;
    for (const Record& r : table.records) {
        const auto& goods = r.cells[col::hubs::goods].set;
        if (!std::binary_search(goods.begin(), goods.end(), good)) continue;
        if (rows.empty() || goods.size() < fewest) {
            fewest = goods.size();
            rows.clear();
        }
        if (goods.size() == fewest) rows.push_back(&r);
    }
    return rows;
}

}  // namespace

void add_hubs(const Tables& tables, Network& network, std::vector<Fault>& faults) {
    const Table& table = tables[TableId::hubs];
    std::vector<const Record*> blamed;  // a wrong sum is told once, not for every good
    for (std::size_t g = 0; g < network.goods.size(); ++g) {
        const auto rows = rows_for(table, static_cast<std::int32_t>(g));
        double sum = 0.0;
        for (const Record* r : rows) {
            sum += r->cells[col::hubs::weight].number;
            const auto twice = std::find_if(rows.begin(), rows.end(), [&](const Record* other) {
                return other < r && other->cells[col::hubs::country].index == r->cells[col::hubs::country].index;
            });
            if (twice != rows.end() && std::find(blamed.begin(), blamed.end(), r) == blamed.end()) {
                blamed.push_back(r);
                faults.push_back(
                    table.fault(*r, col::hubs::country,
                                fmt::format("{} is a hub of {} twice (the first is line {})",
                                            r->cells[col::hubs::country].text, network.goods[g].code, (*twice)->line)));
            }
        }
        if (!rows.empty() && std::abs(sum - 1.0) > closing_tolerance &&
            std::find(blamed.begin(), blamed.end(), rows.back()) == blamed.end()) {
            blamed.push_back(rows.back());
            faults.push_back(table.fault(*rows.back(), col::hubs::weight,
                                         fmt::format("weights of the hubs of {} sum to {:.12g}, but they must sum to 1",
                                                     network.goods[g].code, sum)));
        }
        for (const Record* r : rows)
            if (r->cells[col::hubs::weight].number > 0.0)
                network.hubs.push_back({r->cells[col::hubs::country].index, r->cells[col::hubs::weight].number,
                                        r->cells[col::hubs::enforcement].number, static_cast<std::int32_t>(g)});
    }
}

}  // namespace sunder
