// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/allies.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/accounts/indicators.hpp"
#include "sim/cli/headline.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr double weeks_a_year = 365.25 / 7.0;

std::vector<std::int32_t> issuers_of(const RunSpec& spec) {
    return rule_issuers(spec.lanes.back().rules);
}

Yardstick one_output(const char* output, std::vector<std::int32_t> countries, int year, double scale) {
    return {output, "", [=](const YearMeans& means, std::int32_t lane) {
                return scale * total(means.get(output, lane, year),
                                     {{Dim::country, [&](std::size_t c) {
                                           return std::find(countries.begin(), countries.end(),
                                                            static_cast<std::int32_t>(c)) != countries.end();
                                       }}});
            }};
}

}  // namespace

std::vector<Yardstick> ally_yardsticks(const Network& network, const RunSpec& spec, const std::vector<int>& years) {
    std::vector<Yardstick> list;
    for (const int year : years)
        list.push_back(one_output("welfare", rule_targets(spec.lanes.back().rules, network), year, weeks_a_year));
    for (const std::int32_t country : issuers_of(spec))
        for (const int year : years) list.push_back(one_output("welfare", {country}, year, weeks_a_year));
    for (const std::int32_t country : issuers_of(spec))
        list.push_back(one_output("value_added", {country}, years.front(), weeks_a_year));
    return list;
}

std::vector<AllyValue> value_allies(const Network& network, const RunSpec& spec, std::size_t years,
                                    const std::vector<double>& baseline, const std::vector<double>& scenario,
                                    const std::vector<std::vector<double>>& without) {
    const std::vector<std::int32_t> issuers = issuers_of(spec), targets = rule_targets(spec.lanes.back().rules, network);
    const auto mean = [years](const std::vector<double>& values, std::size_t first) {
        double sum = 0.0;
        for (std::size_t y = 0; y < years; ++y) sum += values[first + y];
        return sum / static_cast<double>(years);
    };
    std::vector<AllyValue> allies;
    for (std::size_t n = 0; n < without.size(); ++n) {
        if (std::find(targets.begin(), targets.end(), issuers[n]) != targets.end()) continue;
        const std::size_t own = (n + 1) * years;
        const double gdp = baseline[(issuers.size() + 1) * years + n];
        std::vector<double> loss;
        for (std::size_t y = 0; y < years; ++y) loss.push_back((baseline[own + y] - scenario[own + y]) / gdp);
        allies.push_back(
            {network.countries[static_cast<std::size_t>(issuers[n])].code,
             models::value_of_ally(mean(baseline, 0) - mean(scenario, 0), mean(baseline, 0) - mean(without[n], 0)),
             mean(without[n], own) - mean(scenario, own), models::break_even_tolerance(loss)});
    }
    return allies;
}

std::string allies_text(const std::vector<AllyValue>& allies) {
    if (allies.empty()) return {};
    std::string text = fmt::format("{:<14}{:>28}{:>20}{:>32}\n", "Worth of each", "targets lose more by, M$/yr",
                                   "it loses, M$/yr", "stays if it bears, % of GDP");
    for (const AllyValue& ally : allies)
        text += fmt::format("{:<14}{:>28.0f}{:>20.0f}{:>32.4f}\n", ally.country, ally.added_musd_yr, ally.own_musd_yr,
                            100.0 * ally.tolerance);
    return text;
}

void write_allies(JsonWriter& json, const std::vector<AllyValue>& allies) {
    json.key("allies").begin_array();
    for (const AllyValue& ally : allies) {
        json.begin_object()
            .key("country")
            .value(ally.country)
            .key("added_to_targets_loss_musd_yr")
            .value(ally.added_musd_yr);
        json.key("own_loss_musd_yr").value(ally.own_musd_yr).key("break_even_tolerance").value(ally.tolerance).end_object();
    }
    json.end_array();
}

}  // namespace sunder::cli
