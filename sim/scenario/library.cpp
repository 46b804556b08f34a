// SPDX-License-Identifier: Apache-2.0
// One row per measure of the library, for `sunder list measures`.
#include <fmt/format.h>

#include "sim/scenario/measures.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {

std::vector<LibraryRow> library_rows() {
    std::vector<LibraryRow> rows;
    for (const std::string& id : measure_names()) {
        LibraryRow row;
        row.id = id;
        try {
            const Value table = library_measure(id).table;
            const auto text_of = [&table](const char* key) { return get_text(table, key).value_or(""); };
            row.title = text_of("title"), row.issuer = text_of("issuer");
            row.action = text_of("action"), row.article = text_of("article");
            row.effective = get_date(table, "effective").value_or(never);
        } catch (const InputError& error) {
            row.title = fmt::format("({} errors, see: sunder explain {})", error.faults().size(), id);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace sunder
