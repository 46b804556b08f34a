// SPDX-License-Identifier: Apache-2.0
// N11: a licence is a volume cap. Under "0.3 of the base flow after 60 days" exports of every covered link stay at or below
// 0.3 Z0 whatever is ordered: final demand doubles before it, so that unfilled orders wait when it comes, orders are
// inflated when poorly filled (phantom_orders), refused volume spills over.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/core/impl.hpp"
#include "sim/core/policy_match.hpp"
#include "sim/economy/economy.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::testing {
using namespace toy;
namespace {

constexpr std::int32_t rise = 5, effective = 20, end = 180;
constexpr double share = 0.3;

/// CHN licenses gallium; `coverage` of each link's flow needs the licence.
Rule licence_on(const Network& network, double coverage) {
    Rule rule;
    rule.id = "licence";
    rule.action = Action::license;
    rule.announce = day_of(effective - 10);
    rule.effective = day_of(effective);
    for (std::size_t c = 0; c < network.countries.size(); ++c)
        if (network.countries[c].code == "CHN") rule.ship_from = {static_cast<std::int32_t>(c)};
    for (std::size_t g = 0; g < network.goods.size(); ++g)
        if (network.goods[g].code == "ga") rule.items = {{static_cast<std::int32_t>(g), 1.0}};
    rule.licence.share = share;
    rule.licence.delay_days = 60;
    rule.coverage = coverage;
    return rule;
}

struct Exports {
    std::vector<double> largest;   ///< by step: largest flow of a covered link, ratio to its base flow
    std::vector<double> total;     ///< by step: all covered links
    std::vector<double> applied;   ///< by step: part of the orders, up to the base flow, that needs a licence
    std::vector<double> licensed;  ///< by step: exports beyond the part of the base flow that needs none
    double largest_order = 0.0;    ///< largest order wanted on a covered link, ratio to its base flow
};

Exports exports_under(double coverage, bool queue) {
    Network network = build_economy(SUNDER_SOURCE_DIR "/scenarios/economies/mini");
    for (std::int32_t f = 0; f < network.finals(); ++f) step_demand(network, f, rise, 2.0);
    LaneSpec lane;
    lane.rules = {licence_on(network, coverage)};
    lane.switches.set(Switch::phantom_orders, true);
    lane.switches.set(Switch::spill_over, true);
    lane.switches.set(Switch::licence_queue, queue);
    SerialBlocks blocks;
    Simulation run(network, run_of(end, lane), blocks);
    auto& impl = run.impl();
    const LinkMatch match(lane.rules[0], network);
    Exports result;
    while (impl.t < end) {
        impl.advance(nullptr);
        double largest = 0.0, total = 0.0, base = 0.0, applied = 0.0, licensed = 0.0;
        for (std::size_t e = 0; e < impl.base.z0.size(); ++e) {
            if (!(match.share(impl.base.link_slot[e], static_cast<std::int32_t>(e)) > 0.0)) continue;
            const double z0 = impl.base.z0[e], wanted = impl.policy.wanted[static_cast<std::size_t>(impl.policy.record[e])];
            const double shipped = impl.state.shipped[e];
            largest = std::max(largest, shipped / z0);
            total += shipped;
            base += z0;
            applied += coverage * std::min(wanted, z0);
            licensed += std::max(0.0, shipped - (1.0 - coverage) * z0);
            if (impl.t > effective) result.largest_order = std::max(result.largest_order, wanted / z0);
        }
        result.applied.push_back(applied / base);
        result.licensed.push_back(licensed / base);
        result.largest.push_back(largest);
        result.total.push_back(total / base);
    }
    return result;
}

constexpr double last_place = 1e-15;  // 1 - (1 - 0.3) is 0.3 to one unit in the last place

TEST(N11Licence, ExportsStayWithinTheCapWhateverIsOrdered) {
    const Exports x = exports_under(1.0, false);
    EXPECT_GT(x.largest_order, 1.5);                 // the cap is pushed hard
    constexpr std::int32_t granted = effective + 9;  // 60 days and one step of ramp
    for (std::int32_t t = effective; t < granted; ++t) EXPECT_LE(x.largest[static_cast<std::size_t>(t)], share + last_place);
    for (std::int32_t t = effective; t < effective + 8; ++t)
        EXPECT_EQ(x.largest[static_cast<std::size_t>(t)], 0.0) << "before the first grant";
    for (std::int32_t t = granted; t < end; ++t)
        EXPECT_LE(x.largest[static_cast<std::size_t>(t)], share + last_place) << "week " << t;
    EXPECT_NEAR(x.total.back(), share, 1e-12);  // and the cap is used
}

// An office decides applications one by one, 60 days (9 steps) after they were made, and grants 0.3 of each; a grant that is
// not used may be used later. So the claim holds for sums: exports up to any week are at most 0.3 of what was applied for 9
// weeks before.
TEST(N11Licence, WithAnOfficeExportsStayWithinTheSumOfGrants) {
    for (const double coverage : {1.0, 0.5}) {
        const Exports x = exports_under(coverage, true);
        double used = 0.0, granted = 0.0;
        for (auto t = static_cast<std::size_t>(effective); t < static_cast<std::size_t>(end); ++t) {
            if (t >= effective + 9) granted += share * x.applied[t - 9];
            used += x.licensed[t];
            EXPECT_LE(used, granted + 1e-12) << "week " << t << ", coverage " << coverage;
        }
        EXPECT_GT(used, 0.9 * granted) << "grants are used, coverage " << coverage;
        EXPECT_GT(granted, 10.0 * coverage);  // weeks of base flow
    }
}

// Half of the flow needs no licence and follows the market, whose demand doubles: between 0.5 + 0.5 * 0.3 = 0.65 of the base
// flow and 2 * 0.5 + 0.5 * 0.3 = 1.15. What is ordered beyond that, to make good the refused half, is refused as well.
TEST(N11Licence, TheUncoveredPartFollowsTheMarketNotTheOrders) {
    const Exports x = exports_under(0.5, false);
    EXPECT_GT(x.total.back(), 0.65);
    EXPECT_LE(x.total.back(), 1.15);
    EXPECT_GT(x.largest_order, 1.15);
}

// Three suppliers of one consumer with base flows 50, 30 and 20; the first two may ship 0.4 of theirs, shares are fixed. In
// the first step 50 - 20 + 30 - 12 = 48 is refused; half of it (spill 0.5) goes to the supplier with room: 20 + 24 = 44.
TEST(N11Licence, RefusedVolumeSpillsToSuppliersWithRoom) {
    Draft d;
    const auto home = d.country("AAA"), away = d.country("BBB");
    const auto metal = d.good("metal", GoodKind::raw);
    const auto buyer = d.consumer(home);
    d.sell(d.plant(d.group("one", away), away, metal), buyer, SlotKind::fin, 50.0 * weeks_per_year);
    d.sell(d.plant(d.group("two", away), away, metal), buyer, SlotKind::fin, 30.0 * weeks_per_year);
    d.sell(d.plant(d.group("free", home), home, metal), buyer, SlotKind::fin, 20.0 * weeks_per_year);
    d.set("spill", 0.5);
    d.set("u0", 0.2);
    const Network network = d.build();
    const auto place = d.unit_place();
    LaneSpec lane;
    fix_prices(lane, network);
    lane.switches.set(Switch::resourcing, false);
    Rule rule;
    rule.id = "quota";
    rule.action = Action::quota;
    rule.announce = rule.effective = first_day();
    rule.ship_from = {away};
    rule.licence.share = 0.4;
    lane.rules = {rule};
    SerialBlocks blocks;
    Simulation run(network, run_of(1, lane), blocks);
    run.run(nullptr);
    for (const auto& [plant, order] : {std::pair{0, 20.0}, {1, 12.0}, {2, 44.0}})
        for (std::size_t e = 0; e < 3; ++e) {
            if (network.link_supplier[e] != place[static_cast<std::size_t>(plant)]) continue;
            EXPECT_NEAR(run.impl().state.order[e], order, 1e-13);
        }
}

}  // namespace
}  // namespace sunder::testing
