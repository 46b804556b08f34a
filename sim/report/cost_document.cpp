// SPDX-License-Identifier: Apache-2.0
#include "sim/record/grid_reader.hpp"
#include "sim/report/document.hpp"
#include "sim/report/json.hpp"

namespace sunder {

std::string cost_document(const std::filesystem::path& path) {
    const GridReader file(path);
    JsonWriter json;
    begin_document(json, file, "cost", path);
    write_dims(json, file);
    write_texts(json, file);
    json.key("columns").begin_array();
    for (const GridColumn& column : file.columns())
        if (!column.is_text) write_column(json, file, column);
    return json.end_array().end_object().text();
}

}  // namespace sunder
