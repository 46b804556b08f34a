// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "sim/cli/cost.hpp"
#include "sim/cost/cost_keys.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::array case_names{"low", "mid", "high"};

void add_case(JsonWriter& json, const CostStudy& study, const CostCaseResult& result) {
    json.begin_object();
    json.key("upfront_busd").value(result.upfront_busd);
    json.key("recurring_busd_yr").value(result.recurring_busd_yr);
    json.key("recovery_per_year").value(result.recovery_per_year);
    json.key("sales_busd_yr").value(result.sales_busd_yr);
    json.key("pass_through").value(result.pass_through);
    json.key("price_rise").value(result.price_rise);
    json.key("manufacturing_share").value(result.manufacturing_share);
    json.key("regions").begin_array();
    for (std::size_t r = 0; r < study.regions_count(); ++r) {
        json.begin_object();
        json.key("region").value(study.regions[r].id);
        json.key("upfront_busd").value(result.region_upfront_busd[r]);
        json.key("recurring_busd_yr").value(result.region_recurring_busd_yr[r]);
        json.key("price_rise").value(result.region_price_rise[r]);
        json.end_object();
    }
    json.end_array();
    json.key("activities").begin_array();
    for (std::size_t a = 0; a < study.activities_count(); ++a) {
        json.begin_object();
        json.key("activity").value(study.tables.activities[a].code);
        json.key("upfront_busd").value(result.activity_upfront_busd[a]);
        json.key("recurring_busd_yr").value(result.activity_recurring_busd_yr[a]);
        json.end_object();
    }
    json.end_array().end_object();
}

void add_cases(JsonWriter& json, const CostStudy& study, std::string_view name, const std::array<CostCaseResult, 3>& cases) {
    json.key(name).begin_object();
    for (std::size_t c = 0; c < cases.size(); ++c) add_case(json.key(case_names[c]), study, cases[c]);
    json.end_object();
}

void add_percentiles(JsonWriter& json, std::string_view name, const Percentiles& values) {
    json.key(name).begin_array();
    for (const double value : values) json.value(value);
    json.end_array();
}

void add_draws(JsonWriter& json, const CostStudy& study, const CostDraws& draws) {
    json.key("draws").begin_object();
    json.key("count").value(std::int64_t{draws.draws});
    json.key("seed").value(static_cast<std::int64_t>(study.seed));
    json.key("percentiles").begin_array();
    for (const int percentile : cost_percentiles) json.value(percentile);
    json.end_array();
    add_percentiles(json, "upfront_busd", draws.upfront_busd);
    add_percentiles(json, "recurring_busd_yr", draws.recurring_busd_yr);
    add_percentiles(json, "price_rise", draws.price_rise);
    add_percentiles(json, "manufacturing_share", draws.manufacturing_share);
    json.key("regions").begin_array();
    for (std::size_t r = 0; r < study.regions_count(); ++r) {
        json.begin_object();
        json.key("region").value(study.regions[r].id);
        add_percentiles(json, "upfront_busd", draws.region_upfront_busd[r]);
        add_percentiles(json, "recurring_busd_yr", draws.region_recurring_busd_yr[r]);
        add_percentiles(json, "price_rise", draws.region_price_rise[r]);
        json.end_object();
    }
    json.end_array().end_object();
}

void add_effects(JsonWriter& json, const CostAnswer& answer) {
    json.key("inputs").begin_array();
    for (const InputEffect& effect : answer.effects) {
        const CostInputKey& key = cost_inputs()[static_cast<std::size_t>(effect.input)];
        json.begin_object();
        json.key("input").value(key.name);
        json.key("unit").value(key.unit);
        json.key("low").value(effect.value.low);
        json.key("mid").value(effect.value.mid);
        json.key("high").value(effect.value.high);
        json.key("upfront_at_low_busd").value(effect.upfront_low_busd);
        json.key("upfront_at_high_busd").value(effect.upfront_high_busd);
        json.key("price_rise_at_low").value(effect.price_low);
        json.key("price_rise_at_high").value(effect.price_high);
        json.key("price_rise_sobol_first").value(effect.price_first);
        json.key("price_rise_sobol_total").value(effect.price_total);
        json.end_object();
    }
    json.end_array();
}

void add_published(JsonWriter& json, const CostStudy& study, const CostAnswer& answer) {
    json.key("asks_as_published").value(std::int64_t{study.as_published ? 1 : 0});
    json.key("published").begin_array();
    for (const CostComparison& row : answer.compared) {
        json.begin_object();
        json.key("item").value(row.item);
        json.key("region").value(row.region);
        json.key("unit").value(row.unit);
        json.key("low").value(row.published_low);
        json.key("high").value(row.published_high);
        json.key("status").value(row.status);
        json.key("source").value(row.source);
        json.key("ours").begin_array();
        for (const double value : row.ours) json.value(value);
        json.end_array();
        json.key("ours_is").value(row.use);
        json.key("verdict").value(row.verdict);
        json.key("miss").value(row.miss);
        json.end_object();
    }
    json.end_array();
    json.key("used_as_input").begin_array();
    for (const PublishedFigure& figure : study.tables.published)
        if (!figure.compared) json.value(figure.title);
    json.end_array();
    const ImpliedFactor implied = implied_factor(study, answer.cases[1].sales_busd_yr / study.world.demand_factor);
    json.key("implied_annual_factor").begin_object();
    json.key("low").value(implied.low);
    json.key("high").value(implied.high);
    json.key("price_rise_without").value(implied.without);
    json.end_object();
}

void add_subsidies(JsonWriter& json, const CostStudy& study, const CostAnswer& answer) {
    json.key("subsidies").begin_array();
    for (const CostSubsidy& subsidy : study.subsidies) {
        json.begin_object();
        json.key("id").value(subsidy.id);
        json.key("region").value(study.regions[static_cast<std::size_t>(subsidy.region)].id);
        json.key("cases").begin_array();
        for (const CostCaseResult& result : answer.cases) {
            const SubsidyPart part = subsidy_part(study, subsidy, result);
            json.begin_object();
            json.key("grants_busd").value(subsidy.grants_busd);
            json.key("research_busd").value(subsidy.research_busd);
            json.key("credit_busd").value(part.credit_busd);
            json.key("share_of_upfront").value(part.share_of_upfront);
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
}

}  // namespace

std::string cost_json(const CostStudy& study, const CostAnswer& answer, const CostClosure& closure, const CostFacts& facts) {
    JsonWriter json;
    json.begin_object();
    json.key("study").value(study.name);
    json.key("title").value(study.title);
    json.key("question").value(study.question);
    json.key("tables").value(study.tables.name);
    json.key("file").value(facts.file);
    json.key("threads").value(facts.threads);
    json.key("draws_seconds").value(facts.draws_seconds);
    json.key("seconds").value(facts.seconds);
    add_cases(json, study, "cases", answer.cases);
    if (study.alone >= 0) {
        json.key("alone_region").value(study.regions[static_cast<std::size_t>(study.alone)].id);
        add_cases(json, study, "alone", answer.alone);
    }
    add_draws(json, study, answer.draws);
    add_effects(json, answer);
    json.key("curve").begin_array();
    for (const CurvePoint& point : answer.curve) {
        json.begin_object();
        json.key("demand_share").value(point.demand_share);
        for (std::size_t c = 0; c < case_names.size(); ++c)
            json.key(std::string("price_rise_") + case_names[c]).value(point.price_rise[c]);
        for (std::size_t c = 0; c < case_names.size(); ++c)
            json.key(std::string("upfront_busd_") + case_names[c]).value(point.upfront_busd[c]);
        json.end_object();
    }
    json.end_array();
    add_published(json, study, answer);
    add_subsidies(json, study, answer);
    add_closure(json, study, closure);
    json.end_object();
    return json.text() + "\n";
}

}  // namespace sunder::cli
