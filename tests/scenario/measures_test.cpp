// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tiny_world.hpp"

namespace sunder {
namespace {

using testing::deck_with;
using testing::faults_of;
using ::testing::HasSubstr;

Rule only_rule(const std::string& rest, const std::vector<std::string>& set = {}) {
    return testing::read(deck_with(rest), set).spec.lanes.at(1).rules.at(0);
}

const std::string tools =
    "[[measure]]\nid = 'm'\nissuer = 'USA'\nitems = { class = 'tool', coverage = 0.9 }\norigin.vendor_hq = "
    "'USA'\ndestination = 'CHN'\n"
    "effective = 2022-10-07\naction = 'license'\nlicense = { share = 0.02, delay_days = 77 }\n";

TEST(ChangeOfALibraryMeasure, KeepsWhatItDoesNotName) {
    const Rule rule = only_rule(
        "measures = ['us-advanced-tools-2022']\n[[measure]]\nid = 'us-advanced-tools-2022'\nlicense.share = 0.5\n");
    EXPECT_DOUBLE_EQ(rule.licence.share, 0.5);
    EXPECT_DOUBLE_EQ(rule.licence.delay_days, 77.0);
    EXPECT_EQ(rule.savings_days, 30);
    EXPECT_EQ(testing::read(deck_with("[[measure]]\nid = 'us-advanced-tools-2022'\n")).spec.lanes[1].rules.size(),
              1U);  // need not be listed
}

TEST(ChangeOfALibraryMeasure, ComingBeforeItsAnnouncementIsAnnouncedTheSameDay) {
    // The example of the deck format: what if the Dutch rule (announced 27 Jan 2023) had come at once?
    const Scenario scenario = testing::read(
        deck_with("measures = ['nl-immersion-2023']\n[[measure]]\nid = 'nl-immersion-2023'\neffective = 2023-01-01\n"));
    const Rule& rule = scenario.spec.lanes.at(1).rules.at(0);
    EXPECT_EQ(rule.announce, to_day(2023, 1, 1));
    EXPECT_EQ(rule.effective, to_day(2023, 1, 1));
    ASSERT_EQ(scenario.warnings.size(), 1U);
    EXPECT_THAT(to_string(scenario.warnings[0]),
                HasSubstr("deck.toml:8:1: warning: comes before the announcement of 2023-01-27"));
}

TEST(ChangeOfALibraryMeasure, ToADenialDropsTheLicence) {
    const Rule rule = only_rule("[[measure]]\nid = 'us-advanced-tools-2022'\naction = 'deny'\n");
    EXPECT_EQ(rule.action, Action::deny);
    EXPECT_DOUBLE_EQ(rule.licence.share, 0.0);
    EXPECT_DOUBLE_EQ(rule.expected_share, 0.0);
}

TEST(ChangeOfALibraryMeasure, NewShareBeatsAnOldPath) {
    EXPECT_EQ(only_rule("measures = ['cn-gallium-2023-path']\n").licence.path.size(), 4U);
    const Rule rule = only_rule("[[measure]]\nid = 'cn-gallium-2023-path'\nlicense.share = 0.4\n");
    EXPECT_TRUE(rule.licence.path.empty());
    EXPECT_DOUBLE_EQ(rule.licence.share, 0.4);
}

TEST(MeasureIds, AreUniqueAndKnown) {
    EXPECT_EQ(faults_of(deck_with("measures = ['cn-gallium-2023', 'cn-gallium-2023']\n")),
              "deck.toml:5:32: error: measure 'cn-gallium-2023' is listed twice");
    EXPECT_THAT(faults_of(deck_with(tools + tools)), HasSubstr("deck.toml:15:6: error: a second [[measure]] with id 'm'"));
    EXPECT_EQ(faults_of(deck_with("measures = ['cn-galium-2023']\n")),
              "deck.toml:5:13: error: no measure 'cn-galium-2023' in the library or in this deck; did you mean "
              "'cn-gallium-2023'?");
    EXPECT_EQ(faults_of(deck_with("[[measure]]\nid = 'cn-galium-2023'\neffective = 2023-09-01\n")),
              "deck.toml:5:1: error: measure 'cn-galium-2023' lacks issuer, action (and is no library measure; did "
              "you mean 'cn-gallium-2023'?)");
    EXPECT_EQ(faults_of(deck_with("[[measure]]\ntitle = 'x'\n")), "deck.toml:5:1: error: [[measure]] lacks 'id'");
}

TEST(MeasureIds, MayNameAnOwnMeasureInTheList) {
    EXPECT_EQ(faults_of(deck_with("measures = ['m']\n" + tools)), "");
}

TEST(Ally, TakesTheLeaderAsTheDeckHasIt) {
    const std::string ally =
        "[[measure]]\nid = 'ally'\nleader = 'm'\nissuer = 'NLD'\neffective = 2023-09-01\nitems = ['arfi']\n";
    const std::vector<Rule> rules = testing::read(deck_with(tools + ally)).spec.lanes.at(1).rules;
    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[1].vendor_hq, std::vector{rules[1].issuer});
    EXPECT_DOUBLE_EQ(rules[1].licence.share, 0.02);
    EXPECT_EQ(rules[1].announce, to_day(2023, 9, 1));  // not the leader's
    EXPECT_EQ(rules[1].title, "ally");
    ASSERT_EQ(rules[1].items.size(), 1U);
    EXPECT_DOUBLE_EQ(rules[1].items[0].share, 1.0);
}

TEST(Ally, NeedsALeaderThatIsNotItself) {
    EXPECT_THAT(faults_of(deck_with("[[measure]]\nid = 'a'\nleader = 'b'\n[[measure]]\nid = 'b'\nleader = 'a'\n")),
                HasSubstr("leads itself"));
    EXPECT_THAT(faults_of(deck_with("[[measure]]\nid = 'a'\nleader = 'us-advanced-tool-2022'\nissuer = 'NLD'\n")),
                HasSubstr("no measure 'us-advanced-tool-2022' to follow; did you mean 'us-advanced-tools-2022'?"));
}

TEST(Defaults, OriginAndDestinationFollowTheAction) {
    const std::string head = "[[measure]]\nid = 'm'\nissuer = 'CHN'\neffective = 2023-01-02\n";
    const Rule ban = only_rule(head + "items = ['ga']\naction = 'deny'\n");
    EXPECT_EQ(ban.ship_from, std::vector{ban.issuer});
    EXPECT_EQ(ban.destination.size(), testing::tiny_world().countries.size() - 1);  // all but the issuer
    const Rule market = only_rule(head + "items = '*'\nsellers = ['NVIDIA']\ndestination = 'CHN'\naction = 'deny'\n");
    EXPECT_TRUE(market.ship_from.empty() && market.vendor_hq.empty() &&
                market.items.size() == testing::tiny_world().goods.size());
    const Rule tariff = only_rule(head + "items = ['ai_hi']\naction = 'tariff'\nrate = 0.25\n");
    EXPECT_EQ(tariff.destination, std::vector{tariff.issuer});
    EXPECT_EQ(tariff.ship_from.size(), testing::tiny_world().countries.size() - 1);
    EXPECT_DOUBLE_EQ(tariff.tariff_rate, 0.25);
    EXPECT_DOUBLE_EQ(tariff.expected_share, 1.0);
}

TEST(Beliefs, OfTheDeckFillWhatMeasuresLeaveOpen) {
    const Rule own = only_rule("belief = { permanence = 0.5, enactment = 0.4, expected_share = 0.01 }\n" + tools);
    EXPECT_DOUBLE_EQ(own.permanence, 0.5);
    EXPECT_DOUBLE_EQ(own.enactment, 0.4);
    EXPECT_DOUBLE_EQ(own.expected_share, 0.01);
    const Rule set = only_rule("belief.enactment = 0.4\n" + tools + "enactment = 0.8\n");
    EXPECT_DOUBLE_EQ(set.enactment, 0.8);
}

TEST(CountrySets, StandForTheirMembers) {
    const Rule rule = only_rule(
        "[[measure]]\nid = 'm'\nissuer = 'USA'\nitems = 'arfi'\norigin.vendor_hq = ['EU', 'NLD']\ndestination = 'CHN'\n"
        "effective = 2023-01-02\naction = 'deny'\n");
    EXPECT_EQ(rule.vendor_hq.size(), 2U);  // NLD and DEU, each once
}

TEST(ItemCoverage, MayDifferByGood) {
    const Rule rule = only_rule(
        "[[measure]]\nid = 'm'\nissuer = 'USA'\nitems = ['etch_c', { good = 'cvd', coverage = 0.25 }]\n"
        "effective = 2023-01-02\naction = 'deny'\n");
    ASSERT_EQ(rule.items.size(), 2U);
    EXPECT_DOUBLE_EQ(rule.items[0].share, 1.0);
    EXPECT_DOUBLE_EQ(rule.items[1].share, 0.25);
}

TEST(Reach, CountsTheBaseYearFlowAMeasureIsAimedAt) {
    // etch_c of the US vendor: two of its plants sell to two foundries in CHN (4 links), one to the analog and the memory
    // plant (2).
    const Scenario scenario = testing::read(deck_with(tools + "coverage = 0.5\n"));
    const std::vector<ReachRow> rows = reach(scenario, testing::tiny_world());
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].measure, "m");
    EXPECT_EQ(rows[0].links, 6);
    EXPECT_DOUBLE_EQ(rows[0].flow_musd_yr, 6.0);
    EXPECT_NEAR(rows[0].covered_musd_yr, 6 * 0.9 * 0.5, 1e-12);  // sums of six products: rounding only
}

/// One measure of the USA by its keys.
ReachRow reach_with(const std::string& keys) {
    const std::string head = "[[measure]]\nid = 'm'\nissuer = 'USA'\neffective = 2023-01-02\n";
    return reach(testing::read(deck_with(head + keys)), testing::tiny_world()).at(0);
}

TEST(Reach, CountsPlantsFirmsUsersAndCountries) {
    const ReachRow screen =
        reach_with("action = 'capital_screen'\ncapital_premium = 0.02\nbuyer_hq = 'CHN'\ncoverage = 0.5\n");
    EXPECT_EQ(screen.plants, 7);  // every plant of a firm with HQ in CHN
    EXPECT_DOUBLE_EQ(screen.covered_musd_yr, 0.5 * screen.flow_musd_yr);
    const ReachRow grant = reach_with("action = 'subsidy'\nitems = '*'\nfunding = { budget_musd = 1, ratio = 0.1 }\n");
    EXPECT_EQ(grant.plants, 1);  // of those in the USA, only the fab has tools
    EXPECT_EQ(grant.links, 0);
    EXPECT_EQ(reach_with("action = 'research'\nfunding.musd_per_year = 1\nitems = 'tool'\n").plants, 1);  // the vendor
    const ReachRow ban = reach_with("action = 'service_ban'\ndestination = 'CHN'\n");
    EXPECT_EQ(ban.plants, 3);  // two foundries and the memory plant are served by the US vendor
    const ReachRow stock =
        reach_with("action = 'stockpile'\nitems = 'ga'\ndestination = 'JPN'\npath = [[2023-01-02, 13]]\n");
    EXPECT_EQ(stock.plants, 1);
    EXPECT_DOUBLE_EQ(stock.flow_musd_yr, 1.0);
    const ReachRow demand = reach_with("action = 'demand'\npath = [[2023-01-02, 1.1]]\n");
    EXPECT_EQ(demand.plants, 2);
    EXPECT_DOUBLE_EQ(demand.flow_musd_yr, 2.0);
    EXPECT_EQ(reach_with("action = 'early_warning'\nmembers = ['USA', 'JPN', 'DEU']\nsee_gain_weeks = 1\n").countries, 2);
    EXPECT_EQ(reach_with("action = 'cooperation'\ndestination = 'CHN'\npath = [[2023-01-02, 0.8]]\n").countries, 1);
    EXPECT_TRUE(reached_thing(Action::statement).empty());
}

TEST(SetOption, ReachesTopKeysMeasuresAndParameters) {
    const std::vector<std::string> set{"seed=7",
                                       "demand=flat",
                                       "end=2025-12-29",
                                       "measure[m].license.share = 0.3",
                                       "measure[0].title='T'",
                                       "belief.permanence=0.1",
                                       "switch.backlog=false",
                                       "parameter.sig.etch_c.CHN=2"};
    const Scenario scenario = testing::read(deck_with(tools), set);
    const LaneSpec& lane = scenario.spec.lanes.at(1);
    EXPECT_EQ(scenario.spec.seed, 7U);
    EXPECT_FALSE(scenario.spec.demand_path);
    EXPECT_EQ(scenario.spec.end, to_day(2025, 12, 29));
    EXPECT_DOUBLE_EQ(lane.rules.at(0).licence.share, 0.3);
    EXPECT_EQ(lane.rules.at(0).title, "T");
    EXPECT_DOUBLE_EQ(lane.rules.at(0).permanence, 0.1);
    EXPECT_FALSE(lane.switches[Switch::backlog]);
    ASSERT_EQ(lane.params.size(), 1U);
    EXPECT_DOUBLE_EQ(lane.params[0].value, 2.0);
    EXPECT_TRUE(scenario.deck_text.ends_with("# --set parameter.sig.etch_c.CHN=2\n"));
}

TEST(SetOption, ChangesALibraryMeasureThatTheDeckOnlyLists) {
    EXPECT_DOUBLE_EQ(
        only_rule("measures = ['us-advanced-tools-2022']\n", {"measure[us-advanced-tools-2022].compliance=0.5"}).compliance,
        0.5);
}

TEST(SetOption, IsHeldToTheSameRulesAsTheDeck) {
    EXPECT_EQ(faults_of(deck_with(tools), {"measure[m].coverage=1.4"}),
              "--set measure[m].coverage=1.4: error: measure.coverage = 1.4, but it must lie in [0, 1] (share of the items' "
              "value)");
    EXPECT_THAT(faults_of(deck_with(""), {"sed=1"}),
                HasSubstr("--set sed=1: error: unknown key 'sed'; did you mean 'seed'?"));
    EXPECT_THAT(faults_of(deck_with(""), {"seed"}), HasSubstr("--set seed: error: KEY=VALUE is expected"));
    EXPECT_THAT(faults_of(deck_with(""), {"seed=1\nend=2"}), HasSubstr("error"));
    EXPECT_THAT(faults_of(deck_with(tools), {"measure[3].title=x"}), HasSubstr("there is no measure[3]: the deck has 1"));
    EXPECT_THAT(faults_of(deck_with(tools), {"measure.title=x"}),
                HasSubstr("'measure' is a list: write measure[0] or measure[id]"));
}

TEST(DeckOptions, UntilAndSeedBeatTheDeck) {
    DeckOptions options;
    options.until = "2022-01-03";
    options.seed = 9;
    const Scenario scenario = read_scenario("no-measures", options, testing::tiny_economy);
    EXPECT_EQ(scenario.spec.end, to_day(2022, 1, 3));
    EXPECT_EQ(scenario.spec.seed, 9U);
    EXPECT_EQ(scenario.name, "no-measures");
}

}  // namespace
}  // namespace sunder
