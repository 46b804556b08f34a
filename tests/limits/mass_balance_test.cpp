// SPDX-License-Identifier: Apache-2.0
// N6: mass-balance toy. One supplier, one buyer, no alternative, prices off. Lead time L = L_ship = 3 weeks, cover n = 5
// weeks, nmin = 1 step. From the day of the denial the buyer lives on what it holds: after L arrivals its stock is still n
// weeks.
#include <gtest/gtest.h>

#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

constexpr std::int32_t lead = 3, cover = 5, extra = 4, ban_step = 30;

/// The mine sells 1 M$ of ore a week, the smelter makes 2 M$ of metal of it: whole numbers, so that stocks are counted
/// exactly.
Network chain() {
    Draft draft;
    const auto home = draft.country("AAA"), away = draft.country("BBB");
    const auto ore = draft.good("ore", GoodKind::raw, true), metal = draft.good("metal", GoodKind::material);
    const auto mine = draft.plant(draft.group("mine", away), away, ore),
               smelter = draft.plant(draft.group("smelter", home), home, metal);
    draft.sell(mine, smelter, SlotKind::cur, weeks_per_year);
    draft.sell(smelter, draft.consumer(home), SlotKind::fin, 2.0 * weeks_per_year);
    draft.set("lead_weeks", lead);
    draft.set("ship_weeks", lead);
    draft.set("n", cover);
    draft.set("H", extra);
    draft.set("u0", 0.1);  // nobody is short of capacity when the buyer stocks up
    return draft.build();
}

Rule denial(Day announced, std::int32_t savings_days) {
    Rule ban;
    ban.id = "ban";
    ban.announce = announced;
    ban.effective = day_of(ban_step);
    ban.ship_from = {1};
    ban.savings_days = savings_days;
    ban.expected_share = 0.0;
    return ban;
}

struct Outcome {
    std::int32_t full_steps = 0;  ///< steps after the denial with output exactly at X0
    double after_denial = 0.0;    ///< output after the denial, in steps of X0
    bool dead_afterwards = true;  ///< output 0 in every later step
    double returned = 0.0;        ///< finished stock of the mine right after the denial, in steps of its X0
};

Outcome outcome_of(const Rule& rule) {
    const Network network = chain();
    LaneSpec lane;
    fix_prices(lane, network);
    lane.rules.push_back(rule);
    SerialBlocks blocks;
    Simulation run(network, run_of(ban_step + 40, lane), blocks);
    auto& impl = run.impl();
    EXPECT_EQ(impl.base.x0[0], 1.0);
    EXPECT_EQ(impl.base.x0[1], 2.0);
    Outcome result;
    bool ended = false;
    while (impl.t < impl.spec.steps()) {
        impl.advance(nullptr);
        const double ratio = impl.state.output[1] / impl.base.x0[1];
        if (impl.t <= ban_step) {
            EXPECT_EQ(ratio, 1.0) << "before the denial";
            continue;
        }
        if (impl.t == ban_step + 1) result.returned = impl.state.inventory_dev[0] / impl.base.x0[0];
        result.after_denial += ratio;
        if (ratio != 1.0) ended = true;
        if (!ended) ++result.full_steps;
        if (ended && ratio != 0.0) result.dead_afterwards = false;
    }
    return result;
}

TEST(N6MassBalance, SilentDenialLeavesCoverPlusPipeline) {
    const Outcome x = outcome_of(denial(day_of(ban_step), lead * 7));  // all goods under way arrive
    EXPECT_EQ(x.full_steps, cover + lead);
    EXPECT_EQ(x.after_denial, cover + lead);
    EXPECT_TRUE(x.dead_afterwards);
    EXPECT_EQ(x.returned, 0.0);
}

// Orders rise by thirds and sixths of the extra cover while the notice lasts: round-off of some 1e-16 of 12 weeks of stock.
TEST(N6MassBalance, AnnouncedDenialAddsTheAnticipatoryCover) {
    const Outcome x = outcome_of(denial(day_of(ban_step - 20), lead * 7));
    EXPECT_NEAR(x.after_denial, cover + lead + extra, 1e-13);
    EXPECT_GE(x.full_steps, cover + lead + extra - 1);  // the last step may miss a last place of its input
}

TEST(N6MassBalance, WithoutSavingsDaysThePipelineGoesBackToTheSeller) {
    const Outcome x = outcome_of(denial(day_of(ban_step), 0));
    EXPECT_EQ(x.full_steps, cover);
    EXPECT_EQ(x.after_denial, cover);
    EXPECT_TRUE(x.dead_afterwards);
    EXPECT_EQ(x.returned, lead);
}

}  // namespace
}  // namespace sunder::testing
