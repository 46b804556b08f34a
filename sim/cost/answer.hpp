// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/cost/study.hpp"

namespace sunder {

/// What one set of inputs gives.
struct CostCaseResult {
    models::Bill bill;
    double upfront_busd = 0.0, recurring_busd_yr = 0.0, recovery_per_year = 0.0, sales_busd_yr = 0.0, pass_through = 0.0,
           price_rise = 0.0;
    double manufacturing_share = 0.0;  ///< of the first investment
    std::vector<double> region_upfront_busd, region_recurring_busd_yr;
    std::vector<double> region_price_rise;  ///< on the region's own consumption
    std::vector<double> activity_upfront_busd, activity_recurring_busd_yr;
};

[[nodiscard]] CostCaseResult solve_case(const models::StudyWorld& world, const models::StudyTerms& terms);

inline constexpr std::array<int, 5> cost_percentiles{5, 25, 50, 75, 95};
using Percentiles = std::array<double, cost_percentiles.size()>;

/// Percentiles of every result over the draws.
struct CostDraws {
    std::int32_t draws = 0;
    Percentiles upfront_busd{}, recurring_busd_yr{}, price_rise{}, manufacturing_share{};
    std::vector<Percentiles> region_upfront_busd, region_recurring_busd_yr, region_price_rise;
    std::vector<Percentiles> activity_upfront_busd, activity_recurring_busd_yr;
};

/// Draws all inputs from their triangles (Philox of seed, input and number of the draw: the same for any threads).
[[nodiscard]] CostDraws draw_costs(const CostStudy& study, Blocks& blocks);

/// What one input does: alone at its ends with all others at mid, and its part in the variance of the draws.
struct InputEffect {
    std::int32_t input = 0;
    LowMidHigh value;  ///< mean over the places where it varies
    double upfront_low_busd = 0.0, upfront_high_busd = 0.0, price_low = 0.0, price_high = 0.0;
    double upfront_first = 0.0, upfront_total = 0.0;  ///< Sobol indices, NaN without a sample
    double price_first = 0.0, price_total = 0.0;
};

/// Inputs whose draws have a spread, in the order of their effect on the price rise.
[[nodiscard]] std::vector<InputEffect> input_effects(const CostStudy& study, Blocks& blocks);

/// Cost by the share of its demand that every region wants to make.
struct CurvePoint {
    double demand_share = 0.0;
    std::array<double, 3> upfront_busd{}, recurring_busd_yr{}, price_rise{};  ///< low, mid, high
};
[[nodiscard]] std::vector<CurvePoint> cost_curve(const CostStudy& study);

/// A published figure beside ours; judged only if the study asks what was published.
struct CostComparison {
    std::string item, region, title, unit, status, source;
    std::string use;               ///< what ours is: "predicted", "fitted", or "" of another question
    std::array<double, 3> ours{};  ///< low, mid, high
    double published_low = 0.0, published_high = 0.0;
    std::string verdict;  ///< "inside", "within, at 46 % of it", "mid 4 % below, ranges overlap", ...
    double miss = 0.0;    ///< of mid from the nearer end, as a share of it; 0: inside
};

struct CostAnswer {
    std::array<CostCaseResult, 3> cases;  ///< low, mid, high
    std::array<CostCaseResult, 3> alone;  ///< the second reading; empty without one
    CostDraws draws;
    std::vector<InputEffect> effects;
    std::vector<CurvePoint> curve;
    std::vector<CostComparison> compared;
};

[[nodiscard]] std::vector<CostComparison> compare_published(const CostStudy& study,
                                                            const std::array<CostCaseResult, 3>& cases);

/// The annual factor that the published pairs of first investment, yearly cost and price rise imply (low, high), and the
/// price rise that leaving it out would give at the low end. NaN where the tables do not publish them.
struct ImpliedFactor {
    double low = 0.0, high = 0.0, without = 0.0;
};
[[nodiscard]] ImpliedFactor implied_factor(const CostStudy& study, double sales_busd_yr);

/// What a subsidy pays of the bill of its region in one case.
struct SubsidyPart {
    double credited_busd = 0.0;  ///< first investment that earns the credit
    double credit_busd = 0.0, total_busd = 0.0;
    double share_of_upfront = 0.0;
};
[[nodiscard]] SubsidyPart subsidy_part(const CostStudy& study, const CostSubsidy& subsidy, const CostCaseResult& result);

/// Everything.
[[nodiscard]] CostAnswer answer_study(const CostStudy& study, Blocks& blocks);

}  // namespace sunder
