// SPDX-License-Identifier: Apache-2.0
// N5, games: static mode with mark-ups that follow market shares [Atkeson & Burstein 2008]. Two equal firms sell to one user
// whose demand has elasticity 2; then one is shut out, or becomes more productive.
#include <algorithm>
#include <array>
#include <cmath>

#include "models/equilibrium/mark_up.hpp"
#include "sim/core/impl.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/trade_toy.hpp"

namespace sunder {
namespace {

using namespace toy;

constexpr double eps = 2.0, many = 1e9;  // sig -> infinity

double factor_at(MarkUpRule rule, double share, double sig) {
    return models::mark_up_factor(rule == MarkUpRule::cournot ? models::cournot_elasticity(share, sig, eps)
                                                              : models::bertrand_elasticity(share, sig, eps));
}

struct Duopoly {
    double first, second;  ///< price over base-year unit cost
};

/// Prices of the two firms, country 0 and 1, after a productivity gain of the second, or with it shut out.
Duopoly prices(MarkUpRule rule, double sig, double gain, bool shut_out) {
    Draft draft;
    const auto home = draft.country("AAA"), away = draft.country("BBB"), good = draft.good("good", GoodKind::end);
    const auto consumer = draft.consumer(home);
    draft.sell(draft.plant(draft.group("near", home), home, good), consumer, SlotKind::fin, 50.0);
    draft.sell(draft.plant(draft.group("far", away), away, good), consumer, SlotKind::fin, 50.0);
    const Network network = draft.build();
    LaneSpec lane = cost_plus_lane(network, true, eps);
    set_everywhere(lane, network, "sig", sig);
    set_everywhere(lane, network, "mu", factor_at(rule, 0.5, sig) - 1.0);
    lane.params.push_back(param("A", gain, good, away));
    if (shut_out) {
        Rule ban = tariff_of(0.0, good, away, home);
        ban.action = Action::deny;
        lane.rules.push_back(ban);
    }
    SerialBlocks blocks;
    Equilibrium rest(network, run_of(52, lane), blocks, {WageRule::fixed, rule});
    rest.solve();
    const auto& impl = rest.impl();
    return {impl.state.list[0] / impl.base.unit_cost0[0], impl.state.list[1] / impl.base.unit_cost0[1]};
}

/// The fixed point p_i = (1/A_i) e/(e - 1), s_i = p_i^(1-sig)/sum, by halving steps.
Duopoly by_hand(MarkUpRule rule, double sig, double gain) {
    double first = 1.0, second = 1.0;
    for (int n = 0; n < 2000; ++n) {
        const double a = std::pow(first, 1.0 - sig), b = std::pow(second, 1.0 - sig);
        first += 0.5 * (factor_at(rule, a / (a + b), sig) - first);
        second += 0.5 * (factor_at(rule, b / (a + b), sig) / gain - second);
    }
    return {first, second};
}

double game_error(MarkUpRule rule, double duopoly_limit) {
    const Duopoly equal = prices(rule, many, 1.0, false), alone = prices(rule, many, 1.0, true),
                  ours = prices(rule, 4.0, 1.2, false), theirs = by_hand(rule, 4.0, 1.2);
    require(theirs.first / theirs.second > 1.1 && theirs.first / theirs.second < 1.19,
            "the better firm keeps part of its gain as a mark-up");
    return std::max({std::abs(equal.first - duopoly_limit), std::abs(equal.second - duopoly_limit),
                     std::abs(alone.first - eps / (eps - 1.0)), std::abs(ours.first - theirs.first),
                     std::abs(ours.second - theirs.second)});
}

// n = 2, eps = 2: n eps/(n eps - 1) = 4/3
double cournot_game() {
    return game_error(MarkUpRule::cournot, 4.0 / 3.0);
}
double bertrand_game() {
    return game_error(MarkUpRule::bertrand, 1.0);
}

// What is left of sig -> infinity at 1e9: 1/e is off by 0.5e-9, the price by about as much.
constexpr std::array<ExactCase, 2> cases{{
    {"N5 Cournot game", "Static mode: two equal firms at 4/3 of cost, the one left after a ban at 2; unequal ones by shares",
     "Atkeson & Burstein 2008", "largest difference of price over cost", 5e-9, cournot_game},
    {"N5 Bertrand game", "Static mode: two equal firms at cost, the one left after a ban at 2; unequal ones by shares",
     "Atkeson & Burstein 2008", "largest difference of price over cost", 5e-9, bertrand_game},
}};

}  // namespace

std::span<const ExactCase> mark_up_cases() {
    return cases;
}

}  // namespace sunder
