// SPDX-License-Identifier: Apache-2.0
#include "sim/core/knowledge_base.hpp"

#include <utility>

#include "models/math/elementary.hpp"
#include "sim/core/base.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

void KnowledgeBase::set(const Base& base, const ParamTable& params) {
    set_groups(base, params);
    set_countries(base);
    const auto goods = base.net.goods.size();
    good_ptr.assign(goods + 1, 0);
    world_output.assign(goods, 0.0);
    for (std::size_t i = 0; i < at(base.units); ++i) {
        ++good_ptr[at(base.net.unit_good[i]) + 1];
        world_output[at(base.net.unit_good[i])] += base.x0[i];
    }
    for (std::size_t g = 0; g < goods; ++g) good_ptr[g + 1] += good_ptr[g];
    set_markets(base, params);
}

void KnowledgeBase::set_groups(const Base& base, const ParamTable& params) {
    const auto width = at(base.lanes), groups = base.net.groups.size();
    const Rows units = rows_of(base.net.unit_group, groups);
    group_ptr = units.ptr;
    group_unit = units.item;
    revenue.assign(groups, 0.0);
    research.assign(groups * width, 0.0);
    phi.assign(groups * width, 0.0);
    forget.assign(groups * width, 0.0);
    const double *rd = params.of(Param::rd), *phi_S = params.of(Param::phi_S), *delta_R = params.of(Param::delta_R);
    for (std::size_t l = 0; l < width; ++l)
        memory.push_back(models::rate(base.dt_weeks, 52.0, params.switches(static_cast<int>(l))[Switch::linear_rates]));
    for (std::size_t h = 0; h < groups; ++h) {
        for (const std::int32_t i : units[h]) revenue[h] += base.x0[at(i)];
        for (std::size_t l = 0; l < width; ++l) {
            double spent = 0.0, foreign = 0.0, forgotten = 0.0;
            for (const std::int32_t i : units[h]) {
                const std::size_t row = at(params.unit_row()[at(i)]) * width + l;
                const double own = rd[row] * base.x0[at(i)];
                spent += own;
                foreign += own * phi_S[row];
                forgotten += own * delta_R[row];
            }
            if (!(spent > 0.0)) continue;  // no research in the base year: no knowledge stock that could move
            const std::size_t x = h * width + l;
            research[x] = spent;
            phi[x] = foreign / spent;
            const double per_year = forgotten / spent;
            if (per_year > 0.0)
                forget[x] = models::rate(base.dt_weeks, weeks_per_year / per_year,
                                         params.switches(static_cast<int>(l))[Switch::linear_rates]);
        }
    }
}

void KnowledgeBase::set_countries(const Base& base) {
    const auto width = at(base.lanes), countries = base.net.countries.size();
    country_research.assign(countries * width, 0.0);
    for (std::size_t h = 0; h < base.net.groups.size(); ++h)
        for (std::size_t l = 0; l < width; ++l)
            country_research[at(base.net.groups[h].hq) * width + l] += research[h * width + l];
    foreign_weight.assign(countries * countries * width, 0.0);
    for (std::size_t c = 0; c < countries; ++c)
        for (std::size_t l = 0; l < width; ++l) {
            double others = 0.0;
            for (std::size_t d = 0; d < countries; ++d)
                if (d != c) others += country_research[d * width + l];
            for (std::size_t d = 0; d < countries; ++d)
                if (d != c && others > 0.0)
                    foreign_weight[(c * countries + d) * width + l] = country_research[d * width + l] / others;
        }
}

void KnowledgeBase::set_markets(const Base& base, const ParamTable& params) {
    const Network& net = base.net;
    const auto width = at(base.lanes), goods = net.goods.size();
    const double* gap = params.of(Param::gap);
    std::vector<std::int32_t> market_of(net.countries.size() * goods, -1);
    unit_market.assign(at(base.units), -1);
    for (std::size_t i = 0; i < at(base.units); ++i) {
        bool behind = false;
        for (std::size_t l = 0; l < width; ++l) behind |= gap[at(params.unit_row()[i]) * width + l] > 0.0;
        if (!behind || net.unit_hq(static_cast<std::int32_t>(i)) != net.unit_country[i]) continue;
        std::int32_t& market = market_of[at(net.unit_country[i]) * goods + at(net.unit_good[i])];
        if (market < 0) {
            market = static_cast<std::int32_t>(market_demand.size());
            market_demand.push_back(0.0);
        }
        unit_market[i] = market;
    }
    std::vector<std::int32_t> foreign(at(base.links), -1);
    for (std::size_t e = 0; e < at(base.links); ++e) {
        const std::int32_t j = net.link_supplier[e], buyer = base.slot_country[at(base.link_slot[e])];
        const std::int32_t market = market_of[at(buyer) * goods + at(net.unit_good[at(j)])];
        if (market < 0) continue;
        market_demand[at(market)] += base.z0[e];
        if (net.unit_hq(j) != buyer) foreign[e] = market;
    }
    Rows rows = rows_of(foreign, market_demand.size());
    market_link_ptr = std::move(rows.ptr);
    market_link = std::move(rows.item);
}

}  // namespace sunder
