// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "sim/scenario/keys_schema.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/sweep/sweep_keys.hpp"

namespace sunder {
namespace {

/// Compares a committed file with the text made from the key tables; with SUNDER_REGENERATE set, writes it first.
void expect_committed(const std::string& name, const std::string& made) {
    const std::string path = std::string(SUNDER_SOURCE_DIR) + "/scenarios/" + name;
    if (std::getenv("SUNDER_REGENERATE") != nullptr) std::ofstream(path, std::ios::binary) << made;
    std::ifstream in(path, std::ios::binary);
    const std::string committed{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    EXPECT_TRUE(committed == made) << path
                                   << " is not what the key tables say. To write it anew: SUNDER_REGENERATE=1 sunder_tests "
                                   << "--gtest_filter='GeneratedFile.*'";
}

TEST(GeneratedFile, FieldsPageEqualsTheKeyTables) {
    expect_committed("FIELDS.md", deck_fields_markdown());
}
TEST(GeneratedFile, DeckSchemaEqualsTheKeyTables) {
    expect_committed("deck.schema.json", deck_schema());
}
TEST(GeneratedFile, MeasureSchemaEqualsTheKeyTables) {
    expect_committed("measure.schema.json", measure_schema());
}
TEST(GeneratedFile, SweepSchemaAndFieldsEqualTheKeyTable) {
    expect_committed("sweeps/sweep.schema.json", keys_schema("sunder sweep", sweep_fields()));
    expect_committed("sweeps/FIELDS.md", sweep_fields_markdown());
}

}  // namespace
}  // namespace sunder
