// SPDX-License-Identifier: Apache-2.0
#include "sim/input/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sunder {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Result {
    CsvTable table;
    std::vector<std::string> faults;
};

Result read(std::string_view text) {
    std::vector<Fault> faults;
    Result result{read_csv(text, "t.csv", faults), {}};
    for (const Fault& fault : faults) result.faults.push_back(to_string(fault));
    return result;
}

std::vector<std::string> texts(const std::vector<CsvCell>& row) {
    std::vector<std::string> result;
    for (const CsvCell& cell : row) result.push_back(cell.text);
    return result;
}

TEST(CsvReader, ReadsQuotedCellsWithDelimitersBreaksAndQuotes) {
    const auto r = read("a,b\n\"1,5\",\"he said \"\"no\"\"\"\n\"two\r\nlines\",x\n");
    EXPECT_THAT(r.faults, ElementsAre());
    ASSERT_EQ(r.table.rows.size(), 2U);
    EXPECT_THAT(texts(r.table.rows[0]), ElementsAre("1,5", "he said \"no\""));
    EXPECT_THAT(texts(r.table.rows[1]), ElementsAre("two\nlines", "x"));
}

TEST(CsvReader, SkipsMarkCommentsAndEmptyLines) {
    const auto r = read("\xEF\xBB\xBF# a, comment; with \"quotes\n\r\na,b\r\n# another\r\n1,2\r\n\r\n3,4");
    EXPECT_THAT(r.faults, ElementsAre());
    EXPECT_THAT(texts(r.table.header), ElementsAre("a", "b"));
    ASSERT_EQ(r.table.rows.size(), 2U);
    EXPECT_THAT(texts(r.table.rows[1]), ElementsAre("3", "4"));
    EXPECT_EQ(r.table.rows[1][0].line, 7);
}

TEST(CsvReader, TakesTheDelimiterOfTheHeader) {
    EXPECT_EQ(read("a;b;c,d\n1;2;3\n").table.delimiter, ';');
    EXPECT_EQ(read("a\tb\n1\t2\n").table.delimiter, '\t');
    EXPECT_EQ(read("\"a;b;c\",d\n1,2\n").table.delimiter, ',');  // semicolons inside quotes do not count
    EXPECT_EQ(read("one\n1\n").table.delimiter, ',');
}

TEST(CsvReader, PlacesCountCharactersNotBytes) {
    const auto r = read("a,b\n\xC3\xA4\xC3\xB6,\"\xE5\x8F\xB0\",x\n");
    EXPECT_THAT(r.faults, ElementsAre(HasSubstr("t.csv:2:8: error: the row has 3 cells, but the header has 2")));
}

TEST(CsvReader, ReportsAllFaultsAtOnce) {
    const auto r = read("a,b,a,\n1,2,3,4\n1,2\n1,2,3,4,5\n\"x\"y,2,3,4\n");
    EXPECT_THAT(
        r.faults,
        ElementsAre("t.csv:3:3: error: the row has 2 cells, but the header has 4",
                    HasSubstr("t.csv:4:9: error: the row has 5 cells, but the header has 4; a decimal comma"),
                    HasSubstr("t.csv:5:4: error: text after the closing quote"),
                    "t.csv:1:5: error: column 'a' stands twice in the header", "t.csv:1:7: error: a column without a name"));
    EXPECT_EQ(r.table.rows.size(), 1U);
}

TEST(CsvReader, SaysWhereAnUnclosedQuoteOpens) {
    EXPECT_THAT(read("a,b\n1,\"2\n3,4\n").faults,
                ElementsAre("t.csv:2:3: error: the quote that opens here is never closed"));
}

TEST(CsvReader, NamesTheWrongEncoding) {
    EXPECT_THAT(read("a\nM\xFCnchen\n").faults,
                ElementsAre("t.csv:2:2: error: byte 0xfc is not UTF-8; saved as Windows-1252? Save it as 'CSV UTF-8'"));
    EXPECT_THAT(read(std::string_view("\xFF\xFE"
                                      "a\0",
                                      4))
                    .faults,
                ElementsAre(HasSubstr("UTF-16")));
}

TEST(CsvReader, EmptyFileHasNoHeader) {
    EXPECT_THAT(read("").faults, ElementsAre("t.csv: error: no header line"));
    EXPECT_THAT(read("# only a comment\n").faults, ElementsAre("t.csv: error: no header line"));
}

}  // namespace
}  // namespace sunder
