// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <fstream>

#include "sim/calibration/result.hpp"
#include "sim/cli/calibration_report.hpp"
#include "sim/record/csv_file.hpp"
#include "sim/record/record_error.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

void write_text(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw RecordError(path, "could not be written");
}

void parameters_csv(const std::filesystem::path& path, const CalibrationCase& c, const Study& s) {
    CsvFile file(path, path);
    for (const char* name : {"key", "low", "start", "fitted", "high", "unit", "on_bound", "left_low", "left_high", "learned",
                             "basis", "identified_by"})
        file.plain(name);
    file.end_row();
    for (std::size_t p = 0; p < c.free.size(); ++p) {
        const FreeParameter& free = c.free[p];
        file.text(free.name);
        for (const double x : {free.low, free.start, free.at(s.fit.places[p]), free.high}) file.number(x);
        file.text(free.unit);
        file.plain(s.on_bound(p) ? "yes" : "no");
        for (const double x : {free.at(s.history.low[p]), free.at(s.history.high[p]), s.sensitivity.learned[p]})
            file.number(x);
        file.text(free.basis);
        file.text(free.identified_by);
        file.end_row();
    }
    file.close();
}

void moments_csv(const std::filesystem::path& path, const CalibrationCase& c, const Study& s) {
    CsvFile file(path, path);
    for (const char* name :
         {"id", "value", "observed", "error", "unit", "used", "before", "after", "z", "nearest_z", "source", "status"})
        file.plain(name);
    for (const FreeParameter& p : c.free) file.text("elasticity " + p.name);
    file.end_row();
    const std::vector<double> z = misses(c, s.fit.values);
    for (std::size_t m = 0; m < c.moments.size(); ++m) {
        const ObservedMoment& moment = c.moments[m];
        file.text(moment.id);
        file.text(moment.moment.text());
        file.number(moment.observed);
        file.number(moment.error);
        file.text(moment.unit);
        file.plain(moment.fitted ? "fitted" : "shown");
        for (const double x : {s.before[m], s.fit.values[m], z[m], s.history.nearest[m]}) file.number(x);
        file.text(moment.source);
        file.text(moment.status);
        for (std::size_t p = 0; p < c.free.size(); ++p) file.number(s.sensitivity.elasticity[p][m]);
        file.end_row();
    }
    file.close();
}

void draws_csv(const std::filesystem::path& path, const CalibrationCase& c, const Study& s) {
    CsvFile file(path, path);
    for (const FreeParameter& p : c.free) file.text(p.name);
    for (const ObservedMoment& m : c.moments) file.text(m.id);
    file.plain("implausibility");
    file.end_row();
    for (std::size_t d = 0; d < s.history.draws.size(); ++d) {
        for (std::size_t p = 0; p < c.free.size(); ++p) file.number(c.free[p].at(s.history.draws[d][p]));
        for (const double x : s.history.values[d]) file.number(x);
        file.number(s.history.implausibility[d]);
        file.end_row();
    }
    file.close();
}

void json_parameters(JsonWriter& json, const CalibrationCase& c, const Study& s) {
    json.key("parameters").begin_array();
    for (std::size_t p = 0; p < c.free.size(); ++p) {
        const FreeParameter& free = c.free[p];
        json.begin_object().key("key").value(free.name).key("low").value(free.low).key("start").value(free.start);
        json.key("fitted").value(free.at(s.fit.places[p])).key("high").value(free.high);
        json.key("on_bound").value(s.on_bound(p) ? 1 : 0);
        json.key("left_low").value(free.at(s.history.low[p])).key("left_high").value(free.at(s.history.high[p]));
        json.key("learned").value(s.sensitivity.learned[p]).key("basis").value(free.basis);
        json.key("identified_by").value(free.identified_by).end_object();
    }
    json.end_array();
}

void json_moments(JsonWriter& json, const CalibrationCase& c, const Study& s) {
    json.key("moments").begin_array();
    const std::vector<double> z = misses(c, s.fit.values);
    for (std::size_t m = 0; m < c.moments.size(); ++m) {
        const ObservedMoment& moment = c.moments[m];
        json.begin_object().key("id").value(moment.id).key("value").value(moment.moment.text());
        json.key("observed").value(moment.observed).key("error").value(moment.error);
        json.key("kind").value(moment.fitted ? "fitted" : "shown").key("before").value(s.before[m]);
        json.key("after").value(s.fit.values[m]).key("z").value(z[m]).key("nearest_z").value(s.history.nearest[m]);
        json.key("source").value(moment.source).key("status").value(moment.status).key("elasticity").begin_object();
        for (std::size_t p = 0; p < c.free.size(); ++p) json.key(c.free[p].name).value(s.sensitivity.elasticity[p][m]);
        json.end_object().end_object();
    }
    json.end_array();
}

}  // namespace

std::string calibration_json(const CalibrationCase& c, const Study& s, const StudyOptions& options) {
    JsonWriter json;
    json.begin_object().key("case").value(c.name).key("title").value(c.title).key("deck").value(c.deck);
    json.key("draws").value(static_cast<std::int64_t>(s.history.draws.size()));
    json.key("seed").value(static_cast<std::int64_t>(options.seed));
    json.key("standing").value(static_cast<std::int64_t>(s.history.standing)).key("runs").value(s.fit.runs);
    json_parameters(json, c, s);
    json_moments(json, c, s);
    json.key("variants").begin_array();
    for (std::size_t v = 0; v < c.variants.size(); ++v) {
        json.begin_object().key("name").value(c.variants[v].name);
        json.key("implausibility").value(implausibility(c, s.variants[v])).key("values").begin_array();
        for (const double x : s.variants[v]) json.value(x);
        json.end_array().end_object();
    }
    return json.end_array().end_object().text() + '\n';
}

void write_calibration(const std::filesystem::path& folder, const CalibrationCase& c, const Study& s,
                       const StudyOptions& options) {
    write_text(folder / (c.name + ".toml"), result_toml(result_of(c, s, options)));
    write_text(folder / (c.name + ".json"), calibration_json(c, s, options));
    parameters_csv(folder / (c.name + ".parameters.csv"), c, s);
    moments_csv(folder / (c.name + ".moments.csv"), c, s);
    draws_csv(folder / (c.name + ".draws.csv"), c, s);
}

}  // namespace sunder::cli
