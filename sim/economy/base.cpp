// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/economy/cells.hpp"
#include "sim/economy/checks.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

void take_names(const Tables& t, BaseYear& base) {
    for (const Record& r : t[TableId::countries].records)
        base.countries.push_back({r.cells[col::countries::code].text, r.cells[col::countries::name].text,
                                  words(r.cells[col::countries::groups].text, ' '),
                                  r.cells[col::countries::build_days].number});
    for (const Record& r : t[TableId::goods].records) {
        namespace c = col::goods;
        const double price = r.cells[c::price].number;
        base.goods.push_back({r.cells[c::code].text, r.cells[c::name].text, static_cast<GoodKind>(r.cells[c::kind].index),
                              r.cells[c::slot].text, r.cells[c::phys_unit].text, std::isnan(price) ? 0.0 : price,
                              r.cells[c::storable].index == 1});
        base.tau0.push_back(r.cells[c::tau0].number);
        base.tr0.push_back(r.cells[c::tr0].number);
        const auto first = std::find_if(base.goods.begin(), base.goods.end(),
                                        [&](const Good& g) { return g.slot == base.goods.back().slot; });
        base.family.push_back(static_cast<std::int32_t>(first - base.goods.begin()));
    }
    for (const Record& r : t[TableId::groups].records) {
        base.groups.push_back({r.cells[col::groups::group].text, r.cells[col::groups::hq].index});
        (void)read_owners(r.cells[col::groups::owners].text, t.countries, base.groups.back().owners);  // sound by now
    }
    base.markets = t.markets.names;
}

void take_params(const Tables& t, BaseYear& base) {
    const auto& goods = t[TableId::goods].records;
    for (std::size_t g = 0; g < goods.size(); ++g)
        for (std::size_t k = 0; k < param_count; ++k)
            if (const double value = goods[g].cells[col::goods::first_param + k].number; !std::isnan(value))
                base.params.push_back({static_cast<std::int32_t>(k), static_cast<std::int32_t>(g), -1, -1, value});
    for (const Record& r : t[TableId::params].records) {
        namespace c = col::params;
        base.params.push_back({r.cells[c::key].index, r.cells[c::good].index, r.cells[c::country].index,
                               r.cells[c::firm].index, r.cells[c::value].number});
    }
}

void take_tools(const Tables& t, BaseYear& base) {
    namespace c = col::tools;
    for (const Record& r : t[TableId::tools].records) {
        const std::int32_t tool = r.cells[c::cls].index, user = r.cells[c::user_good].index,
                           hq = r.cells[c::vendor_hq].index;
        const std::string& record = r.cells[c::record].text;
        const double value = r.cells[c::value].number;
        if (record == "service_rate") base.service_rate = value;
        if (record == "intensity" && tool >= 0 && user >= 0) base.intensity(at(tool), at(user)) = value;
        if (record == "vendor_share" && tool >= 0 && hq >= 0 && value >= least_share)
            base.vendor_share(at(tool), at(hq)) = value;
    }
    // A row for one class beats the row for `*`, wherever it stands.
    for (const bool all : {true, false})
        for (const Record& r : t[TableId::tool_country].records) {
            namespace d = col::tool_country;
            const std::int32_t tool = r.cells[d::cls].index;
            if ((tool < 0) != all) continue;
            for (std::size_t m = 0; m < base.goods.size(); ++m)
                if (all || at(tool) == m)
                    base.tool_factor[m](at(r.cells[d::user_good].index), at(r.cells[d::country].index)) =
                        r.cells[d::factor].number;
        }
}

void take_final_demand(const Tables& t, BaseYear& base) {
    namespace c = col::final_demand;
    std::map<std::array<std::int32_t, 2>, std::vector<const Record*>> agents;  // in order of country, then market
    for (const Record& r : t[TableId::final_demand].records)
        if (r.cells[c::value].number > 0)
            agents[{r.cells[c::country].index, t.markets.find(r.cells[c::market].text)}].push_back(&r);
    base.final_demand = Grid(agents.size(), base.goods.size());
    for (const auto& [agent, rows] : agents) {
        const std::size_t f = base.final_country.size();
        base.final_country.push_back(agent[0]);
        base.final_market.push_back(agent[1]);
        for (const Record* r : rows) base.final_demand(f, at(r->cells[c::good].index)) = r->cells[c::value].number;
    }
}

void take_shares(const Tables& t, BaseYear& base) {
    for (const Record& r : t[TableId::shares].records)
        if (const double share = r.cells[col::shares::plant].number; share >= least_share)
            base.share_plant(at(r.cells[col::shares::good].index), at(r.cells[col::shares::country].index)) = share;
    namespace c = col::units;
    for (const Record& r : t[TableId::units].records)
        if (r.cells[c::share].number >= least_share)
            base.named.push_back({r.cells[c::group].index, r.cells[c::country].index, r.cells[c::good].index,
                                  r.cells[c::share].number, r.cells[c::flag].text == "captive"});
}

void take_trade(const Tables& t, BaseYear& base) {
    namespace c = col::trade_prior;
    for (const Record& r : t[TableId::trade_prior].records)
        base.trade.push_back(
            {r.cells[c::exporter].index, r.cells[c::destination].index, r.cells[c::goods].set, r.cells[c::value].number});
}

}  // namespace

double BaseYear::param(Param key, std::int32_t good, std::int32_t country, std::int32_t group) const {
    double value = param_keys()[static_cast<std::size_t>(key)].initial;
    int best = 0;
    for (const ParamSetting& p : params) {
        if (p.key != static_cast<std::int32_t>(key)) continue;
        if ((p.good >= 0 && p.good != good) || (p.country >= 0 && p.country != country) ||
            (p.group >= 0 && p.group != group))
            continue;
        const int specific = 4 * (p.group >= 0) + 2 * (p.country >= 0) + (p.good >= 0);
        if (specific < best) continue;
        best = specific;
        value = p.value;
    }
    return value;
}

BaseYear make_base(const Tables& tables, std::vector<Fault>& faults) {
    BaseYear base;
    base.base_year = tables.base_year;
    take_names(tables, base);
    const std::size_t goods = base.goods.size(), countries = base.countries.size();
    base.input = Grid(goods, goods);
    base.intensity = Grid(goods, goods);
    base.tool_factor.assign(goods, Grid(goods, countries, 1.0));
    base.vendor_share = Grid(goods, countries);
    base.share_plant = Grid(goods, countries);
    take_params(tables, base);
    take_tools(tables, base);
    take_final_demand(tables, base);
    take_shares(tables, base);
    take_trade(tables, base);
    for (std::size_t g = 0; g < goods; ++g)
        if (base.goods[g].kind == GoodKind::service) base.service_good = static_cast<std::int32_t>(g);
    // Rows of kind srv repeat service_rate times the tool stock: compared by the checks, never added.
    for (const Record& r : tables[TableId::io].records)
        if (r.cells[col::io::slot].text == "cur")
            base.input(at(r.cells[col::io::input].index), at(r.cells[col::io::output].index)) =
                r.cells[col::io::coefficient].number;
    for (const Record& r : tables[TableId::links].records) {
        namespace c = col::links;
        base.pair_weight[{r.cells[c::supplier_group].index, r.cells[c::buyer_group].index, r.cells[c::good].index}] =
            r.cells[c::weight].number;
    }
    check_base(tables, base, faults);
    return base;
}

}  // namespace sunder
