// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/cli/indicators.hpp"
#include "tests/cli/toy.hpp"

namespace sunder::cli {
namespace {

/// Chips: 40, 30, 30 in the baseline, 80, 15, 5 in the scenario's last year. AAA sells 10 to CCC and 10 to BBB, CCC 10 to
/// BBB; under the ban AAA sells CCC 2.5. CCC buys 10 of 20 chips at home, from 2024 on 19.5 of 20. Welfare a week: AAA loses
/// 1, CCC 4.
Indicators toy_indicators() {
    const Toy toy;
    YearMeans means(indicator_outputs());
    means.open(toy.network, toy.spec, toy.days, toy.months);
    for (std::int32_t t = 0; t < static_cast<std::int32_t>(toy.days.size()); ++t)
        for (std::int32_t lane = 0; lane < 2; ++lane) {
            const bool hit = lane == 1, late = hit && t >= 3;  // the fourth year is 2024
            means.put(Toy::output("output"), lane, t,
                      hit ? std::vector<double>{80, 1, 15, 0, 5, 0} : std::vector<double>{40, 1, 30, 0, 30, 0});
            std::vector<double> value(2 * 3 * 3, 0.0), quantity = value;  // [good][exporter][importer]
            value[0 * 3 + 2] = hit ? 2.5 : 10.0;
            value[0 * 3 + 1] = value[2 * 3 + 1] = 10.0;
            quantity[0 * 3 + 2] = late ? 0.5 : 10.0;
            quantity[2 * 3 + 2] = late ? 19.5 : 10.0;
            means.put(Toy::output("trade_value"), lane, t, value);
            means.put(Toy::output("trade_quantity"), lane, t, quantity);
            means.put(Toy::output("welfare"), lane, t, hit ? std::vector<double>{-1, 0, -4} : std::vector<double>{0, 0, 0});
        }
    return make_indicators(toy.network, toy.spec, means);
}

TEST(Indicators, BlocsAreIssuersAndTargets) {
    const Indicators found = toy_indicators();
    EXPECT_THAT(found.senders, testing::ElementsAre("AAA"));
    EXPECT_THAT(found.targets, testing::ElementsAre("CCC"));
    EXPECT_NEAR(found.cross_bloc0, 10.0 / 30.0, 1e-15);
    EXPECT_NEAR(found.cross_bloc, 2.5 / 22.5, 1e-15);
}

TEST(Indicators, ConcentrationNamesNewSinglePoints) {
    const Indicators found = toy_indicators();
    EXPECT_NEAR(found.concentration0, 0.34, 1e-15);  // 0.16 + 0.09 + 0.09
    EXPECT_NEAR(found.concentration, 0.665, 1e-15);  // 0.64 + 0.0225 + 0.0025
    EXPECT_EQ(found.single_points0, 1U);             // tools, made by AAA alone in either run
    EXPECT_EQ(found.single_points, 2U);
    ASSERT_EQ(found.new_points.size(), 1U);
    EXPECT_EQ(found.new_points[0].good + " " + found.new_points[0].country, "chip AAA");
    EXPECT_NEAR(found.new_points[0].share, 0.8, 1e-15);
}

TEST(Indicators, SelfSufficiencyHasAYear) {
    const Indicators found = toy_indicators();
    ASSERT_EQ(found.self_sufficiency.size(), 1U);
    EXPECT_EQ(found.self_sufficiency[0].country, "CCC");
    EXPECT_NEAR(found.self_sufficiency[0].scenario, 0.975, 1e-15);
    EXPECT_EQ(found.self_sufficiency[0].scenario_year, 2024);
    EXPECT_EQ(found.self_sufficiency[0].baseline_year, 0);
}

TEST(Indicators, SelfHarmIsTheSendersLossOverTheTargets) {
    const Indicators found = toy_indicators();
    EXPECT_NEAR(found.self_harm, 0.25, 1e-15);
    ASSERT_EQ(found.welfare.size(), 3U);
    EXPECT_EQ(found.welfare[0].country, "CCC");  // the largest effect first
    EXPECT_NEAR(found.welfare[0].musd_yr, -4.0 * 365.25 / 7.0, 1e-12);
    EXPECT_NEAR(found.world_musd_yr, -5.0 * 365.25 / 7.0, 1e-12);
    EXPECT_THAT(indicators_text(found), testing::HasSubstr("senders lose 0.25 for each 1 that targets lose"));
}

TEST(Indicators, NothingRecordedSaysNothing) {
    const Toy toy;
    YearMeans means({});
    means.open(toy.network, toy.spec, toy.days, toy.months);
    EXPECT_EQ(indicators_text(make_indicators(toy.network, toy.spec, means)), "");
}

}  // namespace
}  // namespace sunder::cli
