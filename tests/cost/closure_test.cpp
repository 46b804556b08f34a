// SPDX-License-Identifier: Apache-2.0
// C1 to C4 of model.md 12.5: the static study beside the dynamic model. The low, mid and high case of the default study are
// exact cases of `sunder validate` (tests/limits/exact_test); here are other studies, the limits, and the path.
#include "sim/validation/closure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/cost/answer.hpp"
#include "tests/cost/studies.hpp"

namespace sunder {
namespace {

/// Two steps instead of ten: where it ends does not depend on them, and the test is five times as fast.
ClosurePlan coarse() {
    ClosurePlan plan;
    plan.tranches = 2;
    return plan;
}

ClosureResult closed(const CostStudy& study, const ClosurePlan& plan = coarse()) {
    SerialBlocks blocks;
    return close_links(study, terms_of(study, CostCase::mid), blocks, plan);
}

double sum(const std::vector<double>& list) {
    return std::accumulate(list.begin(), list.end(), 0.0);
}

TEST(Closure, EveryShippedKindOfStudyAgreesWithTheDynamicModel) {
    // places in no region; one builder; a bloc; fabs alone, without research; half of the demand; grown demand
    for (const auto& [name, set] :
         std::vector<std::pair<std::string, std::vector<std::string>>>{{"six-regions", {}},
                                                                       {"usa-alone", {}},
                                                                       {"allied-bloc", {}},
                                                                       {"leading-edge", {}},
                                                                       {"cost-curve", {"demand_share=0.5"}},
                                                                       {"demand-2030", {}}}) {
        const ClosureResult result = closed(shipped_study(name, set));
        ASSERT_EQ(result.checks.size(), 5U) << name;
        for (const ClosureCheck& check : result.checks) {
            EXPECT_TRUE(check.holds()) << name << ": " << check.what << " " << check.static_value << " "
                                       << check.dynamic_value;
            EXPECT_GT(check.static_value, 0.0) << name << ": " << check.what;
        }
    }
}

TEST(Closure, StaticFiguresAreThoseOfTheBill) {
    const CostStudy study = shipped_study("self-sufficiency");
    const ClosureResult result = closed(study);
    const CostCaseResult mid = solve_case(study.world, terms_of(study, CostCase::mid));
    EXPECT_NEAR(result.static_rise + result.catch_up_rise, mid.price_rise, 1e-12);       // sums in another order
    EXPECT_NEAR(sum(result.stranded_static_busd), sum(result.tools_static_busd), 1e-9);  // what one gains another loses
}

TEST(Closure, SurplusPlantCreditedIsTheUnitCostOfWhatIsMade) {
    // The study's own key for it: what its surplus plants still earn elsewhere.
    const CostStudy credited = shipped_study("self-sufficiency", {"surplus_credit=1", "input.catch_up_years=0"});
    const CostCaseResult mid = solve_case(credited.world, terms_of(credited, CostCase::mid));
    const ClosureResult result = closed(shipped_study("self-sufficiency"));
    EXPECT_NEAR(result.cost_rise_world, mid.price_rise, 1e-4);  // plants to be built make 1e-4 in the base year
}

TEST(Closure, WithoutPremiaAndResearchChipsCostNoMore) {
    const CostStudy study =
        shipped_study("self-sufficiency", {"input.location=1", "input.operating_premium=0", "input.scale_premium=0",
                                           "input.leader_factor=0", "input.completeness=0"});
    const ClosureResult result = closed(study);
    EXPECT_NEAR(result.cost_rise_world, 0.0, 1e-6);  // stocks of tools settle to some 1e-8; prices follow
    // ... and all of the study's rise is the plant that stands idle: 346.9 x .1168 / 412.3 = 9.8 %
    EXPECT_NEAR(result.static_rise, 346.949 * 0.11683 / 412.3, 1e-5);
    EXPECT_NEAR(result.static_rise, result.stranded_rise, 2e-4 * result.static_rise);
}

TEST(Closure, OneRegionHasNothingToClose) {
    const ClosureResult result = closed(study_of({{"USA", "CHN", "JPN", "KOR", "TWN", "EUR", "other"}}));
    for (const ClosureYear& year : result.paths.front().years) {
        EXPECT_NEAR(year.output, 1.0, 1e-12);  // means over 52 weeks of exactly 1
        EXPECT_NEAR(year.price, 1.0, 1e-12);
    }
    EXPECT_EQ(sum(result.tools_busd), 0.0);
    EXPECT_EQ(sum(result.idle_busd), 0.0);
}

TEST(Closure, TheSizeOfThePlantsToBeDoesNotMatter) {
    ClosurePlan small = coarse();
    small.seed_share = 1e-5;
    const CostStudy study = shipped_study("self-sufficiency");
    const ClosureResult a = closed(study), b = closed(study, small);
    EXPECT_NEAR(sum(a.tools_busd), sum(b.tools_busd), 2e-4 * sum(a.tools_busd));
    EXPECT_NEAR(a.cost_rise_world, b.cost_rise_world, 1e-6);
    EXPECT_NEAR(a.paths[0].worst_output(), b.paths[0].worst_output(), 0.01);  // nor does it on the way
}

// C4. The specification's trial runs, another implementation: output -20 % at worst in year 10, 95 % in year 12, 100 % in
// year 14, prices +27 % at most. Ours, recorded: -19 % in year 4, 95 % in year 11, 99.5 % in year 12, +43 % in year 11.
TEST(Closure, OnTheWayOutputIsShortAndPricesOvershoot) {
    const CostStudy study = shipped_study("self-sufficiency");
    const ClosureResult result = closed(study, {});
    const ClosurePath& path = result.paths.front();
    ASSERT_EQ(path.years.size(), 30U);
    EXPECT_NEAR(path.worst_output(), 0.8137, 0.01);  // recorded; moves by 0.002 with 20 or 40 steps of closing
    EXPECT_NEAR(path.dearest_price(), 1.427, 0.02);  // the same
    EXPECT_EQ(path.back_95, 11);
    EXPECT_EQ(path.back_995, 12);
    EXPECT_GT(path.dearest_price(), 1.0 + result.cost_rise_world);  // scarcity on top of cost
    EXPECT_NEAR(path.years.back().price, 1.0 + result.cost_rise_world, 1e-4);
    EXPECT_NEAR(path.years.back().output, 1.0, 1e-6);
}

TEST(Closure, WhoLooksAheadLosesLess) {
    const CostStudy study = shipped_study("self-sufficiency");
    ClosurePlan blind, warned;
    blind.believed = false;
    warned.notice_years = 4.0;
    for (ClosurePlan* plan : {&blind, &warned}) plan->horizon_years = 20.0;
    const double at_once = closed(study, {}).paths[0].worst_output();
    EXPECT_LT(closed(study, blind).paths[0].worst_output(), at_once - 0.02);
    EXPECT_GT(closed(study, warned).paths[0].worst_output(), at_once + 0.02);
}

/// What the output says of C4: recorded -19 % as it is, -9 % with fabs in a tenth of the time, -11 % at half the pace.
TEST(Closure, TheShortageOnTheWayComesFromTheTimeThatFabsTakeAndFromThePace) {
    SerialBlocks blocks;
    const ClosureResult result = check_closure(shipped_study("self-sufficiency"), blocks);
    ASSERT_EQ(result.reasons.size(), 2U);
    const double worst = result.paths.front().worst_output();
    EXPECT_NEAR(result.reasons[0].worst_output, 0.9096, 0.01);  // as the path itself
    EXPECT_NEAR(result.reasons[1].worst_output, 0.8920, 0.01);
    for (const ClosureReason& reason : result.reasons) EXPECT_GT(reason.worst_output, worst + 0.05) << reason.what;
}

std::string refusal(const std::vector<std::string>& set) {
    try {
        (void)closed(shipped_study("self-sufficiency", set));
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

TEST(Closure, StudiesWithoutABaseYearAreRefused) {
    using ::testing::HasSubstr;
    EXPECT_THAT(refusal({"demand_factor=1.5"}), HasSubstr("do not cover its demand"));
    EXPECT_THAT(refusal({"input.mismatch=0.1"}), HasSubstr("needs more of 'fab_lt10' than it uses"));
    EXPECT_THAT(refusal({"input.sales_busd=200"}), HasSubstr("cost 277 bn$ a year, sales are 200"));
}

}  // namespace
}  // namespace sunder
