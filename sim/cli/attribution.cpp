// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/attribution.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "models/welfare/shapley.hpp"
#include "sim/cli/headline.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/simulation.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t lanes_at_once = 2;  // more are no faster a lane (a week streams through memory) and balance worse

/// The country that issued most rules.
std::vector<std::int32_t> main_issuer(const std::vector<Rule>& rules) {
    std::int32_t best = -1;
    std::ptrdiff_t most = 0;
    for (const std::int32_t country : rule_issuers(rules)) {
        const auto count = std::count_if(rules.begin(), rules.end(), [&](const Rule& r) { return r.issuer == country; });
        if (count > most) {
            most = count;
            best = country;
        }
    }
    return best < 0 ? std::vector<std::int32_t>{} : std::vector<std::int32_t>{best};
}

bool is_chip(const Good& good) {
    return good.kind == GoodKind::foundry || good.kind == GoodKind::chip;
}

double percent_of(double change, double baseline) {
    return baseline != 0.0 ? 100.0 * change / baseline : std::nan("");
}

double size_of(const Contribution& row) {
    double sum = 0.0;
    for (const double percent : row.percent) sum += std::isnan(percent) ? 0.0 : std::abs(percent);
    return sum;
}

template <class Left>
std::vector<Without> without(const std::vector<std::string>& names, const LaneSpec& scenario, Left&& left_out) {
    std::vector<Without> list;
    for (const std::string& name : names) {
        LaneSpec lane = scenario;
        lane.name = "without " + name;
        std::erase_if(lane.rules, [&](const Rule& rule) { return left_out(rule, name); });
        list.push_back({name, std::move(lane)});
    }
    return list;
}

}  // namespace

std::vector<int> attribution_years(const std::vector<int>& recorded, const std::vector<Rule>& rules) {
    const std::vector<int> shown = headline_years(recorded, rules);
    std::vector<int> years = recorded;
    if (!shown.empty()) std::erase_if(years, [&shown](int year) { return year < shown.front(); });
    return years;
}

std::vector<std::string> yardstick_outputs() {
    return {"output", "chip_price_index", "value_added_real", "value_added", "welfare"};
}

std::vector<Yardstick> yardsticks(const Network& network, const RunSpec& spec, const std::vector<int>& years) {
    const std::vector<Rule>& rules = spec.lanes.back().rules;
    std::vector<std::int32_t> countries = rule_targets(rules, network);
    if (countries.size() > 1) countries.erase(countries.begin() + 1, countries.end());
    for (const std::int32_t c : main_issuer(rules))
        if (countries.empty() || countries.front() != c) countries.push_back(c);
    const auto row = [&](const char* name, const char* output, std::int32_t country, bool chips) {
        std::vector<Condition> where{
            {Dim::country, [country](std::size_t c) { return c == static_cast<std::size_t>(country); }}};
        if (chips) where.push_back({Dim::good, [&network](std::size_t good) { return is_chip(network.goods[good]); }});
        return Yardstick{name, network.countries[static_cast<std::size_t>(country)].code,
                         [=](const YearMeans& means, std::int32_t lane) {
                             double sum = 0.0;
                             for (const int year : years) sum += total(means.get(output, lane, year), where);
                             return sum / static_cast<double>(years.size());
                         }};
    };
    std::vector<Yardstick> list;
    for (const std::int32_t c : countries) list.push_back(row("chip output", "output", c, true));
    for (const std::int32_t c : countries) list.push_back(row("chip prices", "chip_price_index", c, false));
    for (const std::int32_t c : countries) list.push_back(row("value added", "value_added_real", c, false));
    return list;
}

std::vector<double> measure(const std::vector<Yardstick>& yardsticks, const YearMeans& means, std::int32_t lane) {
    std::vector<double> values;
    for (const Yardstick& yardstick : yardsticks) values.push_back(yardstick.value(means, lane));
    return values;
}

std::vector<std::vector<double>> measure_lanes(const Network& network, const RunSpec& spec,
                                               const std::vector<LaneSpec>& lanes, const std::vector<Yardstick>& yardsticks,
                                               Blocks& blocks, const std::function<bool(double)>& progress) {
    std::vector<std::vector<double>> values(lanes.size());
    std::mutex one_at_a_time;
    std::size_t weeks_done = 0;
    bool stopped = false;
    const auto groups = static_cast<std::int32_t>((lanes.size() + lanes_at_once - 1) / lanes_at_once);
    blocks.for_blocks(groups, [&](std::int32_t group) {
        const std::size_t first = static_cast<std::size_t>(group) * lanes_at_once;
        const std::size_t last = std::min(lanes.size(), first + lanes_at_once);
        RunSpec part = spec;
        part.lanes.assign(lanes.begin() + static_cast<std::ptrdiff_t>(first),
                          lanes.begin() + static_cast<std::ptrdiff_t>(last));
        YearMeans means(yardstick_outputs());
        SerialBlocks serial;
        Simulation simulation(network, part, serial);
        const double all_weeks = static_cast<double>(std::max(1, part.steps())) * static_cast<double>(lanes.size());
        simulation.run(&means, [&](std::int32_t) {
            const std::lock_guard lock(one_at_a_time);
            weeks_done += last - first;
            stopped = stopped || progress(static_cast<double>(weeks_done) / all_weeks);
            return stopped;
        });
        for (std::size_t lane = first; lane < last && !stopped; ++lane)
            values[lane] = measure(yardsticks, means, static_cast<std::int32_t>(lane - first));
    });
    if (stopped) values.clear();
    return values;
}

std::vector<Without> without_each_measure(const RunSpec& spec) {
    RunSpec scenario = spec;
    scenario.lanes = {spec.lanes.back()};
    return without(Policy::measure_ids(scenario), spec.lanes.back(),
                   [](const Rule& rule, const std::string& id) { return rule.id == id; });
}

std::vector<Without> without_each_issuer(const RunSpec& spec, const Network& network) {
    std::vector<std::string> names;
    for (const std::int32_t c : rule_issuers(spec.lanes.back().rules))
        names.push_back(network.countries[static_cast<std::size_t>(c)].code);
    if (names.size() < 2) return {};
    return without(names, spec.lanes.back(), [&network](const Rule& rule, const std::string& code) {
        return rule.issuer >= 0 && network.countries[static_cast<std::size_t>(rule.issuer)].code == code;
    });
}

Attribution leave_one_out(std::vector<Yardstick> yardsticks, const std::vector<double>& baseline,
                          const std::vector<double>& scenario, const std::vector<Without>& without,
                          const std::vector<std::vector<double>>& values) {
    Attribution result;
    result.yardsticks = std::move(yardsticks);
    for (std::size_t y = 0; y < baseline.size(); ++y)
        result.total.push_back(percent_of(scenario[y] - baseline[y], baseline[y]));
    for (std::size_t n = 0; n < without.size(); ++n) {
        Contribution row{without[n].name, {}};
        for (std::size_t y = 0; y < baseline.size(); ++y)
            row.percent.push_back(percent_of(scenario[y] - values[n][y], baseline[y]));
        result.rows.push_back(std::move(row));
    }
    std::stable_sort(result.rows.begin(), result.rows.end(),
                     [](const Contribution& a, const Contribution& b) { return size_of(a) > size_of(b); });
    return result;
}

const std::vector<Channel>& channels() {
    static const std::vector<Channel> list{
        {"scarcity prices", {Switch::scarcity_price, Switch::announcement_price, Switch::price_zones}},
        {"fixed cost on less volume", {Switch::full_cost}},
        {"investment", {Switch::investment}},
        {"knowledge and learning", {Switch::research, Switch::learning, Switch::entrants}},
    };
    return list;
}

std::vector<LaneSpec> channel_lanes(const RunSpec& spec) {
    std::vector<LaneSpec> lanes;
    for (std::uint32_t set = 0; set < (1U << channels().size()); ++set)
        for (const LaneSpec* side : {&spec.lanes.front(), &spec.lanes.back()}) {
            LaneSpec lane = *side;
            for (std::size_t n = 0; n < channels().size(); ++n)
                if ((set >> n & 1U) == 0)
                    for (const Switch off : channels()[n].switches) lane.switches.set(off, false);
            lanes.push_back(std::move(lane));
        }
    return lanes;
}

Attribution shapley_channels(std::vector<Yardstick> yardsticks, const std::vector<std::vector<double>>& values) {
    Attribution result;
    result.yardsticks = std::move(yardsticks);
    result.sums_up = true;
    result.rows.push_back({"lost volume", {}});
    for (const Channel& channel : channels()) result.rows.push_back({channel.name, {}});
    for (std::size_t y = 0; y < result.yardsticks.size(); ++y) {
        std::vector<double> effect;  // of every subset, percent of its own baseline
        for (std::size_t n = 0; n + 1 < values.size(); n += 2)
            effect.push_back(percent_of(values[n + 1][y] - values[n][y], values[n][y]));
        const std::vector<double> shares = models::shapley(effect);
        result.total.push_back(effect.back());
        result.rows.front().percent.push_back(effect.front());
        for (std::size_t c = 0; c < shares.size(); ++c) result.rows[c + 1].percent.push_back(shares[c]);
    }
    return result;
}

}  // namespace sunder::cli
