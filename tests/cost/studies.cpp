// SPDX-License-Identifier: Apache-2.0
#include "tests/cost/studies.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace sunder {

const CostTables& shipped_tables() {
    static const CostTables tables = read_cost_tables(
        "cost-2019", read_table_files(std::filesystem::path(SUNDER_SOURCE_DIR) / "scenarios" / "economies" / "cost-2019"));
    return tables;
}

CostStudy shipped_study(const std::string& name, const std::vector<std::string>& set) {
    const std::string path = std::string(SUNDER_SOURCE_DIR) + "/scenarios/cost/" + name + ".toml";
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return read_study_text(text, path, {set}, &shipped_tables());
}

CostStudy study_of(const std::vector<std::vector<std::string>>& regions, const std::vector<std::string>& set) {
    std::string text = "title = \"t\"\nquestion = \"q\"\nsobol_draws = 0\ndraws = 100\n";
    for (std::size_t r = 0; r < regions.size(); ++r) {
        text += "[[region]]\nid = \"R" + std::to_string(r) + "\"\nplaces = [";
        for (const std::string& place : regions[r]) text += '"' + place + "\", ";
        text += "]\n";
    }
    return read_study_text(text, "test.toml", {set}, &shipped_tables());
}

std::string small_deck() {
    return "title = \"t\"\n"
           "question = \"q\"\n"
           "[[region]]\n"
           "id = \"A\"\n"
           "places = [\"USA\", \"EUR\", \"other\"]\n"
           "[[region]]\n"
           "id = \"B\"\n"
           "places = [\"CHN\", \"JPN\", \"KOR\", \"TWN\"]\n";
}

std::string faults_of(const std::string& text, const std::vector<std::string>& set) {
    try {
        (void)read_study_text(text, "deck.toml", {set}, &shipped_tables());
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

}  // namespace sunder
