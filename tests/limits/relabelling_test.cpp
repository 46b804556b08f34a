// SPDX-License-Identifier: Apache-2.0
// N7: replication and relabelling. The same economy written in another way (plants split into clones, labels in reverse,
// money in thousandths, two identical countries for one) gives the same outputs, prices and capacities under measures with
// large effects: tool and service bans, a metal licence, a tariff. Compared plant by plant, every half year.
//
// Tolerance 1e-12: each variant adds in another order, which costs some 1e-16 a step; the dynamics damp more than they
// amplify (measured: 5e-15 over four years). Thresholds that could flip by round-off are hit by no plant here.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "tests/toy/transforms.hpp"

namespace sunder::testing {
namespace {

constexpr std::int32_t steps = 208, every = 26;

std::int32_t country_of(const Network& n, const std::string& code) {
    const auto found =
        std::find_if(n.countries.begin(), n.countries.end(), [&](const Country& c) { return c.code == code; });
    return static_cast<std::int32_t>(found - n.countries.begin());
}
ItemCover item(const Network& n, const std::string& code) {
    const auto found = std::find_if(n.goods.begin(), n.goods.end(), [&](const Good& g) { return g.code == code; });
    return {static_cast<std::int32_t>(found - n.goods.begin()), 1.0};
}

std::vector<Rule> measures(const Network& n) {
    Rule tools;
    tools.id = "tools";
    tools.announce = day_of(10);
    tools.effective = day_of(26);
    tools.savings_days = 30;
    tools.vendor_hq = {country_of(n, "USA"), country_of(n, "NLD"), country_of(n, "JPN")};
    tools.items = {item(n, "litho"), item(n, "otool"), item(n, "service")};
    tools.destination = {country_of(n, "CHN")};
    Rule metal;
    metal.id = "metal";
    metal.action = Action::license;
    metal.announce = day_of(4);
    metal.effective = day_of(8);
    metal.ship_from = {country_of(n, "CHN")};
    metal.items = {item(n, "ga")};
    metal.licence.share = 0.3;
    metal.licence.delay_days = 60;
    metal.expected_share = 0.2;
    Rule tariff;
    tariff.id = "tariff";
    tariff.action = Action::tariff;
    tariff.announce = tariff.effective = day_of(52);
    tariff.ship_from = {country_of(n, "CHN")};
    tariff.destination = {country_of(n, "USA")};
    tariff.items = {item(n, "elec")};
    tariff.tariff_rate = 0.25;
    return {tools, metal, tariff};
}

/// What the test compares, relative to the base year: output, list price and capacity by unit of the original, every half
/// year.
struct Paths {
    std::vector<std::vector<double>> output, price, capacity;
};

Paths run(const Network& network, const std::vector<std::int32_t>& origin, std::size_t units) {
    LaneSpec lane;
    lane.rules = measures(network);
    // Trials pick one supplier by its share of a slot: a choice between firms, which clones split (model.md 6.5).
    lane.switches.set(Switch::qualification, false);
    SerialBlocks blocks;
    Simulation simulation(network, run_of(steps, lane), blocks);
    auto& impl = simulation.impl();
    Paths paths;
    while (impl.t < steps) {
        impl.advance(nullptr);
        if (impl.t % every != 0) continue;
        std::vector<double> base(units, 0.0), output(units, 0.0), price(units, 0.0), capacity(units, 0.0);
        for (std::size_t i = 0; i < origin.size(); ++i) {
            const auto whole = static_cast<std::size_t>(origin[i]);
            base[whole] += impl.base.x0[i];
            output[whole] += impl.state.output[i];
            price[whole] += impl.base.x0[i] * impl.state.list[i];
            capacity[whole] += impl.base.x0[i] * impl.state.capacity_ratio[i];
        }
        for (std::size_t i = 0; i < units; ++i) output[i] /= base[i], price[i] /= base[i], capacity[i] /= base[i];
        paths.output.push_back(output), paths.price.push_back(price), paths.capacity.push_back(capacity);
    }
    return paths;
}

double largest_difference(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b) {
    double worst = 0.0;
    for (std::size_t t = 0; t < a.size(); ++t)
        for (std::size_t i = 0; i < a[t].size(); ++i) worst = std::max(worst, std::abs(a[t][i] - b[t][i]));
    return worst;
}

class N7Relabelling : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        network_ = build_economy(SUNDER_SOURCE_DIR "/scenarios/economies/mini");
        std::vector<std::int32_t> same;
        for (std::int32_t i = 0; i < network_.units(); ++i) same.push_back(i);
        paths_ = run(network_, same, same.size());
    }
    static void expect_same(const Variant& variant) {
        const Paths paths = run(variant.network, variant.origin, static_cast<std::size_t>(network_.units()));
        EXPECT_LT(largest_difference(paths.output, paths_.output), 1e-12);
        EXPECT_LT(largest_difference(paths.price, paths_.price), 1e-12);
        EXPECT_LT(largest_difference(paths.capacity, paths_.capacity), 1e-12);
    }
    static inline Network network_;
    static inline Paths paths_;
};

TEST_F(N7Relabelling, MeasuresHaveLargeEffects) {
    const auto& end = paths_.output.back();
    EXPECT_LT(*std::min_element(end.begin(), end.end()), 0.6);
    EXPECT_GT(*std::max_element(end.begin(), end.end()), 1.2);
}

TEST_F(N7Relabelling, TwoClonesActAsOne) {
    expect_same(replicated(network_, std::vector{0.3, 0.7}));
}

TEST_F(N7Relabelling, FourClonesActAsOne) {
    expect_same(replicated(network_, std::vector{0.1, 0.2, 0.3, 0.4}));
}

TEST_F(N7Relabelling, LabelsDoNotMatter) {
    expect_same(relabelled(network_));
}

TEST_F(N7Relabelling, MoneyDoesNotMatter) {
    expect_same(in_other_money(network_, 1000.0));
}

TEST_F(N7Relabelling, TwoIdenticalCountriesActAsOne) {
    expect_same(halved(network_, "ROW"));
    expect_same(halved(network_, "TWN"));
}

}  // namespace
}  // namespace sunder::testing
