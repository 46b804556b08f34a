// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/knowledge.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sunder::models {
namespace {

// Revenue at 80 % and public money of a quarter of base-year research: 0.8 * 1.25 = 1.
TEST(ResearchEffort, PublicMoneyAddsToWhatRevenuePays) {
    EXPECT_DOUBLE_EQ(research_effort(0.8, 0.25), 1.0);
    EXPECT_EQ(research_effort(1.0, 0.0), 1.0);
}

// Half of foreign research, joint work down to 0.8, effort there up to 1.1: 0.5 * (0.88 - 1) = -0.06.
TEST(ForeignResearch, CountsByWeightAndJointWork) {
    EXPECT_NEAR(foreign_research(0.5, 0.8, 1.1), -0.06, 1e-16);
    EXPECT_EQ(foreign_research(0.5, 1.0, 1.0), 0.0);
    EXPECT_EQ(foreign_research(0.5, 0.0, 1.0), -0.5);  // the tie is cut
}

// 1 + 0.8 * (0.9 - 1) + 0.2 * (-0.1) = 1 - 0.08 - 0.02.
TEST(KnowledgeInflow, IsOwnAndForeignResearch) {
    EXPECT_DOUBLE_EQ(knowledge_inflow(0.9, -0.1, 0.2), 0.9);
    EXPECT_EQ(knowledge_inflow(1.0, 0.0, 0.2), 1.0);
    EXPECT_NEAR(knowledge_inflow(0.0, -1.0, 0.2), 0.0, 1e-16);  // no research anywhere: nothing comes in, never less
}

// 1 + 0.25 * (0.6 - 1) = 0.9.
TEST(Follow, ClosesPartOfTheGap) {
    EXPECT_DOUBLE_EQ(follow(1.0, 0.6, 0.25), 0.9);
    EXPECT_EQ(follow(1.0, 1.0, 0.004), 1.0);
}

// 20 %: -log2(0.8) = 0.321928.
TEST(LearningExponent, MakesADoublingLowerCostByTheRate) {
    EXPECT_NEAR(learning_exponent(0.2), 0.32192809488736235, 1e-15);
    EXPECT_EQ(learning_exponent(0.0), 0.0);
    for (const double rate : {0.03, 0.2, 0.28})  // experience doubled: cost 1/Lam falls by the rate, to one rounding or two
        EXPECT_NEAR(std::exp(-ln_learning(50.0, 50.0, learning_exponent(rate))), 1.0 - rate, 1e-15);
}

// Own 10 of the world's 40, s = 1/3: 10 + 30/3 = 20. Deviations the same way: own +2, world +8: 2 + 6/3 = 4.
TEST(ExperienceGain, CountsOthersInPart) {
    EXPECT_DOUBLE_EQ(experience_gain(10.0, 40.0, 1.0 / 3.0), 20.0);
    EXPECT_DOUBLE_EQ(experience_gain(2.0, 8.0, 1.0 / 3.0), 4.0);
    EXPECT_EQ(experience_gain(0.0, 0.0, 1.0 / 3.0), 0.0);
}

// Output three times the base year for 10,000 years after 10 at the base: ratio 1 + 2 * 10,000/10,010 -> 3.
TEST(Learning, IsBoundedByTheOutputRatio) {
    const double lam = learning_exponent(0.2);
    EXPECT_LT(ln_learning(2.0 * 10000.0, 10010.0, lam), lam * std::log(3.0));
    EXPECT_NEAR(ln_learning(2.0 * 10000.0, 10010.0, lam), lam * std::log(3.0), 1e-3);
    EXPECT_EQ(ln_learning(0.0, 520.0, lam), 0.0);
    // No output at all for 10 years after 10: half of the reference, productivity 2^-lam = 0.8.
    EXPECT_NEAR(std::exp(ln_learning(-10.0, 20.0, lam)), 0.8, 1e-15);
}

TEST(Protection, IsDeniedSupplyOverHomeDemand) {
    EXPECT_DOUBLE_EQ(protection(30.0, 40.0), 0.75);
    EXPECT_EQ(protection(0.0, 40.0), 0.0);
    EXPECT_EQ(protection(0.0, 0.0), 0.0);
}

// 0.03 + 0.1 * 0.5 + 0.1 * 0.2 = 0.1 a year.
TEST(CatchUp, IsFasterBehindProtectionAndWithPublicMoney) {
    EXPECT_DOUBLE_EQ(catch_up_speed(0.03, 0.1, 0.5, 0.1, 0.2), 0.1);
    EXPECT_EQ(catch_up_speed(0.03, 0.1, 0.0, 0.1, 0.0), 0.03);
}

// 0.5 * (1 - 0.1 * 0.5 years) = 0.475; the ceiling 0.4 * 0.5 = 0.2 holds; who is below it already stays there.
TEST(Gap, ClosesDownToItsCeiling) {
    EXPECT_DOUBLE_EQ(gap_step(0.5, 0.1, 0.5, 0.2), 0.475);
    EXPECT_EQ(gap_step(0.21, 1.0, 1.0, 0.2), 0.2);
    EXPECT_EQ(gap_step(0.21, 40.0, 1.0, 0.0), 0.0);
    EXPECT_EQ(gap_step(0.1, 0.1, 1.0, 0.2), 0.1);
}

// Two steps of half a year at 0.1: 0.5 * 0.95^2 = 0.45125; after 1,000 the ceiling 0.4.
TEST(Gap, ReferenceClosesByItself) {
    EXPECT_NEAR(gap_reference(0.5, 0.0, 0.1, 0.5, 2.0), 0.45125, 1e-15);
    EXPECT_EQ(gap_reference(0.5, 0.4, 0.1, 0.5, 0.0), 0.5);
    EXPECT_EQ(gap_reference(0.5, 0.4, 0.1, 0.5, 1000.0), 0.2);
}

// 0.3 * ln 0.8 + 2 * 0.1: knowledge lost, gap gained.
TEST(Quality, AddsKnowledgeAndTheGapGained) {
    EXPECT_DOUBLE_EQ(ln_quality(std::log(0.8), 0.3, -0.1, 2.0), 0.3 * std::log(0.8) + 0.2);
    EXPECT_EQ(ln_quality(0.0, 0.3, 0.0, 2.0), 0.0);
}

}  // namespace
}  // namespace sunder::models
