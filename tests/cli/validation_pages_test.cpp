// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/validation_pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sunder::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ValidationTable hostile() {
    const std::string evil = "<script>alert('1')</script> \"|\" & `";
    ValidationRow row{evil, evil, evil, evil, evil, evil, evil, evil, false, evil, evil, evil, {1.0}};
    ValidationTable table;
    table.exact = {row};
    table.published = {row};
    table.not_compared = {{evil, evil, evil, evil}};
    return table;
}

TEST(ValidationPages, TextsOfTheTableCannotBecomeMarkup) {
    for (const std::string& html : {validation_page(hostile()), validation_fragment(hostile())}) {
        EXPECT_THAT(html, Not(HasSubstr("<script")));
        EXPECT_THAT(html, Not(HasSubstr("'1'")));
        EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
    }
    EXPECT_EQ(escaped_html("<a b=\"c\">'&'</a>"), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

TEST(ValidationPages, MarkdownCellsKeepTheirColumn) {
    const std::string text = validation_markdown(hostile());
    EXPECT_THAT(text, HasSubstr("\\|"));
    EXPECT_THAT(text, Not(HasSubstr(" <script")));
}

TEST(ValidationPages, SummaryCountsByKind) {
    ValidationTable table;
    ValidationRow row;
    row.kind = "exact";
    row.holds = true;
    table.exact = {row, row};
    row.kind = "predicted";
    table.published = {row};
    row.holds = false;
    table.published.push_back(row);
    EXPECT_EQ(summary(table), "2 of 2 exact cases hold, 1 of 2 predictions hold.");
}

}  // namespace
}  // namespace sunder::cli
