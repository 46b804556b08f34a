// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/economy/schema.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

/// A file as it was found: the tables are read from memory, so that tests and fuzzers need no folder.
struct TableFile {
    std::string name;   ///< "goods.csv"
    std::string label;  ///< how faults call it: the path
    std::string bytes;
};

/// All *.csv of a folder, and table.toml, by name. Throws InputError when the folder or a file cannot be read.
[[nodiscard]] std::vector<TableFile> read_table_files(const std::filesystem::path& folder);

/// One checked cell: its text, and the number or index it means (see CellKind).
struct Cell {
    std::string text;
    double number = std::numeric_limits<double>::quiet_NaN();
    std::int32_t index = -1;
    std::vector<std::int32_t> set;  ///< of a good_set
    int column = 0;
};

/// One row that is used; cells stand at the places of `col`.
struct Record {
    int line = 0;
    std::int32_t year = 0;
    std::int32_t status = 0;  ///< place in status_words
    std::vector<Cell> cells;
};

struct Table {
    std::string file;  ///< label for faults
    std::vector<Record> records;
    bool sound = true;  ///< no fault in it

    [[nodiscard]] Fault fault(const Record& record, std::size_t column, std::string message) const {
        return {file, record.line, record.cells[column].column, std::move(message)};
    }
    [[nodiscard]] Fault warning(const Record& record, std::string message) const {
        return {file, record.line, 0, std::move(message), true};
    }
};

/// Codes in table order and their places.
struct Codes {
    std::vector<std::string> names;
    std::map<std::string, std::int32_t, std::less<>> places;
    std::int32_t add(const std::string& name);                     ///< place of a name, old or new
    [[nodiscard]] std::int32_t find(std::string_view name) const;  ///< -1 if unknown
};

struct Tables {
    std::array<Table, table_count> table;
    Codes countries, goods, groups, markets;
    std::int32_t base_year = 0;  ///< the year of most rows of the final demand table; the latest of equals

    [[nodiscard]] const Table& operator[](TableId id) const { return table[static_cast<std::size_t>(id)]; }
};

/// Reads and checks one table by a rule: cells, columns, repeated keys. `known` holds the codes that its cells may name.
/// Appends all faults; a table that has some is marked unsound.
[[nodiscard]] Table read_table(const TableRule& rule, const TableFile& file, Tables& known, std::vector<Fault>& faults);

/// Reads and checks every cell; keeps the rows of the base year (else of the nearest year, with a warning).
/// Appends all faults; a table that has some is marked unsound.
[[nodiscard]] Tables read_tables(const std::vector<TableFile>& files, std::vector<Fault>& faults);

}  // namespace sunder
