// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/economy/base.hpp"
#include "sim/economy/tables.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

/// What table.toml says about a table of inputs and outputs; every key may be left out.
struct IoNotes {
    std::string title, source, currency;
    std::string status = "assumption";  ///< confirmed, derived, from memory, assumption: of all its figures
    std::int32_t year = 0;              ///< 0: not said
    double musd_per_unit = 1.0;         ///< what one unit of the table is in M$ of the base year
    double smallest_share = 0.0;        ///< flows below this share of the buyer's purchases are no links
    double least_value_added =
        0.0;  ///< 0: an industry without value added is an error; else inputs are cut to leave this share
    struct Kind {
        std::string sector;
        GoodKind kind = GoodKind::end;
        Fault unknown;  ///< raised if the tables have no such sector
    };
    std::vector<Kind> kinds;  ///< sectors that are not GoodKind::end
};

/// Reads table.toml; appends faults: unknown keys (with the nearest known one), wrong types, ranges.
[[nodiscard]] IoNotes read_io_notes(const TableFile& file, std::vector<Fault>& faults);

/// The label of a row or column, "REGION.SECTOR": what stands before the first dot, and what comes after it.
struct IoLabel {
    std::int32_t region = -1, part = -1;  ///< part: sector, or category of final demand
    std::string text;
    int line = 0, column = 0;  ///< where it stands as a column of its file
};

/// A table of inputs and outputs, money per year: z(i, j) is what industry j buys from i, y(i, f) what final agent f does.
struct IoTable {
    Codes regions, sectors, categories;  ///< in the order in which they first stand in the files
    std::vector<IoLabel> industries, finals;
    Grid z, y;
    std::string z_file, y_file;
};

/// True if these are the files of a table of inputs and outputs: a Z.csv or Y.csv, and no countries.csv.
[[nodiscard]] bool is_io_table(const std::vector<TableFile>& files);

/// Reads Z.csv (first column `industry`) and Y.csv. Appends every fault: labels that do not match or stand twice, cells that
/// are no number or below 0. Columns and rows may stand in any order.
[[nodiscard]] IoTable read_io_table(const std::vector<TableFile>& files, std::vector<Fault>& faults);

/// Makes every industry viable and the table sparse, with all sales and purchases still adding up:
///  * an industry whose inputs leave less value added than notes.least_value_added has all of them cut by one factor;
///  * flows below notes.smallest_share of a buyer's purchases are taken out.
/// What is cut is bought by a final agent "REGION.remainder" of the buyer's region, so that output does not change; the
/// industry's value added rises by as much. Appends faults for industries that sell nothing but buy, or have no value added.
void balance_io_table(const IoNotes& notes, IoTable& table, std::vector<Fault>& faults);

/// The economy: one unit per industry with output, one final agent per region and category, slots (buyer, sector), links =
/// cells above 0; value added is the residual of unit cost. Throws InputError.
[[nodiscard]] Network build_from_io_table(const std::vector<TableFile>& files, const std::string& name,
                                          const std::string& label, std::vector<Fault>* warnings = nullptr);

}  // namespace sunder
