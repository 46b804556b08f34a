// SPDX-License-Identifier: Apache-2.0
#include "models/government/government.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace sunder::models {
namespace {

TEST(Strain, IsLossOverTolerance) {
    EXPECT_EQ(strain(0.002, 0.001), 2.0);
    EXPECT_EQ(strain(0.05, 0.10), 0.5);
    EXPECT_EQ(strain(0.0, 0.001), 0.0);
    EXPECT_EQ(strain(-0.01, 0.001), 0.0);  // a gain
    EXPECT_EQ(strain(0.0, 0.0), 0.0);      // no loss passes no tolerance
    EXPECT_EQ(strain(1e-9, 0.0), std::numeric_limits<double>::infinity());
}

// Two reviews in a row: 1 - 0.25 = 0.75; not below 0.
TEST(Defect, StepsBackAfterEnoughReviewsInARow) {
    EXPECT_EQ(defect(1.0, 0, 2, 0.25), 1.0);
    EXPECT_EQ(defect(1.0, 1, 2, 0.25), 1.0);
    EXPECT_EQ(defect(1.0, 2, 2, 0.25), 0.75);
    EXPECT_EQ(defect(0.75, 3, 2, 0.25), 0.5);  // and again while it lasts
    EXPECT_EQ(defect(0.2, 2, 2, 0.25), 0.0);
    EXPECT_EQ(defect(0.0, 9, 2, 0.25), 0.0);
}

TEST(Rejoin, ComesBackByTheSameStep) {
    EXPECT_EQ(rejoin(0.5, 1, 2, 0.25), 0.5);
    EXPECT_EQ(rejoin(0.5, 2, 2, 0.25), 0.75);
    EXPECT_EQ(rejoin(0.9, 2, 2, 0.25), 1.0);
    EXPECT_EQ(rejoin(1.0, 9, 2, 0.25), 1.0);
}

TEST(Rejoin, UndoesDefectionExactly) {
    double kappa = 1.0;
    for (int n = 0; n < 4; ++n) kappa = defect(kappa, 2, 2, 0.25);
    EXPECT_EQ(kappa, 0.0);
    for (int n = 0; n < 4; ++n) kappa = rejoin(kappa, 2, 2, 0.25);
    EXPECT_EQ(kappa, 1.0);
}

TEST(Climb, TakesTheBestRatioAmongThoseWhoseThresholdIsPassed) {
    const std::vector<Rung> ladder{{0.001, 1.0, false}, {0.002, 3.0, false}, {0.004, 9.0, false}, {0.001, 2.0, false}};
    EXPECT_EQ(climb(0.0005, ladder), -1);
    EXPECT_EQ(climb(0.001, ladder), -1);  // passed, not met
    EXPECT_EQ(climb(0.0015, ladder), 3);
    EXPECT_EQ(climb(0.003, ladder), 1);
    EXPECT_EQ(climb(0.005, ladder), 2);
    EXPECT_EQ(climb(std::numeric_limits<double>::quiet_NaN(), ladder), -1);
    EXPECT_EQ(climb(1.0, {}), -1);
}

TEST(Climb, GoesOnAfterWhatIsTakenAndTheFirstOfEqualsGoesFirst) {
    const std::vector<Rung> ladder{{0.0, 9.0, true}, {0.0, 2.0, false}, {0.0, 2.0, false}};
    EXPECT_EQ(climb(0.1, ladder), 1);
    const std::vector<Rung> done{{0.0, 9.0, true}};
    EXPECT_EQ(climb(0.1, done), -1);
}

TEST(Restrain, LossOrLowApprovalStaysTheHand) {
    EXPECT_FALSE(restrain(0.002, 0.002, 1.0, 0.0));
    EXPECT_TRUE(restrain(0.0021, 0.002, 1.0, 0.0));
    EXPECT_TRUE(restrain(-0.5, 0.002, 0.37, 0.4));
    EXPECT_FALSE(restrain(-0.5, 0.002, 0.4, 0.4));
}

}  // namespace
}  // namespace sunder::models
