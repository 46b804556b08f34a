// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "sim/record/format.hpp"

namespace sunder {
namespace {

TEST(FormatMd, HasTheTablesOfTheProgram) {
    std::ifstream in(std::filesystem::path(SUNDER_SOURCE_DIR) / "sim/record/FORMAT.md", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    EXPECT_NE(text.find("<!-- begin tables -->\n" + format_markdown(outputs()) + "<!-- end tables -->"), std::string::npos)
        << "run tests/record/format_md on sim/record/FORMAT.md";
}

TEST(Outputs, NamesAreUniqueAndEveryRowIsFilledIn) {
    std::set<std::string_view> names;
    for (const OutputInfo& o : outputs()) {
        EXPECT_TRUE(names.insert(o.name).second) << o.name;
        EXPECT_FALSE(o.unit.empty() || o.long_name.empty() || o.equation.empty()) << o.name;
        EXPECT_EQ(std::set<Dim>(o.dims.begin(), o.dims.end()).size(), o.dims.size()) << o.name << ": a dimension twice";
    }
    EXPECT_FALSE(names.empty());
}

}  // namespace
}  // namespace sunder
