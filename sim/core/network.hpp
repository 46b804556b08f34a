// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/entities.hpp"

namespace sunder {

/// The economy of a base year, frozen: who can buy what from whom, and how much of it they did.
/// Structure of arrays; all indices are int32; flows are base-M$ per year. Built by sim/economy, never changed by a run.
///
/// Order: units by good, then country, then falling size; final agents (country x market) follow the units as buyers;
/// slots by buyer; links by slot and, inside a slot, by supplier HQ country, then supplier.
/// Everything else (X0, Q0, coefficients, tool stocks) is derived by `reference` (reference.hpp) from z0 in this order,
/// so that baseline sums are exact in floating point.
struct Network {
    std::string name;
    std::int32_t base_year = 0;
    std::vector<Country> countries;
    std::vector<Good> goods;
    std::vector<Group> groups;
    std::vector<std::string> markets;  ///< end markets

    // units, U
    std::vector<std::int32_t> unit_group, unit_country, unit_good;
    // final agents, F; buyer index = U + agent
    std::vector<std::int32_t> final_country, final_market;

    // slots, S
    std::vector<std::int32_t> buyer_slot_ptr;  ///< U+F+1
    std::vector<std::int32_t> slot_buyer;
    std::vector<SlotKind> slot_kind;
    std::vector<std::int32_t> slot_good;    ///< first (highest) bin of the family: its row gives the slot's parameters
    std::vector<std::int32_t> slot_vendor;  ///< HQ country of the vendor for srv slots, else -1

    // links, E
    std::vector<std::int32_t> slot_link_ptr;  ///< S+1
    std::vector<std::int32_t> link_supplier;
    std::vector<double> link_z0_musd_yr;             ///< baseline flow, > 0
    std::vector<float> link_tariff0, link_freight0;  ///< base-year tariff and freight rate; 0 tariff inside a country

    std::vector<ParamSetting> params;      ///< from goods.csv columns, then params.csv
    std::vector<DemandPoint> demand_path;  ///< sorted by agent, day; no row: flat
    std::vector<Project> projects;
    std::vector<Hub> hubs;  ///< none: nothing leaks

    std::vector<StatusShare> status_shares;
    std::vector<TableHash> table_hashes;

    [[nodiscard]] std::int32_t units() const noexcept { return static_cast<std::int32_t>(unit_good.size()); }
    [[nodiscard]] std::int32_t finals() const noexcept { return static_cast<std::int32_t>(final_country.size()); }
    [[nodiscard]] std::int32_t slots() const noexcept { return static_cast<std::int32_t>(slot_buyer.size()); }
    [[nodiscard]] std::int32_t links() const noexcept { return static_cast<std::int32_t>(link_supplier.size()); }

    /// Country where a buyer (unit or final agent) sits.
    [[nodiscard]] std::int32_t buyer_country(std::int32_t buyer) const noexcept {
        return buyer < units() ? unit_country[static_cast<std::size_t>(buyer)]
                               : final_country[static_cast<std::size_t>(buyer - units())];
    }
    /// HQ country of a unit's group.
    [[nodiscard]] std::int32_t unit_hq(std::int32_t unit) const noexcept {
        return groups[static_cast<std::size_t>(unit_group[static_cast<std::size_t>(unit)])].hq;
    }
};

}  // namespace sunder
