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

// Listed buyers lose 0.8; at chi 0.25 others lose 0.2; at chi 0 nothing, exactly.
TEST(ChilledCover, IsAPartOfTheListedLoss) {
    EXPECT_DOUBLE_EQ(chilled_cover(0.8, 0.25), 0.2);
    EXPECT_EQ(chilled_cover(0.8, 0.0), 0.0);
}

// sig 4, rho 0.03, permanence 0.9: the weight falls by 10.8 log points.
TEST(SanctionRisk, LowersTheWeight) {
    EXPECT_DOUBLE_EQ(sanction_risk(4.0, 0.03, 0.9), -0.108);
    EXPECT_EQ(sanction_risk(4.0, 0.03, 0.0), 0.0);
}

// 0.1 a year over 2 years: 1 - exp(-0.2) = 0.181269...; a hazard that statements lowered below 0 is none.
TEST(HazardBelief, IsTheChanceWithinTheHorizon) {
    EXPECT_NEAR(hazard_belief(0.1, 2.0), 0.18126924692201818, 1e-15);
    EXPECT_EQ(hazard_belief(0.0, 2.0), 0.0);
    EXPECT_EQ(hazard_belief(-0.5, 2.0), 0.0);
}

TEST(MembersBelief, StopsAtCertainty) {
    EXPECT_DOUBLE_EQ(members_belief(0.7, 0.05), 0.75);
    EXPECT_EQ(members_belief(0.98, 0.05), 1.0);
    EXPECT_EQ(members_belief(0.7, 0.0), 0.7);
}

// Vendors of the country lose all that is covered, others a tenth of it; 3 of 7 days count for 3/7.
TEST(ServicePermit, FallsByTheShareOfPersons) {
    EXPECT_EQ(service_permit(1.0, 1.0, 1.0), 0.0);
    EXPECT_DOUBLE_EQ(service_permit(1.0, 0.1, 0.9), 0.91);
    EXPECT_DOUBLE_EQ(service_permit(3.0 / 7.0, 1.0, 0.7), 0.7);
    EXPECT_EQ(service_permit(1.0, 0.1, 0.0), 1.0);
}

// 10 units at 1.5 when the list price is 1.2: a rent of 3; none below the list price.
TEST(QuotaRent, IsWhatTheFlowFetchesAboveTheListPrice) {
    EXPECT_DOUBLE_EQ(quota_rent(10.0, 1.5, 1.2), 3.0);
    EXPECT_EQ(quota_rent(10.0, 1.1, 1.2), 0.0);
}

TEST(OwnContent, IsWhatInputsLeave) {
    EXPECT_DOUBLE_EQ(own_content(0.6), 0.4);
    EXPECT_EQ(own_content(1.2), 0.0);
}

TEST(VolumeCap, OnlyThePartThatNoRuleCoversGrowsWithNeed) {
    EXPECT_DOUBLE_EQ(volume_cap(10.0, 0.3, 0.0, 2.0), 3.0);   // all covered, 0.3 licensed: a volume, whatever is needed
    EXPECT_DOUBLE_EQ(volume_cap(10.0, 0.9, 0.9, 1.5), 13.5);  // a tenth refused: 0.9 of the need
    EXPECT_DOUBLE_EQ(volume_cap(10.0, 0.6, 0.5, 2.0), 11.0);  // half free: 10; a tenth licensed: 1
    EXPECT_DOUBLE_EQ(volume_cap(10.0, 0.9, 0.9, 1.0), 9.0);   // at base-year need: av Z0
}

}  // namespace
}  // namespace sunder::models
