// SPDX-License-Identifier: Apache-2.0
// Capital screens, cooperation, partnership, preference; and measures that are neutral (I17).
#include <gtest/gtest.h>

#include "models/capital/capital.hpp"
#include "models/math/elementary.hpp"
#include "tests/core/money.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

TEST(CapitalScreen, PremiumShrinksAndOpeningEnlargesThePlants) {
    MoneyRun dearer({screen(0.05, 1.0)}, 300), cheaper({screen(-0.03, 1.0)}, 300);
    dearer.run(300);
    cheaper.run(300);
    EXPECT_LT(dearer.ratio(dearer.state().capacity, "CHN", "alog"), 0.995);
    EXPECT_GT(cheaper.ratio(cheaper.state().capacity, "CHN", "alog"), 1.005);
    EXPECT_EQ(dearer.state().grants, State::Array(dearer.state().grants.size(), 0.0));  // no money changes hands
}

// r 0.08 and delta 1/7 for all tools of the test economy.
TEST(CapitalScreen, UserCostIsJorgensons) {
    Rule half = screen(0.05, 1.0);
    half.coverage = 0.5;
    MoneyRun run({half}, 20);
    run.run(15);
    const std::size_t plant = run.plants("CHN", "alog").front();
    EXPECT_NEAR(MoneyRun::ruled(run.state().capital_factor, plant), (0.08 + 0.025 + 1.0 / 7) / (0.08 + 1.0 / 7), 1e-15);
}

TEST(CapitalScreen, SpeedSlowsGrowth) {
    MoneyRun slow({screen(0.0, 0.5)}, 200, 1.5), fast({screen(0.0, 1.5)}, 200, 1.5);
    slow.run(150);
    fast.run(150);
    EXPECT_LT(slow.ratio(slow.state().capacity, "CHN", "alog"), 0.999);
    EXPECT_GT(fast.ratio(fast.state().capacity, "CHN", "alog"), 1.0005);
}

TEST(Cooperation, FollowsItsPathBothWaysAndMultiplies) {
    Rule fall = money_rule(Action::cooperation);
    fall.items = {};
    fall.destination = {country("CHN")};
    const Day day = fall.effective;  // week 10
    fall.path = {{day, 1.0}, {day + 700, 0.8}};
    Rule renewed = fall;
    renewed.id = "renewed";
    renewed.path = {{day + 350, 1.0}, {day + 700, 1.25}};
    MoneyRun run({fall, renewed}, 150);
    const std::size_t there = at(country("USA")) * mini().countries.size() + at(country("CHN")),
                      back = at(country("CHN")) * mini().countries.size() + at(country("USA"));
    run.run(10 + 26);  // week 35: a quarter of the first path, the second not begun
    EXPECT_DOUBLE_EQ(MoneyRun::ruled(run.state().joint, there), 0.95);
    run.run(25);  // week 60: day 350
    EXPECT_DOUBLE_EQ(MoneyRun::ruled(run.state().joint, back), 0.9);
    run.run(50);  // week 110: day 700
    EXPECT_DOUBLE_EQ(MoneyRun::ruled(run.state().joint, there), 0.8 * 1.25);
    EXPECT_EQ(MoneyRun::ruled(run.state().joint, there), MoneyRun::ruled(run.state().joint, back));
    double others = 0.0;
    for (std::size_t p = 0; p < mini().countries.size() * mini().countries.size(); ++p)
        if (p != there && p != back) others += std::abs(MoneyRun::ruled(run.state().joint, p) - 1.0);
    EXPECT_EQ(others, 0.0);
    EXPECT_EQ(MoneyRun::base(run.state().joint, there), 1.0);
}

TEST(Cooperation, OnSomeGoodsCountsAsTheirPartOfResearch) {
    Rule rule = money_rule(Action::cooperation);
    rule.destination = {country("CHN")};
    rule.path = {{rule.effective, 0.5}};
    const std::size_t pair = at(country("USA")) * mini().countries.size() + at(country("CHN"));
    const auto joint = [&](std::vector<ItemCover> items) {
        rule.items = std::move(items);
        MoneyRun run({rule}, 12);
        run.run(12);
        return MoneyRun::ruled(run.state().joint, pair);
    };
    std::vector<ItemCover> chips{{good("alog"), 1.0}, {good("mem"), 1.0}}, rest;
    for (std::int32_t g = 0; g < static_cast<std::int32_t>(mini().goods.size()); ++g)
        if (g != good("alog") && g != good("mem")) rest.push_back({g, 1.0});
    const double some = joint(chips), others = joint(rest);
    EXPECT_GT(some, 0.5);
    EXPECT_LT(some, 1.0);
    EXPECT_NEAR((1.0 - some) + (1.0 - others), 0.5, 1e-14);  // the parts make up the whole
    EXPECT_EQ(joint({}), 0.5);
}

TEST(Cooperation, EndsWithItsMeasure) {
    Rule rule = money_rule(Action::cooperation);
    rule.items = {};
    rule.destination = {country("CHN")};
    rule.path = {{rule.effective, 0.5}};
    rule.expires = rule.effective + 70;
    MoneyRun run({rule}, 40);
    const std::size_t pair = at(country("USA")) * mini().countries.size() + at(country("CHN"));
    run.run(10);
    EXPECT_EQ(MoneyRun::ruled(run.state().joint, pair), 1.0);
    run.run(10);
    EXPECT_EQ(MoneyRun::ruled(run.state().joint, pair), 0.5);
    run.run(1);
    EXPECT_EQ(MoneyRun::ruled(run.state().joint, pair), 1.0);
}

TEST(Partnership, ShortensQualificationBetweenMembersBothWays) {
    Rule rule = money_rule(Action::partnership);
    rule.members = {country("JPN"), country("KOR")};
    rule.qualify_factor = 0.7;
    rule.probability = 0.5;
    MoneyRun run({rule}, 20);
    run.run(15);
    const auto factor = [&](const char* a, const char* b) { return run.funds().qualify_factor(country(a), country(b), 1); };
    EXPECT_DOUBLE_EQ(factor("USA", "JPN"), 0.85);
    EXPECT_DOUBLE_EQ(factor("KOR", "USA"), 0.85);
    EXPECT_EQ(factor("JPN", "KOR"), 1.0);  // with the issuer, not with each other
    EXPECT_EQ(factor("USA", "CHN"), 1.0);
    EXPECT_EQ(run.funds().qualify_factor(country("USA"), country("JPN"), 0), 1.0);
    MoneyRun none({}, 2);
    EXPECT_EQ(none.funds().qualify_factor(0, 1, 1), 1.0);
    EXPECT_EQ(none.funds().preference(0, 1), 0.0);
}

TEST(Preference, IsTheLogOfItsFactorForTheCoveredPlants) {
    Rule rule = money_rule(Action::preference);
    rule.path = {{rule.effective, 1.02}};
    MoneyRun run({rule}, 20);
    run.run(15);
    const std::size_t plant = run.plants("USA", "alog").front(), other = run.plants("TWN", "alog").front();
    EXPECT_NEAR(run.funds().preference(plant, 1), 0.019802627296179713, 1e-16);  // ln 1.02
    EXPECT_EQ(run.funds().preference(plant, 0), 0.0);
    EXPECT_EQ(run.funds().preference(other, 1), 0.0);
    const double gain = MoneyRun::ruled(run.state().ln_quality, plant) - MoneyRun::base(run.state().ln_quality, plant);
    EXPECT_NEAR(gain, 0.0198, 0.001);  // the rest is what a few weeks of larger sales add to knowledge
    run.run(5);
    EXPECT_GT(run.ratio(run.state().orders, "USA", "alog"), 1.001);
    EXPECT_LT(run.ratio(run.state().orders, "TWN", "alog"), 1.0);
}

TEST(NeutralMoney, ChangesNoBit) {
    std::vector<Rule> rules;
    Rule nothing = grants();
    nothing.funding.ratio = 0.0;
    nothing.funding.guard_countries = {country("CHN")};
    nothing.funding.guard_items = {{good("alog"), 0.05}};
    rules.push_back(nothing);
    Rule zero = money_rule(Action::tax_credit);
    rules.push_back(zero);
    rules.push_back(screen(0.0, 1.0));
    Rule words = money_rule(Action::research);
    rules.push_back(words);
    Rule flat = money_rule(Action::cooperation);
    flat.destination = {country("CHN")};
    flat.path = {{flat.effective, 1.0}};
    rules.push_back(flat);
    Rule plain = money_rule(Action::partnership);
    plain.members = {country("JPN")};
    rules.push_back(plain);
    Rule same = money_rule(Action::preference);
    rules.push_back(same);
    Rule unfunded = grants();  // nobody complies
    unfunded.compliance = 0.0;
    rules.push_back(unfunded);
    for (std::size_t n = 0; n < rules.size(); ++n) rules[n].id += std::to_string(n);
    MoneyRun run(rules, 200, 1.1);
    run.run(200);
    EXPECT_EQ(lane_of(run.simulation(), 0), lane_of(run.simulation(), 1));
}

TEST(Money, MeasureThatCoversNobodyIsAnError) {
    Rule rule = grants();
    rule.destination = {country("NLD")};  // no chip plant there
    EXPECT_THROW(MoneyRun({rule}, 10), SetupError);
    rule = money_rule(Action::tax_credit);
    rule.items = {{good("eda"), 1.0}};  // software needs no tools: there is nothing to give a credit on
    EXPECT_THROW(MoneyRun({rule}, 10), SetupError);
    rule = grants();
    rule.issuer = -1;
    EXPECT_THROW(MoneyRun({rule}, 10), SetupError);
}

}  // namespace
}  // namespace sunder::tests
