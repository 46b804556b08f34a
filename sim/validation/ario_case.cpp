// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/ario_case.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "sim/validation/toy.hpp"

namespace sunder::ario {
namespace {

std::size_t place(const std::vector<std::string>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw std::out_of_range("no " + std::string(name));
    return static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string_view> cells(std::string_view line) {
    std::vector<std::string_view> result;
    for (;;) {
        const auto comma = line.find(',');
        result.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos) return result;
        line.remove_prefix(comma + 1);
    }
}

/// "region.sector" -> both.
std::pair<std::string, std::string> parts(const std::string& name) {
    const auto dot = name.find('.');
    if (dot == std::string::npos) throw std::invalid_argument("'" + name + "' is no region.sector");
    return {name.substr(0, dot), name.substr(dot + 1)};
}

/// Number of a name, given out in order of first appearance.
std::int32_t number(std::map<std::string, std::int32_t>& known, const std::string& name, auto&& make) {
    const auto found = known.find(name);
    if (found != known.end()) return found->second;
    return known[name] = make();
}

Accident accident(Day start, std::int32_t duration, bool of_capital, Recovery recovery, std::int32_t days) {
    Accident a;
    a.name = "accident";
    a.start = start;
    a.duration_days = duration;
    a.of_capital = of_capital;
    a.recovery = recovery;
    a.recovery_days = days;
    return a;
}

}  // namespace

std::size_t Table::column(std::string_view name) const {
    return place(columns, name);
}

Table read_table(std::string_view csv) {
    Table table;
    for (std::size_t line = 1; !csv.empty(); ++line) {
        const auto end = csv.find('\n');
        std::string_view text = csv.substr(0, end);
        csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
        if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
        if (text.empty()) continue;
        const auto row = cells(text);
        if (line == 1) {
            table.columns.assign(row.begin() + 1, row.end());
            continue;
        }
        if (row.size() != table.columns.size() + 1)
            throw std::invalid_argument("line " + std::to_string(line) + ": " + std::to_string(row.size()) + " cells");
        table.rows.emplace_back(row[0]);
        for (std::size_t c = 1; c < row.size(); ++c) {
            double value = 0.0;
            const auto [rest, fault] = std::from_chars(row[c].data(), row[c].data() + row[c].size(), value);
            if (fault != std::errc() || rest != row[c].data() + row[c].size())
                throw std::invalid_argument("line " + std::to_string(line) + ": '" + std::string(row[c]) + "' is no number");
            table.values.push_back(value);
        }
    }
    return table;
}

World world_of(const Table& z, const Table& y) {
    toy::Draft draft;
    std::map<std::string, std::int32_t> countries, goods, markets, groups;
    const auto country = [&](const std::string& name) {
        return number(countries, name, [&] { return draft.country(name); });
    };
    std::vector<std::int32_t> plant;
    for (std::size_t i = 0; i < z.rows.size(); ++i) {
        const auto name = parts(z.rows[i]);  // region, sector
        const std::int32_t where = country(name.first);
        const std::int32_t what = number(goods, name.second, [&] { return draft.good(name.second, GoodKind::material); });
        double sold = 0.0;
        for (std::size_t j = 0; j < z.columns.size(); ++j) sold += z.at(i, j);
        for (std::size_t j = 0; j < y.columns.size(); ++j) sold += y.at(i, j);
        const std::int32_t owner = number(groups, name.first, [&] { return draft.group(name.first, where); });
        plant.push_back(sold > 0.0 ? draft.plant(owner, where, what) : -1);
    }
    World world;
    std::vector<std::int32_t> buyer;
    for (const std::string& column : y.columns) {
        const auto name = parts(column);  // region, category
        const std::int32_t market = number(markets, name.second, [&] {
            draft.frame.markets.push_back(name.second);
            return static_cast<std::int32_t>(draft.frame.markets.size()) - 1;
        });
        buyer.push_back(draft.consumer(country(name.first)));
        draft.frame.final_market.back() = market;
        world.agent.push_back(draft.frame.finals() - 1);
    }
    for (std::size_t i = 0; i < z.rows.size(); ++i) {
        for (std::size_t j = 0; j < z.columns.size(); ++j)
            if (z.at(i, j) > 0.0 && plant[j] >= 0) draft.sell(plant[i], plant[j], SlotKind::cur, z.at(i, j));
        for (std::size_t j = 0; j < y.columns.size(); ++j)
            if (y.at(i, j) > 0.0) draft.sell(plant[i], buyer[j], SlotKind::fin, y.at(i, j));
    }
    world.network = draft.build();
    const auto units = draft.unit_place();
    for (const std::int32_t p : plant) world.unit.push_back(p < 0 ? -1 : units[static_cast<std::size_t>(p)]);
    return world;
}

std::span<const Case> reference_cases() {
    const std::vector<Case::Hit> fire{{"AA.chip", 0.04}, {"AA.serv", 0.01}}, builders{{"equip", 0.7}, {"serv", 0.3}};
    static const std::vector<Case> cases{
        {"o1_steady", "t1", 60, true, 0.8, 90, 60, 1.25, 365, {}, {}, {}},
        {"o2_capacity30",
         "t1",
         250,
         true,
         0.8,
         10,
         20,
         1.25,
         60,
         {{"AA.chip", 0.3}},
         accident(5, 20, false, Recovery::linear, 30),
         {}},
        {"o3_capital_noalt",
         "t1",
         200,
         false,
         1.0,
         15,
         1,
         1.25,
         365,
         {{"BB.equip", 0.3}},
         accident(3, 10, true, Recovery::convex, 60),
         {}},
        {"o4_rebuild", "t1", 400, true, 0.8, 90, 60, 1.25, 30, fire, accident(4, 7, true, Recovery::rebuild, 240), builders},
        {"o5_rebuild_spiral", "t1", 300, true, 0.8, 30, 60, 1.25, 365, fire, accident(4, 7, true, Recovery::rebuild, 120),
         builders},
    };
    return cases;
}

RunSpec run_of(const Case& one, const World& world, const Table& z, bool compat) {
    constexpr double week = 7.0;  // days
    LaneSpec lane;
    lane.name = std::string(one.name);
    lane.switches.set(Switch::ario, true);
    lane.switches.set(Switch::ario_compat, compat);
    lane.switches.set(Switch::orders_by_capacity, one.by_capacity);
    lane.params = {toy::param("n", one.stock / week), toy::param("nmin", one.psi * one.stock / week),
                   toy::param("tau_S", one.restock / week), toy::param("ot_max", one.overtime_max),
                   toy::param("tau_ot", one.overtime_time / week)};
    if (!one.hits.empty()) {
        Accident a = one.accident;
        a.start += toy::first_day() + (!compat && !a.of_capital ? 1 : 0);
        for (const Case::Hit& hit : one.hits) a.hits.push_back({world.unit[z.column(hit.industry)], hit.share});
        for (const Case::Hit& part : one.rebuilders)
            for (std::size_t g = 0; g < world.network.goods.size(); ++g)
                if (world.network.goods[g].code == part.industry)
                    a.rebuild.push_back({static_cast<std::int32_t>(g), part.share});
        lane.accidents.push_back(std::move(a));
    }
    return toy::run_of(one.steps, std::move(lane), 1);
}

}  // namespace sunder::ario
