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
    std::string slot;                       ///< input family: slots are (buyer, slot family); bins share one
    std::string phys_unit;                  ///< empty: counted in M$ only
    double price_musd_per_phys_unit = 0.0;  ///< 0 where phys_unit is empty
    bool storable = true;
};

/// A company; its plants are units. The synthetic tail of a country and good is a group of its own ("tail:CHN:analog").
struct Owner {
    std::int32_t country = -1;
    double share = 0.0;  ///< of votes or equity, 0..1
};
struct Group {
    std::string name;
    std::int32_t hq = -1;         ///< index of the HQ country
    std::vector<Owner> owners{};  ///< empty: owned by its HQ country
};

/// A transit country through which denied goods may leak (model.md 6.15).
struct Hub {
    std::int32_t country = -1;
    double weight = 0.0;       ///< share of the leaked flow that goes this way; the weights of a good sum to 1
    double enforcement = 0.0;  ///< e_h, cost of leakage by the hub's own controls, log points
    std::int32_t good = -1;    ///< -1: goods without rows of their own
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

}  // namespace sunder
