// SPDX-License-Identifier: Apache-2.0
// Which links the origin of a rule names (model.md 7.3).
#include <gtest/gtest.h>

#include "sim/core/policy_match.hpp"
#include "sim/validation/toy.hpp"
#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

template <class Visit>
void for_links(const Network& net, Visit&& visit) {
    for (std::int32_t s = 0; s < net.slots(); ++s)
        for (auto e = net.slot_link_ptr[static_cast<std::size_t>(s)]; e < net.slot_link_ptr[static_cast<std::size_t>(s) + 1];
             ++e)
            visit(s, e, net.link_supplier[static_cast<std::size_t>(e)]);
}

TEST(Origin, ContentCountsFromItsThreshold) {
    Rule rule;
    rule.content_of = {country("USA")};
    rule.content_min = 0.1;
    const auto content = base_content(mini(), rule.content_of);
    const LinkMatch match(rule, mini());
    int in = 0, out = 0;
    for_links(mini(), [&](std::int32_t s, std::int32_t e, std::int32_t j) {
        const bool reached = match.share(s, e) > 0.0;
        ASSERT_EQ(reached, content[static_cast<std::size_t>(j)] >= 0.1);
        (reached ? in : out) += 1;
    });
    EXPECT_GT(in, 0);
    EXPECT_GT(out, 0);
    rule.content_min = 0.0;  // any content at all: not those without
    const LinkMatch any(rule, mini());
    for_links(mini(), [&](std::int32_t s, std::int32_t e, std::int32_t j) {
        ASSERT_EQ(any.share(s, e) > 0.0, content[static_cast<std::size_t>(j)] > 0.0);
    });
}

TEST(Origin, ForeignDirectProductFollowsToolsAndSoftware) {
    Rule rule;
    rule.items = {{good("alog"), 1.0}};
    rule.fdpr_of = {country("USA")};
    const std::int32_t all = covered_links(rule, mini());
    EXPECT_GT(all, 0);  // every maker of advanced logic has some tool or software of the USA
    rule.fdpr_min = 0.5;
    const std::int32_t some = covered_links(rule, mini());
    EXPECT_LE(some, all);
    rule.fdpr_min = 1.0;
    EXPECT_EQ(covered_links(rule, mini()), 0);
    rule.fdpr_min = 0.0;
    rule.fdpr_of = {country("ROW")};
    rule.items = {{good("ga"), 1.0}};
    EXPECT_EQ(covered_links(rule, mini()), 0);  // gallium needs neither tools nor software
}

TEST(Origin, OwnershipAddsUpOverTheListedCountries) {
    Network net = mini();
    const std::int32_t owned = group_named("Boise Memory");
    net.groups[static_cast<std::size_t>(owned)].owners = {
        {country("CHN"), 0.15}, {country("KOR"), 0.15}, {country("USA"), 0.7}};
    Rule rule;
    rule.owned_by = {country("CHN"), country("KOR")};
    rule.owner_min = 0.25;
    const LinkMatch match(rule, net);
    for_links(net, [&](std::int32_t s, std::int32_t e, std::int32_t j) {
        const std::int32_t group = net.unit_group[static_cast<std::size_t>(j)];
        const std::int32_t hq = net.groups[static_cast<std::size_t>(group)].hq;
        ASSERT_EQ(match.share(s, e) > 0.0, group == owned || hq == country("CHN") || hq == country("KOR"));
    });
}

TEST(Origin, AnyOneOfThemSuffices) {
    Rule rule;
    rule.items = {{good("mem"), 1.0}};
    rule.vendor_hq = {country("KOR")};
    const std::int32_t korean = covered_links(rule, mini());
    rule.owned_by = {country("USA")};
    const std::int32_t with_owners = covered_links(rule, mini());
    rule.content_of = {country("CHN")};
    rule.content_min = 0.3;
    EXPECT_LT(korean, with_owners);
    EXPECT_LT(with_owners, covered_links(rule, mini()));
}

TEST(Origin, OfACreditSaysWhoIsLeftOut) {
    Rule rule = rule_of(Action::content_credit, 0);
    rule.items = {{good("elec"), 1.0}};
    rule.destination = {country("USA")};
    const std::int32_t all = covered_links(rule, mini());
    rule.owned_by = {country("CHN")};
    const std::int32_t not_chinese = covered_links(rule, mini());
    rule.content_of = {country("CHN")};
    rule.content_min = 0.02;
    const LinkMatch match(rule, mini());
    const auto content = base_content(mini(), rule.content_of);
    for_links(mini(), [&](std::int32_t s, std::int32_t e, std::int32_t j) {
        if (!(match.share(s, e) > 0.0)) return;
        EXPECT_GE(mini().slot_buyer[static_cast<std::size_t>(s)], mini().units());  // final agents only
        EXPECT_LE(content[static_cast<std::size_t>(j)], 0.02);
        EXPECT_NE(mini().unit_hq(j), country("CHN"));
    });
    EXPECT_LT(not_chinese, all);
    EXPECT_LT(covered_links(rule, mini()), not_chinese);
}

TEST(Origin, MarketsCoverFinalBuyersOfThatMarketOnly) {
    Rule rule;
    rule.items = {{good("ga"), 1.0}};
    rule.markets = {1};
    ASSERT_EQ(mini().markets[1], "industrial");
    const LinkMatch match(rule, mini());
    int links = 0;
    for_links(mini(), [&](std::int32_t s, std::int32_t e, std::int32_t) {
        if (!(match.share(s, e) > 0.0)) return;
        ++links;
        const std::int32_t agent = mini().slot_buyer[static_cast<std::size_t>(s)] - mini().units();
        ASSERT_GE(agent, 0);
        EXPECT_EQ(mini().final_market[static_cast<std::size_t>(agent)], 1);
    });
    EXPECT_GT(links, 0);
}

/// Chips of C are made of ore of A and B, half and half, and sold to D and to C.
struct TwoOres {
    toy::Draft d;
    std::int32_t a = d.country("AAA"), b = d.country("BBB"), c = d.country("CCC"), e = d.country("DDD");
    std::int32_t ore = d.good("ore", GoodKind::raw, true), chip = d.good("chip", GoodKind::chip, true);
    std::int32_t maker = d.plant(d.group("maker", c), c, chip);
    TwoOres() {
        d.sell(d.plant(d.group("ore A", a), a, ore), maker, SlotKind::cur, 25.0);
        d.sell(d.plant(d.group("ore B", b), b, ore), maker, SlotKind::cur, 25.0);
        d.sell(maker, d.consumer(e), SlotKind::fin, 50.0);
        d.sell(maker, d.consumer(c), SlotKind::fin, 50.0);
        d.set("mu", 0.05);
        d.set("rd", 0.0);
    }
};

// A bars chips with a fifth of its content from D, and its ore from C: when C's maker has gone over to B's ore, its chips
// pass again.
TEST(Origin, ContentRuleLetsGoOfAPlantThatDroppedTheInput) {
    TwoOres toy;
    const Network net = toy.d.build();
    Rule chips;
    chips.id = "chips";
    chips.issuer = toy.a;
    chips.action = Action::deny;
    chips.announce = chips.effective = toy::day_of(4);
    chips.items = {{toy.chip, 1.0}};
    chips.content_of = {toy.a};
    chips.content_min = 0.2;
    chips.destination = {toy.e};
    Rule ore = chips;
    ore.id = "ore";
    ore.items = {{toy.ore, 1.0}};
    ore.content_of = {};
    ore.vendor_hq = {toy.a};
    ore.destination = {toy.c};
    LaneSpec lane;
    lane.rules = {chips, ore};
    SerialBlocks blocks;
    Simulation simulation(net, toy::run_of(160, lane), blocks);
    auto& impl = simulation.impl();
    const auto covered = [&] { return impl.policy.compiled()[0].rules[0].effects.at(0).covered; };
    while (impl.t < 6) impl.advance(nullptr);
    EXPECT_EQ(covered(), 1.0);
    const auto link = static_cast<std::size_t>(impl.policy.compiled()[0].rules[0].effects[0].link);
    EXPECT_EQ(impl.state.shipped[link], 0.0);
    while (impl.t < 160) impl.advance(nullptr);
    EXPECT_LT(impl.policy.content().of(0, static_cast<std::size_t>(toy.d.unit_place()[0]), static_cast<std::size_t>(toy.a)),
              0.1);
    EXPECT_EQ(covered(), 0.0);
    EXPECT_GT(impl.state.shipped[link], 0.0);
}

}  // namespace
}  // namespace sunder::tests
