// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/draw.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tiny_world.hpp"

namespace sunder {
namespace {

using testing::deck_with;

std::string drawn(const std::string& id, const std::string& keys) {
    return "[[measure]]\nid = '" + id +
           "'\nissuer = 'USA'\nitems = ['etch_c']\ndestination = 'CHN'\neffective = 2023-01-02\nannounce = "
           "2022-10-07\naction = 'deny'\n" +
           keys;
}

Scenario with_seed(int seed, const std::string& measures) {
    return testing::read("seed = " + std::to_string(seed) + "\n" + deck_with(measures));
}

TEST(Draw, DependsOnSeedAndIdAlone) {
    EXPECT_DOUBLE_EQ(draw_uniform(1, "m", 0), draw_uniform(1, "m", 0));
    EXPECT_NE(draw_uniform(1, "m", 0), draw_uniform(2, "m", 0));
    EXPECT_NE(draw_uniform(1, "m", 0), draw_uniform(1, "n", 0));
    EXPECT_NE(draw_uniform(1, "m", 0), draw_uniform(1, "m", 1));
    EXPECT_NE(draw_uniform(1, "m", 0), draw_uniform(1ULL << 32U | 1U, "m", 0));
}

TEST(Draw, IsUniform) {
    constexpr int draws = 20000, bins = 10;
    std::array<int, bins> count{};
    double mean = 0.0;
    for (int seed = 1; seed <= draws; ++seed) {
        const double u = draw_uniform(static_cast<std::uint64_t>(seed), "measure", 0);
        ASSERT_TRUE(u >= 0.0 && u < 1.0);
        ++count[static_cast<std::size_t>(u * bins)];
        mean += u / draws;
    }
    EXPECT_NEAR(mean, 0.5, 3.0 * std::sqrt(1.0 / 12.0 / draws));
    double chi2 = 0.0;
    for (const int n : count) chi2 += std::pow(n - draws / bins, 2) / (draws / bins);
    EXPECT_LT(chi2, 27.9);  // 0.1% point with 9 degrees of freedom
}

TEST(Draw, TriangleHasItsQuantiles) {
    EXPECT_DOUBLE_EQ(triangular(0.0, 180, 310, 460), 180.0);
    EXPECT_NEAR(triangular(130.0 / 280.0, 180, 310, 460), 310.0, 1e-12);
    EXPECT_NEAR(triangular(1.0 - 1e-16, 180, 310, 460), 460.0, 1e-5);
    EXPECT_DOUBLE_EQ(triangular(0.3, 5, 5, 5), 5.0);
    double mean = 0.0;
    for (int i = 0; i < 10000; ++i) mean += triangular((i + 0.5) / 10000, 180, 310, 460) / 10000;
    EXPECT_NEAR(mean, (180.0 + 310.0 + 460.0) / 3.0, 0.01);
}

TEST(Draw, DecidesOnceWhetherAMeasureComes) {
    int comes = 0;
    for (int seed = 1; seed <= 400; ++seed) {
        const Scenario scenario = with_seed(seed, drawn("m", "draw = 'drawn'\nprobability = 0.3\n"));
        const auto& rules = scenario.spec.lanes.at(1).rules;
        ASSERT_EQ(scenario.draws.size(), 1U);
        EXPECT_EQ(scenario.draws[0].comes, rules.size() == 1U);
        if (rules.empty()) continue;
        ++comes;
        EXPECT_DOUBLE_EQ(rules[0].probability, 1.0);  // it acts in full
    }
    EXPECT_NEAR(comes / 400.0, 0.3, 3.0 * std::sqrt(0.3 * 0.7 / 400));
}

TEST(Draw, OfOneMeasureDoesNotMoveWithTheOthers) {
    for (int seed = 1; seed <= 20; ++seed) {
        const std::string one = drawn("m", "draw = 'drawn'\nprobability = 0.5\n");
        const Scenario alone = with_seed(seed, one);
        const Scenario both = with_seed(seed, drawn("other", "draw = 'drawn'\nprobability = 0.5\n") + one);
        EXPECT_EQ(alone.draws.at(0).comes, both.draws.at(1).comes);
    }
}

TEST(Draw, IsAWeightWhenExpectedAndNothingWhenScripted) {
    EXPECT_DOUBLE_EQ(with_seed(1, drawn("m", "probability = 0.3\n")).spec.lanes[1].rules.at(0).probability, 0.3);
    EXPECT_DOUBLE_EQ(
        with_seed(1, drawn("m", "draw = 'expected'\nprobability = 0.3\n")).spec.lanes[1].rules.at(0).probability, 0.3);
    EXPECT_DOUBLE_EQ(
        with_seed(1, drawn("m", "draw = 'scripted'\nprobability = 0.3\n")).spec.lanes[1].rules.at(0).probability, 1.0);
    EXPECT_EQ(with_seed(1, drawn("m", "draw = 'drawn'\n")).spec.lanes[1].rules.size(), 1U);
    EXPECT_TRUE(with_seed(1, drawn("m", "draw = 'drawn'\nprobability = 0.0\n")).spec.lanes[1].rules.empty());
}

TEST(Draw, MovesTheDatesTogether) {
    const std::string keys = "draw = 'drawn'\nlag_days = [-30, 0, 60]\ngrandfather_until = 2023-03-02\n";
    bool moved = false;
    for (int seed = 1; seed <= 20; ++seed) {
        const Scenario scenario = with_seed(seed, drawn("m", keys));
        const Rule& rule = scenario.spec.lanes[1].rules.at(0);
        const Day lag = scenario.draws.at(0).lag_days;
        EXPECT_TRUE(lag >= -30 && lag <= 60);
        EXPECT_EQ(rule.effective, to_day(2023, 1, 2) + lag);
        EXPECT_EQ(rule.announce, to_day(2022, 10, 7) + lag);
        EXPECT_EQ(rule.grandfather_until, to_day(2023, 3, 2) + lag);
        moved = moved || lag != 0;
    }
    EXPECT_TRUE(moved);
}

TEST(Draw, OfALeaderTakesItsFollowersAlong) {
    const std::string ally =
        "[[measure]]\nid = 'ally'\nleader = 'm'\nissuer = 'JPN'\nitems = ['track']\neffective = 2023-07-23\n";
    const Scenario scenario = with_seed(1, drawn("m", "draw = 'drawn'\nprobability = 0.0\n") + ally);
    EXPECT_TRUE(scenario.spec.lanes[1].rules.empty());
    EXPECT_EQ(scenario.draws.size(), 2U);
    const std::vector<CalendarRow> rows = calendar(scenario);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(rows[0].event, ::testing::HasSubstr("does not come in this draw"));
}

}  // namespace
}  // namespace sunder
