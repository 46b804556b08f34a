// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/economy/assemble.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

std::vector<double> unit_outputs(const Network& network) {
    std::vector<double> output(network.unit_good.size(), 0.0);
    for (std::size_t e = 0; e < network.link_supplier.size(); ++e)
        output[at(network.link_supplier[e])] += network.link_z0_musd_yr[e];
    return output;
}

/// An agent follows the rows for its country and market, else for its market, else for its country, else those for all.
void add_demand_path(const Tables& tables, Network& network) {
    namespace c = col::demand_path;
    const auto& records = tables[TableId::demand_path].records;
    for (std::int32_t f = 0; f < network.finals(); ++f) {
        int best = -1;
        std::map<std::int32_t, double> path;
        for (const Record& r : records) {
            const std::int32_t country = r.cells[c::country].index, market = r.cells[c::market].index;
            if ((country >= 0 && country != network.final_country[at(f)]) ||
                (market >= 0 && market != network.final_market[at(f)]))
                continue;
            const int specific = 2 * (market >= 0) + (country >= 0);
            if (specific < best) continue;
            if (specific > best) path.clear();
            best = specific;
            path[r.cells[c::month].index] = r.cells[c::ratio].number;
        }
        for (const auto& [day, ratio] : path) network.demand_path.push_back({f, day, ratio});
    }
}

std::int32_t find_unit(const Network& network, const std::string& group, std::int32_t country, std::int32_t good) {
    for (std::int32_t u = 0; u < network.units(); ++u)
        if (network.unit_country[at(u)] == country && network.unit_good[at(u)] == good &&
            network.groups[at(network.unit_group[at(u)])].name == group)
            return u;
    return -1;
}

/// Groups that have a unit of this country and good: what the user may have meant.
std::string makers(const Network& network, std::int32_t country, std::int32_t good) {
    std::string text;
    for (std::int32_t u = 0; u < network.units(); ++u)
        if (network.unit_country[at(u)] == country && network.unit_good[at(u)] == good)
            text += (text.empty() ? "" : ", ") + network.groups[at(network.unit_group[at(u)])].name;
    return text.empty() ? "nobody" : text;
}

}  // namespace

void add_paths(const Tables& tables, Network& network, std::vector<Fault>& faults) {
    namespace c = col::projects;
    add_demand_path(tables, network);
    const auto output = unit_outputs(network);
    const Table& table = tables[TableId::projects];
    for (const Record& r : table.records) {
        const std::int32_t country = r.cells[c::country].index, good = r.cells[c::good].index;
        const std::string& country_code = r.cells[c::country].text;
        const std::string& good_code = r.cells[c::good].text;
        const std::string group =
            r.cells[c::group].index < 0 ? fmt::format("tail:{}:{}", country_code, good_code) : r.cells[c::group].text;
        const std::int32_t unit = find_unit(network, group, country, good);
        if (unit < 0) {
            faults.push_back(table.fault(r, c::group,
                                         fmt::format("no unit of {} makes {} in {}; its makers there: {}", group, good_code,
                                                     country_code, makers(network, country, good))));
            continue;
        }
        if (r.cells[c::online].index < r.cells[c::announce].index) {
            faults.push_back(table.fault(
                r, c::online,
                fmt::format("online = {} is before announce = {}", r.cells[c::online].text, r.cells[c::announce].text)));
            continue;
        }
        network.projects.push_back({r.cells[c::name].text, unit, r.cells[c::announce].index, r.cells[c::online].index,
                                    r.cells[c::addition].number / output[at(unit)]});
    }
}

}  // namespace sunder
