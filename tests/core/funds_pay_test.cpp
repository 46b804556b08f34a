// SPDX-License-Identifier: Apache-2.0
// Grants, credits, tranches, guardrails, clawback, research money (model.md 7.4, I11).
#include <gtest/gtest.h>

#include <numeric>

#include "sim/core/funds_match.hpp"
#include "tests/core/money.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}
double total(const auto& array) {  // of the ruled lane
    double sum = 0.0;
    for (std::size_t x = 1; x < array.size(); x += 2) sum += array[x];
    return sum;
}

TEST(Grants, RaiseCapacityAtHomeAndNowhereTouchTheBase) {
    Rule rule = grants();
    rule.funding.budget_musd = 0.0;  // open-ended
    rule.funding.tranches = {};
    MoneyRun run({rule}, 400);
    run.run(400);
    EXPECT_GT(run.ratio(run.state().capacity, "USA", "alog"), 1.005);
    EXPECT_GT(run.ratio(run.state().capacity, "USA", "mem"), 1.005);
    EXPECT_LT(run.ratio(run.state().capacity, "TWN", "alog"), 1.0);  // rivals lose sales
    EXPECT_EQ(MoneyRun::base(run.funds().subsidy, at(country("USA"))), 0.0);
}

TEST(Grants, NeverExceedTheTranchesAndUseThemToTheLastCent) {
    const Rule rule = grants();
    MoneyRun run({rule}, 300);
    double booked = 0.0;
    for (std::int32_t t = 0; t < 300; ++t) {
        run.advance();
        const double made_available = rule.funding.budget_musd * tranche_share(rule.funding, to_day(2021, 1, 4) + 7 * t);
        ASSERT_LE(run.funds().paid(1, 0), made_available) << t;
        ASSERT_LE(run.funds().overspent(), 0.0) << t;
        booked += total(run.state().grants);
        ASSERT_EQ(total(run.state().tax_credits), 0.0);
        if (t == 61) {
            EXPECT_EQ(run.funds().paid(1, 0), 250.0);
        }  // week before the second tranche
    }
    EXPECT_EQ(run.funds().paid(1, 0), 1000.0);
    EXPECT_NEAR(booked, 1000.0, 1e-9);  // 300 sums
}

// In the week in which money runs out: all before some plant get their claim, that one gets the rest, those after nothing.
TEST(Grants, ClaimsAreRefusedInOrderOfUnit) {
    Rule rule = grants();
    rule.destination = {country("USA"), country("TWN"), country("KOR")};
    rule.funding.tranches = {};
    MoneyRun run({rule}, 100);
    run.run(11);  // a week of payments: the budget of the second run lasts a week and a half
    rule.funding.budget_musd = 1.5 * run.funds().paid(1, 0);
    MoneyRun short_of({rule}, 100);
    short_of.run(11);
    std::vector<double> claim;
    for (std::size_t i = 0; i < at(mini().units()); ++i)
        claim.push_back(covers_plant(rule, mini(), static_cast<std::int32_t>(i)) > 0.0 ? 0.1 * short_of.expenditure(i)
                                                                                       : 0.0);
    double left = rule.funding.budget_musd - short_of.funds().paid(1, 0);
    short_of.advance();
    int full = 0, part = 0, none = 0;
    for (std::size_t i = 0; i < claim.size(); ++i) {
        if (claim[i] == 0.0) continue;
        const double got = MoneyRun::ruled(short_of.state().grants, i);
        const double factor = MoneyRun::ruled(short_of.state().capital_factor, i);
        EXPECT_NEAR(got, std::min(claim[i], left), 1e-12 * rule.funding.budget_musd) << i;  // sums in another order
        EXPECT_NEAR(factor, 1.0 - 0.1 * got / claim[i], 1e-15) << i;  // lower user cost while money is left
        full += got == claim[i], part += got > 0.0 && got < claim[i], none += got == 0.0;
        left = std::max(0.0, left - got);
    }
    EXPECT_GT(full, 0);
    EXPECT_EQ(part, 1);
    EXPECT_GT(none, 0);
    short_of.advance();
    EXPECT_EQ(total(short_of.state().grants), 0.0);
    for (const std::size_t i : short_of.plants("TWN", "alog"))
        EXPECT_EQ(MoneyRun::ruled(short_of.state().capital_factor, i), 1.0);
}

TEST(TaxCredit, LowersTheUserCostByItsRateWhileInForce) {
    Rule rule = money_rule(Action::tax_credit);
    rule.funding.rate = 0.25;
    rule.expires = rule.effective + 20 * 7;
    MoneyRun run({rule}, 60);
    run.run(15);
    const std::size_t plant = run.plants("USA", "alog").front(), other = run.plants("CHN", "alog").front();
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, plant), 0.75);
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, other), 1.0);
    EXPECT_LT(MoneyRun::ruled(run.state().cost_ratio, plant), MoneyRun::base(run.state().cost_ratio, plant));
    const double claim = 0.25 * run.expenditure(plant);
    run.advance();
    EXPECT_DOUBLE_EQ(MoneyRun::ruled(run.state().tax_credits, plant), claim);  // last week's expenditure
    EXPECT_EQ(MoneyRun::ruled(run.funds().tax_credit, at(country("USA"))), total(run.state().tax_credits));
    run.run(20);
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, plant), 1.0);
    EXPECT_EQ(total(run.state().tax_credits), 0.0);
}

TEST(Money, FlowsWhenAGovernmentTakesTheMeasureAndAsFarAsItComplies) {
    Rule rule = money_rule(Action::tax_credit);
    rule.funding.rate = 0.2;
    rule.on_call = true;
    MoneyRun run({rule}, 30);
    const std::size_t plant = run.plants("USA", "alog").front();
    run.run(15);
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, plant), 1.0);
    run.impl().policy.take(1, 0, to_day(2021, 1, 4) + 15 * 7, to_day(2021, 1, 4) + 16 * 7);
    run.run(1);
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, plant), 1.0);
    run.run(1);
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, plant), 0.8);
    run.impl().policy.set_factor(1, 0, 0.5);
    run.run(1);
    EXPECT_EQ(MoneyRun::ruled(run.state().capital_factor, plant), 0.9);
}

TEST(Money, IsBookedOnceByPayerByMeasureAndByReceiver) {
    Rule grant = grants(), credit = money_rule(Action::tax_credit);
    grant.issuer = country("USA");
    credit.id = "credit";
    credit.issuer = country("KOR");  // of its own plants
    credit.funding.rate = 0.2;
    MoneyRun run({grant, credit}, 20);
    run.run(15);
    const auto& books = run.funds();
    EXPECT_GT(MoneyRun::ruled(books.measure_money, 0), 0.0);
    EXPECT_EQ(MoneyRun::ruled(books.measure_money, 0), MoneyRun::ruled(books.subsidy, at(country("USA"))));
    EXPECT_EQ(MoneyRun::ruled(books.measure_money, 1), MoneyRun::ruled(books.tax_credit, at(country("KOR"))));
    EXPECT_EQ(total(books.subsidy), total(run.state().grants));  // the same sums in the same order
    EXPECT_EQ(total(books.tax_credit), total(run.state().tax_credits));
    EXPECT_EQ(run.impl().policy.covered_plants()[0].size(), 3U);
    EXPECT_EQ(run.impl().policy.covered_plants()[1].size(), 3U);
}

// Demand up by half: the plants of Formosa Foundry in CHN would grow; a grant to its plant in the USA binds them.
Rule guarded_grants() {
    Rule rule = money_rule(Action::subsidy);
    rule.funding.ratio = 0.1;
    rule.funding.guard_countries = {country("CHN")};
    rule.funding.guard_items = {{good("alog"), 0.05}};
    rule.funding.guard_years = 10.0;
    rule.funding.clawback = true;
    return rule;
}
std::size_t formosa_in_china(const MoneyRun& run) {
    for (const std::size_t i : run.plants("CHN", "alog"))
        if (run.network().groups[at(run.network().unit_group[i])].name == "Formosa Foundry") return i;
    throw std::out_of_range("Formosa Foundry");
}

TEST(Guardrail, CapsTheGrowthOfARecipientsPlantsAbroad) {
    MoneyRun run({guarded_grants()}, 300, 1.5);
    const std::size_t plant = formosa_in_china(run);
    run.run(300);
    const double years = (299 - 11) * 7 / 365.25;  // the first grant: the first payment of week 11 or before
    EXPECT_GT(MoneyRun::base(run.state().capacity_ratio, plant), 1.1);
    EXPECT_LE(MoneyRun::ruled(run.state().target, plant), 1.0 + 0.05 * (years + 0.1) / 10.0);
    EXPECT_GT(MoneyRun::ruled(run.state().growth_cap, plant), 1.0);
    EXPECT_LT(MoneyRun::ruled(run.state().capacity_ratio, plant), 1.05);
    for (const std::size_t i : run.plants("CHN", "alog"))  // the rival took no grant and is free
        if (i != plant) {
            EXPECT_GT(MoneyRun::ruled(run.state().capacity_ratio, i), 1.1);
        }
    EXPECT_EQ(total(run.funds().clawback), 0.0);
}

TEST(Guardrail, EndsAfterItsYears) {
    Rule rule = guarded_grants();
    rule.funding.guard_years = 2.0;
    MoneyRun run({rule}, 300, 1.5);
    const std::size_t plant = formosa_in_china(run);
    run.run(60);
    EXPECT_LT(MoneyRun::ruled(run.state().growth_cap, plant), 1.05);
    run.run(120);
    EXPECT_EQ(MoneyRun::ruled(run.state().growth_cap, plant), std::numeric_limits<double>::infinity());
}

TEST(Clawback, TakesBackExactlyWhatWasPaidOnceAndEndsTheGrants) {
    MoneyRun look({guarded_grants()}, 1);
    const std::size_t plant = formosa_in_china(look);
    const Day day = to_day(2021, 1, 4);
    // A named plant in CHN, on line two and a half years after the first grant, doubles the plant: a breach.
    MoneyRun run({guarded_grants()}, 300, 1.0, {{"fab", static_cast<std::int32_t>(plant), day, day + 140 * 7, 1.0}});
    std::vector<double> kept(at(mini().units()), 0.0);
    double gross = 0.0, returned = 0.0, others = 0.0;
    int weeks_of_return = 0;
    for (int t = 0; t < 300; ++t) {
        run.advance();
        for (std::size_t i = 0; i < kept.size(); ++i) kept[i] += MoneyRun::ruled(run.state().grants, i);
        gross += total(run.funds().subsidy);
        returned += total(run.funds().clawback);
        weeks_of_return += total(run.funds().clawback) > 0.0;
        if (weeks_of_return > 0) others += MoneyRun::ruled(run.state().grants, run.plants("USA", "mem").front());
    }
    EXPECT_EQ(weeks_of_return, 1);
    for (const std::size_t i : run.plants("USA", "alog")) {
        const bool formosa = run.network().groups[at(run.network().unit_group[i])].name == "Formosa Foundry";
        EXPECT_EQ(kept[i] == 0.0, formosa) << i;  // the same sum that was paid, subtracted at once: exactly 0
    }
    EXPECT_GT(returned, 0.0);
    EXPECT_GT(others, 0.0);  // other groups go on
    EXPECT_NEAR(std::accumulate(kept.begin(), kept.end(), 0.0), gross - returned, 1e-9 * gross);
    EXPECT_EQ(MoneyRun::ruled(run.state().growth_cap, plant), std::numeric_limits<double>::infinity());
}

TEST(ResearchMoney, IsSpreadByOwnResearchAndBookedInFull) {
    Rule rule = money_rule(Action::research);
    rule.funding.research_musd_yr = 520.0;
    rule.funding.budget_musd = 15.0;
    MoneyRun run({rule}, 40);
    run.run(11);
    const double week = 520.0 * 7 / 365.25;
    EXPECT_DOUBLE_EQ(MoneyRun::ruled(run.funds().research, at(country("USA"))), week);
    EXPECT_NEAR(total(run.state().research_grants), week, 1e-12 * week);
    double own = 0.0;  // rd x0 of all plants of the two firms
    std::vector<std::size_t> firms;
    for (std::size_t h = 0; h < mini().groups.size(); ++h)
        if (mini().groups[h].name == "Boise Memory" || mini().groups[h].name == "Oregon Processors") firms.push_back(h);
    const double* rd = run.impl().params.of(Param::rd);
    for (std::size_t i = 0; i < at(mini().units()); ++i)
        for (const std::size_t h : firms)
            if (at(mini().unit_group[i]) == h)
                own += rd[at(run.impl().params.unit_row()[i]) * 2 + 1] * run.impl().base.x0[i] * 365.25 / 7;
    for (const std::size_t h : firms)
        EXPECT_NEAR(MoneyRun::ruled(run.state().research_aid, h), 520.0 / own, 1e-12 * 520.0 / own);
    run.run(10);
    EXPECT_EQ(run.funds().paid(1, 0), 15.0);  // then the budget is gone
    EXPECT_EQ(total(run.state().research_aid), 0.0);
}

TEST(ResearchMoney, MovesOnlyKnowledge) {
    Rule rule = money_rule(Action::research);
    rule.funding.research_musd_yr = 520.0;
    Switches off;
    off.set(Switch::research, false);
    off.set(Switch::entrants, false);
    MoneyRun run({rule}, 100, 1.1, {}, off);
    run.run(100);
    run.state().visit([&](std::string_view name, const auto& array) {
        if (name == "research_aid" || name == "research_grants") return;
        for (std::size_t x = 0; x < array.size(); x += 2) ASSERT_EQ(array[x], array[x + 1]) << name;
    });
}

TEST(Construction, PaysTheShellOfANamedPlantEvenlyAndInFull) {
    MoneyRun look({}, 1);
    const std::size_t plant = look.plants("USA", "mem").front();
    const Day day = to_day(2021, 1, 4);
    MoneyRun run({}, 120, 1.0, {{"fab", static_cast<std::int32_t>(plant), day, day + 100 * 7, 0.5}});
    double tools = 0.0, paid = 0.0;
    for (auto s = mini().buyer_slot_ptr[plant]; s < mini().buyer_slot_ptr[plant + 1]; ++s)
        tools += MoneyRun::ruled(run.impl().base.slot_t0, at(s));
    for (int t = 0; t < 120; ++t) {
        run.advance();
        const double week = MoneyRun::ruled(run.state().construction, plant);
        if (t < 100)
            ASSERT_NEAR(week, tools * 0.5 / 100 / 3, 1e-12 * tools);  // building is a quarter of the cost: a third of tools
        else
            ASSERT_EQ(week, 0.0);
        paid += week;
    }
    EXPECT_NEAR(paid, tools * 0.5 / 3, 1e-10 * tools);
}

TEST(Construction, FollowsProjectsThatFirmsStart) {
    MoneyRun run({}, 150, 1.5);
    double most = 0.0;
    for (int t = 0; t < 150; ++t) {
        run.advance();
        for (const std::size_t i : run.plants("TWN", "alog"))
            most = std::max(most, MoneyRun::base(run.state().construction, i));
    }
    EXPECT_GT(most, 0.0);
}

}  // namespace
}  // namespace sunder::tests
