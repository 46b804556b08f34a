// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sim/cli/attribution.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t columns = 100, cell_width = 8, most_rows = 25;

std::string cell(double percent) {
    if (std::isnan(percent)) return fmt::format("{:>{}}", "-", cell_width);
    if (percent == 0.0) return fmt::format("{:>{}}", "0", cell_width);
    return fmt::format("{:>{}}", std::abs(percent) < 0.005 ? "0.00" : fmt::format("{:+.2f}", percent), cell_width);
}

std::string line(const std::string& name, const std::vector<double>& percent, std::size_t width) {
    std::string text = fmt::format("{:<{}.{}}", name, width, width);
    for (const double value : percent) text += cell(value);
    return text + '\n';
}

}  // namespace

std::string attribution_lines(const std::vector<NamedAttribution>& tables) {
    std::string text;
    for (const NamedAttribution& table : tables) {
        const std::vector<Yardstick>& by = table.attribution.yardsticks;
        const auto add = [&](const std::string& name, const std::vector<double>& percent) {
            for (std::size_t y = 0; y < by.size(); ++y)
                text +=
                    fmt::format("{} | {} | {} | {} | {}\n", table.heading, name, by[y].indicator, by[y].country, percent[y]);
        };
        for (const Contribution& row : table.attribution.rows) add(row.name, row.percent);
        add("all", table.attribution.total);
    }
    return text;
}

std::string attribution_text(const std::string& heading, const Attribution& attribution) {
    std::size_t width = std::string_view("acting together").size() + 1;
    for (const Contribution& row : attribution.rows) width = std::max(width, row.name.size() + 1);
    width = std::min(width, columns - cell_width * attribution.yardsticks.size());
    std::string top(width, ' '), second = fmt::format("{:<{}}", "% of baseline", width);
    for (std::size_t y = 0; y < attribution.yardsticks.size();) {
        std::size_t end = y;
        while (end < attribution.yardsticks.size() &&
               attribution.yardsticks[end].indicator == attribution.yardsticks[y].indicator)
            second += fmt::format("{:>{}}", attribution.yardsticks[end++].country, cell_width);
        top += fmt::format("{:>{}}", attribution.yardsticks[y].indicator, cell_width * (end - y));
        y = end;
    }
    std::string text = heading + '\n' + top + '\n' + second + '\n';
    std::vector<double> sum(attribution.total.size(), 0.0);
    for (std::size_t n = 0; n < attribution.rows.size(); ++n) {
        const Contribution& row = attribution.rows[n];
        for (std::size_t y = 0; y < sum.size(); ++y) sum[y] += row.percent[y];
        if (n < most_rows) text += line(row.name, row.percent, width);
    }
    if (attribution.rows.size() > most_rows)
        text += fmt::format("... and {} with less\n", attribution.rows.size() - most_rows);
    if (!attribution.sums_up) {
        std::vector<double> rest;
        for (std::size_t y = 0; y < sum.size(); ++y) rest.push_back(attribution.total[y] - sum[y]);
        text += line("acting together", rest, width);
    }
    return text + line("all", attribution.total, width);
}

}  // namespace sunder::cli
