// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/reference_table.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "sim/embedded/embedded.hpp"
#include "sim/input/csv.hpp"
#include "sim/input/text.hpp"

namespace sunder {
namespace {

std::size_t place(const std::vector<std::string>& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) throw std::out_of_range("reference table without '" + name + "'");
    return static_cast<std::size_t>(at - names.begin());
}

}  // namespace

std::size_t ReferenceTable::row(const std::string& label) const {
    return place(labels, label);
}
std::size_t ReferenceTable::column(const std::string& name) const {
    return place(columns, name);
}

ReferenceTable reference_table(const std::string& path) {
    const std::string_view bytes = embedded_file("limits/" + path);
    if (bytes.empty()) throw std::out_of_range("no reference table " + path);
    std::vector<Fault> faults;
    const CsvTable csv = read_csv(bytes, path, faults);
    if (!faults.empty()) throw InputError(std::move(faults));
    ReferenceTable table;
    for (std::size_t i = 1; i < csv.header.size(); ++i) table.columns.push_back(csv.header[i].text);
    for (const auto& cells : csv.rows) {
        table.labels.push_back(cells[0].text);
        table.rows.emplace_back();
        table.text.emplace_back();
        for (std::size_t i = 1; i < cells.size(); ++i) {
            table.text.back().push_back(cells[i].text);
            table.rows.back().push_back(parse_number(cells[i].text).value_or(std::numeric_limits<double>::quiet_NaN()));
        }
    }
    return table;
}

}  // namespace sunder
