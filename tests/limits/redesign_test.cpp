// SPDX-License-Identifier: Apache-2.0
// A maker of two bins whose higher one is denied abroad redesigns for the lower one, if that is allowed (model.md 6.8); and
// its two plants share their capacity.
#include <gtest/gtest.h>

#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

constexpr std::int32_t ban_step = 20;

/// Country 0 has the maker of hi and lo, country 1 buys 90 and 10 of them and 100 of a rival in country 2. Units in order:
/// hi of the maker, hi of the rival, lo of the maker. Links: the same.
Network world(double u0) {
    Draft d;
    const auto home = d.country("AAA"), abroad = d.country("BBB"), third = d.country("CCC");
    const auto hi = d.good("hi", GoodKind::chip), lo = d.good("lo", GoodKind::chip);
    d.frame.goods[1].slot = "hi";
    const auto maker = d.group("maker", home), rival = d.group("rival", third);
    const auto at_home = d.consumer(home), importer = d.consumer(abroad);
    const auto maker_hi = d.plant(maker, home, hi), maker_lo = d.plant(maker, home, lo);
    d.sell(maker_hi, at_home, SlotKind::fin, 100.0);
    d.sell(maker_lo, at_home, SlotKind::fin, 100.0);
    d.sell(maker_hi, importer, SlotKind::fin, 90.0);
    d.sell(maker_lo, importer, SlotKind::fin, 10.0);
    d.sell(d.plant(rival, third, hi), importer, SlotKind::fin, 100.0);
    d.set("u0", u0);
    d.set("tau_sw", 8.0);
    d.set("sig", 3.0);
    d.set("ot_max", 1.0);
    return d.build();
}

Rule ban(std::vector<ItemCover> items, std::int32_t step) {
    Rule rule;
    rule.id = "ban" + std::to_string(step);
    rule.action = Action::deny;
    rule.announce = rule.effective = day_of(step);
    rule.items = std::move(items);
    rule.vendor_hq = {0};
    rule.destination = {1};
    return rule;
}

/// Shipments of the maker's lower bin to the importer, ratio to the base year, by step; lane 1 without redesign.
struct Path {
    std::vector<double> with, without;
    std::vector<double> premium;
};
Path run(const std::vector<Rule>& rules, std::int32_t steps, double ef = 0.7) {
    RunSpec spec = run_of(steps);
    spec.lanes[0].rules = rules;
    spec.lanes[0].params = {param("ef", ef)};
    spec.lanes.push_back(spec.lanes[0]);
    spec.lanes[1].switches.set(Switch::redesign, false);
    const Network network = world(0.6);
    SerialBlocks blocks;
    Simulation simulation(network, spec, blocks);
    auto& impl = simulation.impl();
    std::size_t link = 0;
    while (network.buyer_country(network.slot_buyer[static_cast<std::size_t>(impl.base.link_slot[link])]) != 1 ||
           network.unit_good[static_cast<std::size_t>(network.link_supplier[link])] != 1)
        ++link;
    Path path;
    while (impl.t < steps) {
        impl.advance(nullptr);
        path.with.push_back(impl.state.shipped[2 * link] / impl.base.z0[link]);
        path.without.push_back(impl.state.shipped[2 * link + 1] / impl.base.z0[link]);
        path.premium.push_back(impl.policy.added_premium[2 * static_cast<std::size_t>(impl.policy.record[link])]);
    }
    return path;
}

// T_rd is 26 weeks: until week 46 the two runs are the same in every bit; once the ramp of 13 weeks has passed the lower bin
// sells about what both did, less what its price per function, 1/ef of the denied bin's, drives away.
TEST(Redesign, BringsSalesBackAfterItsTimeAndNotBefore) {
    const Path path = run({ban({{0, 1.0}}, ban_step)}, 200);
    for (std::size_t t = 0; t < static_cast<std::size_t>(ban_step) + 26; ++t) ASSERT_EQ(path.with[t], path.without[t]) << t;
    EXPECT_GT(path.with[199], 1.4 * path.without[199]);  // without it the lower bin gains by plain substitution
    EXPECT_LT(path.with[199], 15.0);                     // 20 would be the whole slot
    EXPECT_GT(path.premium[199], 0.2);                   // ln(1/0.7) = 0.357 times the redesigned part
    EXPECT_LT(path.premium[199], 0.36);
}

TEST(Redesign, LessFunctionPerDollarBringsLessBack) {
    const std::vector<Rule> rules{ban({{0, 1.0}}, ban_step)};
    EXPECT_GT(run(rules, 200, 0.9).with[199], run(rules, 200, 0.5).with[199]);
}

TEST(Redesign, NeedsALowerBinThatIsAllowed) {
    const Path path = run({ban({{0, 1.0}, {1, 1.0}}, ban_step)}, 150);
    for (std::size_t t = 0; t < path.with.size(); ++t) ASSERT_EQ(path.with[t], path.without[t]) << t;
    EXPECT_EQ(path.with[100], 0.0);
}

TEST(Redesign, ALaterRuleOnTheLowerBinStopsIt) {
    const Path path = run({ban({{0, 1.0}}, ban_step), ban({{1, 1.0}}, 120)}, 150);
    EXPECT_GT(path.with[119], 1.4 * path.without[119]);
    EXPECT_EQ(path.with[140], 0.0);
    EXPECT_GT(path.premium[119], 0.2);
    EXPECT_EQ(path.premium[140], 0.0);
}

TEST(Redesign, StartsAtTheAnnouncementThatIsBelieved) {
    Rule believed = ban({{0, 1.0}}, ban_step), doubted = believed;
    believed.announce = doubted.announce = day_of(0);
    believed.enactment = 1.0;
    doubted.enactment = 0.3;
    EXPECT_GT(run({believed}, 40).with[39], 1.1 * run({doubted}, 40).with[39]);
}

// Demand for hi rises by half at full use of both plants. In a pool lo gives way and hi is made beyond its own capacity;
// both get the same part of what they want. Alone hi stops at its capacity.
TEST(Pools, MembersShareTheirCapacity) {
    Network network = world(1.0);
    RunSpec spec = run_of(30);
    spec.lanes.push_back(spec.lanes[0]);
    spec.lanes[1].switches.set(Switch::pools, false);
    for (LaneSpec& lane : spec.lanes) lane.params = {param("tau_up", 1e6), param("eps_f", 0.0)};
    Rule more;  // a ban of the rival: its buyers turn to the maker's bins
    more = ban({{0, 1.0}}, 5);
    more.vendor_hq = {2};
    for (LaneSpec& lane : spec.lanes) lane.rules = {more};
    SerialBlocks blocks;
    Simulation simulation(network, spec, blocks);
    auto& impl = simulation.impl();
    while (impl.t < 30) impl.advance(nullptr);
    ASSERT_EQ(impl.base.pool_units.size(), 1U);
    const auto members = impl.base.pool_units[0];
    const auto hi = 2 * static_cast<std::size_t>(members[0]), lo = 2 * static_cast<std::size_t>(members[1]);
    const State& s = impl.state;
    EXPECT_GT(s.want[hi], 1.2 * s.capacity[hi]);
    EXPECT_GT(s.output[hi] + s.output[lo], 0.999 * (s.capacity[hi] + s.capacity[lo]));
    EXPECT_NEAR(s.output[hi] / s.want[hi], s.output[lo] / s.want[lo], 1e-12);
    // Without pool each stays within its own, which moves by less than a thousandth at the end of the step.
    EXPECT_LE(s.output[hi + 1], 1.001 * s.capacity[hi + 1]);
    EXPECT_LE(s.output[lo + 1], 1.001 * s.capacity[lo + 1]);
    EXPECT_NE(s.output[hi], s.output[hi + 1]);
}

}  // namespace
}  // namespace sunder::testing
