// SPDX-License-Identifier: Apache-2.0
// N11: a licence is a volume cap. Under "0.3 of the base flow after 60 days" exports of every covered link stay at or below
// 0.3 Z0 whatever is ordered: final demand doubles before it, so that unfilled orders wait when it comes, orders are
// inflated when poorly filled (phantom_orders), refused volume spills over.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/core/impl.hpp"
#include "sim/core/policy_match.hpp"
#include "sim/economy/economy.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

constexpr std::int32_t rise = 5, effective = 20, end = 180;
constexpr double licensed_share = 0.3;

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
    rule.licence.share = licensed_share;
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
    Network network = find_economy("mini");
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

/// Largest excess of a covered link over 0 before the first grant and over the cap from it on.
double cap_error() {
    const Exports x = exports_under(1.0, false);
    require(x.largest_order > 1.5, "the cap is pushed hard");
    require(std::abs(x.total.back() - licensed_share) < 1e-12, "and used");
    constexpr std::int32_t first_grant = effective + 8;  // 60 days
    double worst = 0.0;
    for (std::int32_t t = effective; t < end; ++t)
        worst = std::max(worst, x.largest[static_cast<std::size_t>(t)] - (t < first_grant ? 0.0 : licensed_share));
    return worst;
}

/// An office decides applications one by one, 60 days (9 steps) after they were made, and grants 0.3 of each; a grant that
/// is not used may be used later. So the claim holds for sums: exports up to any week are at most 0.3 of what was applied
/// for 9 weeks before.
double office_error() {
    double worst = 0.0;
    for (const double coverage : {1.0, 0.5}) {
        const Exports x = exports_under(coverage, true);
        double used = 0.0, granted = 0.0;
        for (auto t = static_cast<std::size_t>(effective); t < static_cast<std::size_t>(end); ++t) {
            if (t >= effective + 9) granted += licensed_share * x.applied[t - 9];
            used += x.licensed[t];
            worst = std::max(worst, used - granted);
        }
        require(used > 0.9 * granted, "grants are used");
        require(granted > 10.0 * coverage, "weeks of base flow are granted");
    }
    return worst;
}

/// Half of the flow needs no licence and follows the market, whose demand doubles: between 0.5 + 0.5 * 0.3 = 0.65 of the
/// base flow and 2 * 0.5 + 0.5 * 0.3 = 1.15. What is ordered beyond that, to make good the refused half, is refused as well.
double uncovered_error() {
    const Exports x = exports_under(0.5, false);
    require(x.total.back() > 0.65, "the free half grows");
    require(x.largest_order > 1.15, "more is ordered");
    return std::max(0.0, x.total.back() - 1.15);
}

/// Three suppliers of one consumer with base flows 50, 30 and 20; the first two may ship 0.4 of theirs, shares are fixed. In
/// the first step 50 - 20 + 30 - 12 = 48 is refused; half of it (spill 0.5) goes to the supplier with room: 20 + 24 = 44.
double spill_error() {
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
    double worst = 0.0;
    for (const auto& [plant, order] : {std::pair{0, 20.0}, {1, 12.0}, {2, 44.0}})
        for (std::size_t e = 0; e < 3; ++e)
            if (network.link_supplier[e] == place[static_cast<std::size_t>(plant)])
                worst = std::max(worst, std::abs(run.impl().state.order[e] - order));
    return worst;
}

// Tolerances: 1 - (1 - 0.3) is 0.3 to one unit in the last place; sums of 160 weeks 1e-12; orders of 50 some ulp.
constexpr std::array<ExactCase, 4> cases{{
    {"N11 cap", "A licence for 0.3 is a volume cap: nothing for 60 days, then 0.3 of the base flow whatever is ordered",
     "by definition", "largest excess over the cap, in base flows", 1e-15, cap_error},
    {"N11 office", "With an office that decides applications, exports stay within the sum of its grants", "by definition",
     "largest excess, in weeks of base flow", 1e-12, office_error},
    {"N11 half covered", "The part that needs no licence follows the market, not the inflated orders", "by definition",
     "excess over 2 * 0.5 + 0.5 * 0.3", 0.0, uncovered_error},
    {"N11 spill", "Refused volume spills to the suppliers with room: 20 + 0.5 * 48 = 44", "closed form",
     "largest difference of orders", 1e-13, spill_error},
}};

}  // namespace

std::span<const ExactCase> licence_cases() {
    return cases;
}

}  // namespace sunder
