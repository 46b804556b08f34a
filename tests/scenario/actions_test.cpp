// SPDX-License-Identifier: Apache-2.0
// Every action: what it needs, what it refuses, and that each of its keys ends up in the rule.
#include "sim/scenario/actions.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "sim/scenario/fields.hpp"
#include "tiny_world.hpp"

namespace sunder {
namespace {

using testing::deck_with;
using ::testing::ElementsAre;
using testing::faults_of;
using ::testing::HasSubstr;

const std::string head = "[[measure]]\nid = 'm'\nissuer = 'USA'\neffective = 2023-01-02\n";

Rule only_rule(const std::string& rest) {
    return testing::read(deck_with(head + rest)).spec.lanes.at(1).rules.at(0);
}

std::int32_t country(const std::string& code) {
    const auto& rows = testing::tiny_world().countries;
    for (std::size_t c = 0; c < rows.size(); ++c)
        if (rows[c].code == code) return static_cast<std::int32_t>(c);
    return -1;
}

/// The least that each action needs.
const std::map<std::string, std::string>& least() {
    static const std::map<std::string, std::string> texts{
        {"deny", "items = ['etch_c']\ndestination = 'CHN'\n"},
        {"license", "items = ['etch_c']\ndestination = 'CHN'\nlicense.share = 0.1\n"},
        {"quota", "items = ['etch_c']\ndestination = 'CHN'\nlicense.share = 0.1\n"},
        {"tariff", "items = ['analog']\nrate = 0.25\n"},
        {"content_credit", "items = ['server']\nfunding.rate = 0.15\n"},
        {"service_ban", ""},
        {"subsidy", "items = ['fnd16']\nfunding = { budget_musd = 39000, ratio = 0.1 }\n"},
        {"tax_credit", "items = ['fnd16']\nfunding.rate = 0.25\n"},
        {"research", "funding.musd_per_year = 100\n"},
        {"capital_screen", "capital_premium = 0.02\n"},
        {"cooperation", "path = [[2023-01-02, 1], [2026-01-02, 0.8]]\n"},
        {"partnership", "members = ['EU']\nqualify_factor = 0.7\n"},
        {"preference", "path = [[2023-01-02, 1.02]]\n"},
        {"stockpile", "items = ['resist_arf']\npath = [[2023-01-02, 13]]\n"},
        {"early_warning", "members = ['USA', 'JPN']\nsee_gain_weeks = 4\n"},
        {"expectation", "hazard_per_year = 0.05\n"},
        {"demand", "path = [[2023-01-02, 1.014]]\n"},
        {"statement", ""},
    };
    return texts;
}

std::string measure_with(const std::string& action, const std::string& rest) {
    return deck_with(head + "action = '" + action + "'\n" + rest);
}

TEST(Actions, StandInOrderOfTheCore) {
    std::vector<std::string_view> names;
    for (const ActionRow& row : action_rows()) names.push_back(row.name);
    EXPECT_EQ(fmt::format("{}", fmt::join(names, "|")), action_names);
    EXPECT_EQ(action_row(Action::tariff).name, "tariff");
    EXPECT_EQ(action_row(Action::statement).name, "statement");
    EXPECT_EQ(find_action("early_warning"), Action::early_warning);
    EXPECT_FALSE(find_action("ban"));
}

TEST(Actions, NameKeysOfTheKeyTable) {
    for (const ActionRow& row : action_rows())
        for (const std::string& list : {std::string(row.required), std::string(row.allowed)})
            for (const std::string& part : split(list, ' '))
                for (const std::string& key : split(part, '/'))
                    EXPECT_TRUE(key.empty() || find_field("measure." + key) != nullptr) << row.name << ": " << key;
}

TEST(Actions, AreReadWithWhatTheyNeed) {
    EXPECT_EQ(least().size(), action_rows().size());
    for (const auto& [action, rest] : least()) {
        EXPECT_EQ(faults_of(measure_with(action, rest)), "") << action;
        EXPECT_EQ(only_rule("action = '" + action + "'\n" + rest).action, *find_action(action));
    }
}

TEST(Actions, MissWhatTheyNeed) {
    for (const ActionRow& row : action_rows()) {
        if (row.required.empty()) continue;
        EXPECT_THAT(faults_of(measure_with(std::string(row.name), "")),
                    HasSubstr(fmt::format("deck.toml:9:10: error: measure 'm': action = \"{}\" needs ", row.name)));
    }
}

TEST(Actions, RefuseTheKeysOfOthers) {
    const std::map<std::string, std::string> values{
        {"rate", "rate = 0.1\n"},
        {"path", "path = [[2023-01-02, 1.0]]\n"},
        {"members", "members = ['USA']\n"},
        {"hazard_per_year", "hazard_per_year = 0.1\n"},
        {"chilling", "chilling = 0.1\n"},
        {"persons_share", "persons_share = 0.1\n"},
        {"sellers", "sellers = ['NVIDIA']\n"},
        {"markets", "markets = ['all']\n"},
        {"funding", "funding.rate = 0.1\n"},
    };
    for (const ActionRow& row : action_rows())
        for (const auto& [key, text] : values) {
            if (use_of_key(row, key) != KeyUse::refused) continue;
            EXPECT_THAT(faults_of(measure_with(std::string(row.name), least().at(std::string(row.name)) + text)),
                        HasSubstr(fmt::format("measure 'm': '{}' goes with action = {}, not with \"{}\"", key,
                                              actions_with(key), row.name)));
        }
    EXPECT_EQ(actions_with("license"), "\"license\" or \"quota\"");
    EXPECT_EQ(actions_with("hazard_per_year"), "\"expectation\"");
    EXPECT_THAT(faults_of(measure_with("partnership", least().at("partnership") + "items = 'arfi'\n")),
                HasSubstr("measure 'm': 'items' does not go with action = \"partnership\""));
    EXPECT_THAT(faults_of(measure_with("tax_credit", "items = 'etch_c'\nfunding = { rate = 0.2, ratio = 0.1 }\n")),
                HasSubstr("'funding.ratio' goes with action = \"subsidy\", not with \"tax_credit\""));
}

TEST(Fields, OfOriginGoIntoTheRule) {
    const Rule rule = only_rule(
        "action = 'deny'\nitems = 'etch_c'\ndestination = 'CHN'\nentities = 'SMIC'\nchilling = 0.1\nenforcement = "
        "0.2\nrent_to = 'state'\n"
        "origin = { vendor_hq = 'USA', content_of = 'USA', content_min = 0.1, fdpr_of = 'EU', fdpr_min = 0.05, owned_by = "
        "'CHN', owner_min = 0.3 }\n");
    EXPECT_THAT(rule.content_of, ElementsAre(country("USA")));
    EXPECT_DOUBLE_EQ(rule.content_min, 0.1);
    EXPECT_EQ(rule.fdpr_of.size(), 2U);
    EXPECT_DOUBLE_EQ(rule.fdpr_min, 0.05);
    EXPECT_THAT(rule.owned_by, ElementsAre(country("CHN")));
    EXPECT_DOUBLE_EQ(rule.owner_min, 0.3);
    EXPECT_DOUBLE_EQ(rule.chilling, 0.1);
    EXPECT_DOUBLE_EQ(rule.enforcement, 0.2);
    EXPECT_EQ(rule.rent_to, RentTo::state);
    EXPECT_DOUBLE_EQ(only_rule("action = 'deny'\nitems = 'etch_c'\ndestination = 'CHN'\n").content_min, 0.25);
}

TEST(Fields, OfMoneyGoIntoTheRule) {
    const Rule rule = only_rule(
        "action = 'subsidy'\nitems = 'fnd16'\nfunding = { budget_musd = 39000, ratio = 0.1, tranches = [[2023-01-02, 0.2], "
        "[2025-01-02, 1]], guard_countries = 'CHN', guard_items = [{ good = 'dram_adv', growth = 0.05 }, { good = "
        "'foundry', "
        "growth = 0.1 }], guard_years = 5, clawback = true }\n");
    EXPECT_DOUBLE_EQ(rule.funding.budget_musd, 39000.0);
    EXPECT_DOUBLE_EQ(rule.funding.ratio, 0.1);
    EXPECT_THAT(rule.funding.tranches, ElementsAre(std::pair(to_day(2023, 1, 2), 0.2), std::pair(to_day(2025, 1, 2), 1.0)));
    EXPECT_THAT(rule.funding.guard_countries, ElementsAre(country("CHN")));
    ASSERT_EQ(rule.funding.guard_items.size(), 2U);
    EXPECT_DOUBLE_EQ(rule.funding.guard_items[0].share, 0.05);
    EXPECT_DOUBLE_EQ(rule.funding.guard_items[1].share, 0.1);
    EXPECT_DOUBLE_EQ(rule.funding.guard_years, 5.0);
    EXPECT_TRUE(rule.funding.clawback);
    EXPECT_DOUBLE_EQ(only_rule("action = 'tax_credit'\nitems = '*'\nfunding.rate = 0.25\n").funding.rate, 0.25);
    EXPECT_DOUBLE_EQ(only_rule("action = 'research'\nfunding.musd_per_year = 100\n").funding.research_musd_yr, 100.0);
}

TEST(Fields, OfPlantsCountriesAndBeliefsGoIntoTheRule) {
    const Rule screen =
        only_rule("action = 'capital_screen'\nentities = 'SMIC'\ncapital_premium = -0.01\ninvest_speed = 0.95\n");
    EXPECT_DOUBLE_EQ(screen.capital_premium, -0.01);
    EXPECT_DOUBLE_EQ(screen.invest_speed, 0.95);
    EXPECT_EQ(screen.entities.size(), 1U);
    EXPECT_DOUBLE_EQ(only_rule("action = 'service_ban'\npersons_share = 0.3\n").persons_share, 0.3);
    EXPECT_LT(only_rule("action = 'service_ban'\norigin.persons_of = 'USA'\n").persons_share, 0.0);  // the parameter
    const Rule partners = only_rule("action = 'partnership'\nmembers = ['EU', 'JPN']\nqualify_factor = 0.7\n");
    EXPECT_EQ(partners.members.size(), 3U);
    EXPECT_DOUBLE_EQ(partners.qualify_factor, 0.7);
    const Rule body =
        only_rule("action = 'early_warning'\nmembers = ['USA', 'JPN']\nsee_gain_weeks = 4\nbelief_gain = 0.05\n");
    EXPECT_DOUBLE_EQ(body.see_gain_weeks, 4.0);
    EXPECT_DOUBLE_EQ(body.belief_gain, 0.05);
    EXPECT_DOUBLE_EQ(only_rule("action = 'expectation'\nhazard_per_year = -0.02\n").hazard_per_year, -0.02);
    const Rule growth = only_rule("action = 'demand'\nmarkets = 'all'\npath = [[2023-01-02, 1.014], [2024-01-02, 1.01]]\n");
    EXPECT_THAT(growth.markets, ElementsAre(0));
    EXPECT_EQ(growth.path.size(), 2U);
    EXPECT_DOUBLE_EQ(only_rule("action = 'tariff'\nitems = 'analog'\nrate = -0.02\n").tariff_rate, -0.02);
}

TEST(Defaults, DestinationIsTheIssuerWhereMoneyIsSpentAtHome) {
    for (const auto& [action, rest] : least()) {
        if (rest.find("destination") != std::string::npos) continue;
        const Rule rule = only_rule("action = '" + action + "'\n" + rest);
        const ActionRow& row = action_row(rule.action);
        if (row.place == DefaultPlace::not_named)
            EXPECT_TRUE(rule.destination.empty()) << action;
        else if (row.place == DefaultPlace::at_issuer)
            EXPECT_THAT(rule.destination, ElementsAre(country("USA"))) << action;
        else
            EXPECT_EQ(rule.destination.size(), testing::tiny_world().countries.size() - 1) << action;
    }
}

TEST(OnCall, NeedsNoDate) {
    const Scenario scenario = testing::read(
        deck_with("switch.endogenous_governments = true\n"
                  "government = { ladder = [{ measure = 'm', harm_threshold = 0.001, delay_days = 30, harm_ratio = 3 }] }\n"
                  "[[measure]]\nid = 'm'\nissuer = 'CHN'\nitems = 'ga'\naction = 'deny'\non_call = true\n"));
    const LaneSpec& lane = scenario.spec.lanes.at(1);
    EXPECT_TRUE(lane.rules.at(0).on_call);
    EXPECT_EQ(lane.rules.at(0).effective, never);
    ASSERT_EQ(lane.governments.ladder.size(), 1U);
    EXPECT_EQ(lane.governments.ladder[0].measure, "m");
    EXPECT_DOUBLE_EQ(lane.governments.ladder[0].harm_threshold, 0.001);
    EXPECT_EQ(lane.governments.ladder[0].delay_days, 30);
    EXPECT_DOUBLE_EQ(lane.governments.ladder[0].harm_ratio, 3.0);
    EXPECT_TRUE(scenario.warnings.empty());
}

TEST(Government, IsReadAndChecked) {
    const std::string on = "switch.endogenous_governments = true\n";
    const Governments governments =
        testing::read(deck_with(on + "[government]\nallies = [{ country = 'NLD', loss_tolerance = 0.002 }]\n"
                                     "sector_tolerance = 0.2\nleave_step = 0.5\nquarters = 3\nrestraint_threshold = 0.004\n"
                                     "approval = 0.37\napproval_min = 0.4\nreview_weeks = 26\n"))
            .spec.lanes.at(1)
            .governments;
    ASSERT_EQ(governments.allies.size(), 1U);
    EXPECT_EQ(governments.allies[0].country, country("NLD"));
    EXPECT_DOUBLE_EQ(governments.allies[0].loss_tolerance, 0.002);
    EXPECT_DOUBLE_EQ(governments.allies[0].sector_tolerance, 0.2);  // that of the section
    EXPECT_DOUBLE_EQ(governments.leave_step, 0.5);
    EXPECT_EQ(governments.quarters, 3);
    EXPECT_DOUBLE_EQ(governments.restraint_threshold, 0.004);
    EXPECT_DOUBLE_EQ(governments.approval, 0.37);
    EXPECT_DOUBLE_EQ(governments.approval_min, 0.4);
    EXPECT_EQ(governments.review_weeks, 26);
    EXPECT_THAT(faults_of(deck_with(on + "[government]\nladder = [{ measure = 'cn-gallium-203' }]\n")),
                HasSubstr("deck.toml:7:23: error: ladder: this deck has no measure 'cn-gallium-203'"));
    EXPECT_THAT(faults_of(deck_with(on + "measures = ['cn-gallium-2023']\n[government]\nladder = [{ measure = "
                                         "'cn-gallium-2023' }]\n")),
                HasSubstr("ladder: measure 'cn-gallium-2023' is in force by its date; give it on_call = true"));
    EXPECT_THAT(faults_of(deck_with(on + "[government]\nallies = [{ loss_tolerance = 0.1 }]\n")),
                HasSubstr("'government.allies.country' is missing"));
    const Scenario off = testing::read(deck_with("[government]\nquarters = 3\n"));
    ASSERT_EQ(off.warnings.size(), 1U);
    EXPECT_EQ(to_string(off.warnings[0]),
              "deck.toml:5:2: warning: [government] acts only with switch.endogenous_governments = true");
}

}  // namespace
}  // namespace sunder
