// SPDX-License-Identifier: Apache-2.0
#include "sim/report/fans.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/sensitivity/sample_quantile.hpp"
#include "sim/record/grid_reader.hpp"

namespace sunder {
namespace {

constexpr std::size_t draws_at_once = 32;  // bounds the memory, and the files of draws that are open at a time
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Monthly means of all draws, one run each: [draw][month][cell].
struct Draws {
    std::vector<std::vector<double>> base, scenario;
};

Draws read_draws(const GridReader& file, const GridColumn& column, const Periods& months) {
    const std::size_t cells = column.extent[3], run = column.extent[2] * cells;
    Draws draws;
    for (std::size_t first = 0; first < column.extent[0]; first += draws_at_once) {
        const std::size_t count = std::min(draws_at_once, column.extent[0] - first);
        const std::vector<double> values = file.numbers(column, first, count);
        for (std::size_t d = 0; d < count; ++d) {
            const std::span<const double> both = std::span<const double>(values).subspan(2 * d * run, 2 * run);
            draws.base.push_back(fold_values(both.first(run), cells, months));
            draws.scenario.push_back(fold_values(both.last(run), cells, months));
        }
    }
    return draws;
}

}  // namespace

Fan fan_of(const GridReader& file, const GridColumn& column, const Periods& months) {
    Fan fan;
    PageSeries& series = fan.series;
    series = {column.name, column.unit, column.long_name, column.equation, months.name, {column.dims[3]}, {column.extent[3]},
              {},          {}};
    const std::size_t cells = column.extent[3], steps = months.labels.size();
    const Draws draws = read_draws(file, column, months);
    std::vector<bool> used(cells, false);
    for (const std::vector<double>& base : draws.base)
        for (std::size_t i = 0; i < base.size(); ++i) {
            fan.is_difference = fan.is_difference || base[i] < 0.0;
            if (base[i] != 0.0 && !std::isnan(base[i])) used[i % cells] = true;
        }
    for (std::size_t cell = 0; cell < cells; ++cell)
        if (used[cell]) series.cells.push_back(cell);
    series.values.assign(fan_quantiles.size() * series.cells.size() * steps, std::numeric_limits<float>::quiet_NaN());
    std::vector<double> values;
    for (std::size_t c = 0; c < series.cells.size(); ++c)
        for (std::size_t t = 0; t < steps; ++t) {
            values.clear();
            for (std::size_t d = 0; d < draws.base.size(); ++d) {
                const double base = draws.base[d][t * cells + series.cells[c]];
                const double scenario = draws.scenario[d][t * cells + series.cells[c]];
                const double change = fan.is_difference ? scenario - base : base > 0.0 ? scenario / base - 1.0 : nan;
                if (!std::isnan(change)) values.push_back(change);
            }
            std::ranges::sort(values);
            for (std::size_t q = 0; q < fan_quantiles.size(); ++q)
                series.values[(q * series.cells.size() + c) * steps + t] =
                    static_cast<float>(models::sample_quantile(values, fan_quantiles[q]));
        }
    return fan;
}

}  // namespace sunder
