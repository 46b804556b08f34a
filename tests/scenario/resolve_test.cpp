// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/resolve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "sim/core/params.hpp"
#include "sim/core/policy_match.hpp"
#include "sim/input/document.hpp"
#include "tiny_world.hpp"

namespace sunder {
namespace {

/// A: HQ in country 0, plants in 0 and 1. B: fab in 1 with HQ there. C: fab in 1 with HQ in 2. One final agent in 1.
struct Toy {
    Toy() {
        testing::NetworkBuilder b;
        b.country("home")
            .country("target")
            .country("third")
            .good("tool", GoodKind::tool)
            .good("adv", GoodKind::chip)
            .good("old", GoodKind::chip);
        b.group("A", "home").group("B", "target").group("C", "third");
        a_home = b.unit("A", "home", "tool"), a_target = b.unit("A", "target", "tool");
        b_adv = b.unit("B", "target", "adv"), c_adv = b.unit("C", "target", "adv"), b_old = b.unit("B", "target", "old");
        for (const auto buyer : {b_adv, c_adv, b_old}) b.sells(a_home, buyer);
        b.sells(a_target, b_adv).sells_to_final(a_home, "target");
        network = b.build("toy");
    }
    Network network;
    std::int32_t a_home, a_target, b_adv, c_adv, b_old;
};

std::int32_t reached(const Rule& rule) {
    return covered_links(rule, Toy().network);
}

TEST(Covers, EmptyRuleReachesEveryLink) {
    EXPECT_EQ(reached({}), 5);
}

TEST(Covers, ShipFromCountsOnlyFlowsAcrossABorder) {
    Rule rule;
    rule.ship_from = {0};
    EXPECT_EQ(reached(rule), 4);  // all but a_target -> b_adv
    rule.ship_from = {1};
    EXPECT_EQ(reached(rule), 0);  // that link stays inside country 1
}

TEST(Covers, VendorHqCountsFlowsInsideTheDestination) {
    Rule rule;
    rule.vendor_hq = {0};
    rule.destination = {1};
    EXPECT_EQ(reached(rule), 5);
}

TEST(Covers, EitherOriginListSuffices) {
    Rule rule;
    rule.ship_from = {2};
    rule.vendor_hq = {0};
    EXPECT_EQ(reached(rule), 5);
    rule.vendor_hq = {1};
    EXPECT_EQ(reached(rule), 0);
}

TEST(Covers, BuyerPredicatesNeverReachFinalDemand) {
    Rule rule;
    rule.end_use = {1};
    EXPECT_EQ(reached(rule), 3);  // a_home -> b_adv, a_home -> c_adv, a_target -> b_adv
    rule = {};
    rule.entities = {1};
    EXPECT_EQ(reached(rule), 3);  // b_adv twice, b_old
    rule = {};
    rule.buyer_hq = {2};
    EXPECT_EQ(reached(rule), 1);  // c_adv
}

TEST(Covers, ExemptionsHoldUntilTheirDay) {
    Rule rule;
    rule.exempt_groups = {2};
    EXPECT_EQ(reached(rule), 4);
    rule.exempt_destinations = {1};
    EXPECT_EQ(reached(rule), 0);
    rule.exempt_until = to_day(2025, 12, 27);
    EXPECT_EQ(reached(rule), 5);
}

TEST(Covers, ReturnsTheCoverageOfTheSuppliersGood) {
    const Toy toy;
    Rule rule;
    rule.items = {{0, 0.25}};
    EXPECT_DOUBLE_EQ(covers(rule, toy.network, 0, 0), 0.25);
    rule.items = {{1, 0.25}};
    EXPECT_DOUBLE_EQ(covers(rule, toy.network, 0, 0), 0.0);
    rule.items = {{0, 0.0}};
    EXPECT_EQ(covered_links(rule, toy.network), 0);
}

/// The value that the most specific row (firm, then country, then good; later beats earlier) gives at a point.
double look_up(const std::vector<ParamSetting>& tables, const std::vector<ParamSetting>& deck, std::int32_t good,
               std::int32_t country, std::int32_t group) {
    double value = -1.0;
    int best = -1;
    for (const auto* rows : {&tables, &deck})
        for (const ParamSetting& row : *rows) {
            const bool fits = (row.good < 0 || row.good == good) && (row.country < 0 || row.country == country) &&
                              (row.group < 0 || row.group == group);
            const int specific = (row.group >= 0 ? 4 : 0) + (row.country >= 0 ? 2 : 0) + (row.good >= 0 ? 1 : 0);
            if (fits && specific >= best) best = specific, value = row.value;
        }
    return value;
}

std::vector<ParamSetting> parameters(const Network& network, const std::string& text) {
    std::vector<Fault> faults;
    const std::vector<ParamSetting> rows =
        resolve_parameters(parse_toml("[parameter]\n" + text, "deck.toml"), network, faults);
    EXPECT_TRUE(faults.empty()) << (faults.empty() ? "" : to_string(faults.front()));
    return rows;
}

TEST(Parameters, OfADeckBeatMoreSpecificRowsOfTheTables) {
    Toy toy;
    const auto key = static_cast<std::int32_t>(Param::sig);
    toy.network.params = {{key, 0, -1, -1, 2.0}, {key, -1, 1, -1, 3.0}, {key, 0, 1, 1, 4.0}};
    const std::vector<ParamSetting> rows = parameters(toy.network, "sig = 5\n");
    for (const std::int32_t good : {0, 1, 2})
        for (const std::int32_t country : {0, 1, 2})
            for (const std::int32_t group : {0, 1, 2})
                EXPECT_DOUBLE_EQ(look_up(toy.network.params, rows, good, country, group), 5.0);
}

TEST(Parameters, MoreSpecificDeckRowWinsInAnyOrder) {
    Toy toy;
    const auto key = static_cast<std::int32_t>(Param::sig);
    toy.network.params = {{key, 1, 1, -1, 2.0}};
    for (const char* text :
         {"sig = 5\n'sig.adv' = 6\n'sig.*.target' = 7\n", "'sig.*.target' = 7\n'sig.adv' = 6\nsig = 5\n"}) {
        const std::vector<ParamSetting> rows = parameters(toy.network, text);
        EXPECT_DOUBLE_EQ(look_up(toy.network.params, rows, 0, 0, 0), 5.0);
        EXPECT_DOUBLE_EQ(look_up(toy.network.params, rows, 1, 0, 0), 6.0);
        EXPECT_DOUBLE_EQ(look_up(toy.network.params, rows, 1, 1, 0), 7.0);  // country before good
    }
}

TEST(Parameters, OfAnotherKeyStay) {
    Toy toy;
    toy.network.params = {{static_cast<std::int32_t>(Param::nu), 0, -1, -1, 2.0}};
    EXPECT_EQ(parameters(toy.network, "sig = 5\n").size(), 1U);
}

TEST(Parameters, NameFirmsAndTakeBareDottedKeys) {
    const Toy toy;
    const std::vector<ParamSetting> rows = parameters(toy.network, "u0.adv.target.B = 0.5\n\"mu.*.*.C\" = 0.25\n");
    ASSERT_EQ(rows.size(), 2U);
    const auto firm = std::find_if(rows.begin(), rows.end(), [](const ParamSetting& row) { return row.group == 1; });
    ASSERT_NE(firm, rows.end());
    EXPECT_EQ(firm->good, 1);
    EXPECT_EQ(firm->country, 1);
    EXPECT_EQ(firm->key, static_cast<std::int32_t>(Param::u0));
}

}  // namespace
}  // namespace sunder
