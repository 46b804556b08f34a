// SPDX-License-Identifier: Apache-2.0
#include "models/welfare/shapley.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sunder::models {
namespace {

TEST(Shapley, SharesAnInteractionEqually) {
    // alone 1 and 2, together 7: interaction 4, half to each
    EXPECT_THAT(shapley(std::vector<double>{0, 1, 2, 7}), testing::ElementsAre(3, 4));
}

TEST(Shapley, AddsUpAndGivesNothingToAnIdleChannel) {
    // channel 2 (bit 2) changes nothing; v of the others as above, on top of 10 with all off
    const auto value = shapley(std::vector<double>{10, 11, 12, 17, 10, 11, 12, 17});
    EXPECT_DOUBLE_EQ(value[0], 3);
    EXPECT_DOUBLE_EQ(value[1], 4);
    EXPECT_EQ(value[2], 0);
}

TEST(Shapley, OfNoChannelIsEmpty) {
    EXPECT_TRUE(shapley(std::vector<double>{5}).empty());
}

}  // namespace
}  // namespace sunder::models
