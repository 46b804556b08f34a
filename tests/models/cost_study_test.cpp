// SPDX-License-Identifier: Apache-2.0
#include "models/cost_study/cost_study.hpp"

#include <gtest/gtest.h>

#include "models/cost_study/bill.hpp"

namespace sunder::models {
namespace {

constexpr double exact = 1e-12;  // a few operations on numbers near 1

TEST(NeededShare, ScalesConsumptionAndIdleCapacity) {
    // twice the demand x half of it wanted x a quarter of the world x 1.2 for mismatch, plants used 80 % as much: .3 / .8
    EXPECT_NEAR(needed_share(0.25, 0.2, 0.5, 2.0, 0.8), 0.375, exact);
    EXPECT_EQ(needed_share(0.25, 0.2, 0.0, 2.0, 0.8), 0.0);  // nothing wanted
}

TEST(GapShare, SurplusIsStranded) {
    EXPECT_NEAR(gap_share(0.25, 0.10), 0.15, exact);
    EXPECT_EQ(gap_share(0.10, 0.25), 0.0);
    EXPECT_NEAR(surplus_share(0.10, 0.25), 0.15, exact);
    EXPECT_EQ(surplus_share(0.25, 0.10), 0.0);
}

TEST(FabStock, MillionWafersTimesThousandDollarsAreBillions) {
    EXPECT_NEAR(fab_stock_busd(100.0, 0.02, 15.0), 30.0, exact);  // 2 million wafers a year at 15 thousand $
    EXPECT_NEAR(wafers_300mm_m_yr(19500.0), 104.0, exact);        // 19.5 million a month x 12 / 2.25
}

TEST(PlantUpfront, MultipliesTheFactors) {
    // a tenth of 200 bn$, 5 % more capital, a place 20 % dearer, 50 % more below the efficient scale: 20 x 1.05 x 1.2 x 1.5
    EXPECT_NEAR(plant_upfront_busd(0.1, 200.0, 1.05, 1.2, 0.5), 37.8, exact);
}

TEST(PlantRecurring, OnlyWhatIsDearerCounts) {
    EXPECT_NEAR(plant_recurring_busd_yr(0.1, 40.0, 0.15, 0.05), 0.8, exact);  // 4 bn$ a year run 20 % dearer
    EXPECT_EQ(plant_recurring_busd_yr(0.1, 40.0, 0.0, 0.0), 0.0);
}

TEST(LeadingEffort, IsTheLeadersShareAndAtMostEverything) {
    EXPECT_NEAR(leading_effort_share(0.6, 0.75, 0.0, 1.0), 0.45, exact);
    EXPECT_NEAR(leading_effort_share(0.6, 1.0, 0.1, 1.0), 0.7, exact);
    EXPECT_EQ(leading_effort_share(0.95, 1.0, 0.1, 1.0), 1.0);
    EXPECT_NEAR(leading_effort_share(0.95, 1.0, 0.1, 0.5), 0.5, exact);  // half of the lines
}

TEST(Research, CatchUpIsYearsOfTheAddedEffort) {
    const double added = research_recurring_busd_yr(0.5, 0.2, 10.0);
    EXPECT_NEAR(added, 3.0, exact);
    EXPECT_NEAR(research_upfront_busd(added, 5.0), 15.0, exact);
    EXPECT_EQ(research_recurring_busd_yr(0.2, 0.5, 10.0), 0.0);  // the leader adds nothing
}

TEST(CapitalRecovery, RepaysTheLoan) {
    EXPECT_NEAR(capital_recovery_per_year(1.0, 1.0), 2.0, exact);           // one year at 100 %: twice
    EXPECT_NEAR(capital_recovery_per_year(0.5, 2.0), 0.9, exact);           // .5 / (1 - 4/9)
    EXPECT_NEAR(capital_recovery_per_year(0.08, 15.0), 0.116829545, 1e-9);  // standard tables, 9 digits
}

TEST(CapitalRecovery, WithoutInterestIsOneOverTheLife) {
    EXPECT_EQ(capital_recovery_per_year(0.0, 8.0), 0.125);
    EXPECT_NEAR(capital_recovery_per_year(1e-9, 8.0), 0.125, 1e-9);
    // the series meets the formula where it takes over (r n = 1e-4); there 1 + r has lost the 11th digit of r, 1e-12 of the
    // factor
    const double below = capital_recovery_per_year(0.99999e-5, 10.0), above = capital_recovery_per_year(1.00001e-5, 10.0);
    EXPECT_NEAR(above - below, 2e-10 * 0.55, 3e-12);  // slope (n + 1) / 2n = .55
}

TEST(PriceRise, IsTheYearlyCostOverSales) {
    EXPECT_NEAR(price_rise(0.1, 1000.0, 100.0, 400.0, 1.0), 0.5, exact);
    EXPECT_NEAR(price_rise(0.1, 1000.0, 100.0, 400.0, 0.5), 0.25, exact);
    EXPECT_EQ(price_rise(0.1, 1000.0, 100.0, 0.0, 1.0), 0.0);
}

/// Two regions, one activity of each kind.
StudyWorld small_world() {
    StudyWorld world;
    world.consumption_share = {0.5, 0.5};
    world.activities.resize(3);
    world.activities[0] = {ActivityKind::fab, 100.0, 0.0, 10.0, 0.0, 0.0, true, true};
    world.activities[1] = {ActivityKind::plant, 0.0, 20.0, 30.0, 0.0, 0.0, false, true};
    world.activities[2] = {ActivityKind::knowledge, 0.0, 0.0, 0.0, 10.0, 0.8, false, true};
    world.present_share = {0.4, 0.5, 0.2, 0.6, 0.5, 0.8};
    world.builds = {true, true};
    return world;
}

StudyTerms small_terms() {
    StudyTerms terms;
    terms.catch_up_years = 5.0;
    terms.stock_years = 7.0;
    terms.rate_per_year = 0.0;
    terms.life_years = 10.0;
    terms.sales_busd_yr = 100.0;
    terms.location_idx = {1.2, 1.0};
    terms.premium_share = {0.1, 0.0};
    return terms;
}

TEST(Bill, AddsTheEquationsByKind) {
    Bill bill;
    make_bill(small_world(), small_terms(), bill);
    EXPECT_NEAR(bill.upfront_busd[0], 12.0, exact);       // a tenth of 100 at a place 20 % dearer
    EXPECT_NEAR(bill.recurring_busd_yr[0], 0.1, exact);   // a tenth of 10, 10 % dearer
    EXPECT_EQ(bill.upfront_busd[1], 0.0);                 // has its half
    EXPECT_NEAR(bill.recurring_busd_yr[2], 6.0, exact);   // .8 less .2 of 10
    EXPECT_NEAR(bill.upfront_busd[2], 30.0, exact);       // five years of it
    EXPECT_EQ(region_sum(bill.upfront_busd, 3, 1), 0.0);  // the second region has all it needs
    EXPECT_NEAR(world_sum(bill.upfront_busd, 3), 42.0, exact);
}

TEST(Bill, LeavesOutWhoDoesNotBuildAndWhatIsNotCounted) {
    StudyWorld world = small_world();
    Bill bill;
    world.activities[0].counted = false;
    make_bill(world, small_terms(), bill);
    EXPECT_NEAR(world_sum(bill.upfront_busd, 3), 30.0, exact);
    world.builds[0] = false;
    make_bill(world, small_terms(), bill);
    EXPECT_EQ(world_sum(bill.upfront_busd, 3), 0.0);
}

TEST(Bill, SurplusEarnsItsCredit) {
    StudyWorld world = small_world();
    world.surplus_credit_share = 0.5;
    Bill bill;
    make_bill(world, small_terms(), bill);
    EXPECT_NEAR(bill.upfront_busd[3], -5.0, exact);  // half of a tenth of 100
    EXPECT_EQ(bill.recurring_busd_yr[3], 0.0);
}

TEST(Bill, GrowthOfDemandAndCapacityTogetherScalesIt) {
    StudyWorld world = small_world();
    Bill before, after;
    make_bill(world, small_terms(), before);
    world.demand_factor = world.capacity_factor = 2.0;
    make_bill(world, small_terms(), after);
    EXPECT_NEAR(world_sum(after.upfront_busd, 3), 2.0 * world_sum(before.upfront_busd, 3), exact);
}

}  // namespace
}  // namespace sunder::models
