// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

#include "sim/cli/year_means.hpp"

namespace sunder::cli {

/// Three countries that make chips and tools; a rule of the first against the third.
struct Toy {
    Network network;
    RunSpec spec;
    std::vector<Day> days, months;

    Toy() {
        for (const char* code : {"AAA", "BBB", "CCC"}) network.countries.push_back({code, code, {}, 0.0});
        network.goods.resize(2);
        network.goods[0].code = "chip";
        network.goods[0].kind = GoodKind::chip;
        network.goods[1].code = "tool";
        network.goods[1].kind = GoodKind::tool;
        spec.lanes.resize(2);
        Rule rule;
        rule.id = "ban";
        rule.issuer = 0;
        rule.destination = {2};
        rule.announce = to_day(2021, 10, 1);
        rule.effective = to_day(2021, 10, 7);
        spec.lanes[1].rules = {rule};
        for (int year = 2021; year <= 2026; ++year) days.push_back(to_day(year, 6, 1));
        months = days;
        spec.end = days.back();
    }

    [[nodiscard]] static std::size_t output(std::string_view name) {
        for (std::size_t i = 0; i < outputs().size(); ++i)
            if (outputs()[i].name == name) return i;
        throw std::out_of_range("no such output");
    }
};

}  // namespace sunder::cli
