// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/indicators.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t most_named = 5;

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : "+") + code;
    return text;
}

std::string welfare_line(const Indicators& indicators) {
    if (indicators.welfare.empty()) return {};
    std::string text = fmt::format("Welfare, mean of the run, $bn a year: world {:+.1f}", indicators.world_musd_yr / 1e3);
    for (std::size_t n = 0; n < std::min(most_named, indicators.welfare.size()); ++n)
        text += fmt::format(", {} {:+.1f}", indicators.welfare[n].country, indicators.welfare[n].musd_yr / 1e3);
    return text + '\n';
}

std::string bloc_line(const Indicators& indicators) {
    if (std::isnan(indicators.cross_bloc)) return {};
    std::string text = fmt::format("Trade of {} with {}, {}: {:.1f} % of their trade across borders (baseline {:.1f} %)",
                                   joined(indicators.senders), joined(indicators.targets), indicators.year,
                                   100.0 * indicators.cross_bloc, 100.0 * indicators.cross_bloc0);
    if (!std::isnan(indicators.self_harm))
        text += fmt::format("\nSelf-harm: senders lose {:.2f} for each 1 that targets lose", indicators.self_harm);
    return text + '\n';
}

std::string point_line(const Indicators& indicators) {
    if (std::isnan(indicators.concentration)) return {};
    std::string text = fmt::format(
        "Chips' concentration (HHI): {:.3f} (baseline {:.3f}); goods with over 65 % in one country: {} ({})",
        indicators.concentration, indicators.concentration0, indicators.single_points, indicators.single_points0);
    for (std::size_t n = 0; n < std::min<std::size_t>(3, indicators.new_points.size()); ++n)
        text += fmt::format("{} {} {}", n == 0 ? "\n  new:" : ",", indicators.new_points[n].good,
                            indicators.new_points[n].country);
    return text + '\n';
}

}  // namespace

std::string indicators_text(const Indicators& indicators) {
    std::string text = welfare_line(indicators) + bloc_line(indicators) + point_line(indicators);
    for (const SelfSufficiency& own : indicators.self_sufficiency) {
        if (std::isnan(own.scenario) || std::isnan(own.baseline)) continue;
        text += fmt::format("Chips that {} buys from home plants, {}: {:.0f} % (baseline {:.0f} %); 95 %: {}\n", own.country,
                            indicators.year, 100.0 * own.scenario, 100.0 * own.baseline,
                            own.scenario_year == 0 ? "not within the run" : "from " + std::to_string(own.scenario_year));
    }
    return text;
}

void write_indicators(JsonWriter& json, const Indicators& indicators) {
    const auto names = [&](std::string_view key, const std::vector<std::string>& list) {
        json.key(key).begin_array();
        for (const std::string& name : list) json.value(name);
        json.end_array();
    };
    json.key("indicators").begin_object();
    names("senders", indicators.senders);
    names("targets", indicators.targets);
    json.key("year").value(indicators.year);
    json.key("cross_bloc_share").value(indicators.cross_bloc).key("cross_bloc_share_baseline").value(indicators.cross_bloc0);
    json.key("self_harm_ratio").value(indicators.self_harm);
    json.key("chip_hhi").value(indicators.concentration).key("chip_hhi_baseline").value(indicators.concentration0);
    json.key("single_points").value(static_cast<std::int64_t>(indicators.single_points));
    json.key("single_points_baseline").value(static_cast<std::int64_t>(indicators.single_points0));
    json.key("new_single_points").begin_array();
    for (const SinglePoint& point : indicators.new_points) {
        json.begin_object().key("good").value(point.good).key("country").value(point.country);
        json.key("share").value(point.share).key("baseline").value(point.before).end_object();
    }
    json.end_array().key("self_sufficiency").begin_array();
    for (const SelfSufficiency& own : indicators.self_sufficiency) {
        json.begin_object().key("country").value(own.country).key("share").value(own.scenario);
        json.key("baseline").value(own.baseline).key("first_year").value(own.scenario_year);
        json.key("first_year_baseline").value(own.baseline_year).end_object();
    }
    json.end_array().key("welfare_musd_yr").begin_object().key("world").value(indicators.world_musd_yr);
    for (const WelfareEffect& one : indicators.welfare) json.key(one.country).value(one.musd_yr);
    json.end_object().end_object();
}

}  // namespace sunder::cli
