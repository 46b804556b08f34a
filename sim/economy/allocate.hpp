// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/economy/base.hpp"
#include "sim/economy/ipf.hpp"

namespace sunder {

/// One side of a market: what a unit sells of a good, or a slot wants of it.
struct Trader {
    std::int32_t country = -1;
    double amount_musd_yr = 0.0;
    double keep_above_musd_yr = 0.0;  ///< links at least this large are kept
};

/// Numbers behind the choice of links. The defaults keep the world economy near the 6 x 10^4 links of model.md 15.
struct LinkRules {
    double home_bias = 4.0;         ///< weight of a flow inside a country [model.md 14]
    double tool_home_bias = 1.0;    ///< the same for tools: 1 gives every country the world's mix of vendors
    double of_slot = 0.05;          ///< keep a link that is this part of its slot
    double of_sales = 0.15;         ///< or this part of its supplier's sales
    double of_world = 3e-4;         ///< and this part of what the world buys of the good
    double seed = 1e-4;             ///< part of a slot that a seed link gets: shares are ratios, a link of 0 can never grow
    double home_seed_above = 1e-4;  ///< part of world use from which on a slot gets a seed of a maker of its own country
    double captive_weight = 100;    ///< weight of a captive plant's links to its own group
    double tolerance = 1e-11;       ///< of the fit; the closing check is at 1e-9
    int most_rounds = 1000;         ///< of one fit
    int most_widenings = 12;
};

/// Trade data of one good.
struct TradeData {
    Grid exports;                       ///< [exporter][destination], M$ per year; empty: none
    std::vector<double> exports_total;  ///< [exporter] to all destinations; 0: not known
    std::vector<double> home_part;      ///< [exporter] part sold at home, below 1; NaN: not known; empty: none
};

/// Weights of country flows before fitting: seller's amount x buyer's amount x home bias, replaced where trade data exist:
/// they set the part that an exporter sells at home and the mix of its destinations. Fitting to outputs and needs comes
/// after, so data of gross trade need not agree with them.
[[nodiscard]] Grid country_prior(const std::vector<double>& sold, const std::vector<double>& bought, double home_bias,
                                 const TradeData& data);

/// A link that must be there for what a run may bring to life: if none of the sellers has kept a link to the buyer, the
/// first gets one of `LinkRules::seed` of the buyer's amount, taken from the others by a second fit that moves next to
/// nothing.
struct SeedLink {
    std::vector<std::size_t> sellers;
    std::size_t buyer = 0;
};

struct Allocation {
    std::vector<FlowCell> flows;  ///< row = seller, col = buyer; sorted
    double error = 0.0;           ///< relative, after the fit
    int widened = 0;              ///< times the set of links had to grow before the sums could be met
    int seeds = 0;                ///< links that stand only because a seed was asked for
};

/// Country flows: the prior fitted to what each country sells and buys.
[[nodiscard]] Grid country_flows(const std::vector<double>& sold, const std::vector<double>& bought, const Grid& prior,
                                 const LinkRules& rules);

/// Who buys how much from whom: country flows by fitting the prior, units by size and pair weights, the small links dropped,
/// and what is left fitted to every seller's and buyer's amount. Amounts are positive and of the same total.
[[nodiscard]] Allocation allocate(const std::vector<Trader>& sellers, const std::vector<Trader>& buyers, const Grid& prior,
                                  const std::function<double(std::size_t seller, std::size_t buyer)>& pair_weight,
                                  const LinkRules& rules, const std::vector<SeedLink>& seeds = {});

}  // namespace sunder
