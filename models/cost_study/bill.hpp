// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "models/cost_study/cost_study.hpp"

namespace sunder::models {

enum class ActivityKind : std::int32_t {
    fab,       ///< capital from wafers and their cost tables
    plant,     ///< capital from yearly investment and its life
    knowledge  ///< research and development
};

/// One activity of the value chain, world totals; what does not go with its kind is 0.
struct StudyActivity {
    ActivityKind kind = ActivityKind::fab;
    double stock_busd = 0.0;        ///< fabs: capital
    double capex_busd_yr = 0.0;     ///< plants: investment
    double opex_busd_yr = 0.0;      ///< fabs and plants: operating cost without capital
    double research_busd_yr = 0.0;  ///< knowledge: R&D
    double leader_share = 0.0;      ///< knowledge: share of the leading place
    bool manufacturing = false;     ///< counts as fab + assembly
    bool counted = true;            ///< false: left as it is
};

/// Regions, activities and the question asked; fixed over cases and draws.
struct StudyWorld {
    std::vector<double> consumption_share;  ///< by region
    std::vector<double> present_share;      ///< by region, then activity
    std::vector<bool> builds;               ///< by region: becomes self-sufficient
    std::vector<StudyActivity> activities;
    double demand_share = 1.0;          ///< s: part of its consumption that a region wants to make
    double demand_factor = 1.0;         ///< g: demand over that of the base year
    double capacity_factor = 1.0;       ///< capacity and research that stand anyway, over those of the base year
    double surplus_credit_share = 0.0;  ///< part of the capital of surplus plants that finds another use

    [[nodiscard]] std::size_t regions() const noexcept { return consumption_share.size(); }
};

/// One value for every input.
struct StudyTerms {
    double leader_factor = 1.0, completeness_share = 0.0, catch_up_years = 0.0;
    double capital_factor = 1.0, stock_years = 0.0, scale_premium_share = 0.0;
    double rate_per_year = 0.0, life_years = 1.0, pass_through = 1.0, sales_busd_yr = 0.0;
    double mismatch_share = 0.0, utilisation = 1.0;
    std::vector<double> location_idx, premium_share;  ///< by region
};

/// First investment and added yearly cost, by region, then activity.
struct Bill {
    std::vector<double> upfront_busd, recurring_busd_yr;
};

struct CellCost {
    double upfront_busd = 0.0, recurring_busd_yr = 0.0;
};

/// What one region pays in one activity: the equations of cost_study.hpp, by kind.
[[nodiscard]] inline CellCost cell_cost(const StudyWorld& world, const StudyTerms& terms, std::size_t region,
                                        std::size_t activity) noexcept {
    const StudyActivity& a = world.activities[activity];
    if (!a.counted || !world.builds[region]) return {};
    const double present = world.capacity_factor * world.present_share[region * world.activities.size() + activity];
    if (a.kind == ActivityKind::knowledge) {
        const double effort =
            leading_effort_share(a.leader_share, terms.leader_factor, terms.completeness_share, world.demand_share);
        const double added = research_recurring_busd_yr(world.demand_factor * effort, present, a.research_busd_yr);
        return {research_upfront_busd(added, terms.catch_up_years), added};
    }
    const bool fab = a.kind == ActivityKind::fab;
    const double stock = fab ? a.stock_busd : a.capex_busd_yr * terms.stock_years;
    const double factor = fab ? terms.capital_factor : 1.0;
    const double need = needed_share(world.consumption_share[region], terms.mismatch_share, world.demand_share,
                                     world.demand_factor, terms.utilisation);
    const double gap = gap_share(need, present);
    const double credit = world.surplus_credit_share * surplus_share(need, present) * stock * factor;
    return {plant_upfront_busd(gap, stock, factor, terms.location_idx[region], terms.scale_premium_share) - credit,
            plant_recurring_busd_yr(gap, a.opex_busd_yr, terms.premium_share[region], terms.scale_premium_share)};
}

/// All cells; `bill` keeps its memory between calls.
inline void make_bill(const StudyWorld& world, const StudyTerms& terms, Bill& bill) {
    const std::size_t n = world.activities.size();
    bill.upfront_busd.resize(world.regions() * n);
    bill.recurring_busd_yr.resize(world.regions() * n);
    for (std::size_t r = 0; r < world.regions(); ++r)
        for (std::size_t a = 0; a < n; ++a) {
            const CellCost cell = cell_cost(world, terms, r, a);
            bill.upfront_busd[r * n + a] = cell.upfront_busd;
            bill.recurring_busd_yr[r * n + a] = cell.recurring_busd_yr;
        }
}

/// Sum over the activities of one region, in order.
[[nodiscard]] inline double region_sum(std::span<const double> cells, std::size_t activities, std::size_t region) noexcept {
    const auto row = cells.subspan(region * activities, activities);
    return std::accumulate(row.begin(), row.end(), 0.0);
}

/// Sum over everything: region sums, in order.
[[nodiscard]] inline double world_sum(std::span<const double> cells, std::size_t activities) noexcept {
    double sum = 0.0;
    for (std::size_t r = 0; (r + 1) * activities <= cells.size(); ++r) sum += region_sum(cells, activities, r);
    return sum;
}

}  // namespace sunder::models
