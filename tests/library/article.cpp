// SPDX-License-Identifier: Apache-2.0
#include "article.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "sim/input/csv.hpp"

namespace sunder::tests {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ';');) {
        const auto first = part.find_first_not_of(' '), last = part.find_last_not_of(' ');
        if (first != std::string::npos) parts.push_back(part.substr(first, last - first + 1));
    }
    return parts;
}

}  // namespace

std::vector<ArticleRow> article_rows() {
    std::ifstream file(SUNDER_SOURCE_DIR "/scenarios/measures/article.csv");
    std::ostringstream text;
    text << file.rdbuf();
    std::vector<Fault> faults;
    const CsvTable table = read_csv(text.str(), "article.csv", faults);
    if (!faults.empty()) throw std::runtime_error(InputError(faults).what());
    std::map<std::string, std::size_t> column;
    for (std::size_t c = 0; c < table.header.size(); ++c) column[table.header[c].text] = c;
    std::vector<ArticleRow> rows;
    for (const auto& cells : table.rows) {
        const auto at = [&](const char* name) -> const std::string& { return cells.at(column.at(name)).text; };
        ArticleRow row{at("id"),
                       split(at("file")),
                       at("date"),
                       at("actor"),
                       at("article"),
                       at("kind"),
                       at("effect_variable"),
                       at("effect_good"),
                       at("effect_country"),
                       at("effect_sign"),
                       at("override"),
                       at("unit"),
                       at("year"),
                       at("source"),
                       at("status"),
                       at("note"),
                       cells.front().line};
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace sunder::tests
