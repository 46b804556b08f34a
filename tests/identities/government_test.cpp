// SPDX-License-Identifier: Apache-2.0
// Governments that decide: allies leave and come back, a target climbs its ladder, a sender holds back; and nothing of it
// when they follow the script. Reviews are taken by hand, with losses that the test makes up, where it is about what follows
// from a loss; the runs at the end take their losses from the accounts.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "sim/parallel/parallel.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

using Kind = Decision::Kind;
using Cause = Decision::Cause;

/// Light-handed copies of the ban: the ally follows the leader's rule for its own vendors.
Rule ally_ban() {
    Rule rule = tool_ban();
    rule.id = "ally-ban";
    rule.issuer = country("NLD");
    rule.leader = "tool-ban";
    rule.announce = rule.effective = to_day(2021, 1, 4) + 5 * 7;
    rule.items = {{good("litho"), 1.0}};
    rule.vendor_hq = {country("NLD")};
    return rule;
}

Rule on_call(Rule rule, const std::string& id) {
    rule.id = id;
    rule.issuer = country("CHN");
    rule.on_call = true;
    return rule;
}

Rule leader_tariff(std::int32_t announce_week, std::int32_t notice_days) {
    Rule rule = chip_tariff();
    rule.issuer = country("USA");
    rule.announce = to_day(2021, 1, 4) + announce_week * 7;
    rule.effective = rule.announce + notice_days;
    return rule;
}

Rule leader_ban() {
    Rule rule = tool_ban();
    rule.issuer = country("USA");
    rule.vendor_hq = {country("USA")};
    rule.announce = rule.effective = to_day(2021, 1, 4) + 5 * 7;
    return rule;
}

/// A run of which the test takes the reviews of the scenario lane.
class Reviewed {
public:
    explicit Reviewed(std::vector<Rule> rules, Governments how = {}) : simulation_(mini(), spec_of(rules, how), blocks_) {}

    void weeks(std::int32_t n) {
        for (std::int32_t w = 0; w < n; ++w) impl().advance(nullptr);
    }
    void review(const std::string& code, double loss, double sector = 0.0) {
        std::vector<double> losses(mini().countries.size() * 2, 0.0), sectors = losses;
        losses[static_cast<std::size_t>(country(code)) * 2 + 1] = loss;
        sectors[static_cast<std::size_t>(country(code)) * 2 + 1] = sector;
        impl().government.decide(1, today(), losses, sectors, impl().policy);
    }
    [[nodiscard]] Day today() { return impl().step().day; }
    [[nodiscard]] Simulation::Impl& impl() { return simulation_.impl(); }
    [[nodiscard]] const std::vector<Decision>& decisions() { return impl().government.decisions(); }
    /// Share of the last step in which a measure was in force.
    [[nodiscard]] double in_force(std::size_t measure) {
        return impl().policy.use_of_rules(1, impl().state)[measure].in_force;
    }
    /// Smallest part that is left of any link.
    [[nodiscard]] double least_available() {
        double least = 1.0;
        for (std::size_t x = 1; x < impl().policy.available.size(); x += 2)
            least = std::min(least, impl().policy.available[x]);
        return least;
    }

private:
    static RunSpec spec_of(const std::vector<Rule>& rules, const Governments& how) {
        RunSpec spec = two_lanes(200);
        spec.lanes[1].rules = rules;
        spec.lanes[1].governments = how;
        return spec;
    }
    SerialBlocks blocks_;
    Simulation simulation_;
};

TEST(Ally, LeavesByStepsWhileItsLossLastsAndRejoinsAfterRelief) {
    Reviewed run({ally_ban()});
    run.weeks(13);
    EXPECT_EQ(run.least_available(), 0.0);  // wholly banned
    run.review("NLD", 0.0011);
    EXPECT_TRUE(run.decisions().empty());  // one bad quarter is none
    run.review("NLD", 0.0012);
    ASSERT_EQ(run.decisions().size(), 1U);
    EXPECT_EQ(run.decisions()[0], (Decision{run.today(), run.today(), 1, country("NLD"), 0, Kind::leaves, Cause::loss,
                                            0.0012, 0.0, 0.001, 0.75}));
    run.weeks(1);
    EXPECT_EQ(run.least_available(), 0.25);  // a quarter of the flow passes again
    for (int n = 0; n < 5; ++n) run.review("NLD", 0.002);
    EXPECT_EQ(run.decisions().size(), 4U);  // 0.75, 0.5, 0.25, 0, and no further
    run.weeks(1);
    EXPECT_EQ(run.least_available(), 1.0);
    run.review("NLD", 0.0008);  // between relief and tolerance nothing moves
    run.review("NLD", 0.0006);
    run.review("NLD", 0.0001);
    EXPECT_EQ(run.decisions().size(), 4U);
    run.review("NLD", 0.0001);
    ASSERT_EQ(run.decisions().size(), 5U);
    EXPECT_EQ(run.decisions()[4].kind, Kind::rejoins);
    EXPECT_EQ(run.decisions()[4].threshold, 0.0005);
    EXPECT_EQ(run.decisions()[4].compliance, 0.25);
    EXPECT_EQ(run.impl().government.compliance(1, 0), 0.25);
    run.weeks(1);
    EXPECT_EQ(run.least_available(), 0.75);
}

TEST(Ally, MayLeaveForTheSakeOfItsChipSectorAndHasItsOwnTolerance) {
    Governments how;
    how.allies = {{country("NLD"), 0.01, 0.2}};
    Reviewed run({ally_ban()}, how);
    for (int n = 0; n < 3; ++n) run.review("NLD", 0.005, 0.19);
    EXPECT_TRUE(run.decisions().empty());
    for (int n = 0; n < 2; ++n) run.review("NLD", 0.005, 0.21);
    ASSERT_EQ(run.decisions().size(), 1U);
    EXPECT_EQ(run.decisions()[0].cause, Cause::sector);
    EXPECT_EQ(run.decisions()[0].threshold, 0.2);
    EXPECT_EQ(run.decisions()[0].sector_index, 0.21);
}

TEST(Ally, OnlyRulesThatFollowALeaderAreLeft) {
    Reviewed run({leader_ban(), ally_ban()});
    for (int n = 0; n < 8; ++n) run.review("USA", 1.0);
    for (const Decision& d : run.decisions()) EXPECT_NE(d.kind, Kind::leaves);
    EXPECT_EQ(run.impl().government.compliance(1, 0), 1.0);
    EXPECT_TRUE(std::isnan(run.impl().government.compliance(0, 0)));  // not a measure of the baseline
}

TEST(Ladder, IsClimbedByHarmRatioOneRungAReviewAndInForceAfterItsDelay) {
    Governments how;
    how.ladder = {{"metal", 0.001, 28, 2.0}, {"chips", 0.002, 0, 3.0}};
    Rule chips = chip_tariff();
    chips.action = Action::deny;
    Reviewed run({on_call(metal_licence(), "metal"), on_call(chips, "chips")}, how);
    run.weeks(39);
    EXPECT_EQ(run.in_force(0), 0.0);  // its date in the deck is week 30: on call it does not count
    run.review("CHN", 0.001);
    EXPECT_TRUE(run.decisions().empty());
    run.review("CHN", 0.003);
    ASSERT_EQ(run.decisions().size(), 1U);
    EXPECT_EQ(run.decisions()[0], (Decision{run.today(), run.today(), 1, country("CHN"), 1, Kind::retaliates, Cause::loss,
                                            0.003, 0.0, 0.002, 1.0}));
    run.weeks(1);
    EXPECT_EQ(run.in_force(1), 1.0);  // no delay
    run.review("CHN", 0.003);
    ASSERT_EQ(run.decisions().size(), 2U);
    EXPECT_EQ(run.decisions()[1].measure, 0);
    EXPECT_EQ(run.decisions()[1].effective, run.today() + 28);
    run.weeks(4);
    EXPECT_EQ(run.in_force(0), 0.0);
    run.weeks(1);
    EXPECT_EQ(run.in_force(0), 1.0);  // 28 days later
    run.review("CHN", 1.0);
    EXPECT_EQ(run.decisions().size(), 2U);  // nothing left on the ladder
}

TEST(Ladder, RungWithoutItsMeasureAndOthersLossesDoNothing) {
    Governments how;
    how.ladder = {{"metal", 0.001, 0, 1.0}, {"not-in-this-run", 0.0, 0, 9.0}};
    Reviewed run({on_call(metal_licence(), "metal")}, how);
    run.review("USA", 1.0);
    EXPECT_TRUE(run.decisions().empty());
    run.review("CHN", 1.0);
    EXPECT_EQ(run.decisions().size(), 1U);
    run.review("CHN", 1.0);
    EXPECT_EQ(run.decisions().size(), 1U);
}

TEST(Sender, PostponesWhatItHasNotAnnouncedWhileItsLossLasts) {
    Reviewed run({leader_ban(), leader_tariff(20, 14)});
    run.weeks(13);
    run.review("USA", 0.0021);
    ASSERT_EQ(run.decisions().size(), 1U);
    EXPECT_EQ(run.decisions()[0], (Decision{run.today(), run.today() + 91 + 14, 1, country("USA"), 1, Kind::restrains,
                                            Cause::loss, 0.0021, 0.0, 0.002, 1.0}));
    run.weeks(13);
    EXPECT_EQ(run.in_force(0), 1.0);  // the ban was announced before
    EXPECT_EQ(run.in_force(1), 0.0);
    run.review("USA", 0.003);
    EXPECT_EQ(run.decisions().size(), 1U);  // still withheld: no second row
    run.weeks(13);
    EXPECT_EQ(run.in_force(1), 0.0);
    run.review("USA", 0.001);
    ASSERT_EQ(run.decisions().size(), 2U);
    EXPECT_EQ(run.decisions()[1].kind, Kind::resumes);
    EXPECT_EQ(run.decisions()[1].effective, run.today() + 14);
    run.weeks(2);
    EXPECT_EQ(run.in_force(1), 0.0);  // its 14 days of notice
    run.weeks(1);
    EXPECT_EQ(run.in_force(1), 1.0);
    run.review("USA", 1.0);
    EXPECT_EQ(run.decisions().size(), 2U);  // what is in force stays
}

TEST(Sender, LeavesToALaterReviewWhatIsNotDueBeforeIt) {
    Reviewed run({leader_ban(), leader_tariff(30, 0)});
    run.weeks(13);
    run.review("USA", 1.0);
    EXPECT_TRUE(run.decisions().empty());  // due in week 30, the next review is in week 26
    run.weeks(18);
    EXPECT_EQ(run.in_force(1), 1.0);
}

TEST(Sender, IsHeldBackByLowApprovalToo) {
    Governments how;
    how.approval = 0.37;
    how.approval_min = 0.4;
    Reviewed run({leader_ban(), leader_tariff(20, 0)}, how);
    run.weeks(13);
    run.review("USA", 0.0);
    ASSERT_EQ(run.decisions().size(), 1U);
    EXPECT_EQ(run.decisions()[0].cause, Cause::approval);
    EXPECT_EQ(run.decisions()[0].threshold, 0.4);
}

TEST(Sender, HelpAtHomeIsNoEscalationAndWhoOnlyTaxesIsNoSender) {
    Rule grant;
    grant.id = "grant";
    grant.issuer = country("USA");
    grant.action = Action::subsidy;
    grant.announce = grant.effective = to_day(2021, 1, 4) + 20 * 7;
    Reviewed sender({leader_ban(), grant}), taxer({leader_tariff(20, 0)});
    for (Reviewed* run : {&sender, &taxer}) {
        run->weeks(13);
        run->review("USA", 1.0);
        EXPECT_TRUE(run->decisions().empty());
    }
}

// From here on the phase `govern` reviews; thresholds below 0 are passed by any loss.

Governments eager() {
    Governments how;
    how.ladder = {{"metal", -1.0, 28, 2.0}, {"chips", -1.0, 0, 3.0}};
    how.restraint_threshold = -1.0;
    how.loss_tolerance = 1e-7;
    how.sector_tolerance = 1e-5;
    return how;
}

std::vector<Rule> all_kinds() {
    Rule chips = chip_tariff();
    chips.action = Action::deny;
    return {leader_ban(), ally_ban(), leader_tariff(20, 14), on_call(metal_licence(), "metal"), on_call(chips, "chips")};
}

RunSpec deciding(std::size_t lanes, std::size_t place, std::int32_t weeks) {
    RunSpec spec = two_lanes(weeks);
    spec.lanes.assign(lanes, LaneSpec{"baseline", {}, {}, {}});
    for (std::size_t l = 0; l < lanes; ++l)
        if (l % 3 == 1) spec.lanes[l].rules = {metal_licence()};
    spec.lanes[place].rules = all_kinds();
    spec.lanes[place].switches.set(Switch::endogenous_governments, true);
    spec.lanes[place].governments = eager();
    return spec;
}

/// Decisions of a lane, free of where it stands: row of measure by id.
std::vector<std::pair<std::string, Decision>> decisions_of(Simulation& simulation, std::size_t lane) {
    const auto ids = Policy::measure_ids(simulation.impl().spec);
    std::vector<std::pair<std::string, Decision>> rows;
    for (Decision d : simulation.impl().government.decisions()) {
        EXPECT_EQ(static_cast<std::size_t>(d.lane), lane);
        std::string id = ids[static_cast<std::size_t>(d.measure)];
        d.lane = d.measure = 0;
        rows.emplace_back(std::move(id), d);
    }
    return rows;
}

TEST(Governments, ReviewEveryQuarterOnTheDayAfterItsLastWeek) {
    SerialBlocks blocks;
    Simulation simulation(mini(), deciding(2, 1, 60), blocks);
    simulation.run(nullptr);
    std::map<Day, std::vector<Kind>> seen;
    for (const Decision& d : simulation.decisions())
        if (d.kind == Kind::retaliates || d.kind == Kind::restrains) seen[d.day - to_day(2021, 1, 4)].push_back(d.kind);
    const std::map<Day, std::vector<Kind>> expected{{91, {Kind::retaliates, Kind::restrains}}, {182, {Kind::retaliates}}};
    EXPECT_EQ(seen, expected);
}

TEST(Governments, DecisionsAndBitsDoNotDependOnNeighbours) {
    SerialBlocks blocks;
    Simulation alone(mini(), deciding(1, 0, 150), blocks);
    alone.run(nullptr);
    const auto rows = decisions_of(alone, 0);
    EXPECT_GE(rows.size(), 3U);
    for (const std::size_t lanes : {2U, 3U, 8U, 16U}) {
        Simulation among(mini(), deciding(lanes, lanes - 1, 150), blocks);
        among.run(nullptr);
        ASSERT_EQ(lane_of(alone, 0), lane_of(among, lanes - 1)) << lanes;
        EXPECT_EQ(rows, decisions_of(among, lanes - 1)) << lanes;
    }
}

TEST(Governments, DecisionsAndBitsDoNotDependOnThreads) {
    SerialBlocks serial;
    Simulation one(mini(), deciding(2, 1, 150), serial);
    one.run(nullptr);
    for (const int threads : {2, 5}) {
        const auto blocks = make_blocks(threads);
        Simulation many(mini(), deciding(2, 1, 150), *blocks);
        many.run(nullptr);
        ASSERT_EQ(lane_of(one, 1), lane_of(many, 1)) << threads;
        EXPECT_EQ(decisions_of(one, 1), decisions_of(many, 1));
    }
}

TEST(Governments, OffChangesNothing) {
    SerialBlocks blocks;
    RunSpec off = deciding(2, 1, 100), bare = off;
    off.lanes[1].switches.set(Switch::endogenous_governments, false);
    bare.lanes[1].switches.set(Switch::endogenous_governments, false);
    bare.lanes[1].governments = {};
    Simulation with(mini(), off, blocks), without(mini(), bare, blocks);
    with.run(nullptr);
    without.run(nullptr);
    EXPECT_EQ(lane_of(with, 1), lane_of(without, 1));
    EXPECT_TRUE(with.decisions().empty());
}

TEST(Governments, OnButNeverMovedChangesNothing) {
    SerialBlocks blocks;
    RunSpec on = deciding(2, 1, 100), bare = on;
    Governments calm;  // every threshold out of reach
    calm.ladder = {{"metal", 1e9, 0, 1.0}, {"chips", 1e9, 0, 1.0}};
    calm.loss_tolerance = calm.sector_tolerance = calm.restraint_threshold = 1e9;
    on.lanes[1].governments = calm;
    bare.lanes[1].switches.set(Switch::endogenous_governments, false);
    std::erase_if(bare.lanes[1].rules, [](const Rule& rule) { return rule.on_call; });
    Simulation with(mini(), on, blocks), without(mini(), bare, blocks);
    with.run(nullptr);
    without.run(nullptr);
    EXPECT_TRUE(with.decisions().empty());
    EXPECT_EQ(lane_of(with, 1), lane_of(without, 1));
}

// The whole chain: the ban costs its ally sales, the accounts see the loss, the ally leaves, and the file's numbers are
// those that were looked at.
TEST(Governments, AnAllyLeavesForTheLossThatTheAccountsSee) {
    SerialBlocks blocks;
    RunSpec spec = deciding(2, 1, 150);
    spec.lanes[1].rules = {leader_ban(), ally_ban()};
    spec.lanes[1].governments = {};
    spec.lanes[1].governments.loss_tolerance = 1e-5;
    spec.lanes[1].governments.sector_tolerance = 1e9;
    spec.lanes[1].governments.restraint_threshold = 1e9;
    Simulation simulation(mini(), spec, blocks);
    auto& impl = simulation.impl();
    const std::size_t ally = static_cast<std::size_t>(country("NLD")) * 2 + 1;
    std::size_t seen = 0;
    while (impl.t < 150) {
        impl.advance(nullptr);
        for (; seen < simulation.decisions().size(); ++seen) {
            const Decision& d = simulation.decisions()[seen];
            EXPECT_EQ(d.country, country("NLD"));
            EXPECT_EQ(d.loss_index, impl.accounts.loss_index[ally]);  // of this very week
            EXPECT_TRUE(d.kind == Kind::leaves ? d.loss_index > d.threshold : d.loss_index < d.threshold);
        }
    }
    ASSERT_GE(seen, 1U);
    EXPECT_EQ(simulation.decisions()[0].kind, Kind::leaves);
    EXPECT_GE(simulation.decisions()[0].day, spec.start + 2 * 91);  // two quarters in a row at least
}

}  // namespace
}  // namespace sunder::tests
