// SPDX-License-Identifier: Apache-2.0
#include "sim/record/format.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "sim/record/decision_table.hpp"

namespace sunder {
namespace {

constexpr std::array table{
    DimInfo{Dim::country, "country", "economy"},
    DimInfo{Dim::good, "good", "good"},
    DimInfo{Dim::exporter, "exporter", "economy that the goods leave"},
    DimInfo{Dim::importer, "importer", "economy that the goods reach"},
    DimInfo{Dim::end_market, "end_market", "end market"},
    DimInfo{Dim::measure, "measure", "measure of the deck"},
    DimInfo{Dim::tool_class, "tool_class", "class of chip-making tools"},
    DimInfo{Dim::vendor_country, "vendor_country", "economy where the tool's vendor has its head office"},
    DimInfo{Dim::hub, "hub", "economy through which denied goods leak"},
    DimInfo{Dim::input, "input", "good bought, next to the good made of it (only with the switch ario)"},
};

bool uses(const OutputInfo& output, Dim dim) {
    return std::ranges::find(output.dims, dim) != output.dims.end();
}

bool uses(const OutputInfo& output, Frequency frequency) {
    return output.frequency == frequency;
}

/// A bar would end the cell.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
}

}  // namespace

std::span<const DimInfo> dim_table() noexcept {
    return table;
}

const DimInfo& dim_info(Dim dim) noexcept {
    return *std::ranges::find(table, dim, &DimInfo::dim);
}

std::string_view time_name(Frequency frequency) noexcept {
    return frequency == Frequency::weekly ? "time" : "month";
}

std::vector<std::string> file_dims(const OutputInfo& output) {
    std::vector<std::string> names{"run", std::string(time_name(output.frequency))};
    for (const Dim dim : output.dims) names.emplace_back(dim_info(dim).name);
    return names;
}

std::string format_markdown(std::span<const OutputInfo> outputs) {
    const auto any = [&](auto what) {
        return std::ranges::any_of(outputs, [&](const OutputInfo& o) { return uses(o, what); });
    };
    std::string text = "| Dimension | Coordinate |\n|---|---|\n| run | name of the lane: baseline, scenario |\n";
    if (any(Frequency::weekly)) text += "| time | first day of the step, days since 2000-01-01 |\n";
    if (any(Frequency::monthly)) text += "| month | first day of the month, days since 2000-01-01 |\n";
    for (const DimInfo& info : table) {
        if (any(info.dim)) text += fmt::format("| {} | label: {} |\n", info.name, info.long_name);
    }
    text += fmt::format("| {} | number from 0; only where a government decided something |\n", decision_dim);
    text += "\n| Variable | Dimensions | Unit | What it is | From |\n|---|---|---|---|---|\n";
    for (const OutputInfo& o : outputs) {
        text += fmt::format("| {} | {} | {} | {} | {} |\n", o.name, fmt::join(file_dims(o), ", "), cell(o.unit),
                            cell(o.long_name), cell(o.equation));
    }
    for (const DecisionColumn& c : decision_columns())
        text += fmt::format("| {} | {} | {} | {} | {} |\n", c.name, decision_dim, c.unit, c.long_name, c.equation);
    return text;
}

}  // namespace sunder
