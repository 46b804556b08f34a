// SPDX-License-Identifier: Apache-2.0
// Denied goods leak through hubs (model.md 6.15); the third clause of N13: a larger l_max never widens the premium.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/record/memory_sink.hpp"
#include "sim/validation/toy.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

/// A miner in country 0 sells at home and to country 1; a rival in country 2 sells there too; country 3 is the hub, which
/// buys some for itself.
Network world(double enforcement = 0.2, std::int32_t hub = 3) {
    Draft d;
    const auto home = d.country("AAA"), abroad = d.country("BBB"), third = d.country("CCC"), transit = d.country("HHH");
    const auto metal = d.good("metal", GoodKind::raw);
    const auto mine = d.plant(d.group("mine", home), home, metal);
    d.sell(mine, d.consumer(home), SlotKind::fin, 100.0);
    const auto importer = d.consumer(abroad);
    d.sell(mine, importer, SlotKind::fin, 60.0);
    d.sell(d.plant(d.group("rival", third), third, metal), importer, SlotKind::fin, 40.0);
    d.sell(mine, d.consumer(transit), SlotKind::fin, 5.0);
    d.set("u0", 0.95);
    d.set("eps_f", 0.3);
    d.set("l_max", 0.4);
    d.set("tau_up", 1e6);
    d.set("ship_weeks", 1.0);
    d.set("lead_weeks", 3.0);
    Network network = d.build();
    network.hubs = {{hub, 1.0, enforcement, -1}};
    return network;
}

Rule ban() {
    Rule rule;
    rule.id = "ban";
    rule.action = Action::deny;
    rule.announce = rule.effective = day_of(10);
    rule.ship_from = {0};
    rule.destination = {1};
    return rule;
}

/// Link of the mine into country 1, in `world`.
constexpr std::size_t closed_link = 1;

/// A run of some lanes that share the ban and differ by what `change` does to them.
template <class Change, class Last>
void run(const Network& network, std::size_t lanes, std::int32_t steps, Rule rule, Change&& change, Last&& last) {
    RunSpec spec = run_of(steps);
    spec.lanes[0].rules = {std::move(rule)};
    spec.lanes.resize(lanes, spec.lanes[0]);
    for (std::size_t l = 0; l < lanes; ++l) change(spec.lanes[l], l);
    SerialBlocks blocks;
    Simulation simulation(network, spec, blocks);
    while (simulation.impl().t < steps) simulation.impl().advance(nullptr);
    last(simulation.impl());
}

TEST(Leakage, AClosedLinkCarriesTheLeakAtTheMarkup) {
    const Network network = world();
    run(
        network, 2, 150, ban(), [](LaneSpec& lane, std::size_t l) { lane.switches.set(Switch::leakage, l == 0); },
        [&](const Simulation::Impl& impl) {
            ASSERT_EQ(network.buyer_country(network.slot_buyer[static_cast<std::size_t>(impl.base.link_slot[closed_link])]),
                      1);
            const double z0 = impl.base.z0[closed_link];
            EXPECT_GT(impl.state.shipped[2 * closed_link], 0.1 * z0);
            EXPECT_LE(impl.state.shipped[2 * closed_link], 0.4 * z0);
            EXPECT_EQ(impl.state.shipped[2 * closed_link + 1], 0.0);
            const std::size_t x = 2 * static_cast<std::size_t>(impl.policy.record[closed_link]);
            // 1.5 times the list price, or what legal goods cost in the zone if that is more
            const double zone = impl.policy.premium[x] - impl.policy.added_premium[x];
            EXPECT_NEAR(impl.policy.premium[x], std::max(std::log(1.5), zone), 0.02);
            EXPECT_EQ(impl.rewiring.leaked_part(static_cast<std::size_t>(impl.policy.record[closed_link]), 0), 1.0);
        });
}

TEST(Leakage, NoLimitOrNoHubIsExactlyNothing) {
    Network none = world();
    none.hubs.clear();
    for (const Network& network : {none, world(0.2, 1), world(0.2, 0)})  // no hub; the hub is the target; the origin
        run(
            network, 2, 80, ban(), [](LaneSpec& lane, std::size_t l) { lane.switches.set(Switch::leakage, l == 0); },
            [](Simulation::Impl& impl) {
                impl.state.visit([](std::string_view name, const auto& array) {
                    for (std::size_t n = 0; n < array.size(); n += 2) ASSERT_EQ(array[n], array[n + 1]) << name;
                });
            });
    run(
        world(), 2, 80, ban(),
        [](LaneSpec& lane, std::size_t l) {
            if (l == 0) lane.params = {param("l_max", 0.0)};
            lane.switches.set(Switch::leakage, l == 0);
        },
        [](Simulation::Impl& impl) {
            impl.state.visit([](std::string_view name, const auto& array) {
                for (std::size_t n = 0; n < array.size(); n += 2) ASSERT_EQ(array[n], array[n + 1]) << name;
            });
        });
}

TEST(Leakage, AHubThatIsBarredItselfIsNoWay) {
    Rule wide = ban();
    wide.destination = {1, 3};
    run(
        world(), 1, 80, wide, [](LaneSpec&, std::size_t) {},
        [](const Simulation::Impl& impl) { EXPECT_EQ(impl.state.shipped[closed_link], 0.0); });
    wide.destination = {};  // everybody
    run(
        world(), 1, 80, wide, [](LaneSpec&, std::size_t) {},
        [](const Simulation::Impl& impl) { EXPECT_EQ(impl.state.shipped[closed_link], 0.0); });
}

TEST(Leakage, EnforcementLowersIt) {
    Rule strict = ban();
    strict.enforcement = 0.5;
    const auto leaked = [](const Network& network, const Rule& rule) {
        double result = 0.0;
        run(
            network, 1, 100, rule, [](LaneSpec&, std::size_t) {},
            [&](const Simulation::Impl& impl) { result = impl.state.shipped[closed_link]; });
        return result;
    };
    const double plain = leaked(world(), ban());
    EXPECT_LT(leaked(world(), strict), 0.95 * plain);
    EXPECT_LT(leaked(world(0.7), ban()), 0.95 * plain);
}

// A licence of 0.2: l* applies to the denied 0.8 only, and the licensed part goes first.
TEST(Leakage, OnALicenceOnlyTheDeniedPartLeaks) {
    Rule licence = ban();
    licence.action = Action::license;
    licence.licence.share = 0.2;
    run(
        world(), 1, 150, licence, [](LaneSpec&, std::size_t) {},
        [](const Simulation::Impl& impl) {
            const double z0 = impl.base.z0[closed_link];
            EXPECT_GT(impl.policy.cap[1 * 0 + static_cast<std::size_t>(impl.policy.record[closed_link])], 0.2 * z0);
            EXPECT_LE(impl.state.shipped[closed_link], (0.2 + 0.8 * 0.4) * z0);
            EXPECT_GT(impl.state.shipped[closed_link], 0.2 * z0);
            const auto r = static_cast<std::size_t>(impl.policy.record[closed_link]);
            EXPECT_NEAR(impl.rewiring.leaked(r, 0), impl.policy.allowed[r] - 0.2 * z0, 1e-12 * z0);
        });
}

// N13: premium outside over inside, base-weighted contract prices of the two zones, for l_max 0, .1, .2, .4, 1: it never
// widens. Leaks come from the seller's list, so they relieve the buyers that a ban has left.
TEST(N13TwoZones, ALargerLeakNeverWidensThePremium) {
    constexpr double l_max[] = {0.0, 0.1, 0.2, 0.4, 1.0};
    for (const Action action : {Action::deny, Action::license})
        for (const bool markup : {false, true}) {
            Rule rule = ban();
            rule.action = action;
            rule.licence.share = 0.3;
            run(
                world(), 5, 300, rule,
                [&](LaneSpec& lane, std::size_t l) {
                    lane.params = {param("l_max", l_max[l]), param("leak_markup", markup ? 1.5 : 1.0)};
                },
                [&](const Simulation::Impl& impl) {
                    double before = 1e300;
                    for (std::size_t l = 0; l < 5; ++l) {
                        const auto width = static_cast<std::size_t>(impl.lanes);
                        // what the rival, the free supplier, asks outside over what the mine asks at home
                        const double premium = impl.state.ln_list[width + l] - impl.state.ln_list[l];
                        EXPECT_LE(premium, before + 1e-12) << l_max[l];
                        before = premium;
                    }
                });
        }
}

// The recorded trade of the target's partners shows the hub, the cube by headquarters the true origin; quantities and
// values leave no trace of the direct way.
TEST(Leakage, TradeShowsTwoLegs) {
    const Network network = world();
    RunSpec spec = run_of(156);
    spec.lanes[0].rules = {ban()};
    MemorySink sink({"leaked_value", "trade_quantity", "trade_value", "trade_value_by_hq"}, outputs(), dim_labels);
    SerialBlocks blocks;
    Simulation(network, spec, blocks).run(&sink);
    const auto last = [&](std::string_view name, std::initializer_list<std::string_view> cell) {
        const auto& series = sink.series(name);
        const auto path = series.over_time(0, series.cell(std::vector<std::string_view>(cell)));
        return path[path.size() - 2];  // the last whole month
    };
    const double leaked = last("leaked_value", {"metal", "HHH", "BBB"});
    EXPECT_GT(leaked, 0.5);
    EXPECT_NEAR(last("trade_value", {"metal", "HHH", "BBB"}), leaked, 1e-12);
    EXPECT_NEAR(last("trade_value_by_hq", {"metal", "AAA", "BBB"}), leaked, 1e-12);
    EXPECT_NEAR(last("trade_value", {"metal", "AAA", "BBB"}), 0.0, 1e-12);
    EXPECT_NEAR(last("trade_quantity", {"metal", "AAA", "BBB"}), 0.0, 1e-12);
    EXPECT_EQ(last("trade_value_by_hq", {"metal", "HHH", "BBB"}), 0.0);
    // leg to the hub: its own use and what it passes on, before the mark-up
    EXPECT_NEAR(last("trade_value", {"metal", "AAA", "HHH"}) - last("trade_value_by_hq", {"metal", "AAA", "HHH"}),
                leaked / 1.5, 1e-12);
    EXPECT_GT(last("trade_quantity", {"metal", "HHH", "BBB"}), 0.3);
}

TEST(ZonePrices, AreThereWhereAZoneIs) {
    RunSpec spec = run_of(100);
    spec.lanes.push_back(spec.lanes[0]);
    spec.lanes[0].name = "baseline";
    spec.lanes[1].rules = {ban()};
    spec.lanes[1].name = "scenario";
    MemorySink sink({"price_outside", "price_inside", "premium", "announcement_term"}, outputs(), dim_labels);
    SerialBlocks blocks;
    Simulation(world(), spec, blocks).run(&sink);
    for (const auto* name : {"price_outside", "price_inside", "premium", "announcement_term"})
        EXPECT_TRUE(std::isnan(sink.series(name).over_time(0, 0).back())) << name;
    const auto outside = sink.series("price_outside").over_time(1, 0), inside = sink.series("price_inside").over_time(1, 0),
               premium = sink.series("premium").over_time(1, 0);
    EXPECT_EQ(outside.front(), 1.0);
    EXPECT_EQ(premium.front(), 0.0);
    EXPECT_GT(outside.back(), 1.1 * inside.back());
    EXPECT_NEAR(premium.back(), std::log(outside.back() / inside.back()), 1e-14);
}

}  // namespace
}  // namespace sunder::testing
