// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cost/studies.hpp"

namespace sunder {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// The small deck with one piece of text in the place of another.
std::string with(const std::string& from, const std::string& to) {
    std::string text = small_deck();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(BadStudy, TheSmallDeckIsSound) {
    EXPECT_EQ(faults_of(small_deck()), "");
}

TEST(BadStudy, OverlapIsLocated) {
    EXPECT_EQ(faults_of(with("\"CHN\", \"JPN\"", "\"CHN\", \"USA\", \"JPN\"")),
              "deck.toml:8:18: error: regions overlap: 'USA' is already in region 'A'");
    EXPECT_THAT(faults_of(with("\"CHN\", \"JPN\"", "\"CHN\", \"CHN\", \"JPN\"")), HasSubstr("already in region 'B'"));
}

TEST(BadStudy, AMissingPlaceIsNamedWithItsDemand) {
    EXPECT_THAT(faults_of(with(", \"TWN\"", "")),
                AllOf(HasSubstr("deck.toml:3"), HasSubstr("no region holds 'TWN' (Taiwan, 1 % "
                                                          "of consumption)")));
}

TEST(BadStudy, UnknownNamesGetTheNearest) {
    EXPECT_THAT(faults_of(with("\"KOR\"", "\"KORE\"")),
                AllOf(HasSubstr("deck.toml:8:25: error: unknown place 'KORE'; did you mean 'KOR'?")));
    EXPECT_THAT(faults_of(small_deck(), {"activities=[\"fab_lt1\"]"}),
                HasSubstr("unknown activity 'fab_lt1'; did you mean 'fab_lt10'?"));
    EXPECT_THAT(faults_of(small_deck(), {"alone=\"C\""}), HasSubstr("unknown region 'C'"));
    EXPECT_THAT(faults_of(small_deck(), {"basis=\"end_uzer\""}),
                HasSubstr("unknown basis 'end_uzer'; did you mean 'end_user'?"));
    EXPECT_THAT(faults_of(small_deck(), {"input.rat=1"}), HasSubstr("unknown key 'input.rat'; did you mean 'rate'?"));
    EXPECT_THAT(faults_of(small_deck(), {"input.location.USSA=1"}), HasSubstr("unknown place 'USSA'"));
}

TEST(BadStudy, ValuesOutOfRangeSayTheRange) {
    EXPECT_THAT(faults_of(small_deck() + "[input]\nlife_years = -15\n"),
                HasSubstr("deck.toml:10:14: error: input.life_years = -15, but it must lie in [1, 1000] (years)"));
    EXPECT_THAT(faults_of(small_deck(), {"input.rate=-0.01"}),
                HasSubstr("input.rate = -0.01, but it must lie in [0, 1] (1/year)"));
    EXPECT_THAT(faults_of(small_deck(), {"input.rate=[0.1,0.08,0.05]"}), HasSubstr("comes after"));
    EXPECT_THAT(faults_of(small_deck(), {"input.location.USA=-1"}), HasSubstr("input.location = -1"));
    EXPECT_THAT(faults_of(small_deck(), {"demand_share=1.5"}), HasSubstr("demand_share = 1.5"));
}

TEST(BadStudy, WrongTypesAreLocated) {
    EXPECT_THAT(faults_of(with("\"A\"", "7")), HasSubstr("deck.toml:4:6: error: "));
    EXPECT_THAT(faults_of(with("[\"USA\", \"EUR\", \"other\"]", "3")), HasSubstr("deck.toml:5:10: error: "));
    EXPECT_THAT(faults_of("draws = \"many\"\n" + small_deck()), HasSubstr("deck.toml:1:9: error: "));
    EXPECT_THAT(faults_of("region = 4\ntitle = \"t\"\nquestion = \"q\"\n"), HasSubstr("deck.toml:1:10: error: "));
    EXPECT_THAT(faults_of(small_deck() + "[input]\nrate = true\n"), HasSubstr("deck.toml:10:8: error: "));
    EXPECT_THAT(faults_of(small_deck() + "[input]\nrate = [0.05, 0.08]\n"), HasSubstr("deck.toml:10:8: error: "));
}

TEST(BadStudy, EmptyListsAreRefused) {
    EXPECT_THAT(faults_of(small_deck(), {"activities=[]"}), HasSubstr("activities is empty"));
    EXPECT_THAT(faults_of(small_deck(), {"builders=[]"}), HasSubstr("builders is empty"));
    EXPECT_THAT(faults_of(with("[\"USA\", \"EUR\", \"other\"]", "[]")), HasSubstr("region 'A' has no places"));
    EXPECT_THAT(faults_of("title = \"t\"\nquestion = \"q\"\n"), HasSubstr("'region' is missing"));
}

TEST(BadStudy, AllFaultsComeAtOnce) {
    const std::string found = faults_of(with("\"KOR\"", "\"KORE\""), {"input.rate=-1", "draws=1"});
    EXPECT_THAT(found, AllOf(HasSubstr("unknown place 'KORE'"), HasSubstr("no region holds 'KOR'"),
                             HasSubstr("input.rate = -1"), HasSubstr("draws = 1")));
}

/// The shipped tables with one piece of text replaced in one file.
std::string table_faults(const std::string& file, const std::string& from, const std::string& to) {
    auto files = read_table_files(std::string(SUNDER_SOURCE_DIR) + "/scenarios/economies/cost-2019");
    for (TableFile& one : files) {
        one.label = one.name;
        if (one.name != file) continue;
        const std::size_t at = one.bytes.find(from);
        EXPECT_NE(at, std::string::npos);
        one.bytes.replace(at, from.size(), to);
    }
    try {
        (void)read_cost_tables("cost-2019", files);
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(BadCostTables, SharesThatDoNotSumToOneAreLocated) {
    EXPECT_EQ(table_faults("shares.csv", "eda_ip,USA,0.74", "eda_ip,USA,0.70"),
              "shares.csv:2:1: error: the shares of 'eda_ip' sum to 0.96, not to 1");
    EXPECT_THAT(table_faults("consumption.csv", "end_user,USA,0.25", "end_user,USA,0.35"),
                HasSubstr("sum to 1.1, not to 1"));
}

TEST(BadCostTables, AnEmptyActivityIsNamed) {
    EXPECT_THAT(table_faults("activities.csv", "knowledge,eda_ip", "knowledge,eda_ipp"),
                HasSubstr("activity 'rd_eda' is empty: shares.csv has no family 'eda_ipp'; did you mean 'eda_ip'?"));
    EXPECT_THAT(table_faults("quantities.csv", "rd_eda,rd_busd_yr", "rd_edo,rd_busd_yr"),
                AllOf(HasSubstr("activity 'rd_eda' is empty: quantities.csv has no rd_busd_yr for it"),
                      HasSubstr("activity = 'rd_edo' is not in activities.csv; did you mean 'rd_eda'?")));
}

/// Every row of every table has unit, year, source and status: each cell emptied in turn is a fault in its row.
TEST(BadCostTables, ARowWithoutUnitYearSourceOrStatusIsRefused) {
    const std::string folder = std::string(SUNDER_SOURCE_DIR) + "/scenarios/economies/cost-2019";
    std::size_t emptied = 0;
    for (const TableFile& file : read_table_files(folder)) {
        if (!file.name.ends_with(".csv")) continue;
        const std::string head = file.bytes.substr(0, file.bytes.find('\n'));
        for (const std::string column : {"unit", "year", "source", "status"}) {
            EXPECT_THAT(head, HasSubstr("," + column)) << file.name;
            // without the name of the column nobody knows the cells: the table is refused
            EXPECT_THAT(table_faults(file.name, "," + column, "," + column + "x"), HasSubstr(file.name)) << column;
            ++emptied;
        }
    }
    EXPECT_EQ(emptied, 8U * 4U);
    const std::string row = "rate,*,case,0.08,0.08,0.08,1/year,2019,cost of capital of the industry,assumption,";
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{",1/year,", ",,"},
                                                          {",2019,", ",,"},
                                                          {",cost of capital of the industry,", ",,"},
                                                          {",assumption,", ",,"},
                                                          {",assumption,", ",guess,"}}) {
        std::string without = row;
        without.replace(without.find(from), from.size(), to);
        EXPECT_THAT(table_faults("inputs.csv", row, without), HasSubstr("inputs.csv:")) << without;
    }
}

TEST(BadCostTables, WrongRowsAreLocated) {
    EXPECT_THAT(table_faults("inputs.csv", "rate,*,case,0.08,0.08,0.08", "rate,*,case,0.08,0.04,0.08"),
                HasSubstr("low, mid, high must not fall"));
    EXPECT_THAT(table_faults("inputs.csv", "rate,*,case", "rat,*,case"),
                HasSubstr("unknown input 'rat'; did you mean 'rate'?"));
    EXPECT_THAT(table_faults("shares.csv", "eda_ip,USA", "eda_ip,USB"), HasSubstr("'USB' is not in places.csv"));
    EXPECT_THAT(table_faults("world.csv", "capex_busd_yr", "capex"), HasSubstr("world.csv:3:1: error: quantity = 'capex'"));
}

}  // namespace
}  // namespace sunder
