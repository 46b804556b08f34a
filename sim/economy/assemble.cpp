// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/assemble.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Places of units in the network; order of the network's contract.
std::vector<std::int32_t> unit_order(const Chain& chain) {
    std::vector<std::int32_t> order(chain.units.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int32_t i, std::int32_t j) {
        const ChainUnit &a = chain.units[at(i)], &b = chain.units[at(j)];
        return std::tuple(a.good, a.country, -a.output_musd_yr, a.group) <
               std::tuple(b.good, b.country, -b.output_musd_yr, b.group);
    });
    return order;
}

void lay_out_units(const BaseYear& base, const Chain& chain, const std::vector<std::int32_t>& order, Network& network) {
    network.groups = chain.groups;
    for (const std::int32_t u : order) {
        const ChainUnit& unit = chain.units[at(u)];
        network.unit_group.push_back(unit.group);
        network.unit_country.push_back(unit.country);
        network.unit_good.push_back(unit.good);
    }
    network.final_country = base.final_country;
    network.final_market = base.final_market;
}

void lay_out_links(const BaseYear& base, const ChainSlot& slot, const std::vector<std::int32_t>& place, Network& network) {
    std::vector<ChainLink> links = slot.links;
    for (ChainLink& link : links) link.supplier = place[at(link.supplier)];
    std::sort(links.begin(), links.end(), [&](const ChainLink& a, const ChainLink& b) {
        return std::tuple(network.unit_hq(a.supplier), a.supplier) < std::tuple(network.unit_hq(b.supplier), b.supplier);
    });
    const std::int32_t to = network.buyer_country(network.slot_buyer.back());
    for (const ChainLink& link : links) {
        const std::size_t good = at(network.unit_good[at(link.supplier)]);
        const bool border = network.unit_country[at(link.supplier)] != to;
        network.link_supplier.push_back(link.supplier);
        network.link_z0_musd_yr.push_back(link.z0_musd_yr);
        network.link_tariff0.push_back(border ? static_cast<float>(base.tau0[good]) : 0.0F);
        network.link_freight0.push_back(static_cast<float>(base.tr0[good]));
    }
    network.slot_link_ptr.push_back(network.links());
}

}  // namespace

Network lay_out(const BaseYear& base, const Chain& chain) {
    Network network;
    network.base_year = base.base_year;
    network.countries = base.countries;
    network.goods = base.goods;
    network.markets = base.markets;
    network.params = base.params;
    const auto order = unit_order(chain);
    std::vector<std::int32_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[at(order[i])] = static_cast<std::int32_t>(i);
    lay_out_units(base, chain, order, network);

    const auto buyer_of = [&](const ChainSlot& slot) {
        return slot.buyer >= 0 ? place[at(slot.buyer)] : network.units() - 1 - slot.buyer;
    };
    std::vector<const ChainSlot*> slots;
    for (const ChainSlot& slot : chain.slots)
        if (!slot.links.empty()) slots.push_back(&slot);
    std::sort(slots.begin(), slots.end(), [&](const ChainSlot* a, const ChainSlot* b) {
        return std::tuple(buyer_of(*a), a->kind, a->good, a->vendor) < std::tuple(buyer_of(*b), b->kind, b->good, b->vendor);
    });
    network.slot_link_ptr.push_back(0);
    network.buyer_slot_ptr.assign(at(network.units() + network.finals()) + 1, 0);
    for (const ChainSlot* slot : slots) {
        const std::int32_t buyer = buyer_of(*slot);
        ++network.buyer_slot_ptr[at(buyer) + 1];
        network.slot_buyer.push_back(buyer);
        network.slot_kind.push_back(slot->kind);
        network.slot_good.push_back(slot->good);
        network.slot_vendor.push_back(slot->vendor);
        lay_out_links(base, *slot, place, network);
    }
    std::partial_sum(network.buyer_slot_ptr.begin(), network.buyer_slot_ptr.end(), network.buyer_slot_ptr.begin());
    return network;
}

}  // namespace sunder
