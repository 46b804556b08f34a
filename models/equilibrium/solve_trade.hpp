// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/equilibrium/trade_equilibrium.hpp"

namespace sunder::models {

/// How long and how finely `solve_trade` works; the defaults end at round-off.
struct TradeSolver {
    double tolerance = 1e-15;   ///< of prices and spending
    double labour_gap = 1e-14;  ///< relative excess demand that is left
    double kappa = 0.1;         ///< response of wages to excess demand per round
    int most_rounds = 20000;
};

/// The base year: changes 1, spending as the equations give it from value added, balances and tariffs.
[[nodiscard]] inline TradeAnswer base_trade(const TradeWorld& x, const TradeSolver& how = {}) {
    const std::size_t cells = x.goods * x.countries;
    TradeAnswer now;
    now.wage.assign(x.countries, 1.0);
    now.cost.assign(cells, 1.0);
    now.price.assign(cells, 1.0);
    now.trade_share = x.trade_share;
    now.spending.assign(cells, 0.0);
    now.income.assign(x.countries, 0.0);
    TradeWorld base = x;
    base.productivity.clear();
    for (int round = 0; round < how.most_rounds && spending_round(base, now, x.tariff0) > how.tolerance; ++round) continue;
    now.income0 = now.income;
    return now;
}

/// Equilibrium after the change of tariffs and productivity: prices, spending and wages in turn until labour demand is its
/// endowment in every country. Walras' law leaves one market over; world factor income is the numeraire.
///
///     price index of final spending: prod_k P_k^alpha_k
[[nodiscard]] inline TradeAnswer solve_trade(const TradeWorld& x, const TradeSolver& how = {}) {
    TradeAnswer now = base_trade(x, how);
    for (int round = 0; round < how.most_rounds; ++round) {
        for (int n = 0; n < how.most_rounds && price_round(x, now) > how.tolerance; ++n) continue;
        for (int n = 0; n < how.most_rounds && spending_round(x, now, x.tariff) > how.tolerance; ++n) continue;
        if (!x.wages_clear) break;
        now.residual = wage_round(x, now, how.kappa);
        if (now.residual < how.labour_gap) break;
    }
    for (std::size_t c = 0; c < x.countries; ++c) {
        double logs = 0.0;
        for (std::size_t k = 0; k < x.goods; ++k)
            logs += x.consumption_share[x.cell(k, c)] * log_exact(now.price[x.cell(k, c)]);
        now.price_index.push_back(exp_exact(logs));
    }
    return now;
}

}  // namespace sunder::models
