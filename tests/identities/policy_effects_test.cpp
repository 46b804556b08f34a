// SPDX-License-Identifier: Apache-2.0
// Rules act where they should, and the audited identities hold under harsh ones.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

double output_of(Simulation& simulation, const std::string& in, const std::string& what, std::size_t lane) {
    const Network& net = mini();
    double sum = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(net.units()); ++i)
        if (net.unit_country[i] == country(in) && net.unit_good[i] == good(what))
            sum += simulation.impl().state.output[i * static_cast<std::size_t>(simulation.impl().lanes) + lane];
    return sum;
}

Simulation& run_of(const std::vector<Rule>& rules, std::int32_t weeks) {
    static SerialBlocks blocks;
    static std::vector<std::unique_ptr<Simulation>> kept;
    RunSpec spec = two_lanes(weeks);
    spec.lanes[1].rules = rules;
    kept.push_back(std::make_unique<Simulation>(mini(), spec, blocks));
    kept.back()->run(nullptr);
    return *kept.back();
}

TEST(Rules, IdentitiesHoldUnderHarshRules) {
    Simulation& simulation = run_of(harsh_rules(), 520);  // throws AuditError when one fails
    for (const AuditResidual& r : simulation.audit()) EXPECT_LE(r.largest, r.tolerance) << r.id;
    EXPECT_NE(lane_of(simulation, 0), lane_of(simulation, 1));
}

TEST(Rules, DeniedLinksCarryNothing) {
    Simulation& simulation = run_of({tool_ban()}, 60);
    const auto& impl = simulation.impl();
    int denied = 0;
    for (std::size_t e = 0; e < impl.policy.record.size(); ++e) {
        if (impl.policy.record[e] < 0) continue;
        const std::size_t r = static_cast<std::size_t>(impl.policy.record[e]) * 2 + 1;
        if (impl.policy.cap[r] != 0.0) continue;
        ++denied;
        EXPECT_EQ(impl.state.shipped[e * 2 + 1], 0.0);
        EXPECT_EQ(impl.state.order[e * 2 + 1], 0.0);
        EXPECT_EQ(impl.state.backlog[e * 2 + 1], 0.0);
        EXPECT_EQ(impl.policy.seen[r], 0.0);
    }
    EXPECT_GT(denied, 0);
}

TEST(Rules, ToolBanCutsAdvancedChipsOfTheTarget) {
    Simulation& simulation = run_of({tool_ban()}, 260);
    EXPECT_LT(output_of(simulation, "CHN", "alog", 1), 0.9 * output_of(simulation, "CHN", "alog", 0));
}

TEST(Rules, RuleThatTouchesNothingIsAnError) {
    Rule rule = tool_ban();
    rule.destination = {country("NLD")};  // no fab there
    rule.items = {{good("litho"), 1.0}};
    RunSpec spec = two_lanes(10);
    spec.lanes[1].rules = {rule};
    SerialBlocks blocks;
    EXPECT_THROW(Simulation(mini(), spec, blocks), SetupError);
}

TEST(Rules, RepealBringsTheFlowBack) {
    Rule rule = tool_ban();
    rule.expires = rule.effective + 52 * 7;
    Simulation& simulation = run_of({rule}, 1000);
    EXPECT_NEAR(output_of(simulation, "CHN", "alog", 1) / output_of(simulation, "CHN", "alog", 0), 1.0, 0.02);
}

TEST(Rules, ExemptionEndsOnItsDay) {
    Rule rule = tool_ban();
    for (std::int32_t i = 0; i < mini().units(); ++i)
        if (mini().unit_country[static_cast<std::size_t>(i)] == country("CHN"))
            rule.exempt_groups.push_back(mini().unit_group[static_cast<std::size_t>(i)]);
    rule.exempt_until = rule.effective + 30 * 7;
    RunSpec spec = two_lanes(60);
    spec.lanes[1].rules = {rule};
    SerialBlocks blocks;
    Simulation simulation(mini(), spec, blocks);
    auto& impl = simulation.impl();
    const auto refused = [&] {
        double sum = 0.0;
        for (const auto& use : impl.policy.use_of_rules(1, impl.state)) sum += use.denied;
        return sum;
    };
    while (impl.t < 50) {
        impl.advance(nullptr);
        ASSERT_EQ(refused(), 0.0) << impl.t;
    }
    impl.advance(nullptr);
    EXPECT_GT(refused(), 0.0);
}

TEST(Rules, TariffIsPaidAndRaisesTheLandedPrice) {
    Simulation& simulation = run_of({chip_tariff()}, 60);
    auto& impl = simulation.impl();
    int taxed = 0;
    for (std::size_t e = 0; e < impl.policy.record.size(); ++e)
        if (impl.policy.record[e] >= 0 &&
            impl.policy.tariff[static_cast<std::size_t>(impl.policy.record[e]) * 2 + 1] > 0.0) {
            ++taxed;
            const double base =
                1.0 + static_cast<double>(mini().link_tariff0[e]) + static_cast<double>(mini().link_freight0[e]);
            EXPECT_NEAR(impl.policy.price_factor[static_cast<std::size_t>(impl.policy.record[e]) * 2 + 1],
                        (base + 0.25) / base, 1e-15);  // one rounding
        }
    EXPECT_GT(taxed, 0);
}

}  // namespace
}  // namespace sunder::tests
