// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/indicators.hpp"

#include <algorithm>
#include <cmath>

#include "models/accounts/indicators.hpp"
#include "sim/cli/headline.hpp"

namespace sunder::cli {
namespace {

constexpr double single_share = 0.65;  // a good with more than this in one country is a single point
constexpr double own_share = 0.95;     // self-sufficient from here on
constexpr double weeks_in_year = 365.25 / 7.0;

Accept among(const std::vector<std::int32_t>& countries) {
    return [countries](std::size_t c) {
        return std::find(countries.begin(), countries.end(), static_cast<std::int32_t>(c)) != countries.end();
    };
}

Accept chips(const Network& network) {
    return [&network](std::size_t good) { return network.goods[good].kind == GoodKind::chip; };
}

/// Border trade between two blocs, over all border trade with either of them at one end.
double cross_bloc_share(const Slice& trade, const Accept& one, const Accept& other) {
    if (trade.dims != std::vector<Dim>{Dim::good, Dim::exporter, Dim::importer}) return std::nan("");
    double across = 0.0, all = 0.0;
    const std::size_t n = trade.sizes[1];
    for (std::size_t i = 0; i < trade.values.size(); ++i) {
        const std::size_t from = i / n % n, to = i % n;
        if (from == to) continue;
        const bool crosses = (one(from) && other(to)) || (other(from) && one(to));
        if (one(from) || one(to) || other(from) || other(to)) all += trade.values[i];
        if (crosses) across += trade.values[i];
    }
    return all > 0.0 ? across / all : std::nan("");
}

/// Output of one good by country.
std::vector<double> makers(const Slice& output, std::size_t good) {
    std::vector<double> amounts;
    for (std::size_t c = 0; c < output.sizes[0]; ++c) amounts.push_back(output.values[c * output.sizes[1] + good]);
    return amounts;
}

void find_concentration(const Network& network, const YearMeans& means, Indicators& result) {
    const Slice base = means.get("output", 0, result.year), now = means.get("output", 1, result.year);
    result.concentration0 = result.concentration = std::nan("");
    if (base.dims != std::vector<Dim>{Dim::country, Dim::good} || now.dims != base.dims) return;
    double weight = 0.0, sum0 = 0.0, sum = 0.0;
    std::vector<std::pair<double, SinglePoint>> points;  // by size of the good
    for (std::size_t g = 0; g < network.goods.size(); ++g) {
        const std::vector<double> amounts0 = makers(base, g), amounts = makers(now, g);
        double size = 0.0;
        for (const double x : amounts0) size += x;
        if (!(size > 0.0)) continue;
        if (network.goods[g].kind == GoodKind::chip) {
            weight += size;
            sum0 += size * models::herfindahl(amounts0);
            sum += size * models::herfindahl(amounts);
        }
        const double share0 = models::largest_share(amounts0), share = models::largest_share(amounts);
        result.single_points0 += share0 > single_share ? 1U : 0U;
        result.single_points += share > single_share ? 1U : 0U;
        if (share > single_share && !(share0 > single_share)) {
            const auto where = static_cast<std::size_t>(std::max_element(amounts.begin(), amounts.end()) - amounts.begin());
            points.push_back({size, {network.goods[g].code, network.countries[where].code, share, share0}});
        }
    }
    if (weight > 0.0) {
        result.concentration0 = sum0 / weight;
        result.concentration = sum / weight;
    }
    std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [size, point] : points) result.new_points.push_back(std::move(point));
}

/// Share of a country's chip purchases that is made at home.
double home_share(const Network& network, const YearMeans& means, std::size_t country, std::int32_t lane, int year) {
    const Slice trade = means.get("trade_quantity", lane, year);
    const Accept here = [country](std::size_t c) { return c == country; };
    const double all = total(trade, {{Dim::good, chips(network)}, {Dim::importer, here}});
    return total(trade, {{Dim::good, chips(network)}, {Dim::importer, here}, {Dim::exporter, here}}) / all;
}

SelfSufficiency self_sufficiency_of(const Network& network, const YearMeans& means, std::size_t country, int last) {
    SelfSufficiency own{network.countries[country].code, home_share(network, means, country, 0, last),
                        home_share(network, means, country, 1, last)};
    for (const int year : means.years()) {
        if (own.baseline_year == 0 && home_share(network, means, country, 0, year) >= own_share) own.baseline_year = year;
        if (own.scenario_year == 0 && home_share(network, means, country, 1, year) >= own_share) own.scenario_year = year;
    }
    return own;
}

/// Mean over the years of scenario less baseline.
double welfare_effect(const YearMeans& means, const Accept& country) {
    double sum = 0.0;
    for (const int year : means.years())
        sum += total(means.get("welfare", 1, year), {{Dim::country, country}}) -
               total(means.get("welfare", 0, year), {{Dim::country, country}});
    return means.years().empty() ? std::nan("") : sum / static_cast<double>(means.years().size()) * weeks_in_year;
}

}  // namespace

std::vector<std::string> indicator_outputs() {
    return {"output", "trade_value", "trade_quantity", "welfare"};
}

Indicators make_indicators(const Network& network, const RunSpec& spec, const YearMeans& means) {
    Indicators result;
    result.cross_bloc0 = result.cross_bloc = result.self_harm = std::nan("");
    if (means.years().empty() || spec.lanes.size() < 2) return result;
    result.year = means.years().back();
    const std::vector<std::int32_t> targets = rule_targets(spec.lanes[1].rules, network);
    const Accept is_target = among(targets);
    std::vector<std::int32_t> senders;
    for (const std::int32_t c : rule_issuers(spec.lanes[1].rules))
        if (!is_target(static_cast<std::size_t>(c))) senders.push_back(c);
    const Accept is_sender = among(senders);
    for (const std::int32_t c : senders) result.senders.push_back(network.countries[static_cast<std::size_t>(c)].code);
    for (const std::int32_t c : targets) result.targets.push_back(network.countries[static_cast<std::size_t>(c)].code);
    if (!senders.empty() && !targets.empty()) {
        result.cross_bloc0 = cross_bloc_share(means.get("trade_value", 0, result.year), is_sender, is_target);
        result.cross_bloc = cross_bloc_share(means.get("trade_value", 1, result.year), is_sender, is_target);
        result.self_harm = models::self_harm_ratio(-welfare_effect(means, is_sender), -welfare_effect(means, is_target));
    }
    find_concentration(network, means, result);
    for (const std::int32_t c : targets)
        result.self_sufficiency.push_back(self_sufficiency_of(network, means, static_cast<std::size_t>(c), result.year));
    for (std::size_t c = 0; c < network.countries.size(); ++c) {
        const double effect = welfare_effect(means, [c](std::size_t other) { return other == c; });
        if (!std::isnan(effect)) result.welfare.push_back({network.countries[c].code, effect});
    }
    std::stable_sort(result.welfare.begin(), result.welfare.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.musd_yr) > std::abs(b.musd_yr); });
    result.world_musd_yr = welfare_effect(means, [](std::size_t) { return true; });
    return result;
}

}  // namespace sunder::cli
