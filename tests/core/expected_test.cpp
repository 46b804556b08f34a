// SPDX-License-Identifier: Apache-2.0
// What users expect to lose to several rules together.
#include <gtest/gtest.h>

#include "sim/core/policy_expected.hpp"

namespace sunder::tests {
namespace {

const std::vector<std::int32_t> links{40, 41};
const LinkEffect on_first{
    .record = 0, .link = 40, .covered = 1.0, .after = 0, .reach = 1.0, .moving = false, .chilled = false};
const LinkEffect chilled{
    .record = 0, .link = 40, .covered = 1.0, .after = 0, .reach = 1.0, .moving = false, .chilled = true};

Expected opened() {
    Expected expected;
    expected.open(links);
    return expected;
}

TEST(ExpectedLoss, IsZeroWithoutRules) {
    Expected expected = opened();
    EXPECT_TRUE(expected.records().empty());
    EXPECT_EQ(expected.lost(0), 0.0);
}

// Two rules that take a half and 0.4 of the same link leave 0.5 * 0.6 = 0.3; not 0.1.
TEST(ExpectedLoss, OfAnnouncedRulesIsThatOfWhatEachLeaves) {
    Expected expected = opened();
    expected.announce(on_first, 0.5);
    expected.announce(on_first, 0.4);
    EXPECT_NEAR(expected.lost(0), 0.7, 1e-15);
    EXPECT_EQ(expected.lost(1), 0.0);
    EXPECT_EQ(expected.records().size(), 1U);
}

// An issuer acts with probability 0.3 and then takes all, by one rule or by two; an announced rule has taken a half before:
// 1 - 0.5 * 0.7 = 0.65.
TEST(ExpectedLoss, OfAFearedIssuerCountsOnceHoweverManyRulesItHas) {
    for (const int rules : {1, 2}) {
        Expected expected = opened();
        expected.announce(on_first, 0.5);
        for (int n = 0; n < rules; ++n) expected.fear(on_first, 1.0);
        expected.believe([](std::size_t link) { return link == 40 ? 0.3 : 1.0; });
        EXPECT_NEAR(expected.lost(0), 0.65, 1e-15);
    }
}

// Two issuers that act or not, each on its own: 1 - 0.7 * 0.7.
TEST(ExpectedLoss, OfTwoFearedIssuersIsThatOfTwoLots) {
    Expected expected = opened();
    for (int issuer = 0; issuer < 2; ++issuer) {
        expected.fear(on_first, 1.0);
        expected.believe([](std::size_t) { return 0.3; });
    }
    EXPECT_NEAR(expected.lost(0), 0.51, 1e-15);
}

// Sellers who fear two lists hold back as for the worse: 0.2; and a rule takes half of the rest: 1 - 0.5 * 0.8.
TEST(ExpectedLoss, OfChilledTradeIsTheWorst) {
    Expected expected = opened();
    expected.announce(chilled, 0.1);
    expected.announce(chilled, 0.2);
    expected.announce(on_first, 0.5);
    EXPECT_NEAR(expected.lost(0), 0.6, 1e-15);
}

}  // namespace
}  // namespace sunder::tests
