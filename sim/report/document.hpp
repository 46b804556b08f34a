// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sunder {
struct GridColumn;
class GridReader;
class JsonWriter;

/// What a page shows of a result file, as one JSON document (sim/report/README.md): a run, a cost study or a sweep's folder.
/// Throws RecordError for other files, with what was expected.
[[nodiscard]] std::string page_document(const std::filesystem::path& result);

/// One kind each; document.cpp chooses.
[[nodiscard]] std::string run_document(const std::filesystem::path& file);
[[nodiscard]] std::string cost_document(const std::filesystem::path& file);
[[nodiscard]] std::string sweep_document(const std::filesystem::path& file);

/// Opens the document: kind, name of the file, root attributes that it has.
void begin_document(JsonWriter& json, const GridReader& file, const char* kind, const std::filesystem::path& path);
/// "dims": labels of every dimension of the file but time and month.
void write_dims(JsonWriter& json, const GridReader& file);
/// "texts": columns of words, those of the file and those that its legends hold (good_name, measure_issuer, ...): one text
/// for every label of the dimension.
void write_texts(JsonWriter& json, const GridReader& file);
/// Fields of the lines of a legend ("code | kind | name"); what a line lacks is empty.
[[nodiscard]] std::vector<std::vector<std::string>> legend_rows(const std::string& legend, std::size_t fields);
/// One column of numbers with its description, packed.
void write_column(JsonWriter& json, const GridReader& file, const GridColumn& column);

}  // namespace sunder
