// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/toy.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include "sim/core/network_check.hpp"
#include "sim/core/params.hpp"

namespace sunder::toy {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

std::int32_t count(const auto& list) {
    return static_cast<std::int32_t>(list.size());
}

/// The first good of a family stands for the slot.
std::int32_t slot_good(const Network& frame, std::int32_t good) {
    for (std::int32_t g = 0; g < good; ++g)
        if (frame.goods[at(g)].slot == frame.goods[at(good)].slot) return g;
    return good;
}

/// Plants in the order of units.
std::vector<std::int32_t> in_order(const std::vector<Draft::Plant>& plants) {
    std::vector<std::int32_t> order(plants.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return std::pair(plants[at(a)].good, plants[at(a)].country) < std::pair(plants[at(b)].good, plants[at(b)].country);
    });
    return order;
}

}  // namespace

Draft::Draft(const Network& n) : frame(n), projects(n.projects) {
    for (std::int32_t i = 0; i < n.units(); ++i)
        plants.push_back({n.unit_group[at(i)], n.unit_country[at(i)], n.unit_good[at(i)]});
    for (std::int32_t s = 0; s < n.slots(); ++s) {
        const std::int32_t buyer = n.slot_buyer[at(s)];
        for (std::int32_t e = n.slot_link_ptr[at(s)]; e < n.slot_link_ptr[at(s) + 1]; ++e)
            sales.push_back({n.link_supplier[at(e)], buyer < n.units() ? buyer : n.units() - 1 - buyer, n.slot_kind[at(s)],
                             n.link_z0_musd_yr[at(e)], n.link_tariff0[at(e)], n.link_freight0[at(e)]});
    }
}

std::int32_t Draft::country(const std::string& code, double build_days) {
    frame.countries.push_back({code, code, {}, build_days});
    return count(frame.countries) - 1;
}

std::int32_t Draft::good(const std::string& code, GoodKind kind, bool storable) {
    Good good;
    good.code = good.name = good.slot = code;
    good.kind = kind;
    good.storable = storable;
    frame.goods.push_back(good);
    return count(frame.goods) - 1;
}

std::int32_t Draft::group(const std::string& name, std::int32_t hq) {
    frame.groups.push_back({name, hq});
    return count(frame.groups) - 1;
}

std::int32_t Draft::plant(std::int32_t group, std::int32_t country, std::int32_t good) {
    plants.push_back({group, country, good});
    return count(plants) - 1;
}

std::int32_t Draft::consumer(std::int32_t country) {
    if (frame.markets.empty()) frame.markets.emplace_back("market");
    frame.final_country.push_back(country);
    frame.final_market.push_back(0);
    return -frame.finals();
}

void Draft::sell(std::int32_t supplier, std::int32_t buyer, SlotKind kind, double musd_yr, float tariff0, float freight0) {
    sales.push_back({supplier, buyer, kind, musd_yr, tariff0, freight0});
}

void Draft::set(std::string_view key, double value, std::int32_t good, std::int32_t country, std::int32_t group) {
    frame.params.push_back(param(key, value, good, country));
    frame.params.back().group = group;
}

std::vector<std::int32_t> Draft::unit_place() const {
    const auto order = in_order(plants);
    std::vector<std::int32_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[at(order[i])] = static_cast<std::int32_t>(i);
    return place;
}

Network Draft::build() const {
    Network n = frame;
    const auto order = in_order(plants), place = unit_place();
    for (auto* array :
         {&n.unit_group, &n.unit_country, &n.unit_good, &n.slot_buyer, &n.slot_good, &n.slot_vendor, &n.link_supplier})
        array->clear();
    n.slot_kind.clear(), n.link_z0_musd_yr.clear(), n.link_tariff0.clear(), n.link_freight0.clear();
    for (const std::int32_t p : order) {
        n.unit_group.push_back(plants[at(p)].group);
        n.unit_country.push_back(plants[at(p)].country);
        n.unit_good.push_back(plants[at(p)].good);
    }
    n.projects = projects;
    for (Project& p : n.projects) p.unit = place[at(p.unit)];

    // buyer, kind, good of the family, vendor -> HQ, supplier -> sale
    std::map<std::tuple<std::int32_t, SlotKind, std::int32_t, std::int32_t>,
             std::map<std::pair<std::int32_t, std::int32_t>, Sale>>
        slots;
    for (const Sale& sale : sales) {
        const std::int32_t supplier = place[at(sale.supplier)], hq = n.unit_hq(supplier);
        const std::int32_t buyer = sale.buyer >= 0 ? place[at(sale.buyer)] : n.units() - 1 - sale.buyer;
        auto& links =
            slots[{buyer, sale.kind, slot_good(n, n.unit_good[at(supplier)]), sale.kind == SlotKind::srv ? hq : -1}];
        if (!links.emplace(std::pair(hq, supplier), sale).second)
            throw std::logic_error("a pair of plants has two sales in one slot");
    }
    n.buyer_slot_ptr.assign(at(n.units() + n.finals()) + 1, 0);
    n.slot_link_ptr.assign(1, 0);
    for (const auto& [key, links] : slots) {
        const auto& [buyer, kind, good, vendor] = key;
        ++n.buyer_slot_ptr[at(buyer) + 1];
        n.slot_buyer.push_back(buyer);
        n.slot_kind.push_back(kind);
        n.slot_good.push_back(good);
        n.slot_vendor.push_back(vendor);
        for (const auto& [supplier, sale] : links) {
            n.link_supplier.push_back(supplier.second);
            n.link_z0_musd_yr.push_back(sale.musd_yr);
            n.link_tariff0.push_back(sale.tariff0);
            n.link_freight0.push_back(sale.freight0);
        }
        n.slot_link_ptr.push_back(n.links());
    }
    std::partial_sum(n.buyer_slot_ptr.begin(), n.buyer_slot_ptr.end(), n.buyer_slot_ptr.begin());
    if (const std::string fault = network_fault(n); !fault.empty()) throw std::logic_error(fault);
    return n;
}

ParamSetting param(std::string_view key, double value, std::int32_t good, std::int32_t country) {
    const auto keys = param_keys();
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i].name == key) return {static_cast<std::int32_t>(i), good, country, -1, value};
    throw std::out_of_range("no parameter " + std::string(key));
}

void set_everywhere(LaneSpec& lane, const Network& network, std::string_view key, double value) {
    for (std::int32_t g = 0; g < count(network.goods); ++g)
        for (std::int32_t c = 0; c < count(network.countries); ++c) lane.params.push_back(param(key, value, g, c));
}

void fix_prices(LaneSpec& lane, const Network& network) {
    for (const Switch s : {Switch::scarcity_price, Switch::full_cost, Switch::thrift, Switch::profit_motive,
                           Switch::announcement_price, Switch::price_zones})
        lane.switches.set(s, false);
    set_everywhere(lane, network, "eps_f", 0.0);
}

Day first_day() noexcept {
    return to_day(2021, 1, 4);
}

RunSpec run_of(std::int32_t steps, LaneSpec lane, std::int32_t step_days) {
    RunSpec spec;
    spec.start = first_day();
    spec.step_days = step_days;
    spec.end = spec.start + steps * step_days;
    for (const Switch key : {Switch::research, Switch::learning, Switch::entrants}) lane.switches.set(key, false);
    spec.lanes.push_back(std::move(lane));
    return spec;
}

void step_demand(Network& network, std::int32_t agent, std::int32_t from, double ratio) {
    auto& path = network.demand_path;
    std::erase_if(path, [&](const DemandPoint& p) { return p.agent == agent; });
    const auto place = std::find_if(path.begin(), path.end(), [&](const DemandPoint& p) { return p.agent > agent; });
    const auto first = path.insert(place, {agent, day_of(from) - 1, 1.0});
    path.insert(first + 1, {agent, day_of(from), ratio});
}

}  // namespace sunder::toy
