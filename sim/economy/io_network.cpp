// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/core/network_check.hpp"
#include "sim/economy/build.hpp"
#include "sim/economy/io_table.hpp"
#include "sim/input/text.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Parameters that a table of flows implies: value added is one residual, so there is no mark-up and no research; no stock
/// of finished goods; nothing is learnt. Leads are as short as can be: a table does not say how long goods travel.
constexpr std::pair<Param, double> implied[] = {
    {Param::mu, 0.0},      {Param::rd, 0.0},         {Param::mI, 0.0},         {Param::theta_R, 0.0},
    {Param::theta_A, 0.0}, {Param::learn_rate, 0.0}, {Param::lead_weeks, 1.0}, {Param::ship_weeks, 0.0},
};

void add_names(const IoNotes& notes, const IoTable& table, Network& network, Faults& faults) {
    for (const std::string& region : table.regions.names) network.countries.push_back({region, region, {}, 0.0});
    for (const std::string& sector : table.sectors.names) {
        Good good;
        good.code = good.name = good.slot = sector;
        good.kind = GoodKind::end;
        network.goods.push_back(good);
    }
    for (const IoNotes::Kind& row : notes.kinds) {
        const std::int32_t sector = table.sectors.find(row.sector);
        if (sector >= 0) {
            network.goods[at(sector)].kind = row.kind;
            continue;
        }
        faults.push_back(row.unknown);
        faults.back().message += did_you_mean(row.sector, table.sectors.names);
    }
    network.markets = table.categories.names;
    for (const auto& [param, value] : implied)
        network.params.push_back({static_cast<std::int32_t>(param), -1, -1, -1, value});
}

std::vector<double> sales(const IoTable& table) {
    std::vector<double> output(table.industries.size(), 0.0);
    for (std::size_t i = 0; i < output.size(); ++i) {
        for (std::size_t j = 0; j < table.z.cols; ++j) output[i] += table.z(i, j);
        for (std::size_t f = 0; f < table.y.cols; ++f) output[i] += table.y(i, f);
    }
    return output;
}

/// Industries with output, by sector and region: the order of units.
std::vector<std::int32_t> unit_order(const IoTable& table, const std::vector<double>& output, Faults& faults) {
    std::vector<std::int32_t> order;
    std::string idle;
    for (std::size_t i = 0; i < output.size(); ++i) {
        if (output[i] > 0.0)
            order.push_back(static_cast<std::int32_t>(i));
        else
            idle += (idle.empty() ? "" : ", ") + table.industries[i].text;
    }
    if (!idle.empty()) faults.push_back({table.z_file, 0, 0, "without output, left out: " + idle, true});
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        const IoLabel &x = table.industries[at(a)], &y = table.industries[at(b)];
        return std::pair(x.part, x.region) < std::pair(y.part, y.region);
    });
    return order;
}

/// Slots and links of one buyer: the column of a grid, in the order of the selling units.
void add_buyer(const Grid& grid, std::size_t column, SlotKind kind, std::int32_t buyer, double musd_per_unit,
               const std::vector<std::int32_t>& order, Network& network) {
    for (std::int32_t u = 0; u < network.units(); ++u) {
        const double flow = grid(at(order[at(u)]), column) * musd_per_unit;
        if (!(flow > 0.0)) continue;
        const std::int32_t good = network.unit_good[at(u)];
        if (network.slot_buyer.empty() || network.slot_buyer.back() != buyer || network.slot_good.back() != good) {
            network.slot_buyer.push_back(buyer);
            network.slot_kind.push_back(kind);
            network.slot_good.push_back(good);
            network.slot_vendor.push_back(-1);
            network.slot_link_ptr.push_back(network.slot_link_ptr.back());
            ++network.buyer_slot_ptr[at(buyer) + 1];
        }
        network.link_supplier.push_back(u);
        network.link_z0_musd_yr.push_back(flow);
        ++network.slot_link_ptr.back();
    }
}

void lay_out_io(const IoTable& table, const IoNotes& notes, const std::vector<std::int32_t>& order, Network& network) {
    for (const std::int32_t i : order) {
        const IoLabel& label = table.industries[at(i)];
        network.unit_group.push_back(static_cast<std::int32_t>(network.groups.size()));
        network.groups.push_back({"industry:" + label.text, label.region, {}});
        network.unit_country.push_back(label.region);
        network.unit_good.push_back(label.part);
    }
    std::vector<std::size_t> buyers;  // final agents that buy anything
    for (std::size_t f = 0; f < table.finals.size(); ++f) {
        bool buys = false;
        for (std::size_t i = 0; i < table.y.rows && !buys; ++i) buys = table.y(i, f) > 0.0;
        if (!buys) continue;
        buyers.push_back(f);
        network.final_country.push_back(table.finals[f].region);
        network.final_market.push_back(table.finals[f].part);
    }
    network.slot_link_ptr.assign(1, 0);
    network.buyer_slot_ptr.assign(at(network.units() + network.finals()) + 1, 0);
    for (std::int32_t u = 0; u < network.units(); ++u)
        add_buyer(table.z, at(order[at(u)]), SlotKind::cur, u, notes.musd_per_unit, order, network);
    for (std::size_t f = 0; f < buyers.size(); ++f)
        add_buyer(table.y, buyers[f], SlotKind::fin, network.units() + static_cast<std::int32_t>(f), notes.musd_per_unit,
                  order, network);
    std::partial_sum(network.buyer_slot_ptr.begin(), network.buyer_slot_ptr.end(), network.buyer_slot_ptr.begin());
    network.link_tariff0.assign(network.link_supplier.size(), 0.0F);
    network.link_freight0.assign(network.link_supplier.size(), 0.0F);
}

/// One status for all flows: a table of flows does not tell it cell by cell.
void add_statuses(const IoNotes& notes, Network& network) {
    double between = 0.0, final = 0.0;
    for (std::int32_t s = 0; s < network.slots(); ++s)
        for (std::int32_t e = network.slot_link_ptr[at(s)]; e < network.slot_link_ptr[at(s) + 1]; ++e)
            (network.slot_kind[at(s)] == SlotKind::fin ? final : between) += network.link_z0_musd_yr[at(e)];
    network.status_shares = {{"Z", notes.status, between}, {"Y", notes.status, final}};
}

void warn_of_remainder(const IoTable& table, std::size_t first, Faults& faults) {
    double booked = 0.0, all = 0.0;
    for (std::size_t i = 0; i < table.y.rows; ++i) {
        for (std::size_t j = 0; j < table.z.cols; ++j) all += table.z(i, j);
        for (std::size_t f = 0; f < table.y.cols; ++f) (f < first ? all : booked) += table.y(i, f);
    }
    if (booked > 0.0)
        faults.push_back({table.z_file, 0, 0,
                          fmt::format("{:.3g} % of all sales are booked as final demand of the category '{}' (table.toml)",
                                      100.0 * booked / (all + booked), table.categories.names.back()),
                          true});
}

void stop_on_fault(const Faults& faults) {
    Faults errors = faults;
    std::erase_if(errors, [](const Fault& fault) { return fault.warning; });
    if (!errors.empty()) throw InputError(std::move(errors));
}

}  // namespace

Network build_from_io_table(const std::vector<TableFile>& files, const std::string& name, const std::string& label,
                            Faults* warnings) {
    Faults faults;
    IoNotes notes;
    for (const TableFile& file : files) {
        if (file.name == "table.toml") notes = read_io_notes(file, faults);
        if (file.name != "table.toml" && file.name != "Z.csv" && file.name != "Y.csv")
            faults.push_back({file.label, 0, 0, "not a table of this kind of economy (Z.csv, Y.csv); not read", true});
    }
    IoTable table = read_io_table(files, faults);
    Network network;
    add_names(notes, table, network, faults);
    stop_on_fault(faults);
    const std::size_t finals = table.finals.size();
    balance_io_table(notes, table, faults);
    stop_on_fault(faults);
    network.name = name;
    network.base_year = notes.year;
    network.markets = table.categories.names;
    lay_out_io(table, notes, unit_order(table, sales(table), faults), network);
    warn_of_remainder(table, finals, faults);
    add_statuses(notes, network);
    for (const TableFile& file : files) network.table_hashes.push_back({file.name, hex16(fnv1a64(file.bytes))});
    if (network.units() == 0 || network.finals() == 0)
        throw InputError({{label, 0, 0, "the tables hold no industry with output, or no final demand"}});
    if (std::string wrong = network_fault(network); !wrong.empty()) throw InputError({{label, 0, 0, std::move(wrong)}});
    if (warnings != nullptr) *warnings = std::move(faults);
    return network;
}

}  // namespace sunder
