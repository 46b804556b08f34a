// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/cost/answer.hpp"
#include "sim/cost/cost_keys.hpp"
#include "tests/cost/studies.hpp"

namespace sunder {
namespace {

constexpr double rounding = 1e-11;  // relative; sums of 68 terms in another order

CostCaseResult solved(const CostStudy& study, CostCase which = CostCase::mid) {
    return solve_case(study.world, terms_of(study, which));
}

using Regions = std::vector<std::vector<std::string>>;
const std::vector<std::string> seven{"USA", "CHN", "JPN", "KOR", "TWN", "EUR", "other"};

TEST(CostInvariance, MergingTwoRegionsNeverRaisesTheCost) {
    // Start with seven places apart; merge every pair, and every pair of what the first merge left.
    for (std::size_t i = 0; i < seven.size(); ++i)
        for (std::size_t j = i + 1; j < seven.size(); ++j) {
            Regions apart;
            for (const std::string& place : seven) apart.push_back({place});
            Regions merged = apart;
            merged[i].push_back(seven[j]);
            merged.erase(merged.begin() + static_cast<std::ptrdiff_t>(j));
            for (const CostCase which : {CostCase::low, CostCase::mid, CostCase::high}) {
                const CostCaseResult before = solved(study_of(apart), which), after = solved(study_of(merged), which);
                EXPECT_LE(after.upfront_busd, before.upfront_busd * (1.0 + rounding)) << seven[i] << seven[j];
                EXPECT_LE(after.recurring_busd_yr, before.recurring_busd_yr * (1.0 + rounding)) << seven[i] << seven[j];
                Regions again = merged;
                again[0].insert(again[0].end(), again.back().begin(), again.back().end());
                again.pop_back();
                EXPECT_LE(solved(study_of(again), which).upfront_busd, after.upfront_busd * (1.0 + rounding));
            }
        }
}

/// Costs at a place matter: a region builds where it is cheapest, so that a partner's dear place is no burden.
TEST(CostInvariance, MergingWithADearPlaceNeverRaisesTheCostAndMayLowerIt) {
    for (const std::string& dear : seven)
        for (const std::string input : {"location", "operating_premium"}) {
            const std::vector<std::string> set{"input." + input + "." + dear + "=10"};
            for (const std::string& partner : seven) {
                if (partner == dear) continue;
                Regions apart, merged{{dear, partner}};
                for (const std::string& place : seven) {
                    apart.push_back({place});
                    if (place != dear && place != partner) merged.push_back({place});
                }
                const CostCaseResult before = solved(study_of(apart, set)), after = solved(study_of(merged, set));
                EXPECT_LE(after.upfront_busd, before.upfront_busd * (1.0 + rounding)) << input << dear << partner;
                EXPECT_LE(after.recurring_busd_yr, before.recurring_busd_yr * (1.0 + rounding)) << input << dear << partner;
            }
        }
    // Ten times as dear to build in one place, but not with a cheap one beside it.
    const std::vector<std::string> set{"input.location.USA=10"};
    Regions with_korea{{"USA", "KOR"}, {"CHN"}, {"JPN"}, {"TWN"}, {"EUR"}, {"other"}},
        alone{{"USA"}, {"KOR"}, {"CHN"}, {"JPN"}, {"TWN"}, {"EUR"}, {"other"}};
    EXPECT_GT(solved(study_of(alone, set)).region_upfront_busd[0],
              3.0 * solved(study_of(with_korea, set)).region_upfront_busd[0]);
    // The mean by consumption does not have the property: it takes the dear place into all that the region builds.
    const std::vector<std::string> mean{"input.location.USA=10", "build_at=demand"};
    EXPECT_GT(solved(study_of({{"USA", "CHN"}, {"JPN"}, {"KOR"}, {"TWN"}, {"EUR"}, {"other"}}, mean)).upfront_busd,
              solved(study_of({{"USA", "CHN"}, {"JPN"}, {"KOR"}, {"TWN"}, {"EUR"}, {"other"}}, set)).upfront_busd);
}

TEST(CostInvariance, TheWorldAsOneRegionPaysNothing) {
    for (const CostCase which : {CostCase::low, CostCase::mid}) {
        const CostCaseResult one = solved(study_of({seven}), which);
        EXPECT_NEAR(one.upfront_busd, 0.0, 1e-9);  // shares sum to 1 within rounding
        EXPECT_NEAR(one.recurring_busd_yr, 0.0, 1e-9);
    }
}

TEST(CostInvariance, ARegionWithFullCapacityPaysNothing) {
    CostStudy study = study_of({{"USA"}, {"CHN", "JPN", "KOR", "TWN", "EUR", "other"}});
    const std::size_t n = study.activities_count();
    for (std::size_t a = 0; a < n; ++a)
        study.world.present_share[a] = std::max(study.world.consumption_share[0], study.world.activities[a].leader_share);
    const CostCaseResult result = solved(study);
    EXPECT_EQ(result.region_upfront_busd[0], 0.0);
    EXPECT_EQ(result.region_recurring_busd_yr[0], 0.0);
    EXPECT_EQ(result.region_price_rise[0], 0.0);
    EXPECT_GT(result.region_upfront_busd[1], 0.0);
}

TEST(CostInvariance, MoneyHasNoUnit) {
    CostStudy study = shipped_study("self-sufficiency");
    const CostCaseResult before = solved(study);
    for (models::StudyActivity& activity : study.world.activities) {
        activity.stock_busd *= 4.0;  // a power of two: the same digits
        activity.capex_busd_yr *= 4.0;
        activity.opex_busd_yr *= 4.0;
        activity.research_busd_yr *= 4.0;
    }
    models::StudyTerms terms = terms_of(study, CostCase::mid);
    terms.sales_busd_yr *= 4.0;
    const CostCaseResult after = solve_case(study.world, terms);
    EXPECT_EQ(after.upfront_busd, 4.0 * before.upfront_busd);
    EXPECT_EQ(after.price_rise, before.price_rise);
}

TEST(CostInvariance, TheOrderOfRegionsAndActivitiesDoesNotMatter) {
    const Regions regions{{"USA"}, {"CHN"}, {"JPN", "KOR", "TWN", "other"}, {"EUR"}};
    const CostStudy forward = study_of(regions), backward = study_of({regions[3], regions[2], regions[1], regions[0]});
    const CostCaseResult a = solved(forward), b = solved(backward);
    EXPECT_NEAR(a.upfront_busd, b.upfront_busd, rounding * a.upfront_busd);
    for (std::size_t r = 0; r < 4; ++r) EXPECT_EQ(a.region_upfront_busd[r], b.region_upfront_busd[3 - r]);
    CostStudy turned = forward;
    const std::size_t n = turned.activities_count();
    std::reverse(turned.world.activities.begin(), turned.world.activities.end());
    for (std::size_t r = 0; r < 4; ++r)
        std::reverse(turned.world.present_share.begin() + static_cast<std::ptrdiff_t>(r * n),
                     turned.world.present_share.begin() + static_cast<std::ptrdiff_t>((r + 1) * n));
    EXPECT_NEAR(solved(turned).upfront_busd, a.upfront_busd, rounding * a.upfront_busd);
    EXPECT_NEAR(solved(turned).price_rise, a.price_rise, rounding);
}

TEST(CostInvariance, NothingWantedCostsNothingAndAllIsTheStudy) {
    const CostStudy study = shipped_study("self-sufficiency");
    const std::vector<CurvePoint> curve = cost_curve(study);
    const CostCaseResult mid = solved(study);
    EXPECT_EQ(curve.front().upfront_busd[1], 0.0);
    EXPECT_EQ(curve.front().price_rise[2], 0.0);
    EXPECT_EQ(curve.back().upfront_busd[1], mid.upfront_busd);
    EXPECT_EQ(curve.back().price_rise[1], mid.price_rise);
    for (std::size_t i = 1; i < curve.size(); ++i) EXPECT_GE(curve[i].upfront_busd[1], curve[i - 1].upfront_busd[1]);
}

TEST(CostInvariance, EveryInputHasItsSign) {
    const CostStudy study = shipped_study("self-sufficiency");
    for (const CostInputKey& key : cost_inputs()) {
        double before = 0.0;
        for (const double factor : {1.0, 1.1, 1.2}) {
            models::StudyTerms terms = terms_of(study, CostCase::mid);
            const double shift = 0.1 * (factor - 1.0);  // so that inputs at 0 move too
            if (key.scalar != nullptr) terms.*key.scalar = terms.*key.scalar * factor + shift;
            if (key.scalar == nullptr)
                for (double& value : terms.*key.regional) value = value * factor + shift;
            const double price = solve_case(study.world, terms).price_rise;
            if (factor > 1.0) {
                EXPECT_GT((price - before) * key.sign, 0.0) << key.name;
            }
            before = price;
        }
    }
}

TEST(CostInvariance, OneBuilderPaysItsRowOfTheWhole) {
    const CostStudy study = shipped_study("self-sufficiency");
    ASSERT_EQ(study.regions[static_cast<std::size_t>(study.alone)].id, "USA");
    const CostCaseResult all = solved(study);
    const CostCaseResult alone = solve_case(world_alone(study, study.alone), terms_of(study, CostCase::mid));
    EXPECT_EQ(alone.upfront_busd, all.region_upfront_busd[0]);
    EXPECT_EQ(alone.region_price_rise[0], all.region_price_rise[0]);
    EXPECT_EQ(solved(shipped_study("usa-alone")).upfront_busd, alone.upfront_busd);
}

TEST(CostInvariance, GrowthInPlaceScalesTheBillAndNotThePrice) {
    const CostCaseResult now = solved(shipped_study("self-sufficiency"));
    const CostCaseResult later = solved(shipped_study("demand-2030"));
    EXPECT_NEAR(later.upfront_busd, 1.62 * now.upfront_busd, rounding * later.upfront_busd);
    EXPECT_NEAR(later.price_rise, now.price_rise, rounding);
    EXPECT_GT(solved(shipped_study("demand-2030", {"capacity_factor=1"})).upfront_busd, later.upfront_busd);
}

TEST(CostInvariance, WhereTheDemandIsIsNeverCheaper) {
    const CostCaseResult cheapest = solved(shipped_study("allied-bloc"));
    const CostCaseResult demand = solved(shipped_study("allied-bloc", {"build_at=demand"}));
    EXPECT_GE(demand.upfront_busd, cheapest.upfront_busd);
    EXPECT_GT(demand.recurring_busd_yr, cheapest.recurring_busd_yr);
}

/// Which way each shipped variant moves the bill and the price. Why: fewer builders, activities or effort cost less; more
/// regions duplicate more; a bloc has what its members have; growth in place scales the bill; public money moves nothing.
TEST(CostInvariance, EveryVariantMovesTheBillItsWay) {
    const CostCaseResult all = solved(shipped_study("self-sufficiency"));
    struct Variant {
        std::string name;
        int upfront, price;  // over the default study
    };
    for (const Variant& variant :
         {Variant{"usa-alone", -1, -1}, Variant{"leading-edge", -1, -1}, Variant{"six-regions", 1, 1},
          Variant{"allied-bloc", -1, -1}, Variant{"shared-research", -1, -1}, Variant{"demand-2030", 1, 0},
          Variant{"cost-curve", 0, 0}, Variant{"chips-act", -1, -1}}) {
        const CostCaseResult here = solved(shipped_study(variant.name));
        const auto way = [](double change) { return change > 1e-9 ? 1 : change < -1e-9 ? -1 : 0; };
        EXPECT_EQ(way(here.upfront_busd / all.upfront_busd - 1.0), variant.upfront) << variant.name;
        EXPECT_EQ(way(here.price_rise / all.price_rise - 1.0), variant.price) << variant.name;
    }
    EXPECT_EQ(solved(shipped_study("chips-act")).upfront_busd, solved(shipped_study("usa-alone")).upfront_busd);
}

TEST(CostInvariance, TheRegionThatConsumesMoreOnAnotherBasisPaysMore) {
    const CostStudy users = shipped_study("self-sufficiency");
    ASSERT_GT(users.tables.bases.size(), 1U);
    const CostCaseResult before = solved(users);
    for (const ConsumptionBasis& basis : users.tables.bases) {
        const CostStudy study = shipped_study("self-sufficiency", {"basis=" + basis.name});
        EXPECT_EQ(study.as_published, basis.name == users.basis);  // the published figures are on one basis
        const CostCaseResult here = solved(study);
        for (std::size_t r = 0; r < users.regions_count(); ++r) {
            const double more = study.world.consumption_share[r] - users.world.consumption_share[r];
            const double dearer = here.region_upfront_busd[r] - before.region_upfront_busd[r];
            EXPECT_GE(more * dearer, 0.0) << basis.name << ' ' << users.regions[r].id;
        }
    }
}

TEST(CostInvariance, SubsidiesPayAPartOfTheBill) {
    const CostStudy study = shipped_study("chips-act");
    const CostCaseResult result = solved(study);
    ASSERT_EQ(study.subsidies.size(), 1U);
    const SubsidyPart part = subsidy_part(study, study.subsidies[0], result);
    EXPECT_NEAR(part.credit_busd, 0.25 * part.credited_busd, 1e-12);
    EXPECT_NEAR(part.total_busd, 52.0 + part.credit_busd, 1e-12);
    EXPECT_NEAR(part.share_of_upfront, part.total_busd / result.region_upfront_busd[0], 1e-12);
    EXPECT_GT(part.credited_busd, 0.0);
    EXPECT_LT(part.credited_busd, result.region_upfront_busd[0]);  // research earns none
}

}  // namespace
}  // namespace sunder
