// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/transforms.hpp"

#include <algorithm>
#include <stdexcept>

namespace sunder::toy {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// The parts of a draft's plants and final agents in another draft: place and share.
struct Part {
    std::int32_t place;
    double share;
};
using Parts = std::vector<std::vector<Part>>;

/// Replaces every sale by sales between all parts of its supplier and buyer.
std::vector<Draft::Sale> spread(const std::vector<Draft::Sale>& sales, const Parts& plants, const Parts& agents) {
    std::vector<Draft::Sale> result;
    for (const Draft::Sale& sale : sales) {
        const bool final_sale = sale.buyer < 0;
        for (const Part& supplier : plants[at(sale.supplier)])
            for (const Part& buyer : final_sale ? agents[at(-1 - sale.buyer)] : plants[at(sale.buyer)]) {
                Draft::Sale part = sale;
                part.supplier = supplier.place;
                part.buyer = final_sale ? -1 - buyer.place : buyer.place;
                part.musd_yr = sale.musd_yr * supplier.share * buyer.share;
                result.push_back(part);
            }
    }
    return result;
}

Parts unchanged(std::int32_t n) {
    Parts parts;
    for (std::int32_t i = 0; i < n; ++i) parts.push_back({{i, 1.0}});
    return parts;
}

Variant finish(const Draft& draft, const Parts& plants) {
    Variant variant{draft.build(), std::vector<std::int32_t>(draft.plants.size())};
    const auto place = draft.unit_place();
    for (std::size_t i = 0; i < plants.size(); ++i)
        for (const Part& part : plants[i]) variant.origin[at(place[at(part.place)])] = static_cast<std::int32_t>(i);
    return variant;
}

void require_flat(const Network& network) {
    if (!network.projects.empty() || !network.demand_path.empty())
        throw std::logic_error("this transform does not carry projects or demand paths over");
}

}  // namespace

Variant replicated(const Network& network, std::span<const double> shares) {
    require_flat(network);
    Draft draft(network);
    const auto plants = draft.plants;
    draft.plants.clear();
    Parts parts(plants.size());
    for (std::size_t i = 0; i < plants.size(); ++i)
        for (const double share : shares) {
            parts[i].push_back({static_cast<std::int32_t>(draft.plants.size()), share});
            draft.plants.push_back(plants[i]);
        }
    draft.sales = spread(draft.sales, parts, unchanged(network.finals()));
    return finish(draft, parts);
}

Variant relabelled(const Network& network) {
    require_flat(network);
    Draft draft(network);
    Network& frame = draft.frame;
    const auto last = [](const auto& list) { return static_cast<std::int32_t>(list.size()) - 1; };
    const auto country = [&, n = last(frame.countries)](std::int32_t c) { return c < 0 ? c : n - c; };
    const auto good = [&, n = last(frame.goods)](std::int32_t g) { return g < 0 ? g : n - g; };
    const auto group = [&, n = last(frame.groups)](std::int32_t g) { return g < 0 ? g : n - g; };
    std::reverse(frame.countries.begin(), frame.countries.end());
    std::reverse(frame.goods.begin(), frame.goods.end());
    std::reverse(frame.groups.begin(), frame.groups.end());
    for (std::size_t g = 1; g < frame.goods.size(); ++g)
        if (frame.goods[g].slot == frame.goods[g - 1].slot)
            throw std::logic_error("goods of one family must keep their order");
    for (Group& g : frame.groups) {
        g.hq = country(g.hq);
        for (Owner& owner : g.owners) owner.country = country(owner.country);
    }
    for (std::int32_t& c : frame.final_country) c = country(c);
    for (ParamSetting& p : frame.params) p = {p.key, good(p.good), country(p.country), group(p.group), p.value};
    Parts parts;
    const std::int32_t last_plant = last(draft.plants);
    std::reverse(draft.plants.begin(), draft.plants.end());
    for (Draft::Plant& p : draft.plants) p = {group(p.group), country(p.country), good(p.good)};
    for (std::int32_t i = 0; i <= last_plant; ++i) parts.push_back({{last_plant - i, 1.0}});
    draft.sales = spread(draft.sales, parts, unchanged(network.finals()));
    return finish(draft, parts);
}

Variant in_other_money(const Network& network, double factor) {
    Draft draft(network);
    for (Draft::Sale& sale : draft.sales) sale.musd_yr *= factor;
    return finish(draft, unchanged(network.units()));
}

Variant halved(const Network& network, const std::string& code) {
    require_flat(network);
    Draft draft(network);
    Network& frame = draft.frame;
    const auto found =
        std::find_if(frame.countries.begin(), frame.countries.end(), [&](const Country& c) { return c.code == code; });
    if (found == frame.countries.end()) throw std::logic_error("no country " + code);
    const auto old = static_cast<std::int32_t>(found - frame.countries.begin()), twin = draft.country(code + "2");
    frame.countries.back().build_days = frame.countries[at(old)].build_days;
    std::vector<std::int32_t> twin_group;
    for (std::size_t g = 0, n = frame.groups.size(); g < n; ++g)
        twin_group.push_back(frame.groups[g].hq == old ? draft.group(frame.groups[g].name + " 2", twin)
                                                       : static_cast<std::int32_t>(g));
    for (std::size_t p = 0, n = frame.params.size(); p < n; ++p) {
        const ParamSetting row = frame.params[p];
        const std::int32_t group = row.group < 0 ? -1 : twin_group[at(row.group)];
        for (const std::int32_t c : {row.country, row.country == old ? twin : row.country})
            for (const std::int32_t g : {row.group, group})
                if (c != row.country || g != row.group) frame.params.push_back({row.key, row.good, c, g, row.value});
    }
    Parts plants = unchanged(network.units()), agents = unchanged(network.finals());
    for (std::size_t i = 0; i < plants.size(); ++i) {
        const Draft::Plant plant = draft.plants[i];
        const std::int32_t owner =
            twin_group[at(plant.group)];  // a firm's plants abroad are cut as well: half its vendors move
        if (plant.country != old && owner == plant.group) continue;
        plants[i] = {{static_cast<std::int32_t>(i), 0.5},
                     {draft.plant(owner, plant.country == old ? twin : plant.country, plant.good), 0.5}};
    }
    for (std::size_t f = 0; f < agents.size(); ++f) {
        if (frame.final_country[f] != old) continue;
        agents[f] = {{static_cast<std::int32_t>(f), 0.5}, {-1 - draft.consumer(twin), 0.5}};
        frame.final_market.back() = frame.final_market[f];
    }
    draft.sales = spread(draft.sales, plants, agents);
    return finish(draft, plants);
}

}  // namespace sunder::toy
