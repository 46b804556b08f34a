// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/record/grid_reader.hpp"
#include "sim/report/document.hpp"
#include "sim/report/fans.hpp"
#include "sim/report/json.hpp"

namespace sunder {
namespace {

/// Of the draws: answers, not series.
bool is_answer(const GridColumn& column) {
    return !column.is_text && std::ranges::find(column.dims, "run") == column.dims.end();
}

/// Series that become a fan: one dimension of their own beside draw, run and time.
bool has_fan(const GridColumn& column) {
    return column.dims.size() == 4 && column.dims[0] == "draw" && column.dims[1] == "run" && column.dims[2] == "time" &&
           column.extent[1] == 2;
}

std::vector<Day> days_of(const GridReader& file) {
    std::vector<Day> days;
    if (!file.has_dim("time")) return days;
    for (const std::string& day : file.labels("time")) days.push_back(static_cast<Day>(std::stol(day)));
    return days;
}

}  // namespace

std::string sweep_document(const std::filesystem::path& path) {
    const GridReader file(path);
    JsonWriter json;
    begin_document(json, file, "sweep", path);
    write_dims(json, file);
    write_texts(json, file);
    json.key("columns").begin_array();
    for (const GridColumn& column : file.columns())
        if (is_answer(column)) write_column(json, file, column);
    json.end_array();
    const Periods months = months_of(days_of(file));
    std::vector<std::string> differences;
    json.key("fans").begin_array();
    for (const GridColumn& column : file.columns()) {
        if (!has_fan(column)) continue;
        const Fan fan = fan_of(file, column, months);
        if (fan.is_difference) differences.push_back(column.name);
        write_series(json, fan.series);
    }
    json.end_array().key("fans_of_differences").begin_array();
    for (const std::string& name : differences) json.value(name);
    json.end_array().key("fan_quantiles").begin_array();
    for (const double q : fan_quantiles) json.value(q);
    json.end_array().key("months").begin_array();
    for (const std::string& month : months.labels) json.value(month);
    return json.end_array().end_object().text();
}

}  // namespace sunder
