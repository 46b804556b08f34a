// SPDX-License-Identifier: Apache-2.0
#include "sim/input/text.hpp"

#include <gtest/gtest.h>

namespace sunder {
namespace {

TEST(ParseNumber, TakesPlainNotationOnly) {
    EXPECT_EQ(parse_number("0.25"), 0.25);
    EXPECT_EQ(parse_number("-1e3"), -1000.0);
    EXPECT_EQ(parse_number("+.5"), 0.5);
    for (const char* wrong : {"", "-", "+-1", "--1", "nan", "inf", "-inf", "1e999", "0x10", "1,5", "1 000", "1.5x", " 1"})
        EXPECT_FALSE(parse_number(wrong)) << wrong;
}

TEST(NumberHint, KnowsHowPeopleWriteNumbers) {
    EXPECT_EQ(number_hint("0,5"), "; a decimal comma? write 0.5");
    EXPECT_EQ(number_hint("1 000 000"), "; write numbers without marks between groups of digits");
    EXPECT_EQ(number_hint("1,000,000"), "; write numbers without marks between groups of digits");
    EXPECT_EQ(number_hint("35%"), "; write shares as 0..1, without %");
    EXPECT_EQ(number_hint("about 3"), "");
}

TEST(Utf8, RefusesOverlongSurrogatesAndCutCharacters) {
    EXPECT_EQ(first_bad_utf8("M\xC3\xBCnchen \xE5\x8F\xB0 \xF0\x9F\x98\x80"), std::string_view::npos);
    for (const char* wrong : {"a\xC0\xAF", "a\xED\xA0\x80", "a\xF4\x90\x80\x80", "a\xE5\x8F", "a\x80", "a\xFF"})
        EXPECT_EQ(first_bad_utf8(wrong), 1U);
}

TEST(Fnv1a64, KnownAnswers) {  // of the reference test vectors
    EXPECT_EQ(hex16(fnv1a64("")), "cbf29ce484222325");
    EXPECT_EQ(hex16(fnv1a64("a")), "af63dc4c8601ec8c");
    EXPECT_EQ(hex16(fnv1a64("foobar")), "85944171f73967e8");
}

}  // namespace
}  // namespace sunder
