// SPDX-License-Identifier: Apache-2.0
#include "models/policy/policy.hpp"

#include <gtest/gtest.h>

namespace sunder::models {
namespace {

// Share 0.3 after a delay of 10 weeks and a ramp of 4: nothing at 10, half at 12, all from 14 on.
TEST(LicensedShare, WaitsThenRamps) {
    EXPECT_EQ(licensed_share(0.3, 0, 10, 4, 1), 0.0);
    EXPECT_EQ(licensed_share(0.3, 10, 10, 4, 1), 0.0);
    EXPECT_DOUBLE_EQ(licensed_share(0.3, 12, 10, 4, 1), 0.15);
    EXPECT_EQ(licensed_share(0.3, 14, 10, 4, 1), 0.3);
    EXPECT_EQ(licensed_share(0.3, 900, 10, 4, 1), 0.3);
}

TEST(LicensedShare, WithoutRampStartsWithinOneStep) {
    EXPECT_EQ(licensed_share(0.3, 10, 10, 0, 1), 0.0);
    EXPECT_EQ(licensed_share(0.3, 11, 10, 0, 1), 0.3);
}

// In force 3 of 7 days, covering 0.8, half licensed: 1 - 3/7 * 0.4. A full ban in force leaves exactly nothing.
TEST(Availability, IsWhatOneRuleLeaves) {
    EXPECT_DOUBLE_EQ(availability(3.0 / 7.0, 0.8, 0.5), 1.0 - 3.0 / 7.0 * 0.4);
    EXPECT_EQ(availability(1, 1, 0), 0.0);
    EXPECT_EQ(availability(0, 1, 0), 1.0);
    EXPECT_EQ(availability(1, 1, 1), 1.0);
    EXPECT_EQ(availability(1, 0, 0), 1.0);
}

// permanence 0.9, enactment 0.5, covered 0.8, nothing licensed: 1 - 0.36.
TEST(ExpectedAvailability, WeighsTheRuleByBelief) {
    EXPECT_DOUBLE_EQ(expected_availability(0.9, 0.5, 0.8, 0.0), 0.64);
    EXPECT_EQ(expected_availability(0.0, 1.0, 1.0, 0.0), 1.0);
    EXPECT_EQ(expected_availability(1.0, 1.0, 1.0, 0.0), 0.0);
}

}  // namespace
}  // namespace sunder::models
