// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/parties.hpp"
#include "sim/scenario/resolve.hpp"
#include "sim/sweep/sweep.hpp"

namespace sunder {
namespace {

constexpr std::size_t most_places = 5;

int year_of(Day day) {
    return static_cast<int>(to_date(day).year());
}

/// "@ 2023..2030": from the first full year of the measures to the end; a run that ends within a year counts in months.
/// Empty, which is the whole run, where there is no such year.
std::string period(const RunSpec& spec) {
    const Day last = spec.start + spec.steps() * spec.step_days - 1;
    Day effective = never;
    for (const Rule& rule : spec.lanes.back().rules) effective = std::min(effective, rule.effective);
    if (effective == never) return "";
    const int from = std::max(year_of(effective) + 1, year_of(spec.start)), to = year_of(last);
    if (from > to) return "";
    const unsigned month = static_cast<unsigned>(to_date(last).month());
    if (month < 12) return fmt::format(" @ {}-01..{}-{:02}", from, to, month);
    return from == to ? fmt::format(" @ {}", to) : fmt::format(" @ {}..{}", from, to);
}

std::string chip_classes(const Network& network) {
    std::string list;
    for (const GoodKind kind : {GoodKind::foundry, GoodKind::chip})
        if (std::any_of(network.goods.begin(), network.goods.end(), [kind](const Good& good) { return good.kind == kind; }))
            list += (list.empty() ? "" : "|") + good_kind_names()[static_cast<std::size_t>(kind)];
    return list;
}

}  // namespace

std::vector<SweepIndicator> headline_sweep_indicators(const Network& network, const RunSpec& spec) {
    std::vector<std::string> places;
    const std::vector<Rule>& rules = spec.lanes.back().rules;
    for (const auto& list : {rule_targets(rules, network), rule_issuers(rules)})
        for (const std::int32_t c : list) {
            const std::string& code = network.countries[static_cast<std::size_t>(c)].code;
            if (places.size() < most_places && std::find(places.begin(), places.end(), code) == places.end())
                places.push_back(code);
        }
    const std::string when = period(spec), chips = chip_classes(network);
    std::vector<SweepIndicator> list;
    const auto add = [&](std::string id, std::string title, const char* unit, const std::string& text) {
        std::vector<Fault> faults;
        auto moment = Moment::parse(text, {"headline indicator " + id, 0, 0}, faults);
        if (!faults.empty() || !moment) throw InputError(std::move(faults));
        list.push_back({std::move(id), std::move(title), unit, std::move(*moment)});
    };
    places.insert(places.begin(), "world");
    for (const std::string& place : places) {
        const bool world = place == "world";
        if (!chips.empty())
            add("chip_output_" + place, "chip output, " + place, "1",
                fmt::format("effect(output[good={}{}]{})", chips, world ? "" : ", country=" + place, when));
        if (!world)
            add("chip_prices_" + place, "chip prices, " + place, "1",
                fmt::format("effect(chip_price_index[{}]{})", place, when));
        const std::string where = world ? "" : "[" + place + "]";
        add("value_added_" + place, "value added, " + place, "1", fmt::format("effect(value_added_real{}{})", where, when));
        add("welfare_" + place, "welfare, " + place, "M$/week", fmt::format("gap(welfare{}{})", where, when));
    }
    return list;
}

}  // namespace sunder
