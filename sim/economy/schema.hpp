// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sunder {

/// The tables of an economy, in reading order: a table refers only to those before it.
enum class TableId : std::int32_t {
    countries,
    goods,
    groups,
    units,
    shares,
    io,
    tools,
    tool_country,
    final_demand,
    trade_prior,
    demand_path,
    projects,
    reserves,
    hubs,
    links,
    params,
    count_
};
inline constexpr std::size_t table_count = static_cast<std::size_t>(TableId::count_);

/// What a cell holds. `any_...`: empty, `*` or `all` stands for all (index -1).
enum class CellKind : std::int32_t {
    text,      ///< anything
    new_code,  ///< a code that this table defines
    number,    ///< in [least, most]
    choice,    ///< one of the words of `unit`, split by '|'; index = place in the list
    country,
    any_country,
    world_country,  ///< a country or WLD (index -1)
    good,
    any_good,
    good_set,  ///< goods, kinds or slot families, or `*`; split by blanks
    group,
    any_group,
    tail_group,  ///< a group or `tail` (index -1)
    owners,      ///< countries and shares, `CHN:0.28;GBR:0.72` (see read_owners)
    any_market,  ///< a market of the final demand table
    month,       ///< YYYY-MM; index = days since 2000-01-01 of its first day
    date,        ///< YYYY-MM-DD; index = days since 2000-01-01
    param        ///< name of a parameter; index into param_keys()
};

struct ColumnRule {
    std::string_view name;
    CellKind kind = CellKind::text;
    bool filled = true;              ///< false: the cell may be empty, the column may be absent
    double least = 0.0, most = 0.0;  ///< of a number
    std::string_view unit = {};      ///< of a number; or the words of a choice
    std::string_view meaning = {};
};

struct TableRule {
    std::string_view name;  ///< file name without .csv
    bool required = true;
    bool dated = false;               ///< figures of a year: another year than the base year deserves a warning
    std::size_t keys = 0;             ///< the first `keys` columns name a row
    std::vector<ColumnRule> columns;  ///< without unit, year, source, status, notes, which every table has
};

/// The rules of all tables, in the order of TableId. goods has one column per parameter of param_keys() after its own.
[[nodiscard]] std::span<const TableRule> table_rules();

/// Columns of every table, after its own: unit, year, source, status, notes.
[[nodiscard]] std::span<const ColumnRule> row_columns();
inline constexpr std::string_view status_words = "confirmed|derived|from memory|assumption|fitted";

/// Places of columns in table_rules(), so that code reads `col::units::good`.
// clang-format off
namespace col {
namespace countries { enum : std::size_t { code, name, groups, build_days }; }
namespace goods { enum : std::size_t { code, name, kind, slot, hs, phys_unit, price, storable, tau0, tr0, first_param }; }
namespace groups { enum : std::size_t { group, hq, owners }; }
namespace units { enum : std::size_t { group, country, good, share, flag }; }
namespace shares { enum : std::size_t { country, good, plant, hq }; }
namespace io { enum : std::size_t { input, output, coefficient, slot }; }
namespace tools { enum : std::size_t { record, cls, user_good, vendor_hq, value }; }
namespace tool_country { enum : std::size_t { cls, user_good, country, factor }; }
namespace final_demand { enum : std::size_t { country, market, good, value, end_use }; }
namespace trade_prior { enum : std::size_t { exporter, destination, goods, value }; }
namespace demand_path { enum : std::size_t { country, market, month, ratio }; }
namespace projects { enum : std::size_t { group, country, good, name, announce, online, addition }; }
namespace reserves { enum : std::size_t { country, good, stock }; }
namespace hubs { enum : std::size_t { country, goods, weight, enforcement }; }
namespace links { enum : std::size_t { supplier_group, buyer_group, good, weight }; }
namespace params { enum : std::size_t { key, good, country, firm, value }; }
}  // namespace col
// clang-format on

}  // namespace sunder
