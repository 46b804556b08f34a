// SPDX-License-Identifier: Apache-2.0
#include "sim/report/series.hpp"

#include <cmath>
#include <limits>

#include "sim/report/json.hpp"
#include "sim/report/packed.hpp"

namespace sunder {
namespace {

/// The first `letters` of an ISO date name the period.
Periods periods_of(const std::vector<Day>& days, std::string name, std::size_t letters) {
    Periods periods{std::move(name), {}, {}};
    for (const Day day : days) {
        const std::string label = iso_date(day).substr(0, letters);
        if (periods.labels.empty() || periods.labels.back() != label) periods.labels.push_back(label);
        periods.of_step.push_back(periods.labels.size() - 1);
    }
    return periods;
}

/// Sum and count of the values of each [period][cell].
struct Folded {
    std::vector<double> sum;
    std::vector<std::size_t> count;
};

Folded fold_run(const ResultReader& file, const RecordedVariable& variable, std::size_t run, const Periods& periods) {
    const std::size_t cells = variable.cells(), n = periods.labels.size() * cells;
    Folded folded{std::vector<double>(n, 0.0), std::vector<std::size_t>(n, 0)};
    constexpr std::size_t slices_at_once = 32;  // a chunk or a few of them; bounds the memory
    for (std::size_t first = 0; first < variable.steps(); first += slices_at_once) {
        const std::size_t count = std::min(slices_at_once, variable.steps() - first);
        const std::vector<double> values = file.read(variable, run, first, count);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i])) continue;
            const std::size_t at = periods.of_step.at(first + i / cells) * cells + i % cells;
            folded.sum[at] += values[i];
            ++folded.count[at];
        }
    }
    return folded;
}

}  // namespace

Periods months_of(const std::vector<Day>& days) {
    return periods_of(days, "month", std::string_view("2022-10").size());
}

Periods years_of(const std::vector<Day>& days) {
    return periods_of(days, "year", std::string_view("2022").size());
}

PageSeries fold_series(const ResultReader& file, const RecordedVariable& variable, const Periods& periods, Fold fold) {
    PageSeries series{variable.name, variable.unit, variable.long_name, variable.equation, periods.name, {}, {}, {}, {}};
    series.dims.assign(variable.dims.begin() + 2, variable.dims.end());
    series.extent.assign(variable.extent.begin() + 2, variable.extent.end());
    const std::size_t cells = variable.cells(), steps = periods.labels.size();
    std::vector<Folded> runs;
    std::vector<bool> used(cells, false);
    for (std::size_t run = 0; run < variable.runs(); ++run) {
        runs.push_back(fold_run(file, variable, run, periods));
        for (std::size_t i = 0; i < steps * cells; ++i)
            if (runs.back().sum[i] != 0.0) used[i % cells] = true;
    }
    for (std::size_t cell = 0; cell < cells; ++cell)
        if (used[cell]) series.cells.push_back(cell);
    for (const Folded& run : runs) {
        for (const std::size_t cell : series.cells) {
            for (std::size_t t = 0; t < steps; ++t) {
                const std::size_t at = t * cells + cell;
                const double divisor = fold == Fold::mean ? static_cast<double>(run.count[at]) : 1.0;
                const double value = run.count[at] == 0 ? std::numeric_limits<double>::quiet_NaN() : run.sum[at] / divisor;
                series.values.push_back(static_cast<float>(value));
            }
        }
    }
    return series;
}

void write_series(JsonWriter& json, const PageSeries& series) {
    json.begin_object().key("name").value(series.name).key("unit").value(series.unit);
    json.key("long_name").value(series.long_name).key("equation").value(series.equation);
    json.key("period").value(series.period).key("dims").begin_array();
    for (const std::string& dim : series.dims) json.value(dim);
    json.end_array().key("cells").begin_array();
    for (const std::size_t cell : series.cells) json.value(static_cast<std::int64_t>(cell));
    json.end_array().key("data").value(packed(series.values)).end_object();
}

}  // namespace sunder
