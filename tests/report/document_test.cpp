// SPDX-License-Identifier: Apache-2.0
#include "sim/report/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "sim/record/record_error.hpp"
#include "sim/report/series.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

using ::testing::HasSubstr;

TEST(Periods, AStepBelongsToTheMonthInWhichItBegins) {
    const Periods months = months_of({to_day(2021, 1, 25), to_day(2021, 1, 31), to_day(2021, 2, 7)});
    EXPECT_EQ(months.labels, (std::vector<std::string>{"2021-01", "2021-02"}));
    EXPECT_EQ(months.of_step, (std::vector<std::size_t>{0, 0, 1}));
    EXPECT_EQ(years_of({to_day(2021, 12, 27), to_day(2022, 1, 3)}).labels, (std::vector<std::string>{"2021", "2022"}));
}

TEST(FoldSeries, AMonthIsTheMeanOfItsWeeksAndEmptyCellsAreLeftOut) {
    const sample::Folder folder;
    sample::write(folder / "run.h5");
    const ResultReader file(folder / "run.h5");
    const RecordedVariable& output = *file.find("output");
    const Periods months = months_of(file.days("time"));
    const PageSeries series = fold_series(file, output, months, Fold::mean);
    EXPECT_EQ(series.dims, (std::vector<std::string>{"country", "good"}));
    // 3 x 4 cells, each third is 0: cells 2, 5, 8, 11 are left out
    EXPECT_EQ(series.cells, (std::vector<std::size_t>{0, 1, 3, 4, 6, 7, 9, 10}));
    // January 2021 has the weeks 0 to 3: values 0, 1, 2, 3 in cell 0 of the baseline
    EXPECT_EQ(series.values.at(0), 1.5F);
    // the scenario's first cell follows 8 cells of all months: 10 + (0 + 1 + 2 + 3) / 4
    EXPECT_EQ(series.values.at(8 * months.labels.size()), 11.5F);
    const PageSeries sums = fold_series(file, output, months, Fold::sum);
    EXPECT_EQ(sums.values.at(0), 6.0F);
}

TEST(PageDocument, OfARunHasItsWordsAndSeries) {
    const sample::Folder folder;
    sample::write(folder / "run.h5");
    const std::string json = page_document(folder / "run.h5");
    EXPECT_THAT(json, HasSubstr(R"("kind":"run","file":"run.h5")"));
    EXPECT_THAT(json, HasSubstr(R"("question":"Does it open, 台積電?")"));
    EXPECT_THAT(json, HasSubstr(R"("country":["AAA","Möller GmbH","台積電"])"));
    EXPECT_THAT(json, HasSubstr(R"("name":"output","unit":"M$/week")"));
    EXPECT_THAT(json, HasSubstr(R"("months":["2021-01","2021-02")"));
}

TEST(PageDocument, RefusesWhatIsNoResult) {
    const sample::Folder folder;
    std::ofstream(folder / "text.h5") << "text";
    EXPECT_THROW((void)page_document(folder / "text.h5"), RecordError);
    EXPECT_THROW((void)page_document(folder / "none.h5"), RecordError);
    EXPECT_THROW((void)page_document(folder.path()), RecordError);
}

}  // namespace
}  // namespace sunder
