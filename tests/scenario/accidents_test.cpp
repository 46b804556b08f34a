// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "sim/scenario/scenario.hpp"
#include "tiny_world.hpp"

namespace sunder::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* fire =
    "[[accident]]\nname = 'fire'\nstart = 2021-03-19\nduration_days = 30\nrecovery = 'linear'\nrecovery_days = 60\n";

std::string with_fire(const std::string& more) {
    return deck_with(fire + more);
}
std::string wrong(const std::string& more) {
    return faults_of(with_fire(more));
}

TEST(Accident, HitsThePlantsThatAllItsListsName) {
    const Scenario scenario = read(with_fire("lost_share = 0.3\ngood = 'fnd16'\ncountry = ['CHN', 'USA']\n"));
    EXPECT_TRUE(scenario.spec.lanes[0].accidents.empty());  // the baseline has none
    ASSERT_EQ(scenario.spec.lanes[1].accidents.size(), 1U);
    const Accident& accident = scenario.spec.lanes[1].accidents[0];
    EXPECT_EQ(accident.start, to_day(2021, 3, 19));
    EXPECT_EQ(accident.duration_days, 30);
    EXPECT_EQ(accident.recovery, Recovery::linear);
    EXPECT_EQ(accident.recovery_days, 60);
    EXPECT_FALSE(accident.of_capital);
    ASSERT_EQ(accident.hits.size(), 3U);  // SMIC and TSMC in China, Intel in the USA
    for (const Accident::Hit& hit : accident.hits) EXPECT_EQ(hit.lost_share, 0.3);
}

TEST(Accident, PlantsByNameBeatTheLists) {
    const Scenario scenario =
        read(with_fire("lost_share = 0.3\ngood = 'fnd16'\nplants = { 'CHN.fnd16.SMIC' = 0.8, 'JPN.track' = 0.1 }\n"));
    double sum = 0.0;
    for (const Accident::Hit& hit : scenario.spec.lanes[1].accidents[0].hits) sum += hit.lost_share;
    EXPECT_DOUBLE_EQ(sum, 0.3 + 0.3 + 0.8 + 0.1);  // TSMC, Intel, SMIC, Tokyo Electron
}

TEST(Accident, RebuildingNamesItsGoods) {
    const Scenario scenario = read(
        deck_with("[[accident]]\nname='q'\nstart=2021-03-19\nwhat='capital'\nplants={'JPN.track'=0.5}\nrecovery='rebuild'\n"
                  "recovery_days=240\nrebuild={ga=0.7,ge=0.3}\nrebuild_factor=2\n"));
    const Accident& accident = scenario.spec.lanes[1].accidents[0];
    EXPECT_TRUE(accident.of_capital);
    ASSERT_EQ(accident.rebuild.size(), 2U);
    EXPECT_EQ(accident.rebuild[0].share, 0.7);
    EXPECT_EQ(accident.rebuild_factor, 2.0);
}

TEST(Accident, FaultsStandWhereTheyAre) {
    EXPECT_THAT(wrong("plants = { 'JPN.trak' = 0.5 }\n"),
                HasSubstr("deck.toml:11:12: error: economy 'world-2021' has no good 'trak'; did you mean 'track'?"));
    EXPECT_THAT(wrong("plants = { 'JPN.track' = 1.5 }\n"),
                HasSubstr("accident.plants.JPN.track = 1.5, but it must lie in [0, 1] (share)"));
    EXPECT_THAT(wrong("plants = { 'JPN.fnd16' = 0.5 }\n"), HasSubstr("accident 'fire': there is no plant 'JPN.fnd16'"));
    EXPECT_THAT(wrong("plants = { 'JPN.track.Tokio Electron' = 0.5 }\n"),
                HasSubstr("has no firm 'Tokio Electron'; did you mean"));
    EXPECT_THAT(wrong("plants = { track = 0.5 }\n"), HasSubstr("must have the form COUNTRY.GOOD"));
    EXPECT_THAT(wrong("lost_share = 0.2\ncountry = 'JPN'\ngood = 'fnd16'\n"), HasSubstr("accident 'fire': hits no plant"));
    EXPECT_THAT(wrong("country = 'JPN'\n"), HasSubstr("lost_share is missing"));
    EXPECT_THAT(wrong(""), HasSubstr("says nowhere what it hits"));
    EXPECT_THAT(wrong("lost_share = 0.2\n"), HasSubstr("lost_share needs country, good or firm"));
    EXPECT_THAT(wrong("plants = { 'JPN.track' = 0.0 }\n"), HasSubstr("every share lost is 0"));
    EXPECT_THAT(faults_of(deck_with("[[accident]]\nname='q'\nstart=2020-03-19\nplants={'JPN.track'=0.5}\n")),
                HasSubstr("deck.toml:7:7: error: accident 'q': start = 2020-03-19 lies outside the run, 2021-01-04 to"));
    EXPECT_THAT(faults_of(with_fire("plants={'JPN.track'=0.5}\n") + fire + "plants={'JPN.track'=0.5}\n"),
                HasSubstr("accident 'fire' stands twice"));
}

TEST(Accident, RebuildingAndRecoveryMustFitTogether) {
    const auto rebuild = [](const std::string& more) {
        return faults_of(deck_with("[[accident]]\nname='q'\nstart=2021-03-19\nplants={'JPN.track'=0.5}\n" + more));
    };
    EXPECT_THAT(rebuild("what='capital'\nrecovery='rebuild'\nrecovery_days=9\nrebuild={ga=0.7,ge=0.2}\n"),
                HasSubstr("the shares of rebuild sum to 0.9, but they must sum to 1"));
    EXPECT_THAT(rebuild("recovery='rebuild'\nrecovery_days=9\nrebuild={ga=1}\n"), HasSubstr("only capital is rebuilt"));
    EXPECT_THAT(rebuild("what='capital'\nrecovery='rebuild'\nrecovery_days=9\n"), HasSubstr("needs rebuild ="));
    EXPECT_THAT(rebuild("recovery='linear'\n"), HasSubstr("recovery = \"linear\" needs recovery_days"));
    EXPECT_THAT(rebuild("recovery_days=3\n"), HasSubstr("recovery_days without recovery"));
    EXPECT_THAT(rebuild("rebuild={ga=1}\n"), HasSubstr("rebuild goes with recovery = \"rebuild\" only"));
    EXPECT_THAT(rebuild("recovery='slow'\n"), HasSubstr("must be one of none, linear, convex, convex-slow"));
}

TEST(Accident, StandsInTheCalendarAndTakesOverrides) {
    const Scenario scenario = read(with_fire("plants = { 'JPN.track' = 0.5 }\n"), {"accident[fire].duration_days=10"});
    const auto rows = calendar(scenario);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].measure, "fire");
    EXPECT_THAT(rows[0].event, AllOf(HasSubstr("50"), HasSubstr("capacity of 1 plant")));
    EXPECT_EQ(rows[1].day, to_day(2021, 3, 29));
    EXPECT_EQ(rows[2].day, to_day(2021, 5, 28));
    EXPECT_THAT(faults_of(with_fire("plants = { 'JPN.track' = 0.5 }\n"), {"accident[flood].duration_days=10"}),
                HasSubstr("there is no accident[flood]"));
}

}  // namespace
}  // namespace sunder::testing
