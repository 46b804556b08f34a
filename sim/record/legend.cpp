// SPDX-License-Identifier: Apache-2.0
#include "sim/record/legend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/core/date.hpp"
#include "sim/core/rule.hpp"

namespace sunder {
namespace {

constexpr std::string_view kind_names[good_kinds] = {"raw",     "material", "tool",    "service", "software",
                                                     "foundry", "chip",     "backend", "end"};

std::string date_or_nothing(Day day) {
    if (day == never) return {};
    const auto date = to_date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string codes(const Network& network, const std::vector<std::int32_t>& countries) {
    std::string text;
    for (const std::int32_t c : countries)
        text += (text.empty() ? "" : " ") + network.countries[static_cast<std::size_t>(c)].code;
    return text;
}

std::vector<std::int32_t> targets_of(const Network& network, const Rule& rule) {
    if (!rule.destination.empty()) return rule.destination;
    std::vector<std::int32_t> homes;
    for (const std::int32_t group : rule.entities) {
        const std::int32_t home = network.groups[static_cast<std::size_t>(group)].hq;
        if (home >= 0 && std::find(homes.begin(), homes.end(), home) == homes.end()) homes.push_back(home);
    }
    return homes;
}

}  // namespace

std::string_view good_kind_name(GoodKind kind) noexcept {
    return kind_names[static_cast<std::size_t>(kind)];
}

std::string goods_legend(const Network& network) {
    std::string text;
    for (const Good& good : network.goods)
        text += fmt::format("{} | {} | {}\n", good.code, good_kind_name(good.kind), good.name);
    return text;
}

std::string recipe_legend(const Network& network) {
    const std::size_t goods = network.goods.size();
    std::vector<double> total_musd_yr(goods * goods, 0.0);
    for (std::size_t s = 0; s < static_cast<std::size_t>(network.slots()); ++s) {
        const std::int32_t buyer = network.slot_buyer[s];
        if (buyer >= network.units()) continue;  // final demand makes nothing
        const auto made = static_cast<std::size_t>(network.unit_good[static_cast<std::size_t>(buyer)]);
        for (std::int32_t e = network.slot_link_ptr[s]; e < network.slot_link_ptr[s + 1]; ++e) {
            const std::int32_t seller = network.link_supplier[static_cast<std::size_t>(e)];
            const auto bought = static_cast<std::size_t>(network.unit_good[static_cast<std::size_t>(seller)]);
            total_musd_yr[bought * goods + made] += network.link_z0_musd_yr[static_cast<std::size_t>(e)];
        }
    }
    std::string text;
    for (std::size_t i = 0; i < total_musd_yr.size(); ++i)
        if (total_musd_yr[i] > 0.0)
            text += fmt::format("{} | {} | {:.6g}\n", network.goods[i / goods].code, network.goods[i % goods].code,
                                total_musd_yr[i]);
    return text;
}

std::string countries_legend(const Network& network) {
    std::string text;
    for (const Country& country : network.countries)
        text += fmt::format("{} | {} | {}\n", country.code, fmt::join(country.groups, " "), country.name);
    return text;
}

std::string measures_legend(const Network& network, const RunSpec& spec) {
    std::string text;
    if (spec.lanes.empty()) return text;
    for (const Rule& rule : spec.lanes.back().rules) {
        const std::string issuer = rule.issuer < 0 ? "" : network.countries[static_cast<std::size_t>(rule.issuer)].code;
        text +=
            fmt::format("{} | {} | {} | {} | {} | {} | {}\n", rule.id, issuer, codes(network, targets_of(network, rule)),
                        date_or_nothing(rule.on_call ? never : rule.announce),
                        date_or_nothing(rule.on_call ? never : rule.effective), date_or_nothing(rule.expires), rule.title);
    }
    return text;
}

}  // namespace sunder
