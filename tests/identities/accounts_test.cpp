// SPDX-License-Identifier: Apache-2.0
// Accounts and welfare (model.md 9, identities I10 and I11) on the mini economy.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

std::size_t of(const std::string& code) {
    return static_cast<std::size_t>(country(code));
}

/// Two lanes, the second under rules, after some weeks; sums of welfare and of its parts over all weeks.
struct Kept {
    explicit Kept(const std::vector<Rule>& rules, std::int32_t weeks, bool demand_path = true)
        : simulation(mini(), spec_of(rules, weeks, demand_path), blocks),
          countries(mini().countries.size()),
          welfare(2 * countries, 0.0),
          tariffs(welfare),
          consumers(welfare) {
        auto& impl = simulation.impl();
        while (impl.t < weeks) {
            impl.advance(nullptr);
            for (std::size_t c = 0; c < countries; ++c)
                for (std::size_t l = 0; l < 2; ++l) {
                    welfare[c * 2 + l] += impl.accounts.welfare(c, l);
                    tariffs[c * 2 + l] += impl.accounts.welfare_parts(c, l).tariffs;
                    consumers[c * 2 + l] += impl.accounts.welfare_parts(c, l).surplus;
                }
        }
    }
    static RunSpec spec_of(const std::vector<Rule>& rules, std::int32_t weeks, bool demand_path) {
        RunSpec spec = two_lanes(weeks);
        spec.lanes[1].rules = rules;
        spec.lanes[1].switches.set(Switch::endogenous_governments, true);  // losses are followed; there are no allies
        spec.demand_path = demand_path;
        return spec;
    }
    /// Effect of the rules on a sum of weeks.
    [[nodiscard]] static double effect(const std::vector<double>& sums, std::size_t c) {
        return sums[c * 2 + 1] - sums[c * 2];
    }

    SerialBlocks blocks;
    Simulation simulation;
    std::size_t countries;
    std::vector<double> welfare, tariffs, consumers;
};

TEST(Accounts, WithoutMeasuresAndFlatDemandAllChangesAreExactlyZero) {
    Kept run({}, 300, false);
    const Accounts& a = run.simulation.impl().accounts;
    for (std::size_t c = 0; c < run.countries; ++c)
        for (std::size_t l = 0; l < 2; ++l) {
            EXPECT_EQ(a.welfare(c, l), 0.0);
            EXPECT_EQ(a.gdp_change(c, l), 0.0);
            EXPECT_EQ(a.gni_change(c, l), 0.0);
            EXPECT_EQ(a.loss_index[c * 2 + l], 0.0);
            EXPECT_EQ(a.sector_index[c * 2 + l], 0.0);
        }
    for (const double sum : run.welfare) EXPECT_EQ(sum, 0.0);
}

TEST(Accounts, BaseYearAddsUpByHand) {
    SerialBlocks blocks;
    Simulation simulation(mini(), two_lanes(1), blocks);
    const auto& impl = simulation.impl();
    const Network& net = mini();
    // World GDP = what is finally bought and invested, since net exports cancel and stocks rest.
    double gdp = 0.0, bought = 0.0;
    for (std::size_t c = 0; c < net.countries.size(); ++c)
        gdp += models::gdp_by_production(impl.accounts.books().country(c, 0, true));
    for (std::size_t e = 0; e < impl.base.z0.size(); ++e) {
        const SlotKind kind = net.slot_kind[static_cast<std::size_t>(impl.base.link_slot[e])];
        if (kind == SlotKind::fin || kind == SlotKind::cap)
            bought += impl.base.z0[e] *
                      (1.0 + static_cast<double>(net.link_tariff0[e]) + static_cast<double>(net.link_freight0[e]));
    }
    EXPECT_NEAR(gdp / bought, 1.0, 1e-12);
    // Profit is the mark-up and the return on capital: no plant of the base year loses money.
    for (std::size_t i = 0; i < static_cast<std::size_t>(net.units()); ++i)
        EXPECT_GT(impl.accounts.books().of_buyer(Entry::earnings, i, 0), 0.0) << i;
}

TEST(Accounts, ThreeWaysToGdpAgreeUnderHarshRules) {
    Kept run(harsh_rules(), 300);
    const Accounts& a = run.simulation.impl().accounts;
    double moved = 0.0;
    for (std::size_t c = 0; c < run.countries; ++c) {
        const models::CountryBooks b = a.books().country(c, 1);
        const double scale = a.scale(c, 1);
        EXPECT_NEAR(models::gdp_by_production(b), models::gdp_by_expenditure(b), 1e-10 * scale) << c;
        EXPECT_NEAR(models::gdp_by_production(b), models::gdp_by_income(b), 1e-10 * scale) << c;
        moved = std::max(moved, std::abs(a.gdp_change(c, 1)) / scale);
    }
    EXPECT_GT(moved, 0.01);  // there was something to add up
    for (const AuditResidual& r : run.simulation.audit())
        if (r.id == "I10" || r.id == "I11") {
            EXPECT_LE(r.largest, 1e-10) << r.id;
            EXPECT_GT(r.largest, 0.0) << r.id;  // different sums, not one number compared with itself
        }
}

TEST(Accounts, WhatGovernmentsPayIsWhatOwnersReceive) {
    SerialBlocks blocks;
    Simulation simulation(mini(), Kept::spec_of(harsh_rules(), 200, true), blocks);
    auto& impl = simulation.impl();
    double paid_in_all = 0.0;
    while (impl.t < 200) {
        impl.advance(nullptr);
        double paid = 0.0, received = 0.0, wages = 0.0, research = 0.0;
        for (std::size_t c = 0; c < mini().countries.size(); ++c) {
            const std::size_t x = c * 2 + 1;
            paid += impl.funds.subsidy[x] + impl.funds.tax_credit[x] - impl.funds.clawback[x];
            research += impl.funds.research[x];
            received += impl.accounts.books().of(Owned::grants, c, 1);
            wages += impl.accounts.books().of(Owned::public_research, c, 1);
        }
        ASSERT_NEAR(paid, received, 1e-10 * std::max(1.0, std::abs(paid))) << impl.t;
        ASSERT_NEAR(research, wages, 1e-10 * std::max(1.0, research)) << impl.t;
        paid_in_all += paid + research;
    }
    EXPECT_GT(paid_in_all, 0.0);  // the rules hold some that pay
}

TEST(Accounts, AuditSeesABookingError) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(30);
    Simulation simulation(mini(), spec, blocks);
    auto& impl = simulation.impl();
    for (int n = 0; n < 10; ++n) impl.advance(nullptr);
    impl.state.stock_dev[0] += 1e-3 * impl.base.q0[0];  // goods from nowhere
    EXPECT_THROW(
        {
            Step step = impl.step();
            for (const Phase& phase : impl.phases())
                if (phase.name == "account") phase.does(step);
            impl.audit.before_rules(impl.state);
            impl.audit.after_rules(impl.state);
            impl.audit.check(step);
        },
        AuditError);
}

TEST(Welfare, TariffTakesFromBuyersAndGivesToTheState) {
    const Rule tariff = chip_tariff();
    Kept run({tariff}, 156);
    const std::size_t usa = of("USA"), chn = of("CHN");
    EXPECT_GT(Kept::effect(run.tariffs, usa), 0.0);
    EXPECT_LT(Kept::effect(run.consumers, usa), 0.0);
    EXPECT_LT(Kept::effect(run.welfare, chn), 0.0);
    double world = 0.0;
    for (std::size_t c = 0; c < run.countries; ++c) world += Kept::effect(run.welfare, c);
    EXPECT_LT(world, 0.0);
}

TEST(Welfare, BanHurtsTheTargetAndItsLossIndexShowsIt) {
    Kept run({tool_ban()}, 260);
    const std::size_t chn = of("CHN");
    const Accounts& a = run.simulation.impl().accounts;
    EXPECT_LT(Kept::effect(run.welfare, chn), 0.0);
    EXPECT_GT(a.loss_index[chn * 2 + 1], 0.001);
    EXPECT_EQ(a.loss_index[chn * 2], 0.0);  // the baseline's governments follow the script: nothing to compare
    // The vendor that only makes tools lost a market; makers of chips elsewhere may gain what the target's plants lose.
    EXPECT_GT(a.sector_index[of("NLD") * 2 + 1], 0.01);
}

TEST(LossIndex, IsWhatTheBaselineLaneShows) {
    // The reference that a lane makes for itself has the bits of the baseline beside it.
    SerialBlocks blocks;
    Simulation simulation(mini(), Kept::spec_of({tool_ban()}, 100, true), blocks);
    auto& impl = simulation.impl();
    const std::size_t chn = of("CHN");
    double index = 0.0;
    const double lam = models::rate(1.0, 52.0);
    while (impl.t < 100) {
        impl.advance(nullptr);
        const models::CountryBooks base = impl.accounts.books().country(chn, 1, true);
        index = models::loss_step(index, impl.accounts.welfare(chn, 1) - impl.accounts.welfare(chn, 0),
                                  std::max(models::gdp_by_production(base), base.spending), lam);
        ASSERT_EQ(impl.accounts.loss_index[chn * 2 + 1], index) << impl.t;
    }
    EXPECT_NE(index, 0.0);
}

TEST(LossIndex, WithoutMeasuresItIsExactlyZeroWhateverDemandDoes) {
    Network network = mini();
    network.demand_path.clear();
    for (std::int32_t f = 0; f < network.finals(); ++f) network.demand_path.push_back({f, 0, 0.95});
    SerialBlocks blocks;
    Simulation simulation(network, Kept::spec_of({}, 200, true), blocks);
    simulation.run(nullptr);
    const Accounts& a = simulation.impl().accounts;
    for (std::size_t c = 0; c < network.countries.size(); ++c) {
        EXPECT_EQ(a.loss_index[c * 2 + 1], 0.0);
        EXPECT_EQ(a.sector_index[c * 2 + 1], 0.0);
    }
    EXPECT_LT(a.books().of(Owned::earnings, of("CHN"), 1), 0.98 * a.books().base(Owned::earnings, of("CHN"), 1));
}

}  // namespace
}  // namespace sunder::tests
