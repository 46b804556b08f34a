// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "sim/economy/assemble.hpp"
#include "sim/economy/cells.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// The yearly flow in M$ that a row of a table stands for; 0 for tables that hold no flows.
double row_value(TableId id, const Record& r, const BaseYear& base, const World& world) {
    const auto& x = world.output_musd_yr;
    const auto number = [&](std::size_t column) { return r.cells[column].number; };
    const auto index = [&](std::size_t column) { return at(r.cells[column].index); };
    switch (id) {
        case TableId::io:
            return number(col::io::coefficient) * x[index(col::io::output)];
        case TableId::tools:
            if (r.cells[col::tools::record].text == "intensity")
                return base.param(Param::delta, r.cells[col::tools::cls].index, -1, -1) * number(col::tools::value) *
                       x[index(col::tools::user_good)];
            if (r.cells[col::tools::record].text == "vendor_share")
                return number(col::tools::value) * x[index(col::tools::cls)];
            return base.service_good < 0 ? 0.0 : x[at(base.service_good)];
        case TableId::shares:
            return number(col::shares::plant) * x[index(col::shares::good)];
        case TableId::units:
            return number(col::units::share) * base.share_plant(index(col::units::good), index(col::units::country)) *
                   x[index(col::units::good)];
        case TableId::final_demand:
            return number(col::final_demand::value);
        case TableId::trade_prior:
            return number(col::trade_prior::value);
        default:
            return 0.0;
    }
}

}  // namespace

std::vector<StatusShare> status_shares(const Tables& tables, const BaseYear& base, const World& world) {
    const auto statuses = words(status_words, '|');
    std::vector<StatusShare> shares;
    for (std::size_t t = 0; t < table_count; ++t) {
        std::array<double, 5> value{};  // by word of status_words
        double total = 0.0;
        for (const Record& r : tables.table[t].records) {
            const double flow = row_value(static_cast<TableId>(t), r, base, world);
            value[at(r.status)] += flow;
            total += flow;
        }
        for (std::size_t s = 0; s < statuses.size() && total > 0.0; ++s)
            shares.push_back({std::string{table_rules()[t].name}, statuses[s], value[s]});
    }
    return shares;
}

}  // namespace sunder
