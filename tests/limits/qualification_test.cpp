// SPDX-License-Identifier: Apache-2.0
// A buyer who is served badly, or whom a measure has made pay more, qualifies a supplier that sold next to nothing to it
// (model.md 6.5).
#include <gtest/gtest.h>

#include <numeric>

#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

constexpr std::int32_t ban_step = 10;

/// Country 3 buys 600 of country 0, 399.9 of country 1, whose plant is full, and a seed of 0.1 of country 2, whose plant has
/// room: it sells 1,000 at home. Links in order of HQ.
Network world(double u0_of_second) {
    Draft d;
    const auto a = d.country("AAA"), b = d.country("BBB"), c = d.country("CCC"), buyer_country = d.country("DDD");
    const auto good = d.good("part", GoodKind::material, false), box = d.good("box", GoodKind::end);
    const auto maker = d.plant(d.group("maker", buyer_country), buyer_country, box);
    d.sell(maker, d.consumer(buyer_country), SlotKind::fin, 10000.0);
    d.sell(d.plant(d.group("first", a), a, good), maker, SlotKind::cur, 600.0);
    d.sell(d.plant(d.group("second", b), b, good), maker, SlotKind::cur, 399.9);
    const auto third = d.plant(d.group("third", c), c, good);
    d.sell(third, maker, SlotKind::cur, 0.1);
    d.sell(third, d.consumer(c), SlotKind::fin, 1000.0);
    d.set("u0", u0_of_second, good, b);
    d.set("u0", 0.5, good, c);
    d.set("tau_up", 1e6);
    d.set("ot_max", 1.0);
    d.set("F_q", 0.02);
    d.set("T_q", 26.0);
    d.set("n", 20.0);
    return d.build();
}

Rule rule_on_first(Action action) {
    Rule rule;
    rule.id = "rule";
    rule.action = action;
    rule.announce = rule.effective = day_of(ban_step);
    rule.vendor_hq = {0};
    rule.destination = {3};
    rule.tariff_rate = 0.25;
    return rule;
}

struct Result {
    std::vector<double> seed, seed_off, cost;  ///< shipments on the seed link with and without the switch; cost, M$
};

Result run(const Network& network, const std::vector<Rule>& rules, std::int32_t steps) {
    RunSpec spec = run_of(steps);
    spec.lanes[0].rules = rules;
    spec.lanes.push_back(spec.lanes[0]);
    spec.lanes[1].switches.set(Switch::qualification, false);
    SerialBlocks blocks;
    Simulation simulation(network, spec, blocks);
    auto& impl = simulation.impl();
    std::size_t seed = 0;
    while (network.link_z0_musd_yr[seed] > 0.2) ++seed;
    Result result;
    while (impl.t < steps) {
        impl.advance(nullptr);
        result.seed.push_back(impl.state.shipped[2 * seed]);
        result.seed_off.push_back(impl.state.shipped[2 * seed + 1]);
        result.cost.push_back(impl.rewiring.qualification_cost()[2 * 3]);
        EXPECT_EQ(impl.rewiring.qualification_cost()[2 * 3 + 1], 0.0);
    }
    return result;
}

double total(const std::vector<double>& x) {
    return std::accumulate(x.begin(), x.end(), 0.0);
}
std::size_t first_above(const std::vector<double>& x, double least) {
    return static_cast<std::size_t>(std::find_if(x.begin(), x.end(), [&](double v) { return v > least; }) - x.begin());
}

// The first supplier is denied, the second is full. After a quarter of poor deliveries a trial starts: 0.02 of the year's
// 1,000 are spent, once; 26 weeks later the seed grows.
TEST(Qualification, PoorDeliveriesBringATrialThatIsPaidOnceAndActsLater) {
    const Result r = run(world(1.0), {rule_on_first(Action::deny)}, 160);
    EXPECT_NEAR(total(r.cost), 0.02 * 1000.0, 1e-9);
    const std::size_t start = first_above(r.cost, 0.0);
    EXPECT_GE(start, static_cast<std::size_t>(ban_step) + 4);
    EXPECT_LE(start, static_cast<std::size_t>(ban_step) + 26);
    for (std::size_t t = 0; t < start + 26; ++t) ASSERT_EQ(r.seed[t], r.seed_off[t]) << t;
    EXPECT_GT(r.seed[159], 2.0 * r.seed_off[159]);
}

TEST(Qualification, PartnersQualifySooner) {
    Rule partners;  // of the buyer's and the candidate's country
    partners.id = "partners";
    partners.action = Action::partnership;
    partners.announce = partners.effective = day_of(0);
    partners.destination = {3};
    partners.members = {2};
    partners.qualify_factor = 0.25;
    const Rule ban = rule_on_first(Action::deny);
    const Result slow = run(world(1.0), {ban}, 80), fast = run(world(1.0), {ban, partners}, 80);
    EXPECT_GT(fast.seed[60], 1.5 * slow.seed[60]);
}

// A tariff of 25 % on 60 % of the slot raises its price by some 10 %, more than 2 %: worth a trial. With slack everywhere
// nothing is poorly filled, so only the price can have started it.
TEST(Qualification, ADearerSupplierBringsATrial) {
    const Result r = run(world(0.5), {rule_on_first(Action::tariff)}, 60);
    EXPECT_GT(total(r.cost), 0.0);
}

TEST(Qualification, WithoutDisturbanceNothingHappens) {
    Rule idle = rule_on_first(Action::tariff);
    idle.tariff_rate = 0.0;
    Rule wide = rule_on_first(Action::quota);
    wide.licence.share = 50.0;
    for (const std::vector<Rule>& rules : {std::vector<Rule>{}, {idle}, {wide}}) {
        const Result r = run(world(1.0), rules, 100);
        EXPECT_EQ(total(r.cost), 0.0);
        for (std::size_t t = 0; t < r.seed.size(); ++t) ASSERT_EQ(r.seed[t], r.seed[0]);
    }
}

}  // namespace
}  // namespace sunder::testing
