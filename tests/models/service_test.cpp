// SPDX-License-Identifier: Apache-2.0
#include "models/service/service.hpp"

#include <gtest/gtest.h>

namespace sunder::models {
namespace {

// No service: 1 - (1 - 0.6) * 0.1 = 0.96. Half served at 0.8: 0.8 + 0.5 * 0.2 * 0.5 - 0.5 * 0.2 * 0.1 = 0.84.
TEST(HealthStep, DecaysWithoutServiceAndIsRepairedWithIt) {
    EXPECT_DOUBLE_EQ(health_step(1.0, 0.0, 0.6, 0.5, 0.1), 0.96);
    EXPECT_DOUBLE_EQ(health_step(0.8, 1.0, 0.6, 0.5, 0.1), 0.9);
    EXPECT_DOUBLE_EQ(health_step(0.8, 0.5, 0.6, 0.5, 0.1), 0.84);
}

TEST(HealthStep, StaysBetweenFloorAndOne) {
    EXPECT_EQ(health_step(1.0, 1.0, 0.6, 0.5, 0.1), 1.0);
    EXPECT_EQ(health_step(0.6, 0.0, 0.6, 0.5, 0.1), 0.6);
    EXPECT_EQ(health_step(0.5, 0.0, 0.6, 0.5, 0.1), 0.5);  // a floor learned later does not repair
}

TEST(FloorStep, IsLearnedOnlyWhileServiceIsMissing) {
    EXPECT_DOUBLE_EQ(floor_step(0.6, 0.0, 0.01, 0.95), 0.61);
    EXPECT_DOUBLE_EQ(floor_step(0.6, 0.5, 0.01, 0.95), 0.605);
    EXPECT_EQ(floor_step(0.6, 1.0, 0.01, 0.95), 0.6);
    EXPECT_EQ(floor_step(0.95, 0.0, 0.01, 0.95), 0.95);
    EXPECT_EQ(floor_step(0.98, 0.0, 0.01, 0.95), 0.98);  // a floor set above the ceiling stays
}

}  // namespace
}  // namespace sunder::models
