// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/io_table.hpp"

#include <gmock/gmock.h>

#include <numeric>

#include "sim/core/image.hpp"
#include "sim/core/simulation.hpp"
#include "sim/economy/build.hpp"

namespace sunder {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Two regions, two sectors. Sales of A.s: 10 + 20 + 0 + 5 + 65 = 100. B.t sells nothing and buys nothing.
constexpr const char* z_text =
    "industry,A.s,A.t.x,B.s,B.t.x\n"
    "A.s,10,20,5,0\n"
    "A.t.x,30,0,15,0\n"
    "B.s,0,10,20,0\n"
    "B.t.x,0,0,0,0\n";
constexpr const char* y_text =
    "industry,A.hh,B.hh\n"
    "A.s,65,0\n"
    "A.t.x,5,50\n"
    "B.s,40,30\n"
    "B.t.x,0,0\n";

Network build_io(const std::string& z, const std::string& y, const std::string& notes = "",
                 std::vector<Fault>* warnings = nullptr) {
    std::vector<TableFile> files{{"Y.csv", "Y.csv", y}, {"Z.csv", "Z.csv", z}};
    if (!notes.empty()) files.push_back({"table.toml", "table.toml", notes});
    return build_from_tables(files, "io", "io", LinkRules{}, warnings);
}

std::string io_faults(const std::string& z, const std::string& y, const std::string& notes = "") {
    try {
        (void)build_io(z, y, notes);
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

double output_of(const Network& n, std::int32_t unit) {
    double sum = 0.0;
    for (std::size_t e = 0; e < n.link_supplier.size(); ++e)
        if (n.link_supplier[e] == unit) sum += n.link_z0_musd_yr[e];
    return sum;
}

TEST(IoTable, OneUnitPerIndustryWithOutputOneAgentPerRegionAndCategory) {
    std::vector<Fault> warnings;
    const Network n = build_io(z_text, y_text, "", &warnings);
    EXPECT_EQ(n.units(), 3);
    EXPECT_EQ(n.finals(), 2);
    ASSERT_EQ(n.goods.size(), 2U);
    EXPECT_EQ(n.goods[1].code, "t.x");  // cut at the first dot: a sector's code may hold dots
    EXPECT_THAT(n.unit_good, ElementsAre(0, 0, 1));
    EXPECT_THAT(n.unit_country, ElementsAre(0, 1, 0));
    EXPECT_EQ(n.links(), 13 - 1);  // cells above 0: 7 in Z, 5 in Y
    EXPECT_EQ(output_of(n, 0), 100.0);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(to_string(warnings[0]), HasSubstr("without output, left out: B.t.x"));
}

TEST(IoTable, ReadsBackFromItsImageAndRuns) {
    const Network n = read_image(write_image(build_io(z_text, y_text)));
    RunSpec spec;
    spec.end = 70;
    spec.lanes = {{"baseline", {}, {}, {}}};
    SerialBlocks blocks;
    Simulation simulation(n, spec, blocks);
    EXPECT_EQ(simulation.run(nullptr), 10);
}

TEST(IoTable, RowsAndColumnsMayStandInAnyOrder) {
    const std::string z = "industry,B.t.x,B.s,A.t.x,A.s\nB.s,0,20,10,0\nB.t.x,0,0,0,0\nA.t.x,0,15,0,30\nA.s,0,5,20,10\n";
    const Network n = build_io(z, y_text);
    EXPECT_EQ(n.links(), 12);
    for (std::int32_t u = 0; u < n.units(); ++u)  // regions now in the order B, A
        if (n.countries[static_cast<std::size_t>(n.unit_country[static_cast<std::size_t>(u)])].code == "A" &&
            n.goods[static_cast<std::size_t>(n.unit_good[static_cast<std::size_t>(u)])].code == "s") {
            EXPECT_EQ(output_of(n, u), 100.0);
        }
}

TEST(IoTable, SaysEveryFaultAtOnceWithItsPlace) {
    std::string z = with(z_text, "A.s,10,20", "A.s,-10,2o");
    const std::string y = with(y_text, "A.t.x,5", "A.t.x,");
    const std::string text = io_faults(z, y, "smallest_shar = 0.1\nstatus = 'sure'\nmusd_per_unit = -1\n");
    EXPECT_THAT(text, HasSubstr("Z.csv:2:5: error: A.s to A.s = -10, but a flow must be at least 0"));
    EXPECT_THAT(text, HasSubstr("Z.csv:2:9: error: A.s to A.t.x: '2o' is not a number"));
    EXPECT_THAT(text, HasSubstr("Y.csv:3:7: error: A.t.x to A.hh: the cell is empty"));
    EXPECT_THAT(text, HasSubstr("table.toml:1:1: error: unknown key 'smallest_shar'; did you mean 'smallest_share'?"));
    EXPECT_THAT(text, HasSubstr("table.toml:2:10: error: status = \"sure\", but it must be one of confirmed, derived"));
    EXPECT_THAT(text, HasSubstr("table.toml:3:17: error: musd_per_unit = -1, but it must lie in"));
}

TEST(IoTable, LabelsMustMatchAndStandOnce) {
    EXPECT_THAT(io_faults(with(z_text, "\nB.s,", "\nB.z,"), y_text),
                ::testing::AllOf(HasSubstr("Z.csv:4:1: error: row 'B.z' is no column of this table; did you mean 'B.s'?"),
                                 HasSubstr("Z.csv: error: there is no row for industry 'B.s'")));
    EXPECT_THAT(io_faults(z_text, with(y_text, "\nA.t.x,", "\nA.t,")),
                HasSubstr("Y.csv:3:1: error: row 'A.t' is no industry of Z.csv"));
    EXPECT_THAT(io_faults(with(z_text, "B.t.x\n", "A.s\n"), y_text), HasSubstr("column 'A.s' stands twice"));
    EXPECT_THAT(io_faults(with(z_text, "\nB.s,", "\nA.s,"), y_text),
                HasSubstr("Z.csv:4:1: error: row 'A.s' stands twice, first in line 2"));
    EXPECT_THAT(io_faults(z_text, with(y_text, "B.hh", "Bhh")), HasSubstr("label 'Bhh' must have the form REGION.CATEGORY"));
    EXPECT_THAT(io_faults(with(z_text, "industry", "sector"), y_text), HasSubstr("it must be 'industry'"));
    EXPECT_THAT(io_faults(z_text, y_text, "kind = { s = 'chip', q = 'chip', t = 'tool' }"),
                ::testing::AllOf(HasSubstr("no sector 'q'"), HasSubstr("kind.t = \"tool\", but it must be one of")));
}

TEST(IoTable, AMissingTableIsNamed) {
    try {
        (void)build_from_tables({{"Z.csv", "Z.csv", z_text}}, "io", "io", LinkRules{});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("Y.csv: error: the table is missing"));
    }
}

// B.s sells 100; with 95 from A.t.x it would buy 5 + 95 + 20 = 120.
TEST(IoTable, AnIndustryWithoutValueAddedIsRefusedOrCut) {
    const std::string z = with(z_text, "30,0,15,0", "30,0,95,0");
    EXPECT_THAT(io_faults(z, y_text),
                HasSubstr("Z.csv:1:20: error: B.s has no value added: it sells 100 and buys 120, which leaves -20"));
    std::vector<Fault> warnings;
    const Network n = build_io(z, y_text, "least_value_added = 0.1\n", &warnings);
    // Inputs are cut from 120 to 90 (10 % of 100 left); 30 go to B.remainder; nobody's output changes.
    EXPECT_EQ(n.finals(), 3);
    EXPECT_DOUBLE_EQ(output_of(n, 0), 100.0);
    EXPECT_DOUBLE_EQ(output_of(n, 2), 180.0);
    EXPECT_THAT(to_string(warnings[0]) + to_string(warnings[1]), HasSubstr("category 'remainder'"));
}

TEST(IoTable, SellsNothingButBuysIsRefused) {
    EXPECT_THAT(io_faults(with(z_text, "A.s,10,20,5,0", "A.s,10,20,5,1"), y_text),
                HasSubstr("B.t.x sells nothing but buys 1"));
}

// Below 34 %: 10 of the 40 that A.s buys, 10 of 30 (A.t.x), 5 of 40 (B.s), 5 of 110 (A.hh). A.remainder gets 10 A.s, 10 B.s
// and 5 A.t.x; B.remainder 5 A.s.
TEST(IoTable, TrimmedFlowsAreBookedSoThatSalesStillAddUp) {
    const Network all = build_io(z_text, y_text), n = build_io(z_text, y_text, "smallest_share = 0.34\n");
    EXPECT_EQ(n.slot_link_ptr[static_cast<std::size_t>(n.buyer_slot_ptr[3])], 4);  // links between industries; 7 before
    EXPECT_EQ(n.finals(), 4);
    for (std::int32_t u = 0; u < n.units(); ++u) EXPECT_EQ(output_of(n, u), output_of(all, u));
    EXPECT_EQ(std::accumulate(n.link_z0_musd_yr.end() - 4, n.link_z0_musd_yr.end(), 0.0), 30.0);  // of the remainder
}

TEST(IoTable, MoneyIsConvertedAndKindsAreSet) {
    const Network n = build_io(z_text, y_text, "musd_per_unit = 1.5\nyear = 2019\nkind = { s = 'chip' }\n");
    EXPECT_EQ(output_of(n, 0), 150.0);
    EXPECT_EQ(n.base_year, 2019);
    EXPECT_EQ(n.goods[0].kind, GoodKind::chip);
    EXPECT_EQ(n.goods[1].kind, GoodKind::end);
}

}  // namespace
}  // namespace sunder
