// SPDX-License-Identifier: Apache-2.0
// Service bans, stockpiles, demand: right sign, right place.
#include <gtest/gtest.h>

#include "sim/core/policy_lane.hpp"
#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

std::size_t z(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Persons of the USA may not serve plants for advanced logic in CHN.
Rule persons() {
    Rule rule = rule_of(Action::service_ban, 10);
    rule.items = {{good("service"), 1.0}};
    rule.end_use = {good("alog")};
    rule.destination = {country("CHN")};
    return rule;
}

TEST(ServiceBan, TakesAllFromVendorsOfTheIssuerAndAPartFromOthers) {
    TwoLanes run({persons()});
    run.run_to(60);
    int own = 0, other = 0, untouched = 0;
    for (std::int32_t s = 0; s < mini().slots(); ++s) {
        if (mini().slot_kind[z(s)] != SlotKind::srv) continue;
        const std::int32_t plant = mini().slot_buyer[z(s)];
        const bool covered = mini().unit_country[z(plant)] == country("CHN") && mini().unit_good[z(plant)] == good("alog");
        const bool us = mini().slot_vendor[z(s)] == country("USA");
        EXPECT_DOUBLE_EQ(at1(run.state().permit, s), !covered ? 1.0 : us ? 0.0 : 0.9);
        EXPECT_EQ(at0(run.state().permit, s), 1.0);
        if (covered && us) {
            EXPECT_LT(at1(run.state().health, s), 0.85);
            EXPECT_EQ(at1(run.state().use, s), 0.0);
        } else if (covered) {
            EXPECT_LT(at1(run.state().health, s), 1.0);
            EXPECT_GT(at1(run.state().health, s), 0.95);
        }
        (covered ? us ? own : other : untouched) += 1;
    }
    EXPECT_GT(own, 0);
    EXPECT_GT(other, 0);
    EXPECT_GT(untouched, 0);
    EXPECT_GT(run.policy().use_of_rules(1, run.state())[0].denied, 0.0);
    EXPECT_FALSE(run.policy().covered_plants()[0].empty());
}

TEST(ServiceBan, OfAToolClassCoversItsPartOfTheVendorsTools) {
    Rule rule = persons();
    rule.items = {{good("litho"), 1.0}, {good("otool"), 0.5}};
    rule.persons_share = 0.2;
    TwoLanes run({rule});
    for (const SlotEffect& effect : run.policy().compiled()[1].rules[0].slots) {
        const std::int32_t vendor = mini().slot_vendor[z(effect.slot)];
        EXPECT_GE(effect.covered, 0.5);
        EXPECT_LE(effect.covered, 1.0);
        EXPECT_EQ(effect.persons, vendor == country("USA") ? 1.0 : 0.2);
    }
}

TEST(ServiceBan, EndsWithTheMeasure) {
    Rule rule = persons();
    rule.expires = week(30);
    TwoLanes run({rule});
    run.run_to(31);
    for (std::size_t n = 1; n < run.state().permit.size(); n += 2) EXPECT_EQ(run.state().permit[n], 1.0);
}

TEST(Stockpile, UsersAtTheDestinationStockUpAndDrawDown) {
    Rule rule = rule_of(Action::stockpile, 10);
    rule.items = {{good("ga"), 1.0}};
    rule.destination = {country("JPN")};
    rule.path = {{week(10), 0.0}, {week(30), 8.0}, {week(90), 8.0}, {week(110), 0.0}};
    TwoLanes run({rule});
    const auto stock = [&](std::int32_t in) {
        double sum = 0.0;
        for (std::int32_t s = 0; s < mini().slots(); ++s)
            if (mini().slot_good[z(s)] == good("ga") && mini().slot_kind[z(s)] == SlotKind::cur &&
                run.impl().base.slot_country[z(s)] == in)
                sum += (at1(run.state().stock_dev, s) - at0(run.state().stock_dev, s)) / run.impl().base.q0[z(s)];
        return sum;
    };
    run.run_to(10);
    EXPECT_TRUE(run.same());
    run.run_to(90);
    EXPECT_GT(stock(country("JPN")), 4.0);
    EXPECT_LT(stock(country("USA")), 1.0);
    std::vector<double> cells(mini().countries.size() * mini().goods.size(), 0.0);
    add_reserve_stock(run.policy().compiled()[1], 1, week(89), run.impl().base, run.state(), cells);
    for (std::size_t c = 0; c < cells.size(); ++c)
        EXPECT_EQ(cells[c] > 0.0, c == z(country("JPN")) * mini().goods.size() + z(good("ga"))) << c;
    run.run_to(260);
    EXPECT_LT(stock(country("JPN")), 1.0);
}

TEST(Demand, MovesFinalBuyersOfTheDestinationAlongThePath) {
    Rule rule = rule_of(Action::demand, 10);
    rule.destination = {country("USA")};
    rule.path = {{week(10), 1.0}, {week(20), 1.1}};
    TwoLanes run({rule});
    run.run_to(16);  // the factor is that of day week(15)
    for (std::size_t f = 0; f < mini().final_country.size(); ++f)
        EXPECT_NEAR(run.state().demand_factor[f * 2 + 1], mini().final_country[f] == country("USA") ? 1.05 : 1.0, 1e-12);
    run.run_to(60);
    double here = 0.0, base = 0.0;
    for (std::int32_t s = 0; s < mini().slots(); ++s)
        if (mini().slot_kind[z(s)] == SlotKind::fin && run.impl().base.slot_country[z(s)] == country("USA")) {
            here += at1(run.state().arrivals, s);
            base += at0(run.state().arrivals, s);
        }
    EXPECT_GT(here, 1.03 * base);
}

TEST(OnCall, NothingHappensUntilItIsTaken) {
    Rule rule = persons();
    rule.on_call = true;
    TwoLanes run({rule});
    run.run_to(60);
    EXPECT_TRUE(run.same());
    run.policy().take(1, 0, week(60), week(62));
    run.run_to(63);
    double least = 1.0;
    for (std::size_t n = 1; n < run.state().permit.size(); n += 2) least = std::min(least, run.state().permit[n]);
    EXPECT_EQ(least, 0.0);
    run.policy().set_factor(1, 0, 0.0);
    run.run_to(64);
    for (std::size_t n = 1; n < run.state().permit.size(); n += 2) EXPECT_EQ(run.state().permit[n], 1.0);
}

TEST(Measures, ThatFindNothingToActOnAreErrors) {
    Rule rule = persons();
    rule.destination = {country("NLD")};  // no fab there
    EXPECT_THROW(TwoLanes({rule}), SetupError);
    rule = rule_of(Action::stockpile, 10);
    rule.items = {{good("elec"), 1.0}};  // nobody makes anything of it
    EXPECT_THROW(TwoLanes({rule}), SetupError);
}

}  // namespace
}  // namespace sunder::tests
