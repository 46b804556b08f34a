// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/indicators.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace sunder::models {
namespace {

TEST(Herfindahl, OneMakerIsOneEqualMakersAreTheirNumber) {
    EXPECT_EQ(herfindahl(std::array{5.0, 0.0, 0.0}), 1.0);
    EXPECT_EQ(herfindahl(std::array{5.0, 5.0, 5.0, 5.0}), 0.25);
    EXPECT_EQ(herfindahl(std::array{0.0, 0.0}), 0.0);
}

TEST(LargestShare, IsOfTheWhole) {
    EXPECT_EQ(largest_share(std::array{3.0, 1.0}), 0.75);
    EXPECT_EQ(largest_share(std::array{0.0}), 0.0);
}

TEST(SelfHarmRatio, HasNoMeaningWithoutHarm) {
    EXPECT_EQ(self_harm_ratio(2.0, 8.0), 0.25);
    EXPECT_TRUE(std::isnan(self_harm_ratio(2.0, 0.0)));
}

TEST(BreakEvenTolerance, NeedsTwoReviewsRunning) {
    // 0.09 alone does not count; 0.05 and 0.04 running do, with the smaller of the two.
    EXPECT_EQ(break_even_tolerance(std::array{0.0, 0.09, 0.01, 0.05, 0.04}), 0.04);
    EXPECT_EQ(break_even_tolerance(std::array{-0.2, -0.1}), 0.0);
    EXPECT_EQ(break_even_tolerance({}), 0.0);
}

TEST(ValueOfAlly, IsTheTargetsExtraLoss) {
    EXPECT_EQ(value_of_ally(10.0, 7.0), 3.0);
}

}  // namespace
}  // namespace sunder::models
