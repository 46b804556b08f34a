// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sunder {

/// What a good is in the chain; decides which slots and phases touch it.
enum class GoodKind : std::int32_t { raw, material, tool, service, software, foundry, chip, backend, end };
inline constexpr int good_kinds = 9;

/// What a slot buys for: current input, tool class, vendor-tied service, final demand.
enum class SlotKind : std::int32_t { cur, cap, srv, fin };

/// An economy: `name` is an ISO-3 code or an aggregate of ours (REU, OAS, ROW); `groups` are named sets it belongs to.
struct Country {
    std::string code;
    std::string name;
    std::vector<std::string> groups;  ///< e.g. EU, ASEAN, Quad
    double build_days = 0.0;          ///< building time of a fab, days
};

struct Good {
    std::string code;
    std::string name;
    GoodKind kind = GoodKind::raw;
    std::string slot;                           ///< input family: slots are (buyer, slot family); bins share one
    std::string phys_unit;                      ///< empty: counted in M$ only
    double price_musd_per_phys_unit = 0.0;      ///< 0 where phys_unit is empty
    bool storable = true;
};

/// A company; its plants are units. The synthetic tail of a country and good is a group of its own ("tail:CHN:analog").
struct Group {
    std::string name;
    std::int32_t hq = -1;  ///< index of the HQ country
};

/// One parameter value; -1 = any. The most specific row wins (firm, then country, then good); later rows beat earlier ones.
struct ParamSetting {
    std::int32_t key = -1;      ///< index into param_keys() (params.hpp)
    std::int32_t good = -1;     ///< good of the unit, or of the slot
    std::int32_t country = -1;  ///< country of the unit, or of the slot's buyer
    std::int32_t group = -1;
    double value = 0.0;
};

/// One point of the exogenous demand path of a final agent: ratio to the base year, linear between points.
struct DemandPoint {
    std::int32_t agent = -1;  ///< index of the final agent, 0..final_country.size()-1
    std::int32_t day = 0;     ///< days since 2000-01-01
    double ratio = 1.0;
};

/// A named plant or expansion: an exogenous addition to the shell and the capacity target of a unit.
struct Project {
    std::string name;
    std::int32_t unit = -1;
    std::int32_t announce_day = 0;
    std::int32_t online_day = 0;
    double addition = 0.0;  ///< share of the unit's base-year capacity
};

/// Part of the base value of one table that rests on one status (confirmed, derived, from memory, assumption).
struct StatusShare {
    std::string table;
    std::string status;
    double value_musd = 0.0;  ///< base value of the rows with this status
};

/// Where the numbers come from: one table file and the FNV-1a 64 hash of its bytes.
struct TableHash {
    std::string file;
    std::string hash;  ///< 16 hexadecimal digits
};

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
    std::vector<double> link_z0_musd_yr;      ///< baseline flow, > 0
    std::vector<float> link_tariff0, link_freight0;  ///< base-year tariff and freight rate; 0 tariff inside a country

    std::vector<ParamSetting> params;  ///< from goods.csv columns, then params.csv
    std::vector<DemandPoint> demand_path;  ///< sorted by agent, day; no row: flat
    std::vector<Project> projects;

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
