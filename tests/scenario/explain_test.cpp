// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sim/scenario/actions.hpp"
#include "sim/scenario/explain_action.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/prose.hpp"
#include "tiny_world.hpp"

namespace sunder {
namespace {

using ::testing::HasSubstr;

std::size_t widest(const std::string& text) {
    std::istringstream lines(text);
    std::size_t width = 0;
    for (std::string line; std::getline(lines, line);) width = std::max(width, line.size());
    return width;
}

TEST(Wrap, KeepsWordsWholeBehindTheIndent) {
    EXPECT_EQ(wrap("a b", 4, "x:"), "x:  a b\n");
    EXPECT_EQ(wrap("", 4, "x:"), "");
    const std::string text = wrap(std::string(90, 'a') + " " + std::string(20, 'b'), 4);
    EXPECT_EQ(text, "    " + std::string(90, 'a') + "\n    " + std::string(20, 'b') + "\n");
    EXPECT_EQ(wrap(std::string(200, 'a'), 2), "  " + std::string(200, 'a') + "\n");
}

TEST(Prose, ShowsShareAndMoney) {
    EXPECT_EQ(percent(0.125), "12.5%");
    EXPECT_EQ(money(39000), "39,000 M$");
    EXPECT_EQ(money(1234567), "1,234,567 M$");
    EXPECT_EQ(money(0.5), "0.5 M$");
}

TEST(ExplainMeasure, OfTheLibraryFitsThePageAndTellsWhatChanges) {
    for (const std::string& id : measure_names()) {
        const std::string text = explain(id);
        EXPECT_LE(widest(text), page_width) << text;
        for (const char* label : {"  title", "  imposed by", "  action", "  terms", "  when", "  in the model", "  source"})
            EXPECT_THAT(text, HasSubstr(std::string("\n") + label)) << id;
    }
}

TEST(ExplainMeasure, SaysWhoMayNotSellWhatToWhom) {
    const std::string text = explain("us-advanced-tools-2022");
    for (const char* part : {"licences for 2% of the baseline flow, the first after 77 days", "firms with HQ in USA",
                             "all goods of class tool (90% of the value)", "only plants that make fnd16, dram_adv, nand_adv",
                             "Samsung", "without notice"})
        EXPECT_THAT(text, HasSubstr(part));
}

TEST(ExplainAction, IsThereForEveryAction) {
    for (const ActionRow& row : action_rows()) {
        EXPECT_FALSE(mechanism(*find_action(row.name)).empty()) << row.name;
        const std::string text = explain(std::string(row.name));
        EXPECT_THAT(text, HasSubstr("action = \"" + std::string(row.name) + "\""));
        EXPECT_LE(widest(text), page_width) << text;
    }
}

TEST(ExplainAction, SaysEveryNumberOfAMeasure) {
    const auto says = [](const std::string& toml) {
        const Value table = parse_toml(toml, "m.toml");
        return terms_text(table, *find_action(table.find("action")->text)) + "; " + money_text(table);
    };
    EXPECT_THAT(
        says("action = 'subsidy'\nfunding = { budget_musd = 39000, ratio = 0.1, tranches = [[2024-04-08, 0.2], "
             "[2028-04-08, 1]], guard_countries = 'CHN', guard_items = [{ good = 'fnd16', growth = 0.05 }], clawback = "
             "true }\n"),
        HasSubstr("grants pay 10% of the cost of investment; budget 39,000 M$; of which may be spent: 20% from "
                  "2024-04-08, 100% from 2028-04-08; recipients may not grow in CHN by more than this in 10 years: "
                  "fnd16 5%; one that does pays the money back"));
    EXPECT_THAT(says("action = 'capital_screen'\ncapital_premium = 0.02\ninvest_speed = 0.95\n"),
                HasSubstr("capital costs +2 points a year; plants close their tool gap at 95% of the usual speed"));
    EXPECT_THAT(says("action = 'cooperation'\npath = [[2019-05-01, 1], [2022-05-01, 0.8]]\n"),
                HasSubstr("intensity of joint research: 1 from 2019-05-01, 0.8 from 2022-05-01"));
    EXPECT_THAT(says("action = 'tariff'\nrate = -0.02\n"), HasSubstr("the tariff falls by 2 points"));
    EXPECT_THAT(says("action = 'expectation'\nhazard_per_year = -0.02\n"), HasSubstr("changes by -2 points a year"));
    EXPECT_THAT(says("action = 'early_warning'\nsee_gain_weeks = 6\nbelief_gain = 0.05\n"),
                HasSubstr("shortages 6 weeks earlier; their belief in each other's measures rises by 5 points"));
    EXPECT_THAT(
        says("action = 'deny'\nchilling = 0.1\nenforcement = 0.2\nrent_to = 'state'\ncoverage = 0.5\n"),
        HasSubstr("nothing may pass; 50% of the items are reached; unlisted buyers there lose 10% of what listed ones "
                  "lose; leaking costs 0.2 log points more; the rent goes to the state"));
}

}  // namespace
}  // namespace sunder
