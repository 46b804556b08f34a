// SPDX-License-Identifier: Apache-2.0
// Every message a deck can earn, with its place. Line 5 is the first one after the head of deck_with().
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tiny_world.hpp"

namespace sunder {
namespace {

using testing::deck_with;
using testing::faults_of;
using ::testing::HasSubstr;

std::string own_measure(const std::string& changes) {
    return deck_with("[[measure]]\nid = 'm'\nissuer = 'USA'\nitems = ['etch_c']\ndestination = ['CHN']\n" + changes);
}

TEST(StrictDeck, NamesTheNearestKnownKey) {
    EXPECT_EQ(faults_of(deck_with("[[measure]]\nid = 'nl-immersion-2023'\neffectve = 2023-01-01\n")),
              "deck.toml:7:1: error: unknown key 'measure.effectve'; did you mean 'effective'?");
}

TEST(StrictDeck, ListsKnownKeysWhenNoneIsNear) {
    EXPECT_EQ(faults_of(deck_with("belief = { zzz = 1 }\n")),
              "deck.toml:5:12: error: unknown key 'belief.zzz'; known here: enactment, permanence, expected_share");
}

TEST(StrictDeck, StatesTheRangeWithItsUnit) {
    EXPECT_EQ(
        faults_of(own_measure("action = 'license'\neffective = 2023-01-01\nlicense = { share = 1.4 }\n")),
        "deck.toml:12:21: error: measure.license.share = 1.4, but it must lie in [0, 1] (share of baseline flow licensed)");
}

TEST(StrictDeck, RefusesNumbersThatAreNone) {
    EXPECT_THAT(faults_of(deck_with("belief = { permanence = nan }\n")),
                HasSubstr("belief.permanence = nan, but it must lie in [0, 1]"));
    EXPECT_THAT(faults_of(deck_with("belief = { permanence = inf }\n")),
                HasSubstr("belief.permanence = inf, but it must lie in [0, 1]"));
}

// Read once their fault is noted; cast as they are, they would be undefined behaviour (found by fuzz_deck).
TEST(StrictDeck, RefusesWholeNumbersThatNoIntegerHolds) {
    for (const std::string number : {"-12857100000", "9223372036854775807"}) {
        for (const std::string key : {"seed", "step_days"})
            EXPECT_THAT(faults_of(deck_with(key + " = " + number + "\n")), HasSubstr("error: " + key + " = "));
        const std::string drawn = "action = 'deny'\neffective = 2023-01-01\ndraw = 'drawn'\nprobability = 0.5\n";
        EXPECT_THAT(faults_of(own_measure(drawn + "savings_days = " + number + "\n")),
                    HasSubstr("error: measure.savings_days = "));
        EXPECT_THAT(faults_of(own_measure(drawn + "lag_days = [" + number + ", " + number + ", " + number + "]\n")),
                    HasSubstr("error: measure.lag_days = "));
    }
}

TEST(StrictDeck, SaysWhatTypeIsExpected) {
    EXPECT_EQ(faults_of("title = 'a'\neconomy = 'world-2021'\nstart = '2021-01-04'\nend = 2030-12-30\n"),
              "deck.toml:3:9: error: start is text, but a date such as 2022-10-07 (without quotes) is expected");
    EXPECT_EQ(faults_of(deck_with("seed = 1.5\n")),
              "deck.toml:5:8: error: seed is a number, but a whole number is expected");
    EXPECT_EQ(faults_of(deck_with("measures = [1]\n")),
              "deck.toml:5:13: error: an entry of measures is a whole number, but text is expected");
    EXPECT_EQ(faults_of(deck_with("measure = { id = 'x' }\n")),
              "deck.toml:5:11: error: measure is a table, but [[measure]] is expected");
}

TEST(StrictDeck, TakesWholeNumbersWhereNumbersAreMeant) {
    EXPECT_EQ(faults_of(deck_with("belief = { permanence = 1 }\n")), "");
}

TEST(StrictDeck, HoldsChoicesToTheirList) {
    EXPECT_EQ(faults_of(deck_with("demand = 'flatt'\n")),
              "deck.toml:5:10: error: demand = \"flatt\", but it must be one of path, flat; did you mean 'flat'?");
    EXPECT_EQ(faults_of(deck_with("step_days = 3\n")), "deck.toml:5:13: error: step_days = 3, but it must be 7 or 1 (days)");
}

TEST(StrictDeck, MissesRequiredKeys) {
    const std::string faults = faults_of("title = 'a'\nstart = 2021-01-04\nend = 2022-01-03\n");
    EXPECT_THAT(faults, HasSubstr("error: 'economy' is missing: name of the economy"));
}

TEST(StrictDeck, KnowsItsSwitchesAndParameters) {
    EXPECT_EQ(faults_of(deck_with("[switch]\nbacklogg = false\n")),
              "deck.toml:6:1: error: unknown switch 'backlogg'; did you mean 'backlog'?");
    EXPECT_EQ(faults_of(deck_with("[switch]\nbacklog = 0\n")),
              "deck.toml:6:11: error: switch.backlog is a whole number, but true or false is expected");
    EXPECT_EQ(faults_of(deck_with("[parameter]\ntau_degg = 5\n")),
              "deck.toml:6:1: error: unknown parameter 'tau_degg'; did you mean 'tau_deg'?");
    EXPECT_EQ(faults_of(deck_with("[parameter]\n'sig.dram_av' = 5\n")),
              "deck.toml:6:1: error: economy 'world-2021' has no good 'dram_av'; did you mean 'dram_adv'?");
    EXPECT_EQ(faults_of(deck_with("[parameter]\nsig = 0.5\n")),
              "deck.toml:6:7: error: parameter.sig = 0.5, but it must lie in [1.01, 20] (1)");
}

TEST(StrictDeck, ReportsEveryFaultAtOnceInOrderOfLines) {
    const std::string faults =
        faults_of(deck_with("sead = 1\nbelief = { enactment = 2 }\nmeasures = ['nope']\n[switch]\nover = 1\n"));
    EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 3);  // four faults
    EXPECT_LT(faults.find("deck.toml:5:"), faults.find("deck.toml:6:"));
    EXPECT_LT(faults.find("deck.toml:7:"), faults.find("deck.toml:9:"));
}

TEST(StrictDeck, PlacesFaultsOfSyntax) {
    EXPECT_THAT(faults_of("title = \n"), HasSubstr("deck.toml:1:9: error: "));
}

TEST(StrictDeck, SurvivesInputThatBreaksTheHeaderOnlyParser) {
    EXPECT_THAT(faults_of("[[`"), HasSubstr("error"));  // aborts toml++ 3.3.0 when it is compiled into the program
    EXPECT_THAT(faults_of("\xc3\xa9 = 1"), HasSubstr("error"));
    EXPECT_THAT(faults_of("title = \"\xff\""), HasSubstr("error"));
}

TEST(RunDates, MustBeInOrderAndHoldAStep) {
    EXPECT_EQ(faults_of("title = 'a'\neconomy = 'world-2021'\nstart = 2021-01-04\nend = 2021-01-04\n"),
              "deck.toml:4:7: error: end = 2021-01-04 does not come after start = 2021-01-04");
    EXPECT_EQ(faults_of("title = 'a'\neconomy = 'world-2021'\nstart = 2021-01-04\nend = 2021-01-06\n"),
              "deck.toml:4:7: error: the run holds no whole step of 7 days");
    EXPECT_EQ(faults_of("title = 'a'\neconomy = 'world-2021'\nstart = 2021-01-04\nend = 2210-01-06\n"),
              "deck.toml:4:7: error: the run is longer than 100 years");
}

TEST(RunDates, UnknownEconomyIsNamedWhereItStands) {
    EXPECT_EQ(faults_of("title = 'a'\neconomy = 'world-2012'\nstart = 2021-01-04\nend = 2022-01-03\n"),
              "deck.toml:2:11: error: economy 'world-2012': no such economy; did you mean 'world-2021'?");
}

TEST(MeasureDates, MustBeInOrder) {
    EXPECT_EQ(faults_of(own_measure("action = 'deny'\neffective = 2023-01-02\nannounce = 2023-01-03\n")),
              "deck.toml:12:12: error: measure 'm': announce comes after its effective date 2023-01-02");
    EXPECT_EQ(faults_of(own_measure("action = 'deny'\neffective = 2023-01-02\nexpires = 2023-01-02\n")),
              "deck.toml:12:11: error: measure 'm': expires does not come after its effective date 2023-01-02");
    EXPECT_EQ(faults_of(own_measure("action = 'deny'\neffective = 2023-01-02\ngrandfather_until = 2022-12-31\n")),
              "deck.toml:12:21: error: measure 'm': grandfather_until comes before its effective date 2023-01-02");
    EXPECT_THAT(faults_of(own_measure("effective = 2023-01-02\naction = 'license'\n"
                                      "license.path = [[2023-03-01, 0.1], [2023-02-01, 0.2]]\n")),
                HasSubstr("measure.license.path: 2023-02-01 does not come after 2023-03-01"));
}

TEST(MeasureDates, OutsideTheRunOnlyWarn) {
    const Scenario late = testing::read(own_measure("action = 'deny'\neffective = 2033-01-03\n"));
    ASSERT_EQ(late.warnings.size(), 1U);
    EXPECT_EQ(
        to_string(late.warnings[0]),
        "deck.toml:6:6: warning: measure 'm' is in force from 2033-01-03, outside the run of 2021-01-04 to 2030-12-30");
    const Scenario early = testing::read(own_measure("action = 'deny'\neffective = 2019-01-03\n"));
    ASSERT_EQ(early.warnings.size(), 1U);
    EXPECT_THAT(early.warnings[0].message, HasSubstr("before the run starts"));
}

TEST(MeasureTerms, FitTheAction) {
    EXPECT_EQ(faults_of(own_measure("effective = 2023-01-02\naction = 'license'\n")),
              "deck.toml:11:10: error: measure 'm': action = \"license\" needs license.share or license.path");
    EXPECT_EQ(
        faults_of(own_measure("effective = 2023-01-02\naction = 'deny'\nlicense.share = 0.1\n")),
        "deck.toml:12:1: error: measure 'm': 'license' goes with action = \"license\" or \"quota\", not with \"deny\"");
    EXPECT_EQ(faults_of(own_measure("effective = 2023-01-02\naction = 'deny'\nrate = 0.1\n")),
              "deck.toml:12:1: error: measure 'm': 'rate' goes with action = \"tariff\", not with \"deny\"");
    EXPECT_EQ(faults_of(own_measure("effective = 2023-01-02\naction = 'tariff'\n")),
              "deck.toml:11:10: error: measure 'm': action = \"tariff\" needs rate");
    EXPECT_THAT(
        faults_of(own_measure("effective = 2023-01-02\naction = 'quota'\nlicense = { share = 0.5, ramp_weeks = 2 }\n")),
        HasSubstr("a quota has no delay and no ramp"));
}

TEST(MeasureThatTouchesNothing, IsAnErrorAndSaysWhatNarrowsIt) {
    // The plant in the USA sells etch_c to four plants in CHN (two foundries, one of analog chips, one of memory) and to
    // nobody in JPN; what the same vendor ships from OAS does not leave the USA.
    EXPECT_EQ(
        faults_of(deck_with("[[measure]]\nid = 'm'\nissuer = 'USA'\nitems = ['etch_c']\ndestination = ['JPN']\n"
                            "effective = 2023-01-02\naction = 'deny'\n")),
        "deck.toml:6:6: error: measure 'm' touches no link of economy 'world-2021'; without 'destination' it would touch 4");
}

TEST(MeasureNames, AreFoundInTheEconomyOrReported) {
    const std::string faults = faults_of(deck_with(
        "[[measure]]\nid = 'm'\nissuer = 'USSA'\nitems = ['etch_x', 'tools']\ndestination = ['EUU']\nentities = ['SMICC']\n"
        "effective = 2023-01-02\naction = 'deny'\n"));
    EXPECT_THAT(faults, HasSubstr("deck.toml:7:10: error: economy 'world-2021' has no country 'USSA'; did you mean 'USA'?"));
    EXPECT_THAT(faults,
                HasSubstr("deck.toml:8:10: error: economy 'world-2021' has no good 'etch_x'; did you mean 'etch_c'?"));
    EXPECT_THAT(faults, HasSubstr("deck.toml:8:20: error: economy 'world-2021' has no good 'tools'; did you mean 'tool'?"));
    EXPECT_THAT(
        faults,
        HasSubstr(
            "deck.toml:9:16: error: economy 'world-2021' has no country or set of countries 'EUU'; did you mean 'EU'?"));
    EXPECT_THAT(faults, HasSubstr("deck.toml:10:13: error: economy 'world-2021' has no firm 'SMICC'; did you mean 'SMIC'?"));
}

}  // namespace
}  // namespace sunder
