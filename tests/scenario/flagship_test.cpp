// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/policy_match.hpp"
#include "tiny_world.hpp"

namespace sunder {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::tiny_world;

Scenario flagship() {
    return read_scenario("flagship", {}, testing::tiny_economy);
}

const Rule& rule(const Scenario& scenario, const std::string& id) {
    const std::vector<Rule>& rules = scenario.spec.lanes.at(1).rules;
    const auto at = std::find_if(rules.begin(), rules.end(), [&id](const Rule& r) { return r.id == id; });
    if (at == rules.end()) throw std::out_of_range(id);
    return *at;
}

std::string group_name(std::int32_t group) {
    return tiny_world().groups.at(static_cast<std::size_t>(group)).name;
}

TEST(Flagship, HasABaselineWithoutRulesAndAScenarioWithAll) {
    const Scenario scenario = flagship();
    ASSERT_EQ(scenario.spec.lanes.size(), 2U);
    EXPECT_EQ(scenario.spec.lanes[0].name, "baseline");
    EXPECT_THAT(scenario.spec.lanes[0].rules, IsEmpty());
    EXPECT_EQ(scenario.spec.lanes[1].rules.size(), 9U);
    EXPECT_THAT(scenario.warnings, IsEmpty());
    EXPECT_EQ(scenario.spec.start, to_day(2021, 1, 4));
    EXPECT_EQ(scenario.spec.steps(), 521);  // 3,647 days from 4 Jan 2021 to 30 Dec 2030
    EXPECT_TRUE(scenario.spec.demand_path);
}

TEST(Flagship, GivesAcceleratorsFourteenDaysNotice) {
    const Scenario scenario = flagship();
    const Rule& chips = rule(scenario, "us-advanced-computing-2022");
    EXPECT_EQ(chips.effective - chips.announce, 14);
    EXPECT_EQ(chips.action, Action::license);
    EXPECT_DOUBLE_EQ(chips.licence.share, 0.02);
    EXPECT_DOUBLE_EQ(chips.expected_share, 0.02);  // the licensed share, being below 0.2
    EXPECT_DOUBLE_EQ(chips.permanence, 0.9);
    EXPECT_EQ(chips.destination.size(), 2U);
}

TEST(Flagship, CoversEveryToolClassAtNineTenths) {
    const Scenario scenario = flagship();
    const Rule& tools = rule(scenario, "us-advanced-tools-2022");
    const auto classes = std::count_if(tiny_world().goods.begin(), tiny_world().goods.end(),
                                       [](const Good& good) { return good.kind == GoodKind::tool; });
    EXPECT_EQ(static_cast<std::ptrdiff_t>(tools.items.size()), classes);
    EXPECT_THAT(tools.items, Not(Contains(Field(&ItemCover::share, ::testing::Ne(0.9)))));
    EXPECT_EQ(tools.savings_days, 30);
}

TEST(Flagship, AlliesTakeEndUseAndExemptionsFromTheLeader) {
    const Scenario scenario = flagship();
    const Rule& dutch = rule(scenario, "nl-immersion-2023");
    const Rule& leader = rule(scenario, "us-advanced-tools-2022");
    EXPECT_EQ(dutch.end_use, leader.end_use);
    EXPECT_EQ(dutch.destination, leader.destination);
    EXPECT_EQ(dutch.exempt_groups, leader.exempt_groups);
    EXPECT_EQ(group_name(dutch.exempt_groups.front()), "Samsung");
    EXPECT_EQ(dutch.vendor_hq, std::vector{dutch.issuer});
    EXPECT_THAT(dutch.ship_from, IsEmpty());
    EXPECT_DOUBLE_EQ(dutch.licence.share, 0.1);
    EXPECT_DOUBLE_EQ(dutch.licence.delay_days, 77.0);
    EXPECT_DOUBLE_EQ(dutch.coverage, 0.6);
    EXPECT_DOUBLE_EQ(dutch.enactment, 0.7);
    EXPECT_EQ(dutch.announce, to_day(2023, 1, 27));
    EXPECT_EQ(dutch.grandfather_until, to_day(2023, 12, 31));
}

TEST(Flagship, CalendarIsInOrderAndNamesTheNotice) {
    const std::vector<CalendarRow> rows = calendar(flagship());
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.day < b.day; }));
    EXPECT_EQ(rows.front().day, to_day(2022, 10, 7));
    const auto dutch = [](const char* event, Day day) {
        return ::testing::AllOf(Field(&CalendarRow::event, event), Field(&CalendarRow::day, day),
                                Field(&CalendarRow::measure, "nl-immersion-2023"));
    };
    EXPECT_THAT(rows, Contains(dutch("announced", to_day(2023, 1, 27))));
    EXPECT_THAT(rows, Contains(dutch("in force", to_day(2023, 9, 1))));
    EXPECT_THAT(rows, Contains(dutch("old orders: last export", to_day(2023, 12, 31))));
    EXPECT_THAT(rows, Contains(dutch("licensed share 0.1", to_day(2023, 11, 17))));  // 1 Sep + 77 days
}

class ShippedDeck : public ::testing::TestWithParam<std::string> {};

TEST_P(ShippedDeck, ReadsWithoutFaultOrWarning) {
    const Scenario scenario = read_scenario(GetParam(), {}, testing::tiny_economy);
    EXPECT_THAT(scenario.warnings, IsEmpty());
    EXPECT_FALSE(scenario.question.empty());
    EXPECT_TRUE(scenario.deck_text.starts_with("#:schema deck.schema.json\n# Question:"));
}

INSTANTIATE_TEST_SUITE_P(World, ShippedDeck,
                         ::testing::Values("flagship", "flagship-us-only", "flagship-nl-only", "flagship-jp-only",
                                           "flagship-update-only", "gallium-germanium", "no-measures"));

TEST(Library, EveryMeasureIsExplained) {
    const std::vector<std::string> ids = measure_names();
    EXPECT_GE(ids.size(), 90U);
    for (const std::string& id : ids) {
        const std::string text = explain(id);
        for (const char* part : {"imposed by", "terms", "when", "in the model", "source", "status"})
            EXPECT_NE(text.find(part), std::string::npos) << id << ": " << part;
    }
}

}  // namespace
}  // namespace sunder
