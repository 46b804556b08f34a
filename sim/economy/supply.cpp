// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/supply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

std::int32_t tail_group(const BaseYear& base, std::int32_t country, std::int32_t good, std::vector<Group>& groups) {
    groups.push_back({tail_name(base, country, good), country});
    return static_cast<std::int32_t>(groups.size() - 1);
}

/// Named plants of a country and its tail; amounts sum to `output`.
void country_units(const BaseYear& base, std::int32_t good, std::int32_t country, double output, std::vector<Group>& groups,
                   std::vector<ChainUnit>& units) {
    double named = 0.0;
    for (const NamedUnit& unit : base.named)
        if (unit.good == good && unit.country == country) named += unit.share_of_country_good;
    const bool whole = named > 1.0 - rounding_share;
    for (const NamedUnit& unit : base.named)
        if (unit.good == good && unit.country == country)
            units.push_back(
                {unit.group, country, good, output * unit.share_of_country_good / (whole ? named : 1.0), unit.captive});
    if (!whole) units.push_back({tail_group(base, country, good, groups), country, good, output * (1.0 - named), false});
}

/// Rescales units so that those of each HQ sell `by_hq`.
void rescale_by_hq(const BaseYear& base, std::int32_t good, const std::vector<double>& by_hq, std::vector<Group>& groups,
                   std::vector<ChainUnit>& units, const std::string& label, std::vector<Fault>& faults) {
    std::vector<double> before(base.countries.size(), 0.0);
    double total = 0.0;
    for (const ChainUnit& unit : units) before[at(groups[at(unit.group)].hq)] += unit.output_musd_yr;
    for (const double amount : by_hq) total += amount;
    const auto warn = [&](std::string message) { faults.push_back({label, 0, 0, std::move(message), true}); };
    const std::string& code = base.goods[at(good)].code;
    for (std::size_t v = 0; v < by_hq.size(); ++v) {
        const std::string& hq = base.countries[v].code;
        if (by_hq[v] > 0.0 && before[v] <= 0.0) {
            const auto country = static_cast<std::int32_t>(v);
            units.push_back({tail_group(base, country, good, groups), country, good, 0.0, false});
            units.back().output_musd_yr = before[v] = by_hq[v];
            warn(fmt::format(
                "{}: no unit has its HQ in {}, but buyers need {:.4g} M$ a year of its vendors; a tail there sells it", code,
                hq, by_hq[v]));
        } else if (by_hq[v] <= 0.0 && before[v] > 0.0) {
            warn(fmt::format(
                "{}: units with HQ in {} make {:.4g} M$ a year by shares.csv, but its vendors have no customers; dropped",
                code, hq, before[v]));
        } else if (std::abs(by_hq[v] - before[v]) > 0.01 * total) {
            warn(
                fmt::format("{}: vendors of {} sell {:.1f} % of the world by tools.csv, {:.1f} % by shares.csv and "
                            "units.csv; tools.csv wins",
                            code, hq, 100 * by_hq[v] / total, 100 * before[v] / total));
        }
    }
    for (ChainUnit& unit : units) {
        const std::size_t v = at(groups[at(unit.group)].hq);
        unit.output_musd_yr *= by_hq[v] / before[v];
    }
}

}  // namespace

std::string tail_name(const BaseYear& base, std::int32_t country, std::int32_t good) {
    return fmt::format("tail:{}:{}", base.countries[at(country)].code, base.goods[at(good)].code);
}

std::vector<ChainUnit> make_units(const BaseYear& base, std::int32_t good, double total, const std::vector<double>& by_hq,
                                  std::vector<Group>& groups, const std::string& label, std::vector<Fault>& faults) {
    std::vector<ChainUnit> units;
    for (std::size_t c = 0; c < base.countries.size(); ++c)
        if (const double share = base.share_plant(at(good), c); share > 0.0)
            country_units(base, good, static_cast<std::int32_t>(c), total * share, groups, units);
    if (!by_hq.empty()) rescale_by_hq(base, good, by_hq, groups, units, label, faults);
    std::erase_if(units, [](const ChainUnit& unit) { return !(unit.output_musd_yr > 0.0); });
    std::stable_sort(units.begin(), units.end(), [](const ChainUnit& a, const ChainUnit& b) {
        return a.country != b.country ? a.country < b.country : a.output_musd_yr > b.output_musd_yr;
    });
    // Shares sum to 1 within the closing tolerance; the rest of the gap goes to all alike, so that supply equals use.
    double made = 0.0;
    for (const ChainUnit& unit : units) made += unit.output_musd_yr;
    for (ChainUnit& unit : units) unit.output_musd_yr *= total / made;
    return units;
}

}  // namespace sunder
