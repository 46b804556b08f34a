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
class Folding {
public:
    Folding(const Periods& periods, std::size_t cells)
        : periods_(periods),
          cells_(cells),
          sum_(periods.labels.size() * cells, 0.0),
          count_(periods.labels.size() * cells, 0) {}
    /// Values [step][cell] of the steps from `first` on.
    void add(std::span<const double> values, std::size_t first) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i])) continue;
            const std::size_t at = periods_.of_step.at(first + i / cells_) * cells_ + i % cells_;
            sum_[at] += values[i];
            ++count_[at];
        }
    }
    [[nodiscard]] bool has(std::size_t at) const { return sum_[at] != 0.0; }
    [[nodiscard]] double value(std::size_t at, Fold fold) const {
        if (count_[at] == 0) return std::numeric_limits<double>::quiet_NaN();
        return fold == Fold::mean ? sum_[at] / static_cast<double>(count_[at]) : sum_[at];
    }

private:
    const Periods& periods_;
    std::size_t cells_;
    std::vector<double> sum_;
    std::vector<std::size_t> count_;
};

Folding fold_run(const ResultReader& file, const RecordedVariable& variable, std::size_t run, const Periods& periods) {
    Folding folding(periods, variable.cells());
    constexpr std::size_t slices_at_once = 32;  // a chunk or a few of them; bounds the memory
    for (std::size_t first = 0; first < variable.steps(); first += slices_at_once) {
        const std::size_t count = std::min(slices_at_once, variable.steps() - first);
        folding.add(file.read(variable, run, first, count), first);
    }
    return folding;
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
    std::vector<Folding> runs;
    std::vector<bool> used(cells, false);
    for (std::size_t run = 0; run < variable.runs(); ++run) {
        runs.push_back(fold_run(file, variable, run, periods));
        for (std::size_t i = 0; i < steps * cells; ++i)
            if (runs.back().has(i)) used[i % cells] = true;
    }
    for (std::size_t cell = 0; cell < cells; ++cell)
        if (used[cell]) series.cells.push_back(cell);
    for (const Folding& run : runs) {
        for (const std::size_t cell : series.cells) {
            for (std::size_t t = 0; t < steps; ++t)
                series.values.push_back(static_cast<float>(run.value(t * cells + cell, fold)));
        }
    }
    return series;
}

std::vector<double> fold_values(std::span<const double> values, std::size_t cells, const Periods& periods) {
    Folding folding(periods, cells);
    folding.add(values, 0);
    std::vector<double> means(periods.labels.size() * cells);
    for (std::size_t at = 0; at < means.size(); ++at) means[at] = folding.value(at, Fold::mean);
    return means;
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
