// SPDX-License-Identifier: Apache-2.0
#include "tiny_world.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace sunder::testing {
namespace {

template <class Rows, class Member>
std::int32_t index_of(const Rows& rows, const std::string& name, Member member) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.*member == name; });
    if (at == rows.end()) throw std::invalid_argument("tiny network: " + name);
    return static_cast<std::int32_t>(at - rows.begin());
}

}  // namespace

NetworkBuilder& NetworkBuilder::country(const std::string& code, std::vector<std::string> sets) {
    network_.countries.push_back({code, code, std::move(sets), 0.0});
    return *this;
}

NetworkBuilder& NetworkBuilder::good(const std::string& code, GoodKind kind) {
    Good row;
    row.code = row.name = row.slot = code;
    row.kind = kind;
    network_.goods.push_back(row);
    return *this;
}

NetworkBuilder& NetworkBuilder::group(const std::string& name, const std::string& hq) {
    network_.groups.push_back({name, index_of(network_.countries, hq, &Country::code)});
    return *this;
}

std::int32_t NetworkBuilder::unit(const std::string& group_name, const std::string& country, const std::string& good) {
    const auto known =
        std::any_of(network_.groups.begin(), network_.groups.end(), [&](const Group& g) { return g.name == group_name; });
    if (!known) group(group_name, country);
    network_.unit_group.push_back(index_of(network_.groups, group_name, &Group::name));
    network_.unit_country.push_back(index_of(network_.countries, country, &Country::code));
    network_.unit_good.push_back(index_of(network_.goods, good, &Good::code));
    return network_.units() - 1;
}

NetworkBuilder& NetworkBuilder::sells(std::int32_t supplier, std::int32_t buyer_unit) {
    sales_.emplace_back(supplier, buyer_unit);
    return *this;
}

NetworkBuilder& NetworkBuilder::sells_to_final(std::int32_t supplier, const std::string& country) {
    network_.final_country.push_back(index_of(network_.countries, country, &Country::code));
    network_.final_market.push_back(0);
    final_sales_.emplace_back(supplier, network_.finals() - 1);
    return *this;
}

Network NetworkBuilder::build(const std::string& name) const {
    Network network = network_;
    network.name = name;
    network.markets = {"all"};
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::int32_t>> slots;  // (buyer, good) -> suppliers
    for (const auto& [supplier, buyer] : sales_)
        slots[{buyer, network.unit_good[static_cast<std::size_t>(supplier)]}].push_back(supplier);
    for (const auto& [supplier, agent] : final_sales_)
        slots[{network.units() + agent, network.unit_good[static_cast<std::size_t>(supplier)]}].push_back(supplier);
    network.slot_link_ptr = {0};
    network.buyer_slot_ptr.assign(static_cast<std::size_t>(network.units() + network.finals()) + 1, 0);
    for (const auto& [key, suppliers] : slots) {
        network.slot_buyer.push_back(key.first);
        network.slot_good.push_back(key.second);
        const GoodKind kind = network.goods[static_cast<std::size_t>(key.second)].kind;
        const bool final = key.first >= network.units(), service = kind == GoodKind::service;
        network.slot_kind.push_back(final                    ? SlotKind::fin
                                    : kind == GoodKind::tool ? SlotKind::cap
                                    : service                ? SlotKind::srv
                                                             : SlotKind::cur);
        network.slot_vendor.push_back(service && !final ? network.unit_hq(suppliers.front()) : -1);
        for (const std::int32_t supplier : suppliers) {
            network.link_supplier.push_back(supplier);
            network.link_z0_musd_yr.push_back(1.0);
        }
        network.slot_link_ptr.push_back(network.links());
        for (std::size_t b = static_cast<std::size_t>(key.first) + 1; b < network.buyer_slot_ptr.size(); ++b)
            ++network.buyer_slot_ptr[b];
    }
    network.link_tariff0.assign(network.link_supplier.size(), 0.0F);
    network.link_freight0.assign(network.link_supplier.size(), 0.0F);
    return network;
}

const Network& tiny_world() {
    static const Network network = [] {
        NetworkBuilder b;
        for (const char* code : {"USA", "CHN", "HKG", "TWN", "KOR", "JPN", "VNM", "OAS", "ROW"}) b.country(code);
        b.country("NLD", {"EU"}).country("DEU", {"EU"});
        for (const char* code :
             {"arfi", "euv", "ald", "clean", "cvd", "lpcvd", "pvd", "tube", "rtp", "track", "etch_c", "etch_d", "mask_insp"})
            b.good(code, GoodKind::tool);
        for (const char* code : {"ga", "ge", "graphite"}) b.good(code, GoodKind::raw);
        for (const char* code : {"ai_hi", "ai_mid", "dram_adv", "nand_adv", "nand_leg", "dram_leg", "analog"})
            b.good(code, GoodKind::chip);
        b.good("fnd16", GoodKind::foundry).good("service", GoodKind::service).good("eda", GoodKind::software);
        b.good("server", GoodKind::end).good("anode", GoodKind::end).good("resist_arf", GoodKind::material);
        b.group("Lam Research", "USA").group("NVIDIA", "USA").group("Intel NAND (Solidigm)", "USA").group("Samsung", "KOR");
        b.group("SK hynix", "KOR").group("TSMC", "TWN");
        const auto smic = b.unit("SMIC", "CHN", "fnd16"), tsmc = b.unit("TSMC", "CHN", "fnd16");
        const auto etch = b.unit("Lam Research", "USA", "etch_c"), etch_mys = b.unit("Lam Research", "OAS", "etch_c");
        const auto service = b.unit("Lam Research", "USA", "service");
        const auto track = b.unit("Tokyo Electron", "JPN", "track"), arfi = b.unit("ASML", "NLD", "arfi");
        const auto nvidia = b.unit("NVIDIA", "TWN", "ai_hi"), nvidia_mid = b.unit("NVIDIA", "TWN", "ai_mid");
        const auto server = b.unit("Inspur", "CHN", "server"), server_row = b.unit("tail:ROW:server", "ROW", "server");
        const auto analog = b.unit("tail:CHN:analog", "CHN", "analog");
        const auto ymtc = b.unit("YMTC", "CHN", "nand_leg");
        const auto ga = b.unit("Chalco", "CHN", "ga"), ge = b.unit("Yunnan Germanium", "CHN", "ge");
        const auto graphite = b.unit("BTR", "CHN", "graphite"), anode = b.unit("Resonac", "JPN", "anode");
        for (const auto tool : {etch, etch_mys, track, arfi, service}) b.sells(tool, smic).sells(tool, tsmc);
        b.sells(nvidia, server).sells(nvidia_mid, server).sells(nvidia_mid, server_row).sells(etch, analog);
        b.group("CXMT", "CHN").sells(etch, ymtc).sells(service, ymtc);
        b.sells(ga, anode).sells(ge, anode).sells(graphite, anode);
        const auto intel = b.unit("Intel", "USA", "fnd16"), resist = b.unit("JSR", "JPN", "resist_arf");
        b.sells(track, intel).sells(resist, intel);
        b.sells_to_final(server, "USA").sells_to_final(analog, "USA").sells_to_final(analog, "CHN");
        return b.build("world-2021");
    }();
    return network;
}

const Network& tiny_economy(const std::string& name) {
    if (name == tiny_world().name) return tiny_world();
    throw InputError({Fault{name, 0, 0, "no such economy" + did_you_mean(name, {tiny_world().name}), false}});
}

Scenario read(const std::string& deck, const std::vector<std::string>& set) {
    DeckOptions options;
    options.set = set;
    return read_scenario_text(deck, "deck.toml", options, tiny_economy);
}

std::string faults_of(const std::string& deck, const std::vector<std::string>& set) {
    try {
        static_cast<void>(read(deck, set));
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

std::string deck_with(const std::string& rest) {
    return "title = 'a test'\neconomy = 'world-2021'\nstart = 2021-01-04\nend = 2030-12-30\n" + rest;
}

}  // namespace sunder::testing
