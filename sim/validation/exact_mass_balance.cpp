// SPDX-License-Identifier: Apache-2.0
// N6: mass-balance toy. One supplier, one buyer, no alternative, prices off. Lead time L = L_ship = 3 weeks, cover n = 5
// weeks, nmin = 1 step. From the day of the denial the buyer lives on what it holds: after L arrivals its stock is still n
// weeks.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/toy.hpp"

namespace sunder {
namespace {

using namespace toy;

constexpr std::int32_t lead = 3, cover = 5, extra = 4, ban_step = 30;

/// The mine sells 1 M$ of ore a week, the smelter makes 2 M$ of metal of it: whole numbers, so that stocks are counted
/// exactly.
Network mine_and_smelter() {
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

struct AfterDenial {
    std::int32_t full_steps = 0;  ///< steps after the denial with output exactly at X0
    double output = 0.0;          ///< output after the denial, in steps of X0
    bool dead_afterwards = true;  ///< output 0 in every later step
    double returned = 0.0;        ///< finished stock of the mine right after the denial, in steps of its X0
};

AfterDenial after(const Rule& rule) {
    const Network network = mine_and_smelter();
    LaneSpec lane;
    fix_prices(lane, network);
    lane.rules.push_back(rule);
    SerialBlocks blocks;
    Simulation run(network, run_of(ban_step + 40, lane), blocks);
    auto& impl = run.impl();
    require(impl.base.x0[0] == 1.0 && impl.base.x0[1] == 2.0, "whole numbers");
    AfterDenial result;
    bool ended = false;
    while (impl.t < impl.spec.steps()) {
        impl.advance(nullptr);
        const double ratio = impl.state.output[1] / impl.base.x0[1];
        if (impl.t <= ban_step) {
            require(ratio == 1.0, "full output before the denial");
            continue;
        }
        if (impl.t == ban_step + 1) result.returned = impl.state.inventory_dev[0] / impl.base.x0[0];
        result.output += ratio;
        if (ratio != 1.0) ended = true;
        if (!ended) ++result.full_steps;
        if (ended && ratio != 0.0) result.dead_afterwards = false;
    }
    return result;
}

/// Largest difference of: steps at full output, total output, and stock given back, all in steps of X0.
double difference(const AfterDenial& x, double steps, double returned) {
    const double tail = x.dead_afterwards ? 0.0 : 1.0;
    return std::max({std::abs(x.full_steps - steps), std::abs(x.output - steps), std::abs(x.returned - returned), tail});
}

double silent_error() {
    return difference(after(denial(day_of(ban_step), lead * 7)), cover + lead, 0.0);  // all goods under way arrive
}

double announced_error() {
    const AfterDenial x = after(denial(day_of(ban_step - 20), lead * 7));
    // The last step may miss a last place of its input.
    require(x.full_steps >= cover + lead + extra - 1, "full output until the stock is gone");
    return std::abs(x.output - (cover + lead + extra));
}

double returned_error() {
    return difference(after(denial(day_of(ban_step), 0)), cover, lead);
}

// Announced: orders rise by thirds and sixths of the extra cover while the notice lasts, round-off of some 1e-16 of 12
// weeks.
constexpr std::array<ExactCase, 3> cases{{
    {"N6 silent", "A denial without notice leaves a buyer n + L weeks of full output, then none", "mass balance",
     "difference in weeks of output", 0.0, silent_error},
    {"N6 announced", "Notice adds the anticipatory cover: n + L + H weeks", "mass balance", "difference in weeks of output",
     1e-13, announced_error},
    {"N6 returned", "Without days of grace the pipeline goes back to the seller: n weeks, and L weeks of stock there",
     "mass balance", "difference in weeks of output", 0.0, returned_error},
}};

}  // namespace

std::span<const ExactCase> mass_balance_cases() {
    return cases;
}

}  // namespace sunder
