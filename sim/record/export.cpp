// SPDX-License-Identifier: Apache-2.0
#include "sim/record/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "sim/record/csv_file.hpp"
#include "sim/record/format.hpp"
#include "sim/record/part_file.hpp"

namespace sunder {
namespace {

template <class Visit>
void for_slices(const ResultReader& result, const RecordedVariable& v, Visit visit) {
    for (std::size_t run = 0; run < v.runs(); ++run) {
        for (std::size_t step = 0; step < v.steps(); ++step) visit(run, step, result.read(v, run, step, 1));
    }
}

/// Cells that are neither 0 nor NaN in some run at some time.
std::vector<std::size_t> live_cells(const ResultReader& result, const RecordedVariable& v) {
    std::vector<char> live(v.cells(), 0);
    for_slices(result, v, [&](std::size_t, std::size_t, const std::vector<double>& slice) {
        for (std::size_t c = 0; c < slice.size(); ++c) live[c] |= slice[c] != 0.0 && !std::isnan(slice[c]);
    });
    std::vector<std::size_t> cells;
    for (std::size_t c = 0; c < live.size(); ++c) {
        if (live[c] != 0) cells.push_back(c);
    }
    return cells;
}

void write_variable(const ResultReader& result, const RecordedVariable& v, CsvFile& csv) {
    for (const std::string& dim : v.dims) csv.text(dim);
    csv.text("value");
    csv.end_row();
    const std::vector<std::size_t> cells = live_cells(result, v);
    std::vector<std::string> labels;  // of each live cell, as they stand in the file
    for (const std::size_t cell : cells) {
        std::string joined;
        for (const std::string& label : cell_labels(result, v, cell)) {
            if (!joined.empty()) joined += ',';
            joined += csv_field(label);
        }
        labels.push_back(std::move(joined));
    }
    for_slices(result, v, [&](std::size_t run, std::size_t step, const std::vector<double>& slice) {
        const std::string date = iso_date(result.days(v.dims[1])[step]);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            csv.text(result.labels("run")[run]);
            csv.plain(date);
            if (v.dims.size() > 2) csv.plain(labels[i]);
            csv.number(slice[cells[i]]);
            csv.end_row();
        }
    });
}

int year_of(Day day) {
    return static_cast<int>(to_date(day).year());
}

/// "M$/week" -> {"M$/year", days of the year / 7}
struct Annual {
    std::string unit;
    std::string_view per;

    explicit Annual(std::string_view given) : unit(given), per() {
        for (const std::string_view ending : {std::string_view("/week"), std::string_view("/month")}) {
            if (!given.ends_with(ending)) continue;
            per = ending;
            unit = std::string(given.substr(0, given.size() - ending.size())) + "/year";
        }
    }
    [[nodiscard]] double factor(int year) const {
        if (per == "/month") return 12.0;
        if (per == "/week") return (std::chrono::year{year}.is_leap() ? 366.0 : 365.0) / 7.0;
        return 1.0;
    }
};

/// Axis of the country that a row is about.
std::optional<std::size_t> region_axis(const RecordedVariable& v) {
    for (const Dim dim : {Dim::country, Dim::exporter}) {
        const auto found = std::ranges::find(v.dims, dim_info(dim).name);
        if (found != v.dims.end()) return static_cast<std::size_t>(found - v.dims.begin());
    }
    return std::nullopt;
}

/// Yearly means of every cell of one run; columns that the variable does not reach stay NaN.
std::vector<std::vector<double>> yearly(const ResultReader& result, const RecordedVariable& v, std::size_t run,
                                        const Annual& annual, const std::vector<int>& years) {
    std::vector<std::vector<double>> sum(years.size(), std::vector<double>(v.cells(), 0.0));
    std::vector<std::vector<double>> n = sum;
    for (std::size_t step = 0; step < v.steps(); ++step) {
        const int year = year_of(result.days(v.dims[1])[step]);
        const auto y = static_cast<std::size_t>(std::ranges::find(years, year) - years.begin());
        const std::vector<double> slice = result.read(v, run, step, 1);
        for (std::size_t c = 0; c < slice.size(); ++c) {
            if (std::isnan(slice[c])) continue;
            sum[y][c] += slice[c] * annual.factor(year);
            n[y][c] += 1.0;
        }
    }
    for (std::size_t y = 0; y < years.size(); ++y) {
        for (std::size_t c = 0; c < sum[y].size(); ++c) sum[y][c] /= n[y][c];
    }
    return sum;
}

void write_rows(const ResultReader& result, const RecordedVariable& v, std::size_t region, const std::vector<int>& years,
                CsvFile& csv) {
    const Annual annual(v.unit);
    const std::vector<std::size_t> cells = live_cells(result, v);
    for (std::size_t run = 0; run < v.runs(); ++run) {
        const std::vector<std::vector<double>> values = yearly(result, v, run, annual, years);
        const std::string scenario = fmt::format("{} ({})", result.attribute("title"), result.labels("run")[run]);
        for (const std::size_t cell : cells) {
            const std::vector<std::string> labels = cell_labels(result, v, cell);
            std::string name = v.name;
            for (std::size_t i = 0; i < labels.size(); ++i) {
                if (i + 2 != region) name += "|" + labels[i];
            }
            csv.text(result.attribute("source"));
            csv.text(scenario);
            csv.text(labels[region - 2]);
            csv.text(name);
            csv.text(annual.unit);
            for (std::size_t y = 0; y < years.size(); ++y) csv.number(values[y][cell]);
            csv.end_row();
        }
    }
}

std::vector<int> recorded_years(const ResultReader& result) {
    std::vector<int> years;
    for (const RecordedVariable& v : result.variables()) {
        for (const Day day : result.days(v.dims[1])) years.push_back(year_of(day));
    }
    std::ranges::sort(years);
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
}

void write_decisions(const std::vector<RecordedDecision>& decisions, CsvFile& csv) {
    for (const DecisionColumn& column : decision_columns()) csv.text(column.name);
    csv.end_row();
    for (const RecordedDecision& d : decisions) {
        csv.plain(iso_date(d.day));
        csv.plain(iso_date(d.effective));
        for (const std::string& label : {d.run, d.country, d.measure}) csv.text(label);
        csv.plain(decision_kinds[static_cast<std::size_t>(d.kind)]);
        csv.plain(decision_causes[static_cast<std::size_t>(d.cause)]);
        for (const double number : {d.loss_index, d.sector_index, d.threshold, d.compliance}) csv.number(number);
        csv.end_row();
    }
    csv.close();
}

}  // namespace

void export_csv(const ResultReader& result, const std::filesystem::path& folder, bool force) {
    PartFile part(folder, PartFile::Kind::folder, force);
    CsvFile index(part.part() / "variables.csv", folder);
    for (const char* column : {"variable", "unit", "long_name", "equation"}) index.text(column);
    index.end_row();
    for (const RecordedVariable& v : result.variables()) {
        for (const std::string& field : {v.name, v.unit, v.long_name, v.equation}) index.text(field);
        index.end_row();
        CsvFile csv(part.part() / (v.name + ".csv"), folder);
        write_variable(result, v, csv);
        csv.close();
    }
    if (!result.decisions().empty()) {
        for (const DecisionColumn& c : decision_columns()) {
            for (const std::string_view field : {c.name, c.unit, c.long_name, c.equation}) index.text(field);
            index.end_row();
        }
        CsvFile csv(part.part() / "decisions.csv", folder);
        write_decisions(result.decisions(), csv);
    }
    index.close();
    part.publish();
}

void export_iamc(const ResultReader& result, const std::filesystem::path& file, bool force) {
    PartFile part(file, PartFile::Kind::file, force);
    const std::vector<int> years = recorded_years(result);
    CsvFile csv(part.part(), file);
    for (const char* column : {"model", "scenario", "region", "variable", "unit"}) csv.text(column);
    for (const int year : years) csv.text(std::to_string(year));
    csv.end_row();
    for (const RecordedVariable& v : result.variables()) {
        if (const auto region = region_axis(v)) write_rows(result, v, *region, years, csv);
    }
    csv.close();
    part.publish();
}

}  // namespace sunder
