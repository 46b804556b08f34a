// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/headline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/policy.hpp"

namespace sunder::cli {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_rows = 8;  // of the table, the world included: the whole page stays within a screen
constexpr double large_share = 0.01;  // a mover makes at least this share of the world's chips
constexpr std::size_t most_scarce = 3;

template <class T>
void add_once(std::vector<T>& list, const T& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// One indicator of one country in one lane and year.
using Value = std::function<double(std::int32_t lane, int year, const Accept& country)>;
struct Indicator {
    std::string name;
    Value value;
    bool adds_up = true;  ///< over countries
};

double ratio_change(double scenario, double baseline) {
    return baseline > 0.0 ? scenario / baseline - 1.0 : nan;
}

Accept of_kind(const Network& network, std::vector<GoodKind> kinds) {
    return [&network, kinds = std::move(kinds)](std::size_t good) {
        return std::find(kinds.begin(), kinds.end(), network.goods[good].kind) != kinds.end();
    };
}

Accept among(const std::vector<std::int32_t>& countries) {
    return [countries](std::size_t c) {
        return std::find(countries.begin(), countries.end(), static_cast<std::int32_t>(c)) != countries.end();
    };
}

std::string join_codes(const Network& network, const std::vector<std::int32_t>& countries) {
    std::string text;
    for (const std::int32_t c : countries)
        text += (text.empty() ? "" : "+") + network.countries[static_cast<std::size_t>(c)].code;
    return text;
}

std::vector<Indicator> indicators(const Network& network, const RunSpec& spec, const YearMeans& means) {
    const auto goods = [&](const char* output, Accept kinds) {
        return [&means, output, kinds](std::int32_t lane, int year, const Accept& country) {
            return total(means.get(output, lane, year), {{Dim::country, country}, {Dim::good, kinds}});
        };
    };
    const auto of_country = [&](const char* output) {
        return [&means, output](std::int32_t lane, int year, const Accept& country) {
            return total(means.get(output, lane, year), {{Dim::country, country}});
        };
    };
    std::vector<Indicator> list{
        {"chip output", goods("output", of_kind(network, {GoodKind::foundry, GoodKind::chip}))},
        {"chip prices", of_country("chip_price_index"), false},
        {"tool output", goods("output", of_kind(network, {GoodKind::tool}))},
    };
    const std::vector<std::int32_t> targets = rule_targets(spec.lanes[1].rules, network);
    if (!targets.empty()) {
        const Accept into = among(targets);
        list.push_back(
            {"sales to " + join_codes(network, targets), [&means, into](std::int32_t lane, int year, const Accept& country) {
                 // Across borders: what a target ships to itself is not an export.
                 return total(
                     means.get("trade_value", lane, year),
                     {{Dim::exporter, [&](std::size_t c) { return country(c) && !into(c); }}, {Dim::importer, into}});
             }});
    }
    list.push_back({"value added", of_country("value_added_real")});
    return list;
}

HeadlineRow make_row(const std::string& name, const Accept& country, const std::vector<Indicator>& list,
                     const std::vector<int>& years) {
    HeadlineRow row{name, {}};
    for (const Indicator& indicator : list) {
        auto& changes = row.change.emplace_back();
        for (const int year : years)
            changes.push_back(ratio_change(indicator.value(1, year, country), indicator.value(0, year, country)));
    }
    return row;
}

bool all_nan(const std::vector<HeadlineRow>& rows, std::size_t indicator) {
    for (const HeadlineRow& row : rows)
        for (const double change : row.change[indicator])
            if (!std::isnan(change)) return false;
    return true;
}

/// Largest change of the first indicator (chip output); NaN counts as none.
double movement(const HeadlineRow& row) {
    double largest = 0.0;
    for (const double change : row.change.front()) largest = std::max(largest, std::isnan(change) ? 0.0 : std::abs(change));
    return largest;
}

/// Issuers, targets, then countries of some weight by how much their chip output moves.
std::vector<HeadlineRow> country_rows(const Network& network, const RunSpec& spec, const std::vector<Indicator>& list,
                                      const std::vector<int>& years) {
    std::vector<std::int32_t> named = rule_issuers(spec.lanes[1].rules);
    for (const std::int32_t c : rule_targets(spec.lanes[1].rules, network)) add_once(named, c);
    const Accept everywhere = [](std::size_t) { return true; };
    const double world = list.front().value(0, years.back(), everywhere);

    std::vector<HeadlineRow> rows{make_row("world", everywhere, list, years)};
    for (std::size_t i = 0; i < list.size(); ++i)  // an index of each country: no sum over the world
        if (!list[i].adds_up) rows.front().change[i].assign(years.size(), nan);
    std::vector<HeadlineRow> movers;
    for (std::size_t c = 0; c < network.countries.size(); ++c) {
        const Accept only = [c](std::size_t other) { return other == c; };
        const bool is_named = std::find(named.begin(), named.end(), static_cast<std::int32_t>(c)) != named.end();
        if (is_named)
            rows.push_back(make_row(network.countries[c].code, only, list, years));
        else if (list.front().value(0, years.back(), only) >= large_share * world)
            movers.push_back(make_row(network.countries[c].code, only, list, years));
    }
    std::stable_sort(movers.begin(), movers.end(), [](const auto& a, const auto& b) { return movement(a) > movement(b); });
    if (rows.size() > most_rows) rows.resize(most_rows);
    for (const HeadlineRow& row : movers)
        if (rows.size() < most_rows) rows.push_back(row);
    return rows;
}

std::vector<MeasureInForce> measures_in_force(const Network& network, const std::vector<Rule>& rules, Day end) {
    std::vector<MeasureInForce> list;
    for (const Rule& rule : rules) {
        if (rule.effective > end) continue;
        const std::string issuer = rule.issuer < 0 ? "" : network.countries[static_cast<std::size_t>(rule.issuer)].code;
        const MeasureInForce one{rule.id, rule.title, issuer, rule.announce, rule.effective, rule.expires};
        const auto same = std::find_if(list.begin(), list.end(), [&](const MeasureInForce& m) { return m.id == one.id; });
        if (same == list.end()) {
            list.push_back(one);
            continue;
        }
        same->announce = std::min(same->announce, one.announce);
        same->effective = std::min(same->effective, one.effective);
        same->expires = std::max(same->expires, one.expires);
    }
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.effective < b.effective; });
    return list;
}

/// The largest rise of each good over years and countries; then the largest goods.
std::vector<PriceRise> scarcest_goods(const Network& network, const YearMeans& means) {
    std::vector<PriceRise> rises(network.goods.size());
    for (const int year : means.years()) {
        const Slice base = means.get("price_index", 0, year), scenario = means.get("price_index", 1, year);
        if (base.dims != std::vector<Dim>{Dim::country, Dim::good}) return {};
        for (std::size_t c = 0; c < network.countries.size(); ++c)
            for (std::size_t g = 0; g < network.goods.size(); ++g) {
                const std::size_t i = c * network.goods.size() + g;
                const double change = ratio_change(scenario.values[i], base.values[i]);
                if (change > rises[g].change) rises[g] = {network.goods[g].code, network.countries[c].code, year, change};
            }
    }
    std::erase_if(rises, [](const PriceRise& rise) { return rise.change <= 0.0; });
    std::stable_sort(rises.begin(), rises.end(), [](const auto& a, const auto& b) { return a.change > b.change; });
    if (rises.size() > most_scarce) rises.resize(most_scarce);
    return rises;
}

std::vector<Bottleneck> costliest_bottleneck(const Network& network, const YearMeans& means) {
    Bottleneck worst;
    for (const int year : means.years()) {
        const Slice base = means.get("limiting_input", 0, year), scenario = means.get("limiting_input", 1, year);
        if (base.dims != std::vector<Dim>{Dim::country, Dim::good}) return {};
        for (std::size_t i = 0; i < base.values.size(); ++i) {
            const double extra = scenario.values[i] - base.values[i];
            const std::size_t n = network.goods.size();
            if (extra > worst.extra_musd_wk) worst = {network.goods[i % n].code, network.countries[i / n].code, year, extra};
        }
    }
    return worst.input.empty() ? std::vector<Bottleneck>{} : std::vector<Bottleneck>{worst};
}

/// Measures come in the order of Dim::measure. Without a measure, or where nothing is covered, the ratios are NaN.
CoveredPlants hardest_hit(const RunSpec& spec, const YearMeans& means, const std::vector<int>& years) {
    const std::vector<std::string> ids = Policy::measure_ids(spec);
    CoveredPlants worst;
    for (std::size_t n = 0; n < ids.size(); ++n) {
        std::vector<double> change;
        for (const int year : years) {
            const Slice base = means.get("covered_output", 0, year), scenario = means.get("covered_output", 1, year);
            if (base.values.size() == ids.size()) change.push_back(ratio_change(scenario.values[n], base.values[n]));
        }
        if (change.size() != years.size() || std::isnan(change.back())) continue;
        if (worst.measure.empty() || change.back() < worst.change.back()) worst = {ids[n], change};
    }
    return worst;
}

}  // namespace

std::vector<std::string> headline_outputs() {
    std::vector<std::string> names{"output",           "chip_price_index", "price_index",   "trade_value",
                                   "value_added_real", "limiting_input",   "covered_output"};
    for (const std::string& name : indicator_outputs()) add_once(names, name);
    return names;
}

double total(const Slice& slice, const std::vector<Condition>& conditions) {
    std::vector<const Accept*> accept(slice.dims.size(), nullptr);
    for (const Condition& condition : conditions) {
        const auto found = std::find(slice.dims.begin(), slice.dims.end(), condition.dim);
        if (found == slice.dims.end()) return nan;
        accept[static_cast<std::size_t>(found - slice.dims.begin())] = &condition.accept;
    }
    double sum = nan;
    for (std::size_t i = 0; i < slice.values.size(); ++i) {
        bool wanted = !std::isnan(slice.values[i]);
        std::size_t rest = i;
        for (std::size_t d = slice.dims.size(); wanted && d-- > 0; rest /= slice.sizes[d])
            wanted = accept[d] == nullptr || (*accept[d])(rest % slice.sizes[d]);
        if (wanted) sum = std::isnan(sum) ? slice.values[i] : sum + slice.values[i];
    }
    return sum;
}

std::vector<int> headline_years(const std::vector<int>& recorded, const std::vector<Rule>& rules) {
    if (recorded.empty()) return {};
    Day first = never;
    for (const Rule& rule : rules) first = std::min(first, rule.effective);
    int year = recorded.front();
    if (first != never) {
        const auto date = to_date(first);
        const bool new_year = date.month() == std::chrono::January && date.day() == std::chrono::day{1};
        year = std::max(year, static_cast<int>(date.year()) + (new_year ? 0 : 1));
    }
    std::vector<int> years;
    for (const int wanted : {year, year + 2, recorded.back()}) add_once(years, std::min(wanted, recorded.back()));
    return years;
}

Headline make_headline(const Network& network, const RunSpec& spec, const YearMeans& means) {
    Headline headline;
    headline.decisions = scenario_decisions(means.decisions(), network, spec);
    const std::vector<Rule> rules = rules_as_decided(spec.lanes.back().rules, headline.decisions);
    headline.measures = measures_in_force(network, rules, spec.end);
    for (const AuditResidual& residual : means.audit()) {
        const auto strain = [](const AuditResidual& r) { return r.tolerance > 0.0 ? r.largest / r.tolerance : r.largest; };
        if (headline.worst.id.empty() || strain(residual) > strain(headline.worst)) headline.worst = residual;
    }
    headline.years = headline_years(means.years(), rules);
    if (headline.years.empty() || spec.lanes.size() < 2) return headline;

    const std::vector<Indicator> list = indicators(network, spec, means);
    headline.rows = country_rows(network, spec, list, headline.years);
    for (const Indicator& indicator : list) headline.indicators.push_back(indicator.name);
    for (std::size_t i = headline.indicators.size(); i-- > 0;) {
        if (!all_nan(headline.rows, i)) continue;
        headline.indicators.erase(headline.indicators.begin() + static_cast<std::ptrdiff_t>(i));
        for (HeadlineRow& row : headline.rows) row.change.erase(row.change.begin() + static_cast<std::ptrdiff_t>(i));
    }
    headline.covered = hardest_hit(spec, means, headline.years);
    headline.scarcest = scarcest_goods(network, means);
    headline.bottleneck = costliest_bottleneck(network, means);
    headline.summary = make_indicators(network, spec, means);
    return headline;
}

}  // namespace sunder::cli
