// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/decisions.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/cli/headline.hpp"
#include "tests/cli/toy.hpp"

namespace sunder::cli {
namespace {

using Kind = Decision::Kind;
using Cause = Decision::Cause;

/// AAA's ban, BBB's that follows it, CCC's answer on call.
Toy toy_of_governments() {
    Toy toy;
    std::vector<Rule>& rules = toy.spec.lanes[1].rules;
    for (const char* id : {"follow", "answer"}) rules.push_back(rules.front()), rules.back().id = id;
    rules[1].issuer = 1;
    rules[2].issuer = 2;
    rules[2].on_call = true;
    toy.spec.lanes[1].governments.approval = 0.37;
    return toy;
}

const std::vector<Decision> decided{
    {to_day(2022, 1, 3), to_day(2022, 1, 3), 1, 1, 1, Kind::leaves, Cause::sector, 0.0, 0.123, 0.1, 0.75},
    {to_day(2022, 1, 3), to_day(2022, 3, 7), 1, 2, 2, Kind::retaliates, Cause::loss, 0.003, 0.0, 0.002, 1.0},
    {to_day(2022, 1, 3), to_day(2022, 4, 4), 1, 0, 0, Kind::restrains, Cause::approval, 0.0, 0.0, 0.4, 1.0},
    {to_day(2022, 4, 4), to_day(2022, 4, 4), 0, 0, 0, Kind::leaves, Cause::loss, 0.0, 0.0, 0.0, 1.0},  // another lane
};

TEST(Decisions, AreALineEachWithTheNumbersBehindThem) {
    const Toy toy = toy_of_governments();
    EXPECT_EQ(decisions_text(scenario_decisions(decided, toy.network, toy.spec)),
              "Decisions of governments:\n"
              "  2022-01-03  BBB steps back from follow: sector loss 12.3 % > 10 %; complies to 75 %\n"
              "  2022-01-03  CCC retaliates with answer: loss 0.3 % > 0.2 %; in force 2022-03-07\n"
              "  2022-01-03  AAA postpones ban: approval 0.37 < 0.4\n");
    EXPECT_EQ(decisions_text({}), "");
}

TEST(Decisions, OfOneGovernmentOnOneDayShareALineAndThePageStaysShort) {
    std::vector<GovernmentDecision> many;
    for (int measure = 0; measure < 5; ++measure) many.push_back({"BBB", fmt::format("m{}", measure), decided[0]});
    EXPECT_THAT(decisions_text(many), testing::HasSubstr("BBB steps back from m0, m1, m2 and 2 more: sector loss"));
    for (int day = 1; day <= 20; ++day) {
        many.push_back({"BBB", "m", decided[0]});
        many.back().what.day += day;
    }
    EXPECT_THAT(decisions_text(many), testing::EndsWith("  and 9 more, in the result file\n"));  // 1 + 20 lines, 12 shown
}

TEST(Decisions, GiveTheRulesTheirDates) {
    const Toy toy = toy_of_governments();
    const std::vector<Rule>& script = toy.spec.lanes[1].rules;
    const auto none = rules_as_decided(script, {});
    EXPECT_EQ(none[0].effective, script[0].effective);
    EXPECT_EQ(none[2].effective, never);
    auto list = scenario_decisions(decided, toy.network, toy.spec);
    EXPECT_EQ(rules_as_decided(script, list)[0].effective, never);  // postponed
    EXPECT_EQ(rules_as_decided(script, list)[1].effective, script[1].effective);
    EXPECT_EQ(rules_as_decided(script, list)[2].announce, to_day(2022, 1, 3));
    EXPECT_EQ(rules_as_decided(script, list)[2].effective, to_day(2022, 3, 7));
    list.push_back(list[2]);
    list.back().what.kind = Kind::resumes;
    EXPECT_EQ(rules_as_decided(script, list)[0].effective, to_day(2022, 4, 4));
}

TEST(Decisions, StandInTheHeadline) {
    const Toy toy = toy_of_governments();
    YearMeans means(headline_outputs());
    means.open(toy.network, toy.spec, toy.days, toy.months);
    means.close({}, decided);
    const Headline headline = make_headline(toy.network, toy.spec, means);
    ASSERT_EQ(headline.measures.size(), 2U);  // the ban is postponed
    EXPECT_EQ(headline.measures[1].id, "answer");
    EXPECT_THAT(headline_text("A", "", headline), testing::HasSubstr("CCC retaliates with answer"));
    EXPECT_THAT(
        headline_json({}, headline, {}, {}),
        testing::HasSubstr(R"({"day":"2022-01-03","government":"CCC","measure":"answer","effective":"2022-03-07",)"
                           R"("kind":"retaliates","cause":"loss","loss_index":0.003,"sector_index":0,"threshold":0.002,)"
                           R"("compliance":1})"));
}

}  // namespace
}  // namespace sunder::cli
