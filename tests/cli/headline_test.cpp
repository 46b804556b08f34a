// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/headline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/cli/toy.hpp"

namespace sunder::cli {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Total, SumsTheCellsThatMeetEveryCondition) {
    const Slice slice{{Dim::country, Dim::good}, {2, 3}, {1, 2, 3, 10, 20, 30}};
    EXPECT_EQ(total(slice, {}), 66);
    EXPECT_EQ(total(slice, {{Dim::country, [](std::size_t c) { return c == 1; }}}), 60);
    // second country, goods 0 and 2: 10 + 30
    EXPECT_EQ(total(slice, {{Dim::country, [](std::size_t c) { return c == 1; }},
                            {Dim::good, [](std::size_t g) { return g != 1; }}}),
              40);
}

TEST(Total, IsMissingWhereNothingWasRecorded) {
    EXPECT_TRUE(std::isnan(total({}, {{Dim::country, [](std::size_t) { return true; }}})));
    EXPECT_TRUE(std::isnan(total({{Dim::good}, {1}, {nan}}, {})));
    EXPECT_EQ(total({{Dim::good}, {2}, {nan, 3.0}}, {}), 3.0);
}

TEST(HeadlineYears, BeginWithTheFirstFullYearOfTheFirstMeasure) {
    const Toy toy;  // effective 7 October 2021
    EXPECT_EQ(headline_years({2021, 2022, 2023, 2024, 2025}, toy.spec.lanes[1].rules), (std::vector<int>{2022, 2024, 2025}));
    EXPECT_EQ(headline_years({2021}, toy.spec.lanes[1].rules), std::vector<int>{2021});
    EXPECT_EQ(headline_years({2021, 2022}, {}), (std::vector<int>{2021, 2022}));
    EXPECT_TRUE(headline_years({}, {}).empty());
}

TEST(RuleTargets, AreNamedDestinationsOrHomesOfListedFirms) {
    Toy toy;
    EXPECT_EQ(rule_targets(toy.spec.lanes[1].rules, toy.network), std::vector<std::int32_t>{2});
    toy.network.groups = {{"firm", 1}};
    Rule listed;
    listed.entities = {0};
    EXPECT_EQ(rule_targets({listed}, toy.network), std::vector<std::int32_t>{1});
    Rule against_all;
    against_all.destination = {0, 1, 2};
    EXPECT_TRUE(rule_targets({against_all}, toy.network).empty());
}

/// Chips of AAA, BBB, CCC are 100, 100, 50 in both lanes, but in the scenario from 2022 on CCC makes 40 and AAA 110.
Headline toy_headline() {
    const Toy toy;
    YearMeans means(headline_outputs());
    means.open(toy.network, toy.spec, toy.days, toy.months);
    const std::size_t output = Toy::output("output"), price = Toy::output("price_index");
    for (std::int32_t t = 0; t < static_cast<std::int32_t>(toy.days.size()); ++t)
        for (std::int32_t lane = 0; lane < 2; ++lane) {
            const bool hit = lane == 1 && t > 0;
            means.put(output, lane, t, std::vector<double>{hit ? 110.0 : 100.0, 1.0, 100.0, 0.0, hit ? 40.0 : 50.0, 0.0});
            means.put(Toy::output("covered_output"), lane, t, std::vector<double>{hit ? 40.0 : 50.0});
            means.put(price, lane, t, std::vector<double>{1.0, 1.0, 1.0, nan, hit ? 1.0 + 0.1 * t : 1.0, nan});
        }
    const AuditResidual audit[] = {{"I1", "a", 1e-12, 1e-14, 3, 0}, {"I2", "b", 1e-12, 1e-13, 4, 1}};
    means.close(audit, {});
    return make_headline(toy.network, toy.spec, means);
}

TEST(MakeHeadline, GivesChangesAgainstBaseline) {
    const Headline headline = toy_headline();
    ASSERT_EQ(headline.years, (std::vector<int>{2022, 2024, 2026}));
    ASSERT_EQ(headline.indicators,
              (std::vector<std::string>{"chip output", "tool output"}));  // the others were not recorded
    ASSERT_EQ(headline.rows.size(), 4U);
    EXPECT_EQ(headline.rows[0].country, "world");
    EXPECT_NEAR(headline.rows[0].change[0][0], 0.0, 1e-15);  // +10 - 10 of 250
    EXPECT_EQ(headline.rows[1].country, "AAA");
    EXPECT_NEAR(headline.rows[1].change[0][0], 0.10, 1e-15);
    EXPECT_EQ(headline.rows[2].country, "CCC");  // the target comes before the bystander
    EXPECT_NEAR(headline.rows[2].change[0][2], -0.20, 1e-15);
    EXPECT_EQ(headline.rows[3].country, "BBB");
    EXPECT_EQ(headline.rows[3].change[0][0], 0.0);
    EXPECT_TRUE(std::isnan(headline.rows[3].change[1][0]));  // makes no tools: no ratio, not zero
}

TEST(MakeHeadline, LeavesOutMeasuresThatCameAfterTheEnd) {
    Toy toy;
    YearMeans means(headline_outputs());
    means.open(toy.network, toy.spec, toy.days, toy.months);
    toy.spec.end = to_day(2021, 10, 6);  // the day before
    EXPECT_TRUE(make_headline(toy.network, toy.spec, means).measures.empty());
    toy.spec.end = to_day(2021, 10, 7);
    EXPECT_EQ(make_headline(toy.network, toy.spec, means).measures.size(), 1U);
}

TEST(MakeHeadline, SaysHowTheCoveredPlantsFare) {
    const Headline headline = toy_headline();
    EXPECT_EQ(headline.covered.measure, "ban");
    ASSERT_EQ(headline.covered.change.size(), headline.years.size());
    for (const double change : headline.covered.change) EXPECT_NEAR(change, 40.0 / 50.0 - 1.0, 1e-15);
}

TEST(MakeHeadline, FindsScarcityAndTheTightestIdentity) {
    const Headline headline = toy_headline();
    ASSERT_EQ(headline.scarcest.size(), 1U);
    EXPECT_EQ(headline.scarcest[0].good, "chip");
    EXPECT_EQ(headline.scarcest[0].country, "CCC");
    EXPECT_EQ(headline.scarcest[0].year, 2026);
    EXPECT_NEAR(headline.scarcest[0].change, 0.5, 1e-15);
    EXPECT_EQ(headline.worst.id, "I2");  // 1e-13 is nearer to 1e-12 than 1e-14
}

TEST(HeadlineText, PutsEverythingWithinTheColumns) {
    const std::string page = headline_text("A title", "A question?", toy_headline());
    EXPECT_THAT(page,
                testing::HasSubstr("A title\nA question?\nIn force:\n  2021-10-07  ban  (AAA, announced 2021-10-01)\n"));
    EXPECT_THAT(page, testing::HasSubstr("CCC    -20.0 -20.0 -20.0      -     -     -\n"));
    EXPECT_THAT(page, testing::HasSubstr("Largest price rises: chip +50.0 % (CCC 2026)\n"));
}

TEST(HeadlineJson, SaysTheSame) {
    const std::string json =
        headline_json({"d", "A title", "A question?", "toy", "d.h5", 6, 1, 0.5}, toy_headline(), {}, {});
    EXPECT_THAT(json, testing::HasSubstr(R"("measures":[{"id":"ban","title":"","issuer":"AAA","announce":"2021-10-01")"));
    EXPECT_THAT(json, testing::HasSubstr(R"("years":[2022,2024,2026])"));
    EXPECT_THAT(json, testing::HasSubstr(R"("BBB":{"chip output":[0,0,0],"tool output":[null,null,null]})"));
}

}  // namespace
}  // namespace sunder::cli
