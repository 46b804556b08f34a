// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "sim/record/grid_reader.hpp"
#include "sim/report/document.hpp"
#include "sim/report/json.hpp"
#include "sim/report/series.hpp"

namespace sunder {
namespace {

/// Variables by good or tool class that a page shows month by month; of the rest, those by country or measure alone.
constexpr std::array by_month{"output",
                              "capacity",
                              "price_index",
                              "unit_cost",
                              "lead_time",
                              "input_cover",
                              "limiting_input",
                              "binding_tool_class",
                              "localisation",
                              "delivered",
                              "consumer_surplus_change"};
/// Flows between countries, summed over each year: by month they would be ten times the rest of the page.
constexpr std::array by_year{"trade_value"};

bool shown_by_month(const RecordedVariable& variable) {
    const auto own = variable.dims.size() - 2;
    if (own == 1 && (variable.dims[2] == "country" || variable.dims[2] == "measure")) return true;
    return std::ranges::find(by_month, variable.name) != by_month.end();
}

const std::vector<Day>& days_of(const ResultReader& file, const RecordedVariable& variable) {
    return file.days(variable.dims[1]);
}

void write_labels(JsonWriter& json, const char* name, const std::vector<std::string>& labels) {
    json.key(name).begin_array();
    for (const std::string& label : labels) json.value(label);
    json.end_array();
}

void write_decisions_taken(JsonWriter& json, const ResultReader& file) {
    json.key("decisions").begin_array();
    for (const RecordedDecision& d : file.decisions()) {
        json.begin_object().key("day").value(iso_date(d.day)).key("effective").value(iso_date(d.effective));
        json.key("country").value(d.country).key("measure").value(d.measure);
        json.key("kind").value(decision_kinds[static_cast<std::size_t>(d.kind)]);
        json.key("cause").value(decision_causes[static_cast<std::size_t>(d.cause)]).end_object();
    }
    json.end_array();
}

/// Months of the file and, for each, those that every variable shares.
Periods months_in(const ResultReader& file) {
    for (const RecordedVariable& variable : file.variables())
        if (variable.dims[1] == "time") return months_of(days_of(file, variable));
    return months_of(days_of(file, file.variables().front()));
}

}  // namespace

std::string run_document(const std::filesystem::path& path) {
    const GridReader grid(path);
    const ResultReader file(path);
    JsonWriter json;
    begin_document(json, grid, "run", path);
    write_dims(json, grid);
    write_texts(json, grid);
    write_decisions_taken(json, file);
    const std::vector<std::string> months = months_in(file).labels;
    std::vector<std::string> years;
    json.key("series").begin_array();
    for (const RecordedVariable& variable : file.variables()) {
        if (shown_by_month(variable)) {
            const Periods periods = months_of(days_of(file, variable));
            if (periods.labels == months) write_series(json, fold_series(file, variable, periods, Fold::mean));
        } else if (std::ranges::find(by_year, variable.name) != by_year.end()) {
            const Periods periods = years_of(days_of(file, variable));
            years = periods.labels;
            write_series(json, fold_series(file, variable, periods, Fold::sum));
        }
    }
    json.end_array();
    write_labels(json, "months", months);
    write_labels(json, "years", years);
    return json.end_object().text();
}

}  // namespace sunder
