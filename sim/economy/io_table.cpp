// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/io_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/input/csv.hpp"
#include "sim/input/text.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;
using Places = std::map<std::string, std::size_t, std::less<>>;

constexpr std::string_view first_column = "industry";
constexpr std::size_t most_faults = 100;  // of cells of one file: millions of lines help nobody

const TableFile* find(const std::vector<TableFile>& files, std::string_view name) {
    const auto at = std::find_if(files.begin(), files.end(), [name](const TableFile& file) { return file.name == name; });
    return at == files.end() ? nullptr : &*at;
}

/// A matrix as it stands in its file: rows and columns by label.
struct LabelledGrid {
    CsvTable head;  ///< header, without rows
    std::vector<CsvCell> row_labels;
    std::vector<double> x;  ///< row after row
    bool sound = false;     ///< labels of both sides can be compared
    [[nodiscard]] std::size_t columns() const { return head.header.empty() ? 0 : head.header.size() - 1; }
};

class GridReader {
public:
    GridReader(LabelledGrid& grid, Faults& faults) : grid_(grid), faults_(faults) {}

    void row(const CsvTable& head, std::vector<CsvCell>&& cells) {
        for (std::size_t i = 1; i < cells.size(); ++i) grid_.x.push_back(number(head, cells[0], cells[i], i));
        const auto [known, fresh] = lines_.emplace(cells[0].text, cells[0].line);
        if (!fresh)
            say({head.file, cells[0].line, cells[0].column,
                 fmt::format("row '{}' stands twice, first in line {}", cells[0].text, known->second)});
        grid_.row_labels.push_back(std::move(cells[0]));
    }
    /// Faults beyond the limit in one line.
    void finish() {
        if (count_ > most_faults)
            faults_.push_back({grid_.head.file, 0, 0, fmt::format("and {} more faults of this kind", count_ - most_faults)});
    }

private:
    double number(const CsvTable& head, const CsvCell& from, const CsvCell& cell, std::size_t column) {
        const auto flow = [&] { return fmt::format("{} to {}", from.text, head.header[column].text); };
        const auto value = parse_number(cell.text);
        if (!value)
            say({head.file, cell.line, cell.column,
                 cell.text.empty() ? fmt::format("{}: the cell is empty; write 0 where nothing flows", flow())
                                   : fmt::format("{}: '{}' is not a number{}", flow(), cell.text, number_hint(cell.text))});
        else if (*value < 0.0)
            say({head.file, cell.line, cell.column,
                 fmt::format("{} = {}, but a flow must be at least 0 (money per year)", flow(), cell.text)});
        return value.value_or(0.0);
    }
    void say(Fault fault) {
        if (++count_ <= most_faults) faults_.push_back(std::move(fault));
    }

    LabelledGrid& grid_;
    Faults& faults_;
    std::map<std::string, int> lines_;
    std::size_t count_ = 0;
};

LabelledGrid read_grid(const std::vector<TableFile>& files, std::string_view name, Faults& faults) {
    LabelledGrid grid;
    const TableFile* file = find(files, name);
    grid.head.file = file == nullptr ? std::string(name) : file->label;
    if (file == nullptr) {
        faults.push_back({grid.head.file, 0, 0, "the table is missing"});
        return grid;
    }
    const std::size_t before = faults.size();
    GridReader reader(grid, faults);
    grid.head = read_csv_rows(file->bytes, file->label, faults, [&reader](const CsvTable& head, std::vector<CsvCell>&& row) {
        reader.row(head, std::move(row));
    });
    reader.finish();
    if (!grid.head.header.empty() && grid.head.header[0].text != first_column)
        faults.push_back({file->label, grid.head.header[0].line, grid.head.header[0].column,
                          fmt::format("the first column is '{}', but it must be '{}': the label of the seller",
                                      grid.head.header[0].text, first_column)});
    // A row or header that was left out would make every label on the other side look wrong.
    grid.sound = faults.size() == before || grid.row_labels.size() * grid.columns() == grid.x.size();
    grid.sound = grid.sound && !grid.head.header.empty();
    return grid;
}

/// "REGION.SECTOR": cut at the first dot, so that a sector's code may hold dots.
IoLabel read_label(const CsvTable& head, const CsvCell& cell, std::string_view form, Codes& regions, Codes& parts,
                   Faults& faults) {
    const auto dot = cell.text.find('.');
    IoLabel label{-1, -1, cell.text, cell.line, cell.column};
    if (dot == std::string::npos || dot == 0 || dot + 1 == cell.text.size()) {
        faults.push_back({head.file, cell.line, cell.column,
                          fmt::format("label '{}' must have the form {}, cut at the first dot", cell.text, form)});
        return label;
    }
    label.region = regions.add(cell.text.substr(0, dot));
    label.part = parts.add(cell.text.substr(dot + 1));
    return label;
}

std::vector<std::string> texts(const std::vector<CsvCell>& cells, std::size_t first) {
    std::vector<std::string> result;
    for (std::size_t i = first; i < cells.size(); ++i) result.push_back(cells[i].text);
    return result;
}

/// Rows of a file that name no industry, and industries without a row.
void compare_labels(const LabelledGrid& rows_of, const Places& industries, const std::vector<std::string>& known,
                    std::string_view known_as, Faults& faults) {
    std::vector<char> seen(industries.size(), 0);
    for (const CsvCell& row : rows_of.row_labels) {
        const auto at = industries.find(row.text);
        if (at != industries.end())
            seen[at->second] = 1;
        else
            faults.push_back({rows_of.head.file, row.line, row.column,
                              fmt::format("row '{}' is no {}{}", row.text, known_as, did_you_mean(row.text, known))});
    }
    const auto rows = texts(rows_of.row_labels, 0);
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i] == 0)
            faults.push_back({rows_of.head.file, 0, 0,
                              fmt::format("there is no row for industry '{}'{}", known[i], did_you_mean(known[i], rows))});
}

/// The rows of a grid in the order of the industries.
Grid sorted_rows(const LabelledGrid& from, const Places& industries) {
    Grid grid(industries.size(), from.columns());
    for (std::size_t r = 0; r < from.row_labels.size(); ++r) {
        const std::size_t to = industries.find(from.row_labels[r].text)->second;
        std::copy_n(from.x.begin() + static_cast<std::ptrdiff_t>(r * grid.cols), grid.cols,
                    grid.x.begin() + static_cast<std::ptrdiff_t>(to * grid.cols));
    }
    return grid;
}

}  // namespace

bool is_io_table(const std::vector<TableFile>& files) {
    return find(files, "countries.csv") == nullptr && (find(files, "Z.csv") != nullptr || find(files, "Y.csv") != nullptr);
}

IoTable read_io_table(const std::vector<TableFile>& files, Faults& faults) {
    const LabelledGrid z = read_grid(files, "Z.csv", faults), y = read_grid(files, "Y.csv", faults);
    IoTable table;
    table.z_file = z.head.file;
    table.y_file = y.head.file;
    Places industries;
    for (std::size_t i = 1; i < z.head.header.size(); ++i) {
        if (industries.emplace(z.head.header[i].text, i - 1).second)
            table.industries.push_back(
                read_label(z.head, z.head.header[i], "REGION.SECTOR", table.regions, table.sectors, faults));
    }
    for (std::size_t i = 1; i < y.head.header.size(); ++i)
        table.finals.push_back(
            read_label(y.head, y.head.header[i], "REGION.CATEGORY", table.regions, table.categories, faults));
    if (!z.sound || !y.sound || z.columns() != industries.size()) return table;
    const auto known = texts(z.head.header, 1);
    compare_labels(z, industries, known, "column of this table", faults);
    compare_labels(y, industries, known, "industry of Z.csv", faults);
    const bool wrong = std::any_of(faults.begin(), faults.end(), [](const Fault& fault) { return !fault.warning; });
    if (wrong) return table;
    table.z = sorted_rows(z, industries);
    table.y = sorted_rows(y, industries);
    return table;
}

}  // namespace sunder
