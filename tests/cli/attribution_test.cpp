// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/attribution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/cli/allies.hpp"
#include "sim/parallel/parallel.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::cli {
namespace {

using testing::ElementsAre;

RunSpec harsh(std::int32_t weeks) {
    RunSpec spec = tests::two_lanes(weeks);
    spec.lanes[1].rules = tests::harsh_rules();
    for (Rule& rule : spec.lanes[1].rules)
        if (rule.issuer < 0) rule.issuer = rule.vendor_hq.empty() ? rule.ship_from.at(0) : rule.vendor_hq[0];
    return spec;
}

TEST(Attribution, LeavesOutOneMeasureOrOneIssuerAtATime) {
    const RunSpec spec = harsh(60);
    const auto measures = without_each_measure(spec);
    ASSERT_EQ(measures.size(), spec.lanes[1].rules.size());
    for (const Without& one : measures) {
        EXPECT_EQ(one.lane.rules.size(), measures.size() - 1);
        for (const Rule& rule : one.lane.rules) EXPECT_NE(rule.id, one.name);
    }
    const auto issuers = without_each_issuer(spec, tests::mini());  // tools and money: USA; metal and tariff: CHN ships
    ASSERT_EQ(issuers.size(), 2U);
    EXPECT_EQ(issuers[0].lane.rules.size() + issuers[1].lane.rules.size(), measures.size());
}

TEST(Attribution, OfASingleMeasureIsTheWholeEffect) {
    RunSpec spec = harsh(110);
    spec.lanes[1].rules.resize(1);
    const auto by = yardsticks(tests::mini(), spec, {2021, 2022});
    ASSERT_FALSE(by.empty());
    const auto without = without_each_measure(spec);
    const auto blocks = make_blocks(1);
    const auto values = measure_lanes(tests::mini(), spec, {spec.lanes[0], spec.lanes[1], without[0].lane}, by, *blocks,
                                      [](double) { return false; });
    ASSERT_EQ(values.size(), 3U);
    EXPECT_EQ(values[2], values[0]);  // without its only rule the scenario is the baseline, to the last bit
    const Attribution found = leave_one_out(by, values[0], values[1], without, {values[2]});
    EXPECT_EQ(found.rows[0].percent, found.total);
    EXPECT_LT(found.total[0], 0.0);  // the target makes fewer chips
}

TEST(Attribution, IsOneLinePerNumberInTheFile) {
    const Yardstick output{"chip output", "CHN", {}}, prices{"chip prices", "USA", {}};
    const Attribution found{{output, prices}, {-3.5, 0.25}, {{"tools", {-2.0, 0.25}}}, false};
    EXPECT_EQ(attribution_lines({{"Left out, 2022", found}}),
              "Left out, 2022 | tools | chip output | CHN | -2\n"
              "Left out, 2022 | tools | chip prices | USA | 0.25\n"
              "Left out, 2022 | all | chip output | CHN | -3.5\n"
              "Left out, 2022 | all | chip prices | USA | 0.25\n");
}

TEST(Attribution, StopsWhenAsked) {
    const RunSpec spec = harsh(60);
    const auto blocks = make_blocks(1);
    const auto values = measure_lanes(tests::mini(), spec, spec.lanes, yardsticks(tests::mini(), spec, {2021}), *blocks,
                                      [](double done) { return done > 0.5; });
    EXPECT_TRUE(values.empty());
}

TEST(Attribution, RanksByTheSumOfMovements) {
    const std::vector<Yardstick> by{{"a", "X", {}}, {"b", "X", {}}};
    // baseline 100 and 200; scenario 90 and 220; without p 95 and 200, without q 90 and 219
    const Attribution found = leave_one_out(by, {100, 200}, {90, 220}, {{"q", {}}, {"p", {}}}, {{90, 219}, {95, 200}});
    EXPECT_THAT(found.total, ElementsAre(-10, 10));
    EXPECT_EQ(found.rows[0].name, "p");
    EXPECT_THAT(found.rows[0].percent, ElementsAre(-5, 10));
    EXPECT_THAT(found.rows[1].percent, ElementsAre(0, 0.5));
    const std::string text = attribution_text("heading", found);
    EXPECT_THAT(text, testing::HasSubstr("acting together"));  // -10 + 5 = -5 and 10 - 10.5
}

TEST(Allies, AreWorthWhatTargetsLoseWithThemAndStayIfTheyBearTheirSecondWorstYear) {
    RunSpec spec = tests::two_lanes(10);
    Rule first, second;
    first.issuer = tests::country("USA");
    second.issuer = tests::country("NLD");
    first.destination = second.destination = {tests::country("CHN")};
    spec.lanes[1].rules = {first, second};
    // two years: welfare of the target; of USA; of NLD; then value added of USA and NLD
    const std::vector<double> baseline{0, 0, 0, 0, 0, 0, 1000, 100}, scenario{-10, -20, -4, -2, -1, -3, 900, 90};
    const std::vector<double> without_usa{-3, -5, 0, 0, -1, -1, 1000, 90}, without_nld{-8, -16, -4, -2, 1, 1, 900, 100};
    const auto allies = value_allies(tests::mini(), spec, 2, baseline, scenario, {without_usa, without_nld});
    ASSERT_EQ(allies.size(), 2U);
    EXPECT_DOUBLE_EQ(allies[0].added_musd_yr, 11);  // 15 with all, 4 without
    EXPECT_DOUBLE_EQ(allies[1].added_musd_yr, 3);   // 15 with all, 12 without
    EXPECT_DOUBLE_EQ(allies[1].own_musd_yr, 3);     // mean 1 without its rule, -2 with it
    EXPECT_DOUBLE_EQ(allies[1].tolerance, 0.01);    // losses 1 and 3 of 100: min of two years in a row
    EXPECT_THAT(allies_text(allies), testing::HasSubstr("NLD"));
}

TEST(Decomposition, AddsUpToTheTotal) {
    const RunSpec spec = harsh(80);
    const auto lanes = channel_lanes(spec);
    ASSERT_EQ(lanes.size(), 2U << channels().size());
    const auto by = yardsticks(tests::mini(), spec, {2021, 2022});
    const auto blocks = make_blocks(1);
    const auto values = measure_lanes(tests::mini(), spec, lanes, by, *blocks, [](double) { return false; });
    const Attribution found = shapley_channels(by, values);
    for (std::size_t y = 0; y < by.size(); ++y) {
        double sum = 0.0;
        for (const Contribution& row : found.rows) sum += row.percent[y];
        EXPECT_NEAR(sum, found.total[y], 1e-10);  // percent; sums of at most 80 terms of order 10
    }
}

}  // namespace
}  // namespace sunder::cli
