// SPDX-License-Identifier: Apache-2.0
#include "sim/core/funds_match.hpp"

#include <gtest/gtest.h>

#include "sim/core/policy_compiled.hpp"
#include "tests/core/money.hpp"

namespace sunder::tests {
namespace {

std::vector<std::string> covered(const Rule& rule, bool exemptions_hold = true) {
    std::vector<std::string> found;
    for (std::int32_t i = 0; i < mini().units(); ++i)
        if (covers_plant(rule, mini(), i, exemptions_hold) > 0.0)
            found.push_back(mini().groups[static_cast<std::size_t>(mini().unit_group[static_cast<std::size_t>(i)])].name);
    return found;
}

// Points 1 at day 10, 0.8 at day 110: a quarter of the way 0.95; before the first point 1, after the last its value.
TEST(OnLine, IsExactAtPointsAndLinearBetween) {
    const DayPath path{{10, 1.0}, {110, 0.8}, {210, 1.2}};
    EXPECT_EQ(line_value(path, 10, 1.0), 1.0);
    EXPECT_EQ(line_value(path, 110, 1.0), 0.8);
    EXPECT_EQ(line_value(path, 210, 1.0), 1.2);
    EXPECT_DOUBLE_EQ(line_value(path, 35, 1.0), 0.95);
    EXPECT_DOUBLE_EQ(line_value(path, 160, 1.0), 1.0);
    EXPECT_EQ(line_value(path, 9, 1.0), 1.0);
    EXPECT_EQ(line_value(path, 9999, 1.0), 1.2);
    EXPECT_EQ(line_value({}, 10, 1.0), 1.0);
}

TEST(TrancheShare, IsTheLatestPoint) {
    Funding funding;
    EXPECT_EQ(tranche_share(funding, 0), 1.0);
    funding.tranches = {{10, 0.25}, {20, 1.0}};
    EXPECT_EQ(tranche_share(funding, 9), 0.0);
    EXPECT_EQ(tranche_share(funding, 10), 0.25);
    EXPECT_EQ(tranche_share(funding, 20), 1.0);
}

TEST(CoversPlant, GrantGoesToPlantsOfTheIssuerWhoeverOwnsThem) {
    const std::vector<std::string> expected{"Oregon Processors", "Formosa Foundry", "Boise Memory"};
    EXPECT_EQ(covered(money_rule(Action::subsidy)), expected);
}

TEST(CoversPlant, FirmsHeadquartersAndExemptionsNarrowIt) {
    Rule rule = money_rule(Action::subsidy);
    rule.buyer_hq = {country("TWN")};
    EXPECT_EQ(covered(rule), std::vector<std::string>{"Formosa Foundry"});
    rule.exempt_destinations = {country("USA")};
    EXPECT_TRUE(covered(rule).empty());
    EXPECT_EQ(covered(rule, false), std::vector<std::string>{"Formosa Foundry"});
}

TEST(CoversPlant, ScreenWithoutADestinationReachesPlantsAnywhere) {
    Rule rule = screen(0.02, 1.0);
    EXPECT_EQ(covered(rule).size(), 2U);  // advanced logic in CHN
    rule.destination = {};
    EXPECT_EQ(covered(rule).size(), 7U);  // in the world
}

TEST(CoversLaboratory, GroupWithHeadquartersAtHomeThatMakesTheItems) {
    const Rule rule = money_rule(Action::research);
    std::vector<std::string> found;
    for (std::size_t h = 0; h < mini().groups.size(); ++h)
        if (covers_laboratory(rule, mini(), static_cast<std::int32_t>(h)) > 0.0) found.push_back(mini().groups[h].name);
    EXPECT_EQ(found, (std::vector<std::string>{"Boise Memory", "Oregon Processors"}));
}

TEST(CountryPairs, IssuerWithDestinationsOrMembers) {
    Rule rule = money_rule(Action::cooperation);
    rule.destination = {country("CHN")};
    EXPECT_EQ(country_pairs(rule).from, std::vector<std::int32_t>{country("USA")});
    EXPECT_EQ(country_pairs(rule).to, std::vector<std::int32_t>{country("CHN")});
    rule.action = Action::partnership;
    rule.destination = {};
    rule.members = {country("JPN"), country("KOR")};
    EXPECT_EQ(country_pairs(rule).from, std::vector<std::int32_t>{country("USA")});
    EXPECT_EQ(country_pairs(rule).to, rule.members);
}

}  // namespace
}  // namespace sunder::tests
