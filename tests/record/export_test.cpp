// SPDX-License-Identifier: Apache-2.0
#include "sim/record/export.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sim/record/csv_file.hpp"
#include "sim/record/record_error.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

std::vector<std::string> lines(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

TEST(ExportCsv, LongTablesWithoutCellsThatAreAlwaysZero) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    export_csv(ResultReader(folder / "a.h5"), folder / "csv");
    const std::vector<std::string> table = lines(folder / "csv/output.csv");
    EXPECT_EQ(table[0], "run,time,country,good,value");
    EXPECT_EQ(table[1], "baseline,2021-01-04,AAA,good0,0");             // 0 now, not always
    EXPECT_EQ(table[2], "baseline,2021-01-04,AAA,good1,0.0009765625");  // 1/1024
    EXPECT_EQ(table[3], "baseline,2021-01-04,AAA,good3,0.0029296875");  // good2 is cell 2: zero throughout
    EXPECT_EQ(table.size(), 1u + 2u * 60u * 8u);
    EXPECT_EQ(lines(folder / "csv/variables.csv").size(), 1u + sample::outputs().size() + decision_columns().size());
    EXPECT_EQ(lines(folder / "csv/variables.csv")[1], "output,M$/week,production | at base prices,P5: X");
}

TEST(ExportCsv, DecisionsAreATableWithWords) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    export_csv(ResultReader(folder / "a.h5"), folder / "csv");
    const std::vector<std::string> table = lines(folder / "csv/decisions.csv");
    ASSERT_EQ(table.size(), 4u);
    EXPECT_EQ(table[0],
              "decision_day,decision_effective,decision_run,decision_country,decision_measure,decision_kind,decision_cause,"
              "decision_loss_index,"
              "decision_sector_index,decision_threshold,decision_compliance");
    EXPECT_EQ(table[1], "2021-07-05,2021-07-05,scenario,台積電,rule-one,leaves,sector,5e-04,0.125,0.1,0.75");
    EXPECT_EQ(table[2], "2021-07-05,2021-08-02,scenario,AAA,rule-one,retaliates,loss,0.25,-0.5,0.002,1");
    {
        ResultWriter writer({folder / "b.h5"}, sample::facts(), sample::outputs(), sample::labels);
        RunSpec spec = sample::spec();
        spec.lanes[1].rules.clear();
        sample::play(writer, spec);
    }
    export_csv(ResultReader(folder / "b.h5"), folder / "script");
    EXPECT_FALSE(std::filesystem::exists(folder / "script/decisions.csv"));
}

TEST(ExportCsv, RefusesAnExistingFolderWithoutForceAndReplacesItWith) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    const ResultReader file(folder / "a.h5");
    std::filesystem::create_directory(folder / "csv");
    std::ofstream(folder / "csv/mine.txt") << "mine";
    EXPECT_THROW(export_csv(file, folder / "csv"), RecordError);
    EXPECT_TRUE(std::filesystem::exists(folder / "csv/mine.txt"));
    export_csv(file, folder / "csv", true);
    EXPECT_FALSE(std::filesystem::exists(folder / "csv/mine.txt"));
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"a.h5", "csv"}));
}

TEST(ExportIamc, YearlyRowsByRegion) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    export_iamc(ResultReader(folder / "a.h5"), folder / "iamc.csv");
    const std::vector<std::string> table = lines(folder / "iamc.csv");
    EXPECT_EQ(table[0], "model,scenario,region,variable,unit,2021,2022");
    const auto row = [&](const std::string& start) {
        for (const std::string& line : table) {
            if (line.starts_with(start)) return line.substr(start.size());
        }
        return "no row " + start;
    };
    // Monthly: 2021 has months 0..11 (mean 600 + 5.5), 2022 months 12 and 13 (mean 600 + 12.5); times 12.
    EXPECT_EQ(row("sunder 0.1.0,A sample (baseline),AAA,value_added,M$/year,"), "7266,7350");
    // Price index of good 1 in the second country (cell 4): a mean over weeks 0..51 and 52..59, no change of unit.
    EXPECT_EQ(row("sunder 0.1.0,A sample (scenario),Möller GmbH,price_index|good1,1,"), "135.50390625,165.50390625");
    // Trade of good 1 from the third to the first (cell 15): its region is the exporter.
    EXPECT_EQ(row("sunder 0.1.0,A sample (baseline),台積電,trade_value|good1|AAA,M$/year,").substr(0, 7), "6066.17");
}

TEST(ExportIamc, WeeklyFlowsBecomeYearly) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    export_iamc(ResultReader(folder / "a.h5"), folder / "iamc.csv");
    for (const std::string& line : lines(folder / "iamc.csv")) {
        const std::string start = "sunder 0.1.0,A sample (baseline),AAA,output|good0,M$/year,";
        if (!line.starts_with(start)) continue;
        // Mean of weeks 0..51 is 25.5; 365 / 7 weeks. A sum of 52 products: 1e-12 relative is ample.
        EXPECT_NEAR(std::stod(line.substr(start.size())), 25.5 * 365.0 / 7.0, 1e-9);
        return;
    }
    FAIL() << "no row";
}

TEST(CsvFile, QuotesWhatNeedsQuotes) {
    EXPECT_EQ(csv_field("plain"), "plain");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("say \"x\"\n"), "\"say \"\"x\"\"\n\"");
}

TEST(CsvFile, NumbersReadBackTheSameAndNaNIsEmpty) {
    const sample::Folder folder;
    CsvFile csv(folder / "a.csv", folder / "a.csv");
    csv.number(0.1);
    csv.number(std::numeric_limits<double>::quiet_NaN());
    csv.number(1e300 / 3.0);
    csv.end_row();
    csv.close();
    std::istringstream row(lines(folder / "a.csv").at(0));
    std::string field;
    std::getline(row, field, ',');
    EXPECT_EQ(field, "0.1");
    std::getline(row, field, ',');
    EXPECT_EQ(field, "");
    std::getline(row, field, ',');
    EXPECT_EQ(std::stod(field), 1e300 / 3.0);
}

}  // namespace
}  // namespace sunder
