// SPDX-License-Identifier: Apache-2.0
// Chilling, fear of sanctions, content credits, rents: right sign, right place, and nothing when switched off.
#include <gtest/gtest.h>

#include <cmath>
#include <span>

#include "sim/core/policy_match.hpp"
#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

std::size_t z(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// The USA bar advanced logic and tools from one foundry in CHN.
Rule listing() {
    Rule rule = rule_of(Action::deny, 10);
    rule.items = {{good("litho"), 1.0}, {good("otool"), 1.0}, {good("eda"), 1.0}};
    rule.vendor_hq = {country("USA")};
    rule.destination = {country("CHN")};
    rule.entities = {group_named("Shanghai Foundry")};
    return rule;
}

TEST(Chilling, TakesAPartOfTheListedLossFromOthers) {
    Rule rule = listing();
    rule.coverage = 0.8;
    rule.chilling = 0.25;
    TwoLanes run({rule});
    run.run_to(11);
    int listed = 0, beside = 0;
    for (const LinkEffect& effect : run.policy().compiled()[1].rules[0].effects) {
        const auto buyer = z(mini().slot_buyer[z(run.impl().base.link_slot[z(effect.link)])]);
        const double left = run.policy().cap[z(effect.record) * 2 + 1] / run.impl().base.z0[z(effect.link)];
        EXPECT_EQ(effect.chilled, mini().unit_group[buyer] != rule.entities[0]);
        EXPECT_EQ(mini().unit_country[buyer], country("CHN"));
        EXPECT_NEAR(left, effect.chilled ? 0.8 : 0.2, 1e-12);
        (effect.chilled ? beside : listed) += 1;
    }
    EXPECT_GT(listed, 0);
    EXPECT_GT(beside, 0);
    for (const std::int32_t i : run.policy().covered_plants()[0]) EXPECT_EQ(mini().unit_group[z(i)], rule.entities[0]);
}

TEST(Chilling, OfSeveralListsIsTheDeepest) {
    Rule one = listing(), other = listing();
    other.id = "other";
    other.entities = {group_named("Wuxi Foundry")};
    one.chilling = 0.1;
    other.chilling = 0.3;
    TwoLanes run({one, other});
    run.run_to(11);
    int both = 0;
    for (const LinkEffect& effect : run.policy().compiled()[1].rules[0].effects) {
        const auto buyer = z(mini().slot_buyer[z(run.impl().base.link_slot[z(effect.link)])]);
        if (!effect.chilled || mini().unit_group[buyer] == other.entities[0]) continue;
        EXPECT_NEAR(run.policy().available[z(effect.record) * 2 + 1], 0.7, 1e-12);
        ++both;
    }
    EXPECT_GT(both, 0);
}

TEST(Chilling, SwitchedOffIsAsIfZero) {
    Rule none = listing(), chilled = listing();
    chilled.chilling = 0.25;
    TwoLanes a({none}), b({chilled}, without(Switch::chilling)), c({chilled});
    for (TwoLanes* run : {&a, &b, &c}) run->run_to(40);
    EXPECT_EQ(lane_of(*a.simulation, 1), lane_of(*b.simulation, 1));
    EXPECT_NE(lane_of(*a.simulation, 1), lane_of(*c.simulation, 1));
}

TEST(SanctionRisk, LowersTheWeightOfTheIssuersGoodsFromTheAnnouncementOn) {
    Rule rule = listing();
    rule.announce = week(10);
    rule.effective = week(30);
    TwoLanes run({rule}, without(Switch::anticipatory_stocks));
    run.run_to(10);
    EXPECT_TRUE(run.same());
    run.run_to(12);
    int feared = 0;
    for (std::size_t r = 0; r < run.policy().links().size(); ++r) {
        const std::int32_t e = run.policy().links()[r];
        const std::int32_t slot = run.impl().base.link_slot[z(e)];
        const bool theirs = mini().unit_hq(mini().link_supplier[z(e)]) == country("USA") &&
                            run.impl().base.slot_country[z(slot)] == country("CHN");
        const double sig = run.impl().params.of(Param::sig)[z(run.impl().params.slot_row()[z(slot)]) * 2 + 1];
        EXPECT_NEAR(run.policy().risk[r * 2 + 1], theirs ? -sig * 0.03 * 0.9 : 0.0, 1e-15);
        EXPECT_EQ(run.policy().risk[r * 2], 0.0);
        feared += theirs ? 1 : 0;
    }
    EXPECT_GT(feared, 0);
}

TEST(SanctionRisk, MovesPurchasesOfOtherGoodsToOtherCountries) {
    const auto us_sales = [](TwoLanes& run, std::size_t lane) {
        double sum = 0.0;
        for (std::size_t e = 0; e < z(mini().links()); ++e)
            if (mini().unit_hq(mini().link_supplier[e]) == country("USA") &&
                mini().unit_good[z(mini().link_supplier[e])] == good("mlog") &&
                run.impl().base.slot_country[z(run.impl().base.link_slot[e])] == country("CHN"))
                sum += run.state().share[e * 2 + lane] * run.impl().base.z0[e];
        return sum;
    };
    TwoLanes on({listing()}), off({listing()}, without(Switch::sanction_risk));
    on.run_to(100);
    off.run_to(100);
    EXPECT_LT(us_sales(on, 1), 0.96 * us_sales(off, 1));  // weight -10 % at sig 4; a part of the slots
    EXPECT_EQ(us_sales(on, 0), us_sales(off, 0));
}

TEST(SanctionRisk, IsNotRaisedByARuleOnAllForeignCountries) {
    Rule all = listing();
    all.entities = {};
    all.destination.clear();
    for (std::int32_t c = 0; c < static_cast<std::int32_t>(mini().countries.size()); ++c) all.destination.push_back(c);
    EXPECT_TRUE(TwoLanes({all}).policy().compiled()[1].fears.empty());
    all.exempt_destinations = {country("JPN")};  // one country spared: now the others are singled out, and only they
    TwoLanes runs({all});
    for (const SanctionFear& fear : runs.policy().compiled()[1].fears) {
        EXPECT_NE(fear.destination, country("JPN"));
        EXPECT_NE(fear.destination, all.issuer);
    }
    EXPECT_EQ(runs.policy().compiled()[1].fears.size(), mini().countries.size() - 2);
}

TEST(SanctionRisk, NeedsANamedTargetAndALoss) {
    Rule own = listing();  // a market ban at home: the issuer's own firms are not feared
    own.destination = {country("USA")};
    own.vendor_hq = {country("CHN")};
    own.items = {{good("elec"), 1.0}};
    own.entities = {};
    Rule open = listing();
    open.action = Action::license;
    open.licence.share = 1.0;
    open.expected_share = 1.0;
    TwoLanes run({own, open});
    EXPECT_TRUE(run.policy().compiled()[1].fears.empty());
}

/// A quarter of the price of electronics of little Chinese content back to buyers in the USA.
Rule credit() {
    Rule rule = rule_of(Action::content_credit, 10);
    rule.items = {{good("elec"), 1.0}};
    rule.destination = {country("USA")};
    rule.content_of = {country("CHN")};
    rule.content_min = 0.1;
    rule.funding.rate = 0.25;
    return rule;
}

TEST(ContentCredit, IsPaidToBuyersOfWhatPassesAndShiftsThemThere) {
    TwoLanes run({credit()});
    run.run_to(80);  // I9 counts the credits in every step
    const LinkMatch match(*run.policy().compiled()[1].rules[0].rule, mini());
    double passing0 = 0.0, passing1 = 0.0;
    for (std::size_t buyer = 0; buyer + 1 < mini().buyer_slot_ptr.size(); ++buyer) {
        double credited = 0.0;
        const std::int32_t first = mini().buyer_slot_ptr[buyer], last = mini().buyer_slot_ptr[buyer + 1];
        for (auto e = mini().slot_link_ptr[z(first)]; e < mini().slot_link_ptr[z(last)]; ++e) {
            const std::int32_t r = run.policy().record[z(e)];
            if (r < 0 || !(run.policy().credit[z(r) * 2 + 1] > 0.0)) continue;
            EXPECT_GT(match.share(run.impl().base.link_slot[z(e)], e), 0.0);
            EXPECT_EQ(run.policy().credit[z(r) * 2 + 1], 0.25);
            credited += run.state().arrived[z(e) * 2 + 1];
            passing0 += at0(run.state().arrived, e);
            passing1 += at1(run.state().arrived, e);
        }
        EXPECT_EQ(run.state().credit_paid[buyer * 2 + 1] > 0.0, credited > 0.0);
        EXPECT_EQ(run.state().credit_paid[buyer * 2], 0.0);
    }
    EXPECT_GT(passing0, 0.0);
    EXPECT_GT(passing1, 1.05 * passing0);
}

/// A quota of half on gallium of CHN.
Rule quota(RentTo to) {
    Rule rule = rule_of(Action::quota, 10);
    rule.issuer = country("CHN");
    rule.items = {{good("ga"), 1.0}};
    rule.ship_from = {country("CHN")};
    rule.licence.share = 0.5;
    rule.rent_to = to;
    return rule;
}

TEST(Rent, GoesToTheFlaggedTakerFromTheOwnersOfTheSellers) {
    TwoLanes seller({quota(RentTo::exporter)}), state({quota(RentTo::state)}), smuggler({quota(RentTo::smuggler)});
    for (TwoLanes* run : {&seller, &state, &smuggler}) run->run_to(40);
    const auto sum = [](std::span<const double> x) {
        double total = 0.0;
        for (std::size_t n = 1; n < x.size(); n += 2) total += x[n];
        return total;
    };
    EXPECT_EQ(sum(seller.state().rent), 0.0);
    EXPECT_GT(at1(state.state().rent, country("CHN")), 0.0);
    EXPECT_EQ(sum(state.state().rent), at1(state.state().rent, country("CHN")));
    EXPECT_NEAR(sum(smuggler.state().rent), sum(state.state().rent), 1e-12 * sum(state.state().rent));
    EXPECT_GT(at1(smuggler.state().rent, country("JPN")), 0.0);  // where the gallium goes
    EXPECT_NEAR(at1(state.state().rent_given, country("CHN")), sum(state.state().rent), 1e-12 * sum(state.state().rent));
    EXPECT_EQ(sum(seller.state().receipts), sum(state.state().receipts));  // rents pass between owners, not in trade
    EXPECT_EQ(at1(state.impl().accounts.rents, country("CHN")), at1(state.state().rent, country("CHN")));
}

TEST(Use, CountsWhatARuleLetsThroughAndRefuses) {
    TwoLanes run({quota(RentTo::exporter)});
    run.run_to(12);
    const Policy::Use use = run.policy().use_of_rules(1, run.state()).at(0);
    double shipped = 0.0, refused = 0.0;
    for (const LinkEffect& effect : run.policy().compiled()[1].rules[0].effects) {
        shipped += at1(run.state().shipped, effect.link);
        refused += at1(run.policy().wanted, effect.record) - at1(run.policy().allowed, effect.record);
    }
    EXPECT_EQ(use.in_force, 1.0);
    EXPECT_DOUBLE_EQ(use.licensed, shipped);
    EXPECT_DOUBLE_EQ(use.denied, refused);
    EXPECT_GT(refused, 0.0);
}

}  // namespace
}  // namespace sunder::tests
