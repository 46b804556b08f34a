// SPDX-License-Identifier: Apache-2.0
// Issue 3, "Bad input": each a located error or, where it is legal but odd, a located warning.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tiny_world.hpp"

namespace sunder {
namespace {

using testing::deck_with;
using testing::faults_of;
using ::testing::HasSubstr;

/// Line 5 of the deck is [[measure]]; keys start on line 6.
std::string measure(const std::string& id, const std::string& keys, const std::string& issuer = "USA") {
    return "[[measure]]\nid = '" + id + "'\nissuer = '" + issuer + "'\neffective = 2023-01-02\n" + keys;
}

/// Warnings of a deck, one a line.
std::string warnings_of(const std::string& rest) {
    std::string text;
    for (const Fault& fault : testing::read(deck_with(rest)).warnings) text += to_string(fault) + '\n';
    return text;
}

const std::string tools = "items = ['etch_c']\ndestination = 'CHN'\n";

TEST(BadMoney, TranchesThatExceedTheBudget) {
    EXPECT_EQ(faults_of(deck_with(measure("m",
                                          "action = 'subsidy'\nitems = 'fnd16'\nfunding = { budget_musd = 100, ratio = "
                                          "0.1, tranches = [[2023-01-02, 0.6], [2024-01-02, 1.2]] }\n"))),
              "deck.toml:11:89: error: measure.funding.tranches = 1.2, but it must lie in [0, 1] (share of the budget)");
    EXPECT_THAT(faults_of(deck_with(measure("m",
                                            "action = 'subsidy'\nitems = 'fnd16'\nfunding = { budget_musd = 100, ratio = "
                                            "0.1, tranches = [[2023-01-02, 0.6], [2024-01-02, 0.4]] }\n"))),
                HasSubstr("deck.toml:11:56: error: measure 'm': tranches are cumulated, but 0.4 comes after 0.6"));
}

TEST(BadMoney, GrantsOutOfNothing) {
    EXPECT_EQ(faults_of(deck_with(
                  measure("m", "action = 'subsidy'\nitems = 'fnd16'\nfunding = { budget_musd = 0, ratio = 0.1 }\n"))),
              "deck.toml:11:38: error: measure 'm': grants pay 0.1 of the cost out of a budget of 0");
    EXPECT_EQ(faults_of(deck_with(
                  measure("m", "action = 'subsidy'\nitems = 'fnd16'\nfunding = { budget_musd = 0, ratio = 0 }\n"))),
              "");
    EXPECT_THAT(faults_of(deck_with(measure("m",
                                            "action = 'tax_credit'\nitems = 'fnd16'\nfunding = { rate = 0.2, tranches = "
                                            "[[2023-01-02, 1]] }\n"))),
                HasSubstr("measure 'm': tranches of a budget that is 0"));
}

TEST(BadMoney, GuardrailWithoutCountriesOrGoods) {
    const std::string grant = "action = 'subsidy'\nitems = 'fnd16'\nfunding = { budget_musd = 10, ratio = 0.1, ";
    EXPECT_THAT(faults_of(deck_with(measure("m", grant + "guard_items = [{ good = 'foundry', growth = 0.05 }] }\n"))),
                HasSubstr("deck.toml:11:58: error: measure 'm': 'funding.guard_items' without 'funding.guard_countries'"));
    EXPECT_THAT(faults_of(deck_with(measure("m", grant + "guard_countries = 'CHN' }\n"))),
                HasSubstr("measure 'm': 'funding.guard_countries' without 'funding.guard_items'"));
    EXPECT_THAT(
        faults_of(deck_with(measure("m", grant + "guard_countries = 'CHN', guard_items = [{ good = 'foundry' }] }\n"))),
        HasSubstr("'measure.funding.guard_items.growth' is missing"));
}

TEST(BadCoalition, WithoutMembers) {
    EXPECT_EQ(faults_of(deck_with(measure("m", "action = 'early_warning'\nsee_gain_weeks = 4\nmembers = []\n"))),
              "deck.toml:11:11: error: measure 'm': a coalition without members");
    EXPECT_EQ(faults_of(deck_with(measure("m", "action = 'early_warning'\nsee_gain_weeks = 4\n"))),
              "deck.toml:9:10: error: measure 'm': action = \"early_warning\" needs members");
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'early_warning'\nsee_gain_weeks = 4\nmembers = ['Quad']\n"))),
                HasSubstr("economy 'world-2021' has no country or set of countries 'Quad'"));
}

TEST(BadOrigin, ThresholdWithoutCountriesAndForeignPersons) {
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'deny'\n" + tools + "origin.content_min = 0.1\n"))),
                HasSubstr("deck.toml:12:22: error: measure 'm': 'origin.content_min' without 'origin.content_of'"));
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'service_ban'\norigin.persons_of = 'JPN'\n"))),
                HasSubstr("measure 'm': a country can bind its own persons only: name the issuer"));
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'deny'\n" + tools + "origin.persons_of = 'USA'\n"))),
                HasSubstr("'origin.persons_of' goes with action = \"service_ban\", not with \"deny\""));
}

TEST(BadListing, SpillsOverFromNobody) {
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'deny'\n" + tools + "chilling = 0.1\n"))),
                HasSubstr("measure 'm': 'chilling' without 'entities'"));
}

TEST(BadPath, MustRiseInDateAndHoldPoints) {
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'demand'\npath = [[2024-01-02, 1.0], [2023-01-02, 1.1]]\n"))),
                HasSubstr("deck.toml:10:28: error: measure.path: 2023-01-02 does not come after 2024-01-02"));
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'demand'\npath = []\n"))), HasSubstr("a line without points"));
    EXPECT_THAT(faults_of(deck_with(measure("m", "action = 'preference'\npath = [[2024-01-02, 0.0]]\n"))),
                HasSubstr("a factor on quality must be above 0"));
}

TEST(BadLag, HasThreeNumbersThatDoNotFall) {
    const std::string ban = "action = 'deny'\n" + tools + "draw = 'drawn'\n";
    EXPECT_THAT(faults_of(deck_with(measure("m", ban + "lag_days = [10, 20]\n"))),
                HasSubstr("measure.lag_days is a list, but a list of three numbers is expected"));
    EXPECT_THAT(faults_of(deck_with(measure("m", ban + "lag_days = [10, 5, 20]\n"))),
                HasSubstr("measure.lag_days: 5 comes after 10; write least, most likely, most"));
    EXPECT_THAT(faults_of(deck_with(measure("m", ban + "lag_days = [10, nan, 20]\n"))), HasSubstr("= nan"));
}

TEST(MeasureThatReachesNothing, IsAnErrorForEveryAction) {
    const auto touches = [](const std::string& keys) { return faults_of(deck_with(measure("m", keys))); };
    EXPECT_EQ(
        touches("action = 'subsidy'\nitems = 'dram_adv'\nfunding = { budget_musd = 10, ratio = 0.1 }\n"),
        "deck.toml:6:6: error: measure 'm' touches no plant of economy 'world-2021'; without 'items' it would touch 1");
    EXPECT_EQ(
        touches("action = 'subsidy'\nitems = 'etch_c'\nfunding = { budget_musd = 10, ratio = 0.1 }\n"),
        "deck.toml:6:6: error: measure 'm' touches no plant of economy 'world-2021'; without 'items' it would touch 1");
    EXPECT_THAT(
        touches("action = 'capital_screen'\ncapital_premium = 0.1\nentities = 'SMIC'\nbuyer_hq = 'JPN'\n"),
        HasSubstr("touches no plant of economy 'world-2021'; without 'entities' it would touch 3, without 'buyer_hq' it "
                  "would touch 1"));
    EXPECT_THAT(touches("action = 'research'\nfunding.musd_per_year = 1\ndestination = 'DEU'\n"),
                HasSubstr("touches no firm"));
    EXPECT_THAT(touches("action = 'service_ban'\ndestination = 'JPN'\n"), HasSubstr("touches no plant"));
    EXPECT_THAT(touches("action = 'stockpile'\nitems = 'ga'\npath = [[2023-01-02, 4]]\n"), HasSubstr("touches no user"));
    EXPECT_THAT(touches("action = 'demand'\ndestination = 'KOR'\npath = [[2023-01-02, 1.1]]\n"),
                HasSubstr("touches no final buyer"));
    EXPECT_THAT(touches("action = 'early_warning'\nsee_gain_weeks = 4\nmembers = 'DEU'\n"), HasSubstr("touches no country"));
    EXPECT_THAT(touches("action = 'cooperation'\ndestination = 'DEU'\npath = [[2023-01-02, 0.8]]\n"),
                HasSubstr("touches no country"));
    EXPECT_EQ(touches("action = 'statement'\n"), "");
}

TEST(OddDecks, MeasuresThatContradictEachOther) {
    const std::string strict = measure("strict", "action = 'license'\nlicense.share = 0.1\n" + tools);
    EXPECT_EQ(warnings_of(strict + measure("loose", "action = 'license'\nlicense.share = 0.5\n" + tools)),
              "deck.toml:14:6: warning: measures 'strict' and 'loose' say different things about the same trade from "
              "2023-01-02: both hold, and 0.1 x 0.5 = 0.05 of the baseline flow is left\n");
    EXPECT_THAT(
        warnings_of(strict + measure("cap", "action = 'quota'\nlicense.share = 0.5\nexpires = 2024-01-02\n" + tools)),
        HasSubstr("from 2023-01-02 until 2024-01-02: the smaller cap binds, 0.1 of the baseline flow"));
    EXPECT_EQ(warnings_of(strict + measure("same", "action = 'license'\nlicense.share = 0.1\n" + tools)), "");
    EXPECT_EQ(warnings_of(strict + measure("other", "action = 'deny'\nitems = ['service']\ndestination = 'CHN'\n")), "");
    EXPECT_EQ(warnings_of(measure("first", "expires = 2024-01-02\naction = 'license'\nlicense.share = 0.1\n" + tools) +
                          "[[measure]]\nid = 'next'\nissuer = 'USA'\neffective = 2024-01-02\naction = 'deny'\n" + tools),
              "");
}

TEST(OddDecks, LeaderThatExpiresBeforeItsFollower) {
    const std::string lead =
        measure("lead", "expires = 2023-06-01\naction = 'deny'\nitems = ['etch_c', 'arfi']\ndestination = 'CHN'\n");
    EXPECT_EQ(
        warnings_of(lead + "[[measure]]\nid = 'ally'\nleader = 'lead'\nissuer = 'NLD'\neffective = 2023-09-01\n"),
        "deck.toml:17:13: warning: the leader expires on 2023-06-01, before this date: the measure lasts without it\n");
    EXPECT_EQ(testing::read(
                  deck_with(lead + "[[measure]]\nid = 'ally'\nleader = 'lead'\nissuer = 'NLD'\neffective = 2023-09-01\n"))
                  .spec.lanes.at(1)
                  .rules.at(1)
                  .expires,
              never);
}

TEST(OddDecks, OnCallWithoutALadder) {
    EXPECT_THAT(warnings_of("[[measure]]\nid = 'm'\nissuer = 'USA'\non_call = true\naction = 'deny'\n" + tools),
                HasSubstr("deck.toml:6:6: warning: measure 'm' is on call, but no rung of government.ladder names it"));
}

TEST(OddDecks, RiskWithoutARule) {
    const std::string risk = measure("risk", "action = 'expectation'\nhazard_per_year = 0.05\n");
    EXPECT_THAT(warnings_of(risk),
                HasSubstr("deck.toml:6:6: warning: measure 'risk' changes the risk of measures of an issuer"));
    EXPECT_EQ(warnings_of(risk + measure("ban", "action = 'deny'\n" + tools)), "");
    EXPECT_NE(warnings_of(risk + measure("ban", "action = 'deny'\nitems = 'ga'\n", "CHN")), "");
}

TEST(OddDecks, SurviveHugeAndStrangeValues) {
    for (const char* date : {"0001-01-01", "9999-12-31"})
        for (const std::string& keys :
             {std::string("action = 'cooperation'\npath = [[") + date + ", 1.0]]\n",
              std::string("action = 'research'\nfunding = { musd_per_year = 1, budget_musd = 1e8, tranches = [[") + date +
                  ", 1]] }\n",
              std::string("action = 'deny'\n") + tools + "exempt.until = " + date + "\n"}) {
            const std::string deck =
                deck_with("[[measure]]\nid = 'm'\nissuer = 'USA'\neffective = " + std::string(date) + "\n" + keys);
            if (faults_of(deck).empty()) static_cast<void>(calendar(testing::read(deck)));
        }
    std::string members = "members = [";
    for (int i = 0; i < 20000; ++i) members += "'USA',";
    EXPECT_EQ(faults_of(deck_with(measure("m", "action = 'early_warning'\nsee_gain_weeks = 1\n" + members + "]\n"))), "");
    for (const char* value : {"nan", "inf", "-inf", "1e300"})
        EXPECT_NE(
            faults_of(deck_with(measure("m", std::string("action = 'expectation'\nhazard_per_year = ") + value + "\n"))),
            "");
}

}  // namespace
}  // namespace sunder
