// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "sim/validation/verdict.hpp"

namespace sunder::testing {
namespace {

using ::testing::HasSubstr;

/// A file with one run and one claim; `lines` stand in the claim.
std::string one_claim(const std::string& lines) {
    return "[[run]]\nid = \"r\"\ndeck = \"no-measures\"\n[[claim]]\nid = \"c\"\nstudy = \"P00\"\nclaim = \"x\"\n"
           "source = \"y\"\nstatus = \"z\"\nkind = \"predicted\"\n" +
           lines;
}

/// What reading the text complains about.
std::string faults_of(const std::string& text) {
    try {
        (void)read_claims(text, "claims.toml");
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

Claim claim_of(const std::string& expectation) {
    return read_claims(one_claim("run = \"r\"\nmoment = \"1\"\n" + expectation), "claims.toml").claims.front();
}

TEST(Claims, FaultsHaveTheirPlaceAndAreFoundAllAtOnce) {
    const std::string faults = faults_of(one_claim("run = \"s\"\nmoment = \"outptu[\"\nvalu = 1\nsign = \"up\"\n") +
                                         "[[claim]]\nid = \"c\"\n[[extra]]\n");
    EXPECT_THAT(faults, HasSubstr("claims.toml:11:7: error: no [[run]] 's' stands above"));
    EXPECT_THAT(faults, HasSubstr("claims.toml:12:"));
    EXPECT_THAT(faults, HasSubstr("claims.toml:13:1: error: a [[claim]] has no key 'valu'; did you mean 'value'?"));
    EXPECT_THAT(faults, HasSubstr("claims.toml:14:8: error: sign = 'up', but it must be one of 'negative', 'positive'"));
    EXPECT_THAT(faults, HasSubstr("the id 'c' is used twice"));
    EXPECT_THAT(faults, HasSubstr("a [[claim]] without 'source'"));
    EXPECT_THAT(faults, HasSubstr("'extra' is not known here"));
}

TEST(Claims, ExactlyOneExpectationIsAllowed) {
    const std::string reading = "run = \"r\"\nmoment = \"1\"\n";
    EXPECT_THAT(faults_of(one_claim(reading)), HasSubstr("'c' has none"));
    EXPECT_THAT(faults_of(one_claim(reading + "value = 1\nlow = 0\n")), HasSubstr("'c' has several"));
    EXPECT_THAT(faults_of(one_claim(reading + "low = 2\nhigh = 1\n")), HasSubstr("high = 1 is below low = 2"));
    EXPECT_THAT(faults_of(one_claim(reading + "order = \"rising\"\n")), HasSubstr("an order needs two or more"));
    EXPECT_EQ(faults_of(one_claim(reading + "low = 0\n")), "");
}

bool holds(const Claim& claim, std::initializer_list<double> values) {
    return judge(claim, std::vector(values)).holds;
}

TEST(Verdicts, AValueIsHeldToItsStatedDistance) {
    const Claim claim = claim_of("value = -8.0\nnear = 0.25\n");  // -10 to -6
    EXPECT_TRUE(holds(claim, {-9.9}));
    EXPECT_TRUE(holds(claim, {-6.1}));
    EXPECT_FALSE(holds(claim, {-10.1}));
    EXPECT_FALSE(holds(claim, {8.0}));
    EXPECT_EQ(judge(claim, std::array{-16.0}).verdict, "miss: 2 times the published value");
    EXPECT_EQ(judge(claim, std::array{8.0}).verdict, "miss: 16.0 off");
}

TEST(Verdicts, ARangeMayBeOpen) {
    const Claim range = claim_of("low = 1.7\nhigh = 8.2\n"), open = claim_of("low = 150\n");
    EXPECT_TRUE(holds(range, {1.7}));
    EXPECT_EQ(judge(range, std::array{1.5}).verdict, "miss: 0.2 below the range");
    EXPECT_EQ(judge(range, std::array{8.5}).verdict, "miss: 0.3 above the range");
    EXPECT_TRUE(holds(open, {1e9}));
    EXPECT_EQ(judge(open, std::array{151.0}).published, "at least 150.0");
}

TEST(Verdicts, SignsAndOrdersAreStrict) {
    EXPECT_TRUE(holds(claim_of("sign = \"negative\"\n"), {-1e-9}));
    EXPECT_FALSE(holds(claim_of("sign = \"negative\"\n"), {0.0}));
    EXPECT_FALSE(holds(claim_of("sign = \"positive\"\n"), {0.0}));
    Claim order = read_claims(one_claim("run = \"r\"\nmoments = [\"1\", \"2\", \"3\"]\norder = \"rising\"\n"), "claims.toml")
                      .claims.front();
    EXPECT_TRUE(holds(order, {1.0, 2.0, 3.0}));
    EXPECT_FALSE(holds(order, {1.0, 2.0, 2.0}));
    order.names = {"a", "b", "c"};
    EXPECT_EQ(judge(order, std::array{1.0, 3.0, 2.0}).verdict, "miss: order of b and c");
    order.expected = Expected::falling;
    EXPECT_TRUE(holds(order, {3.0, 2.0, 1.0}));
}

TEST(Verdicts, NothingNeverHolds) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    for (const char* expectation : {"value = 0\nnear = 9\n", "low = 0\n", "sign = \"negative\"\n"})
        EXPECT_FALSE(holds(claim_of(expectation), {nothing})) << expectation;
}

TEST(Verdicts, WhyIsSaidOfAMissOnly) {
    const Claim claim = claim_of("sign = \"negative\"\nwhy = \"because\"\n");
    EXPECT_EQ(judge(claim, std::array{1.0}).why, "because");
    EXPECT_EQ(judge(claim, std::array{-1.0}).why, "");
}

TEST(Verdicts, ACaseThatThrowsFails) {
    const ExactCase row{"N0", "x", "y", "z", 1.0, []() -> double { throw std::runtime_error("no point"); }};
    EXPECT_FALSE(judge(row).holds);
    EXPECT_EQ(judge(row).verdict, "fails: no point");
    EXPECT_FALSE(judge(ExactCase{"N0", "x", "y", "z", 1.0, [] { return std::nan(""); }}).holds);
}

// Part C of the project's list of measures, results and series (measures.md) is P01 to P20.
TEST(ShippedClaims, EveryPublishedResultIsComparedOrLeftOutWithAReason) {
    const ClaimBook book = find_claims();
    for (int n = 1; n <= 20; ++n) {
        const std::string study = (n < 10 ? "P0" : "P") + std::to_string(n);
        const bool compared = std::ranges::any_of(book.claims, [&](const Claim& c) { return c.study == study; });
        const bool left_out = std::ranges::any_of(book.not_compared, [&](const NotCompared& c) { return c.id == study; });
        EXPECT_TRUE(compared != left_out) << study;
    }
}

}  // namespace
}  // namespace sunder::testing
