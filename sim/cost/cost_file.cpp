// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/cost_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "sim/cost/cost_keys.hpp"

namespace sunder {
namespace {

constexpr std::int64_t cost_format_version = 1;
const std::vector<std::string> case_names{"low", "mid", "high"};
const std::vector<std::string> by_case{"case"}, by_case_region{"case", "region"}, by_input{"input"},
    by_percentile{"percentile"}, by_percentile_region{"percentile", "region"},
    by_percentile_activity{"percentile", "activity"}, by_region_activity{"region", "activity"},
    by_share_case{"demand_share", "case"};
const std::string busd = "1e9 USD", busd_yr = "1e9 USD/year", one = "1";

using Cases = std::array<CostCaseResult, 3>;

std::vector<double> over_cases(const Cases& cases, double CostCaseResult::*member) {
    std::vector<double> values;
    for (const CostCaseResult& result : cases) values.push_back(result.*member);
    return values;
}

std::vector<double> over_cases(const Cases& cases, std::vector<double> CostCaseResult::*member) {
    std::vector<double> values;
    for (const CostCaseResult& result : cases) values.insert(values.end(), (result.*member).begin(), (result.*member).end());
    return values;
}

/// From a list of percentiles by region or activity to percentile x that.
std::vector<double> transposed(const std::vector<Percentiles>& rows) {
    std::vector<double> values;
    for (std::size_t p = 0; p < cost_percentiles.size(); ++p)
        for (const Percentiles& row : rows) values.push_back(row[p]);
    return values;
}

std::vector<double> flat(const Percentiles& row) {
    return {row.begin(), row.end()};
}

void add_bill(const CostStudy& study, const CostAnswer& answer, std::vector<GridVariable>& to) {
    const std::vector<std::string> dims{"case", "region", "activity"};
    std::vector<double> upfront, recurring;
    for (const CostCaseResult& result : answer.cases) {
        upfront.insert(upfront.end(), result.bill.upfront_busd.begin(), result.bill.upfront_busd.end());
        recurring.insert(recurring.end(), result.bill.recurring_busd_yr.begin(), result.bill.recurring_busd_yr.end());
    }
    to.push_back(
        {"upfront", dims, busd, "first investment", "G stock kf iota (1 + mes); max(0, phi - e) RD M", std::move(upfront)});
    to.push_back(
        {"recurring", dims, busd_yr, "added yearly cost", "G opex (op + mes); max(0, phi - e) RD", std::move(recurring)});
    to.push_back({"present_share", by_region_activity, one, "share of the world activity that the region has", "e",
                  study.world.present_share});
    to.push_back(
        {"consumption_share", {"region"}, one, "share of world consumption of chips", "c", study.world.consumption_share});
    std::vector<double> leader;
    for (const models::StudyActivity& activity : study.world.activities)
        leader.push_back(activity.kind == models::ActivityKind::knowledge ? activity.leader_share : std::nan(""));
    to.push_back(
        {"leader_share", {"activity"}, one, "share of the place that leads in the research", "phi", std::move(leader)});
}

void add_cases(const CostStudy& study, const CostAnswer& answer, std::vector<GridVariable>& to) {
    const Cases& c = answer.cases;
    using R = CostCaseResult;
    to.push_back({"upfront_total", by_case, busd, "first investment of all regions", "sum of upfront",
                  over_cases(c, &R::upfront_busd)});
    to.push_back({"recurring_total", by_case, busd_yr, "added yearly cost of all regions", "sum of recurring",
                  over_cases(c, &R::recurring_busd_yr)});
    to.push_back({"recovery_factor", by_case, "1/year", "annual factor", "r / (1 - (1 + r)^-n)",
                  over_cases(c, &R::recovery_per_year)});
    to.push_back({"sales", by_case, busd_yr, "world sales of chips", "sales", over_cases(c, &R::sales_busd_yr)});
    to.push_back(
        {"pass_through", by_case, one, "part of the cost that buyers pay", "pass_through", over_cases(c, &R::pass_through)});
    to.push_back({"price_rise", by_case, one, "rise of chip prices",
                  "(recovery_factor upfront_total + recurring_total) / sales pass_through", over_cases(c, &R::price_rise)});
    to.push_back({"manufacturing_share", by_case, one, "fabs and assembly in the first investment",
                  "sum over them / upfront_total", over_cases(c, &R::manufacturing_share)});
    to.push_back({"price_rise_by_region", by_case_region, one, "rise of chip prices if a region's buyers pay its bill",
                  "as price_rise, over consumption_share sales", over_cases(c, &R::region_price_rise)});
    if (study.alone < 0) return;
    const Cases& a = answer.alone;
    std::vector<double> own;
    for (const R& result : a) own.push_back(result.region_price_rise[static_cast<std::size_t>(study.alone)]);
    to.push_back({"alone_upfront", by_case, busd, "first investment if the region of the second reading alone builds",
                  "sum of upfront", over_cases(a, &R::upfront_busd)});
    to.push_back({"alone_recurring", by_case, busd_yr, "its added yearly cost", "sum of recurring",
                  over_cases(a, &R::recurring_busd_yr)});
    to.push_back({"alone_price_rise", by_case, one, "rise of chip prices for its own buyers", "as price_rise_by_region",
                  std::move(own)});
}

void add_draws(const CostAnswer& answer, std::vector<GridVariable>& to) {
    const CostDraws& d = answer.draws;
    const std::string eq = "percentile over the draws";
    to.push_back({"upfront_total_drawn", by_percentile, busd, "first investment of all regions", eq, flat(d.upfront_busd)});
    to.push_back({"recurring_total_drawn", by_percentile, busd_yr, "added yearly cost of all regions", eq,
                  flat(d.recurring_busd_yr)});
    to.push_back({"price_rise_drawn", by_percentile, one, "rise of chip prices", eq, flat(d.price_rise)});
    to.push_back({"manufacturing_share_drawn", by_percentile, one, "fabs and assembly in the first investment", eq,
                  flat(d.manufacturing_share)});
    to.push_back(
        {"upfront_by_region_drawn", by_percentile_region, busd, "first investment", eq, transposed(d.region_upfront_busd)});
    to.push_back({"recurring_by_region_drawn", by_percentile_region, busd_yr, "added yearly cost", eq,
                  transposed(d.region_recurring_busd_yr)});
    to.push_back({"price_rise_by_region_drawn", by_percentile_region, one, "rise of chip prices for a region's buyers", eq,
                  transposed(d.region_price_rise)});
    to.push_back({"upfront_by_activity_drawn", by_percentile_activity, busd, "first investment", eq,
                  transposed(d.activity_upfront_busd)});
    to.push_back({"recurring_by_activity_drawn", by_percentile_activity, busd_yr, "added yearly cost", eq,
                  transposed(d.activity_recurring_busd_yr)});
}

void add_effects(const CostAnswer& answer, std::vector<GridVariable>& to) {
    const auto column = [&](auto member) {
        std::vector<double> values;
        for (const InputEffect& effect : answer.effects) values.push_back(member(effect));
        return values;
    };
    if (answer.effects.empty()) return;
    const std::string alone = "all other inputs at mid", sobol = "Sobol index (Saltelli's scheme)";
    to.push_back({"input_low", by_input, "unit of the input", "low value, mean over the places where it varies", alone,
                  column([](const InputEffect& e) { return e.value.low; })});
    to.push_back({"input_mid", by_input, "unit of the input", "mid value, mean over the places where it varies", alone,
                  column([](const InputEffect& e) { return e.value.mid; })});
    to.push_back({"input_high", by_input, "unit of the input", "high value, mean over the places where it varies", alone,
                  column([](const InputEffect& e) { return e.value.high; })});
    to.push_back({"upfront_at_low", by_input, busd, "first investment with the input at its low value", alone,
                  column([](const InputEffect& e) { return e.upfront_low_busd; })});
    to.push_back({"upfront_at_high", by_input, busd, "first investment with the input at its high value", alone,
                  column([](const InputEffect& e) { return e.upfront_high_busd; })});
    to.push_back({"price_rise_at_low", by_input, one, "price rise with the input at its low value", alone,
                  column([](const InputEffect& e) { return e.price_low; })});
    to.push_back({"price_rise_at_high", by_input, one, "price rise with the input at its high value", alone,
                  column([](const InputEffect& e) { return e.price_high; })});
    to.push_back({"upfront_sobol_first", by_input, one, "part of the variance of the first investment, alone", sobol,
                  column([](const InputEffect& e) { return e.upfront_first; })});
    to.push_back({"upfront_sobol_total", by_input, one, "part of the variance of the first investment, in all", sobol,
                  column([](const InputEffect& e) { return e.upfront_total; })});
    to.push_back({"price_rise_sobol_first", by_input, one, "part of the variance of the price rise, alone", sobol,
                  column([](const InputEffect& e) { return e.price_first; })});
    to.push_back({"price_rise_sobol_total", by_input, one, "part of the variance of the price rise, in all", sobol,
                  column([](const InputEffect& e) { return e.price_total; })});
}

void add_curve(const CostAnswer& answer, std::vector<GridVariable>& to) {
    std::vector<double> upfront, recurring, price;
    for (const CurvePoint& point : answer.curve) {
        upfront.insert(upfront.end(), point.upfront_busd.begin(), point.upfront_busd.end());
        recurring.insert(recurring.end(), point.recurring_busd_yr.begin(), point.recurring_busd_yr.end());
        price.insert(price.end(), point.price_rise.begin(), point.price_rise.end());
    }
    const std::string eq = "need = s c, effort = s phi";
    to.push_back({"upfront_by_share", by_share_case, busd, "first investment by share of demand made at home", eq,
                  std::move(upfront)});
    to.push_back({"recurring_by_share", by_share_case, busd_yr, "added yearly cost by share of demand made at home", eq,
                  std::move(recurring)});
    to.push_back(
        {"price_rise_by_share", by_share_case, one, "price rise by share of demand made at home", eq, std::move(price)});
}

/// The comparison as text: item, region, ours, published, status, verdict.
std::string comparison_lines(const CostAnswer& answer) {
    std::string text;
    for (const CostComparison& row : answer.compared)
        text += fmt::format("{} {} | {} | ours {:.6g} {:.6g} {:.6g} | published {:g} {:g} | {} | {} | {}\n", row.item,
                            row.region.empty() ? "world" : row.region, row.unit, row.ours[0], row.ours[1], row.ours[2],
                            row.published_low, row.published_high, row.status, row.verdict, row.source);
    return text;
}

void describe(GridFile& file, const CostProvenance& by, const CostStudy& study, const CostAnswer& answer) {
    file.attribute("title", study.title);
    file.attribute("question", study.question);
    file.attribute("kind", "cost study");
    file.attribute("read_with", "xarray, ncdf4 or h5py; as one table: sunder cost STUDY --csv OUT.csv");
    file.attribute("format_version", cost_format_version);
    file.attribute("source", "sunder " + by.program_version);
    file.attribute("git_revision", by.git_revision);
    file.attribute("history", "written by sunder " + by.program_version);
    file.attribute("seed", static_cast<std::int64_t>(study.seed));
    file.attribute("draws", std::int64_t{study.draws});
    file.attribute("low_high", study.low_high_quantiles ? "5 and 95 % quantiles of the triangles" : "ends of the triangles");
    file.attribute("tables", study.tables.name);
    file.attribute("table_hashes", study.tables.hashes);
    file.attribute("basis", study.basis);
    file.attribute("published", comparison_lines(answer));
    file.attribute("deck", study.deck_text);
}

}  // namespace

std::vector<GridVariable> cost_variables(const CostStudy& study, const CostAnswer& answer) {
    std::vector<GridVariable> variables;
    add_bill(study, answer, variables);
    add_cases(study, answer, variables);
    add_draws(answer, variables);
    add_effects(answer, variables);
    add_curve(answer, variables);
    return variables;
}

void write_study(GridFile& file, const CostProvenance& by, const CostStudy& study, const CostAnswer& answer,
                 const CostExtra& extra) {
    describe(file, by, study, answer);
    std::vector<std::string> regions, titles, activities, names, inputs, units;
    for (const CostRegion& region : study.regions) {
        regions.push_back(region.id);
        titles.push_back(region.title);
    }
    for (const CostActivity& activity : study.tables.activities) {
        activities.push_back(activity.code);
        names.push_back(activity.name);
    }
    for (const InputEffect& effect : answer.effects) {
        inputs.emplace_back(cost_inputs()[static_cast<std::size_t>(effect.input)].name);
        units.emplace_back(cost_inputs()[static_cast<std::size_t>(effect.input)].unit);
    }
    const std::vector<std::int64_t> percentiles(cost_percentiles.begin(), cost_percentiles.end());
    std::vector<std::int64_t> shares;
    for (const CurvePoint& point : answer.curve) shares.push_back(std::llround(100.0 * point.demand_share));
    file.scale("case", "case of the whole table of inputs", case_names);
    file.scale("region", "region", regions);
    file.scale("activity", "activity of the value chain", activities);
    file.scale("percentile", "percentile of the draws", "percent", percentiles);
    file.scale("demand_share", "share of its demand that a region makes", "percent", shares);
    if (!inputs.empty()) file.scale("input", "uncertain input, the largest effect first", inputs);
    file.labels("region_title", "region", "what the region is", titles);
    file.labels("activity_name", "activity", "what the activity is", names);
    if (!inputs.empty()) file.labels("input_unit", "input", "unit of the input", units);
    if (!extra.variables.empty()) {
        std::vector<std::int64_t> years(static_cast<std::size_t>(extra.years));
        std::iota(years.begin(), years.end(), std::int64_t{1});
        file.scale("closure_path", "way in which the links close in the dynamic model", extra.paths);
        file.scale("closure_year", "year of the dynamic run", "year", years);
    }
    for (const GridVariable& variable : cost_variables(study, answer)) file.variable(variable);
    for (const GridVariable& variable : extra.variables) file.variable(variable);
    file.close();
}

}  // namespace sunder
