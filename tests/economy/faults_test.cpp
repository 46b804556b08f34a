// SPDX-License-Identifier: Apache-2.0
// Every kind of bad table gets its line. Each test spoils one place of the tiny economy.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/image.hpp"
#include "tests/economy/tiny.hpp"

namespace sunder::tiny {
namespace {

using testing::HasSubstr;

struct Bad {
    const char* name;
    const char* table;
    const char* from;
    const char* to;
    const char* fault;
};

class BadTable : public testing::TestWithParam<Bad> {};

TEST_P(BadTable, IsRefusedWithItsPlace) {
    auto files = tiny_tables();
    ASSERT_NO_FATAL_FAILURE(change(files, GetParam().table, GetParam().from, GetParam().to));
    EXPECT_THAT(faults_of(files), HasSubstr(GetParam().fault));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Tables, BadTable, testing::Values(
    Bad{"UnknownCountry", "final.csv", "AAA,homes,box,700", "AAB,homes,box,700", "final.csv:2:1: error: country = 'AAB' is not in countries.csv; did you mean 'AAA'?"},
    Bad{"UnknownGood", "io.csv", "ore,chip,0.1", "orr,chip,0.1", "io.csv:2:1: error: input = 'orr' is not in goods.csv; did you mean 'ore'?"},
    Bad{"UnknownGroup", "units.csv", "Alpha,AAA", "Alfa,AAA", "units.csv:2:1: error: group = 'Alfa' is not in groups.csv; did you mean 'Alpha'?"},
    Bad{"UnknownColumn", "shares.csv", "share_plant", "share_plants", "shares.csv:1:14: error: unknown column 'share_plants'; did you mean 'share_plant'?"},
    Bad{"MissingColumn", "shares.csv", "share_plant", "share_hq", "shares.csv:1: error: column 'share_plant' is missing"},
    Bad{"NegativeValue", "final.csv", "700", "-700", "final.csv:2:15: error: value_musd = -700, but it must be at least 0 M$ per year (final demand)"},
    Bad{"ShareAboveOne", "units.csv", "chip,0.75", "chip,1.75", "units.csv:2:16: error: share_of_country_good = 1.75, but it must lie in [0, 1] share"},
    Bad{"SharesDoNotSumToOne", "shares.csv", "BBB,chip,0.6", "BBB,chip,0.5999999", "shares.csv:8:10: error: share_plant of chip sums to 0.9999999 over the countries, but it must be 1"},
    Bad{"VendorSharesDoNotSumToOne", "tools.csv", "BBB,0.2", "BBB,0.3", "vendor_share of saw sums to 1.1 over the HQ countries, but it must be 1"},
    Bad{"NamedPlantsMakeTooMuch", "units.csv", "Beta,BBB,chip,1,", "Beta,AAA,chip,0.5,", "units.csv:3:15: error: with this row the named plants make 1.25 of chip in AAA, more than all of it"},
    Bad{"PlantWhereNothingIsMade", "units.csv", "Saws,AAA,saw", "Beta,BBB,box,0.1,,M$,2021,test,assumption\nSaws,BBB,care,0.5,,M$,2021,test,assumption\nSaws,AAA,saw", "units.csv:5:6: error: BBB makes no care by shares.csv"},
    Bad{"DuplicateRow", "io.csv", "chip,box,0.2,cur", "ore,chip,0.2,cur", "io.csv:3: error: a second row for ore, chip in 2021 (the first is line 2)"},
    Bad{"EmptySource", "io.csv", "ore,chip,0.1,cur,M$,2021,test", "ore,chip,0.1,cur,M$,2021,", "io.csv:2:26: error: source is empty"},
    Bad{"UnknownStatus", "io.csv", "ore,chip,0.1,cur,M$,2021,test,assumption", "ore,chip,0.1,cur,M$,2021,test,guess", "status = 'guess', but it must be one of confirmed, derived, from memory, assumption, fitted"},
    Bad{"ParameterOutOfRange", "goods.csv", "0,0.1,0,0.01", "0,7,0,0.01", "goods.csv:3:23: error: delta = 7, but it must lie in [0.01, 1] 1/year (tools worn out or obsolete per year)"},
    Bad{"FinalGoodWithoutSeller", "shares.csv", "BBB,box,1", "AAA,box,0", "no country makes 'box': shares.csv has no row for it"},
    Bad{"InputWithoutSeller", "shares.csv", "AAA,ore,0.5,M$,2021,test,assumption\nBBB,ore,0.5,M$,2021,test,assumption\n", "", "io.csv:2:1: error: no country makes 'ore'"},
    Bad{"NotProductive", "io.csv", "chip,box,0.2", "box,box,1", "the world economy is not productive"},
    Bad{"Circle", "io.csv", "chip,box,0.2,cur", "chip,box,0.2,cur,M$,2021,test,assumption\nbox,ore,0.01,cur", "goods need each other in a circle: "},
    Bad{"NothingLeftForLabour", "io.csv", "ore,chip,0.1,cur", "ore,chip,0.9,cur", "nothing is left for labour in chip: 1/(1+mu) 0.8696 - inputs "},
    Bad{"DecimalComma", "io.csv", "0.2,cur", "\"0,2\",cur", "io.csv:3:10: error: coefficient = '0,2' is not a number; a decimal comma? write 0.2"},
    Bad{"ToolInIo", "io.csv", "ore,chip,0.1,cur", "saw,chip,0.1,cur", "tools are capital: they stand in tools.csv, not in io.csv"},
    Bad{"ServiceThatDiffersFromTheToolStock", "io.csv", "ore,chip,0.1,cur", "care,chip,0.1,srv,M$,2021,test,assumption\nore,chip,0.1,cur", "service = 0.1 for chip, but service_rate times its tool stock is 0.025"},
    Bad{"IntensityWithoutUser", "tools.csv", "intensity,saw,chip", "intensity,saw,", "tools.csv:2:15: error: intensity needs a user_good"}),
    [](const auto& row) { return std::string{row.param.name}; });
// clang-format on

TEST(BadTables, ReportAllFaultsOfAllTablesAtOnce) {
    auto files = tiny_tables();
    change(files, "final.csv", "AAA,homes,box,700", "AAA,homes,bix,x");
    change(files, "io.csv", "ore,chip,0.1", "ore,chop,0.1");
    const std::string faults = faults_of(files);
    EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 2);  // three lines
    EXPECT_THAT(faults, HasSubstr("io.csv:2:5"));
    EXPECT_THAT(faults, HasSubstr("final.csv:2:11"));
    EXPECT_THAT(faults, HasSubstr("final.csv:2:15"));
}

TEST(BadTables, MissingTable) {
    auto files = tiny_tables();
    std::erase_if(files, [](const TableFile& file) { return file.name == "io.csv"; });
    EXPECT_EQ(faults_of(files), "io.csv: error: the table is missing");
}

TEST(BadTables, StrangeFileIsAWarningWithTheNearestName) {
    auto files = tiny_tables();
    table(files, "demandpath.csv") = "x\n";
    std::vector<Fault> warnings;
    (void)build(files, &warnings);
    ASSERT_FALSE(warnings.empty());
    EXPECT_EQ(to_string(warnings[0]),
              "demandpath.csv: warning: not a table of an economy; not read; did you mean 'demand_path.csv'?");
}

TEST(BadTables, WrongEncodingIsOneFaultOfThatTable) {
    auto files = tiny_tables();
    change(files, "countries.csv", "B land", "B l\xE4nd");
    EXPECT_THAT(faults_of(files), HasSubstr("countries.csv:3:8: error: byte 0xe4 is not UTF-8; saved as Windows-1252?"));
}

TEST(BadTables, SemicolonsAndDecimalCommasOfASpreadsheet) {
    auto files = tiny_tables();
    std::string& io = table(files, "io.csv");
    std::replace(io.begin(), io.end(), ',', ';');
    EXPECT_EQ(faults_of(files), "");
    std::replace(io.begin(), io.end(), '.', ',');
    EXPECT_THAT(faults_of(files),
                HasSubstr("io.csv:2:10: error: coefficient = '0,1' is not a number; a decimal comma? write 0.1"));
}

TEST(BadTables, ParameterRowOutOfRangeAndDeltaByFirm) {
    auto files = tiny_tables();
    table(files, "params.csv") =
        "key,good,country,firm,value,unit,year,source,status\nmu,chip,,,9,1,2021,t,assumption\ndelta,saw,,Alpha,0.2,1,2021,"
        "t,assumption\n";
    const std::string faults = faults_of(files);
    EXPECT_THAT(
        faults,
        HasSubstr(
            "params.csv:2:11: error: mu = 9, but it must lie in [0, 2] share (mark-up over unit cost in the base year)"));
    EXPECT_THAT(faults, HasSubstr("params.csv:3:12: error: delta by firm would unsettle the balanced tool stock"));
}

TEST(BadTables, ProjectOfAFirmThatMakesNothingThere) {
    auto files = tiny_tables();
    table(files, "projects.csv") =
        "group,country,good,name,announce,online,addition_musd_yr,unit,year,source,status\n"
        "Beta,AAA,chip,Hall,2021-02-01,2022-03-04,5,M$,2021,t,assumption\n"
        "Alpha,AAA,chip,Hall,2021-02-30,2022-03-04,5,M$,2021,t,assumption\n";
    EXPECT_THAT(faults_of(files),
                HasSubstr("projects.csv:3:21: error: announce = '2021-02-30' is not a date; write YYYY-MM-DD"));
    change(files, "projects.csv", "02-30", "02-03");
    EXPECT_THAT(faults_of(files), HasSubstr("no unit of Beta makes chip in AAA; its makers there: Alpha, tail:AAA:chip"));
}

std::string hubs(const std::string& lines) {
    return "country,goods,weight,enforcement,unit,year,source,status\n" + lines;
}

TEST(Hubs, OfTheFewestGoodsCount) {
    auto files = tiny_tables();
    table(files, "hubs.csv") = hubs(
        "AAA,*,0.25,0.1,share,2021,t,assumption\nBBB,*,0.75,0.2,share,2021,t,assumption\n"
        "BBB,chip,1,0.3,share,2021,t,assumption\n");
    const Network n = build(files);
    ASSERT_EQ(n.hubs.size(), 2U * 4U + 1U);  // five goods, one of which has rows of its own
    for (const Hub& hub : n.hubs)
        if (n.goods[static_cast<std::size_t>(hub.good)].code == "chip") {
            EXPECT_EQ(hub.country, 1);
            EXPECT_EQ(hub.weight, 1.0);
            EXPECT_EQ(hub.enforcement, 0.3);
        }
    const Network again = read_image(write_image(n));
    ASSERT_EQ(again.hubs.size(), n.hubs.size());
    EXPECT_EQ(again.hubs[0].weight, 0.25);
}

TEST(Hubs, FaultsHaveTheirPlace) {
    const auto fault = [](const std::string& lines) {
        auto files = tiny_tables();
        table(files, "hubs.csv") = hubs(lines);
        return faults_of(files);
    };
    EXPECT_THAT(fault("AAA,*,0.5,0,share,2021,t,assumption\nBBB,*,0.4,0,share,2021,t,assumption\n"),
                HasSubstr("hubs.csv:3:7: error: weights of the hubs of ore sum to 0.9, but they must sum to 1"));
    EXPECT_THAT(fault("ABA,*,1,0,share,2021,t,assumption\n"),
                HasSubstr("hubs.csv:2:1: error: country = 'ABA' is not in countries.csv; did you mean 'AAA'?"));
    EXPECT_THAT(fault("AAA,chop,1,0,share,2021,t,assumption\n"), HasSubstr("hubs.csv:2:5: error: goods: 'chop' is no good"));
    EXPECT_THAT(fault("AAA,*,1.5,0,share,2021,t,assumption\n"),
                HasSubstr("hubs.csv:2:7: error: weight = 1.5, but it must lie in [0, 1] share"));
    EXPECT_THAT(fault("AAA,*,1,-1,share,2021,t,assumption\n"), HasSubstr("hubs.csv:2:9: error: enforcement = -1"));
}

TEST(Owners, AreReadIntoGroupsAndTheirFaultsPlaced) {
    const auto with = [](const std::string& owners) {
        auto files = tiny_tables();
        table(files, "groups.csv") = "group,hq,owners,unit,year,source,status\nAlpha,AAA," + owners +
                                     ",code,2021,t,assumption\nBeta,BBB,,code,2021,t,assumption\n"
                                     "Saws,AAA,,code,2021,t,assumption\n";
        return files;
    };
    const Network n = read_image(write_image(build(with("BBB:0.28;AAA:0.72"))));
    ASSERT_EQ(n.groups[0].owners.size(), 2U);
    EXPECT_EQ(n.groups[0].owners[0].country, 1);
    EXPECT_EQ(n.groups[0].owners[0].share, 0.28);
    EXPECT_TRUE(n.groups[1].owners.empty());
    EXPECT_THAT(faults_of(with("BBB:0.5;AAA:0.6")),
                HasSubstr("groups.csv:2:11: error: owners = 'BBB:0.5;AAA:0.6': the shares "
                          "sum to 1.1, more than 1"));
    EXPECT_THAT(faults_of(with("BBC:0.5")), HasSubstr("groups.csv:2:11: error: owners = 'BBC:0.5': BBC is not in "
                                                      "countries.csv; did you mean 'BBB'?"));
    EXPECT_THAT(faults_of(with("BBB")), HasSubstr("'BBB' is no owner; write CHN:0.28"));
    EXPECT_THAT(faults_of(with("BBB:0")), HasSubstr("'BBB:0' is no owner"));
    EXPECT_THAT(faults_of(with("BBB:0.1;BBB:0.2")), HasSubstr("BBB is named twice"));
}

}  // namespace
}  // namespace sunder::tiny
