// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <optional>

#include "sim/economy/cells.hpp"
#include "sim/input/csv.hpp"

namespace sunder {
namespace {

/// Rules of a table's own columns, then those of every table.
std::vector<ColumnRule> all_columns(const TableRule& rule) {
    std::vector<ColumnRule> columns = rule.columns;
    columns.insert(columns.end(), row_columns().begin(), row_columns().end());
    return columns;
}

/// Place in the file of each column of the rule (-1: absent); unknown and missing ones are faults.
std::vector<std::ptrdiff_t> match_columns(const CsvTable& csv, const std::vector<ColumnRule>& columns,
                                          std::vector<Fault>& faults) {
    std::vector<std::string> names;
    for (const ColumnRule& column : columns) names.emplace_back(column.name);
    std::vector<std::ptrdiff_t> place(columns.size(), -1);
    for (std::size_t i = 0; i < csv.header.size(); ++i) {
        const CsvCell& cell = csv.header[i];
        const auto at = std::find(names.begin(), names.end(), cell.text);
        if (at != names.end())
            place[static_cast<std::size_t>(at - names.begin())] = static_cast<std::ptrdiff_t>(i);
        else if (!cell.text.empty())
            faults.push_back({csv.file, cell.line, cell.column,
                              fmt::format("unknown column '{}'{}", cell.text, did_you_mean(cell.text, names))});
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (place[i] < 0 && columns[i].filled && !csv.header.empty())
            faults.push_back({csv.file, csv.header[0].line, 0, fmt::format("column '{}' is missing", columns[i].name)});
    return place;
}

/// Reads a row; nothing if it has a fault, unless the row defines a code: then other tables may still refer to it.
std::optional<Record> read_record(const std::vector<CsvCell>& row, const std::vector<ColumnRule>& columns,
                                  const std::vector<std::ptrdiff_t>& place, const std::string& file, Tables& tables,
                                  std::vector<Fault>& faults) {
    Record record;
    record.line = row[0].line;
    bool sound = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Cell cell;
        if (place[i] >= 0) {
            const CsvCell& from = row[static_cast<std::size_t>(place[i])];
            if (std::string wrong = read_cell(columns[i], from, tables, cell); !wrong.empty()) {
                faults.push_back({file, from.line, from.column, std::move(wrong)});
                sound = false;
            }
        }
        record.cells.push_back(std::move(cell));
    }
    if (!sound && (columns[0].kind != CellKind::new_code || record.cells[0].text.empty())) return std::nullopt;
    const std::size_t own = columns.size() - row_columns().size();
    const double year = record.cells[own + 1].number;
    record.year = std::isnan(year) ? 0 : static_cast<std::int32_t>(year);
    record.status = record.cells[own + 3].index;
    return record;
}

std::string key_of(const Record& record, std::size_t keys) {
    std::string key;
    for (std::size_t i = 0; i < keys; ++i) key += (i > 0 ? ", " : "") + record.cells[i].text;
    return key;
}

void duplicates(const Table& table, const TableRule& rule, std::vector<Fault>& faults) {
    std::map<std::string, int> line_of;
    for (const Record& record : table.records) {
        const std::string key = key_of(record, rule.keys);
        const std::string year = rule.dated ? fmt::format(" in {}", record.year) : std::string{};
        const auto [at, fresh] = line_of.emplace(key + year, record.line);
        if (!fresh)
            faults.push_back({table.file, record.line, 0,
                              fmt::format("a second row for {}{} (the first is line {})", key, year, at->second)});
    }
}

std::int32_t most_common_year(const Table& table) {
    std::map<std::int32_t, int> rows;
    for (const Record& record : table.records) ++rows[record.year];
    std::int32_t best = 0;
    for (const auto& [year, count] : rows)
        if (best == 0 || count >= rows[best]) best = year;
    return best;
}

/// Of rows with one key keeps that of the base year, else of the nearest (the earlier of two as near).
void keep_base_year(Table& table, const TableRule& rule, std::int32_t base_year, std::vector<Fault>& faults) {
    const auto distance = [&](const Record& r) { return 2 * std::abs(r.year - base_year) + (r.year > base_year ? 1 : 0); };
    std::map<std::string, std::size_t> best;
    for (std::size_t i = 0; i < table.records.size(); ++i) {
        const auto [at, fresh] = best.emplace(key_of(table.records[i], rule.keys), i);
        if (!fresh && distance(table.records[i]) < distance(table.records[at->second])) at->second = i;
    }
    std::vector<Record> kept;
    std::map<std::int32_t, int> stand_in;
    for (std::size_t i = 0; i < table.records.size(); ++i) {
        if (best[key_of(table.records[i], rule.keys)] != i) continue;
        if (table.records[i].year != base_year) ++stand_in[table.records[i].year];
        kept.push_back(std::move(table.records[i]));
    }
    table.records = std::move(kept);
    if (rule.dated)
        for (const auto& [year, count] : stand_in)
            faults.push_back({table.file, 0, 0, fmt::format("{} rows of {} stand in for {}", count, year, base_year), true});
}

/// Codes that the table defines; goods and countries get their places here.
void define_codes(TableId id, Tables& tables) {
    const Table& table = tables[id];
    for (const Record& record : table.records) {
        if (id == TableId::countries) tables.countries.add(record.cells[col::countries::code].text);
        if (id == TableId::goods) tables.goods.add(record.cells[col::goods::code].text);
        if (id == TableId::groups) tables.groups.add(record.cells[col::groups::group].text);
        if (id == TableId::final_demand) tables.markets.add(record.cells[col::final_demand::market].text);
    }
}

const TableFile* find_file(const std::vector<TableFile>& files, std::string_view table) {
    for (const TableFile& file : files)
        if (file.name == std::string{table} + ".csv") return &file;
    return nullptr;
}

void report_strangers(const std::vector<TableFile>& files, std::vector<Fault>& faults) {
    std::vector<std::string> known;
    for (const TableRule& rule : table_rules()) known.push_back(std::string{rule.name} + ".csv");
    for (const TableFile& file : files)
        if (std::find(known.begin(), known.end(), file.name) == known.end())
            faults.push_back(
                {file.label, 0, 0, "not a table of an economy; not read" + did_you_mean(file.name, known), true});
}

}  // namespace

std::int32_t Codes::add(const std::string& name) {
    const auto [at, fresh] = places.emplace(name, static_cast<std::int32_t>(names.size()));
    if (fresh) names.push_back(name);
    return at->second;
}

std::int32_t Codes::find(std::string_view name) const {
    const auto at = places.find(name);
    return at == places.end() ? -1 : at->second;
}

Table read_table(const TableRule& rule, const TableFile& file, Tables& known, std::vector<Fault>& faults) {
    Table table;
    table.file = file.label;
    std::vector<Fault> found;
    const CsvTable csv = read_csv(file.bytes, file.label, found);
    const auto columns = all_columns(rule);
    const auto place = match_columns(csv, columns, found);
    // Rows without a column that they need say nothing.
    bool complete = true;
    for (std::size_t i = 0; i < columns.size(); ++i) complete = complete && (place[i] >= 0 || !columns[i].filled);
    for (std::size_t i = 0; i < csv.rows.size() && complete; ++i)
        if (auto record = read_record(csv.rows[i], columns, place, file.label, known, found))
            table.records.push_back(*std::move(record));
    duplicates(table, rule, found);
    if (table.records.empty() && found.empty() && rule.required)
        found.push_back({file.label, 0, 0, "the table has no rows"});
    table.sound = found.empty();
    faults.insert(faults.end(), found.begin(), found.end());
    return table;
}

std::vector<TableFile> read_table_files(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    std::vector<TableFile> files;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() != ".csv" && at->path().filename() != "table.toml") continue;
        std::ifstream in(at->path(), std::ios::binary);
        TableFile file{at->path().filename().string(), at->path().string(), {}};
        file.bytes.assign(std::istreambuf_iterator<char>(in), {});
        if (!in.is_open() || in.bad()) throw InputError({{file.label, 0, 0, "cannot be read"}});
        files.push_back(std::move(file));
    }
    if (error) throw InputError({{folder.string(), 0, 0, "cannot be read: " + error.message()}});
    std::sort(files.begin(), files.end(), [](const TableFile& a, const TableFile& b) { return a.name < b.name; });
    return files;
}

Tables read_tables(const std::vector<TableFile>& files, std::vector<Fault>& faults) {
    Tables tables;
    report_strangers(files, faults);
    for (std::size_t i = 0; i < table_count; ++i) {
        const TableRule& rule = table_rules()[i];
        const TableFile* file = find_file(files, rule.name);
        if (file != nullptr) {
            tables.table[i] = read_table(rule, *file, tables, faults);
            define_codes(static_cast<TableId>(i), tables);
        } else if (rule.required) {
            faults.push_back({std::string{rule.name} + ".csv", 0, 0, "the table is missing"});
        }
        if (file == nullptr && rule.required) tables.table[i].sound = false;
    }
    tables.base_year = most_common_year(tables[TableId::final_demand]);
    for (std::size_t i = 0; i < table_count; ++i)
        keep_base_year(tables.table[i], table_rules()[i], tables.base_year, faults);
    return tables;
}

}  // namespace sunder
