// SPDX-License-Identifier: Apache-2.0
#include "sim/report/document.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include "sim/record/grid_reader.hpp"
#include "sim/record/record_error.hpp"
#include "sim/report/json.hpp"
#include "sim/report/packed.hpp"

namespace sunder {
namespace {

constexpr std::array root_attributes{"title",        "question",       "source",    "git_revision",   "seed",
                                     "economy",      "economy_tables", "deck",      "economy_status", "audit",
                                     "recipe",       "draws",          "sweep",     "low_high",       "tables",
                                     "table_hashes", "basis",          "published", "attribution"};

/// A root attribute with one line per label, and the columns that it becomes.
struct Legend {
    const char *attribute, *dim;
    std::size_t fields;
    std::array<std::pair<std::size_t, const char*>, 5> columns;  ///< field, name; no name: no column
};
constexpr std::array legends{Legend{"countries", "country", 3, {{{1, "country_groups"}, {2, "country_name"}}}},
                             Legend{"goods", "good", 3, {{{1, "good_kind"}, {2, "good_name"}}}},
                             Legend{"measures",
                                    "measure",
                                    7,
                                    {{{1, "measure_issuer"},
                                      {3, "measure_announced"},
                                      {4, "measure_effective"},
                                      {5, "measure_expires"},
                                      {6, "measure_title"}}}}};

void write_legend(JsonWriter& json, const GridReader& file, const Legend& legend) {
    if (!file.has_dim(legend.dim)) return;
    const std::vector<std::vector<std::string>> rows = legend_rows(file.attribute(legend.attribute), legend.fields);
    for (const auto& [field, name] : legend.columns) {
        if (name == nullptr) continue;
        json.key(name).begin_array();
        for (const std::string& label : file.labels(legend.dim)) {
            const auto row = std::ranges::find_if(rows, [&](const auto& fields) { return fields.front() == label; });
            json.value(row == rows.end() ? std::string{} : (*row)[field]);  // a measure of several rules: its first
        }
        json.end_array();
    }
}

}  // namespace

std::string page_document(const std::filesystem::path& result) {
    if (std::filesystem::is_directory(result)) {
        if (std::filesystem::exists(result / "sweep.h5")) return page_document(result / "sweep.h5");
        throw RecordError(result, "is a folder without sweep.h5, the index of a sweep; sunder collect makes it");
    }
    const GridReader file(result);
    if (file.attribute("kind") == "cost study") return cost_document(result);
    if (file.has_dim("draw") && file.has_dim("axis")) return sweep_document(result);
    if (file.has_dim("run") && (file.has_dim("time") || file.has_dim("month"))) return run_document(result);
    throw RecordError(
        result,
        "is neither the result of a run (dimensions run and time), of a cost study (kind), nor of a sweep (draw and axis)");
}

void begin_document(JsonWriter& json, const GridReader& file, const char* kind, const std::filesystem::path& path) {
    json.begin_object().key("kind").value(kind).key("file").value(path.filename().string());
    json.key("attributes").begin_object();
    for (const char* name : root_attributes) {
        const std::string text = file.attribute(name);
        if (!text.empty()) json.key(name).value(text);
    }
    json.end_object();
}

void write_dims(JsonWriter& json, const GridReader& file) {
    json.key("dims").begin_object();
    for (const std::string& dim : file.dims()) {
        if (dim == "time" || dim == "month") continue;
        json.key(dim).begin_array();
        for (const std::string& label : file.labels(dim)) json.value(label);
        json.end_array();
    }
    json.end_object();
}

std::vector<std::vector<std::string>> legend_rows(const std::string& legend, std::size_t fields) {
    constexpr std::string_view bar = " | ";
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(legend);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        // the last field is words of a person and may hold a bar itself
        for (std::size_t at = 0; row.size() + 1 < fields && line.find(bar, at) != std::string::npos;) {
            row.push_back(line.substr(at, line.find(bar, at) - at));
            at = line.find(bar, at) + bar.size();
            if (row.size() + 1 == fields) row.push_back(line.substr(at));
        }
        row.resize(fields);
        if (!line.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

void write_texts(JsonWriter& json, const GridReader& file) {
    json.key("texts").begin_object();
    for (const GridColumn& column : file.columns()) {
        if (!column.is_text || column.extent.size() != 1) continue;
        json.key(column.name).begin_array();
        for (const std::string& text : file.texts(column)) json.value(text);
        json.end_array();
    }
    for (const Legend& legend : legends) write_legend(json, file, legend);
    json.end_object();
}

void write_column(JsonWriter& json, const GridReader& file, const GridColumn& column) {
    const std::vector<double> values = file.numbers(column);
    json.begin_object().key("name").value(column.name).key("unit").value(column.unit);
    json.key("long_name").value(column.long_name).key("equation").value(column.equation).key("dims").begin_array();
    for (const std::string& dim : column.dims) json.value(dim);
    json.end_array().key("data").value(packed(std::vector<float>(values.begin(), values.end()))).end_object();
}

}  // namespace sunder
