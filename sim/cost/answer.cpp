// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/cost/cost_keys.hpp"
#include "sim/cost/sampler.hpp"

namespace sunder {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int curve_steps = 10;
constexpr std::array all_cases{CostCase::low, CostCase::mid, CostCase::high};

/// Over the places where the input varies.
LowMidHigh mean_over_places(const std::vector<LowMidHigh>& values) {
    LowMidHigh sum;
    double n = 0.0;
    for (const LowMidHigh& value : values) {
        if (!(value.high > value.low)) continue;
        sum.low += value.low;
        sum.mid += value.mid;
        sum.high += value.high;
        n += 1.0;
    }
    return {sum.low / n, sum.mid / n, sum.high / n};
}

/// A figure of ours by the name that published.csv has for it; `region` -1: the world.
double figure_of(const CostCaseResult& result, const std::string& item, std::int32_t region) {
    const auto r = static_cast<std::size_t>(std::max(region, 0));
    if (item == "upfront_busd") return region < 0 ? result.upfront_busd : result.region_upfront_busd[r];
    if (item == "recurring_busd_yr") return region < 0 ? result.recurring_busd_yr : result.region_recurring_busd_yr[r];
    if (item == "price_rise") return region < 0 ? result.price_rise : result.region_price_rise[r];
    if (item == "manufacturing_share" && region < 0) return result.manufacturing_share;
    return nan;
}

/// The region that holds exactly these places, or -1.
std::int32_t region_with(const CostStudy& study, std::vector<std::int32_t> places) {
    std::sort(places.begin(), places.end());
    for (std::size_t r = 0; r < study.regions.size(); ++r) {
        std::vector<std::int32_t> here = study.regions[r].places;
        std::sort(here.begin(), here.end());
        if (here == places) return static_cast<std::int32_t>(r);
    }
    return -1;
}

/// What stands beside a published range: the mid value decides, the range of the cases softens.
void judge(CostComparison& row) {
    const double mid = row.ours[1];
    const double low = std::isnan(row.published_low) ? -std::numeric_limits<double>::infinity() : row.published_low;
    const double high = std::isnan(row.published_high) ? std::numeric_limits<double>::infinity() : row.published_high;
    const auto [least, most] = std::minmax_element(row.ours.begin(), row.ours.end());
    const bool apart = *most < low || *least > high;
    if (mid >= low && mid <= high) {
        row.verdict =
            std::isnan(row.published_low) ? fmt::format("within, at {:.0f} % of it", 100.0 * mid / high) : "inside";
        return;
    }
    row.miss = mid < low ? mid / low - 1.0 : mid / high - 1.0;
    row.verdict = fmt::format("mid {:.0f} % {}{}", 100.0 * std::abs(row.miss), mid < low ? "below" : "above",
                              apart ? ", ranges apart" : ", ranges overlap");
}

const PublishedFigure* world_figure(const CostStudy& study, const std::string& item) {
    for (const PublishedFigure& figure : study.tables.published)
        if (figure.compared && figure.item == item && figure.places.empty()) return &figure;
    return nullptr;
}

}  // namespace

CostCaseResult solve_case(const models::StudyWorld& world, const models::StudyTerms& terms) {
    CostCaseResult result;
    make_bill(world, terms, result.bill);
    const std::size_t n = world.activities.size();
    result.recovery_per_year = models::capital_recovery_per_year(terms.rate_per_year, terms.life_years);
    result.sales_busd_yr = world.demand_factor * terms.sales_busd_yr;
    result.pass_through = terms.pass_through;
    result.activity_upfront_busd.assign(n, 0.0);
    result.activity_recurring_busd_yr.assign(n, 0.0);
    double manufacturing = 0.0;
    for (std::size_t r = 0; r < world.regions(); ++r) {
        const double upfront = models::region_sum(result.bill.upfront_busd, n, r);
        const double recurring = models::region_sum(result.bill.recurring_busd_yr, n, r);
        result.region_upfront_busd.push_back(upfront);
        result.region_recurring_busd_yr.push_back(recurring);
        result.region_price_rise.push_back(models::price_rise(result.recovery_per_year, upfront, recurring,
                                                              world.consumption_share[r] * result.sales_busd_yr,
                                                              terms.pass_through));
        result.upfront_busd += upfront;
        result.recurring_busd_yr += recurring;
        for (std::size_t a = 0; a < n; ++a) {
            result.activity_upfront_busd[a] += result.bill.upfront_busd[r * n + a];
            result.activity_recurring_busd_yr[a] += result.bill.recurring_busd_yr[r * n + a];
        }
    }
    for (std::size_t a = 0; a < n; ++a)
        if (world.activities[a].manufacturing) manufacturing += result.activity_upfront_busd[a];
    result.manufacturing_share = result.upfront_busd > 0.0 ? manufacturing / result.upfront_busd : 0.0;
    result.price_rise = models::price_rise(result.recovery_per_year, result.upfront_busd, result.recurring_busd_yr,
                                           result.sales_busd_yr, terms.pass_through);
    return result;
}

std::vector<InputEffect> input_effects(const CostStudy& study, Blocks& blocks) {
    const CostSampler sampler(study);
    std::vector<InputEffect> effects;
    for (const std::int32_t input : sampler.varied()) {
        const auto at = [&](CostCase its) { return solve_case(study.world, terms_of(study, CostCase::mid, input, its)); };
        const CostCaseResult low = at(CostCase::low), high = at(CostCase::high);
        effects.push_back({input, mean_over_places(study.inputs[static_cast<std::size_t>(input)].draws), low.upfront_busd,
                           high.upfront_busd, low.price_rise, high.price_rise, nan, nan, nan, nan});
    }
    if (study.sobol_draws > 0) add_sobol(study, sampler, blocks, effects);
    std::stable_sort(effects.begin(), effects.end(), [](const InputEffect& x, const InputEffect& y) {
        return std::abs(x.price_high - x.price_low) > std::abs(y.price_high - y.price_low);
    });
    return effects;
}

std::vector<CurvePoint> cost_curve(const CostStudy& study) {
    std::vector<CurvePoint> curve;
    models::StudyWorld world = study.world;
    for (int step = 0; step <= curve_steps; ++step) {
        CurvePoint point;
        point.demand_share = world.demand_share = step / static_cast<double>(curve_steps);
        for (std::size_t c = 0; c < all_cases.size(); ++c) {
            const CostCaseResult result = solve_case(world, terms_of(study, all_cases[c]));
            point.upfront_busd[c] = result.upfront_busd;
            point.recurring_busd_yr[c] = result.recurring_busd_yr;
            point.price_rise[c] = result.price_rise;
        }
        curve.push_back(point);
    }
    return curve;
}

std::vector<CostComparison> compare_published(const CostStudy& study, const std::array<CostCaseResult, 3>& cases) {
    std::vector<CostComparison> rows;
    for (const PublishedFigure& figure : study.tables.published) {
        if (!figure.compared) continue;
        const std::int32_t region = figure.places.empty() ? -1 : region_with(study, figure.places);
        if (!figure.places.empty() && region < 0) continue;
        CostComparison row{figure.item,
                           region < 0 ? std::string{} : study.regions[static_cast<std::size_t>(region)].id,
                           figure.title,
                           figure.unit,
                           figure.status,
                           figure.source,
                           {},
                           {},
                           figure.low,
                           figure.high,
                           {},
                           0.0};
        for (std::size_t c = 0; c < cases.size(); ++c) row.ours[c] = figure_of(cases[c], figure.item, region);
        if (std::isnan(row.ours[1])) continue;
        if (study.as_published) {
            judge(row);
            row.use = figure.fitted ? "fitted" : "predicted";
        } else {
            row.verdict = "answers another question";
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

ImpliedFactor implied_factor(const CostStudy& study, double sales_busd_yr) {
    const PublishedFigure* upfront = world_figure(study, "upfront_busd");
    const PublishedFigure* recurring = world_figure(study, "recurring_busd_yr");
    const PublishedFigure* price = world_figure(study, "price_rise");
    if (upfront == nullptr || recurring == nullptr || price == nullptr) return {nan, nan, nan};
    const auto factor = [&](double rise, double yearly, double first) { return (rise * sales_busd_yr - yearly) / first; };
    return {factor(price->low, recurring->low, upfront->low), factor(price->high, recurring->high, upfront->high),
            models::price_rise(1.0, upfront->low, recurring->low, sales_busd_yr, 1.0)};
}

SubsidyPart subsidy_part(const CostStudy& study, const CostSubsidy& subsidy, const CostCaseResult& result) {
    const auto r = static_cast<std::size_t>(subsidy.region);
    SubsidyPart part;
    for (const std::int32_t a : subsidy.credited)
        part.credited_busd += result.bill.upfront_busd[r * study.activities_count() + static_cast<std::size_t>(a)];
    part.credit_busd = subsidy.credit_share * part.credited_busd;
    part.total_busd = subsidy.grants_busd + subsidy.research_busd + part.credit_busd;
    const double upfront = result.region_upfront_busd[r];
    part.share_of_upfront = upfront > 0.0 ? part.total_busd / upfront : nan;
    return part;
}

CostAnswer answer_study(const CostStudy& study, Blocks& blocks) {
    CostAnswer answer;
    for (std::size_t c = 0; c < all_cases.size(); ++c) {
        const models::StudyTerms terms = terms_of(study, all_cases[c]);
        answer.cases[c] = solve_case(study.world, terms);
        if (study.alone >= 0) answer.alone[c] = solve_case(world_alone(study, study.alone), terms);
    }
    answer.draws = draw_costs(study, blocks);
    answer.effects = input_effects(study, blocks);
    answer.curve = cost_curve(study);
    answer.compared = compare_published(study, answer.cases);
    return answer;
}

}  // namespace sunder
