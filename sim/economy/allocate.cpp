// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/allocate.hpp"

#include <algorithm>
#include <numeric>

namespace sunder {
namespace {

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

std::vector<double> amounts(const std::vector<Trader>& traders) {
    std::vector<double> result;
    for (const Trader& trader : traders) result.push_back(trader.amount_musd_yr);
    return result;
}

std::vector<double> by_country(const std::vector<Trader>& traders, std::size_t countries) {
    std::vector<double> sum(countries, 0.0);
    for (const Trader& trader : traders) sum[at(trader.country)] += trader.amount_musd_yr;
    return sum;
}

/// Country flows: the prior fitted to what each country sells and buys.
Grid country_flows(const std::vector<double>& sold, const std::vector<double>& bought, const Grid& prior, const LinkRules& rules) {
    std::vector<FlowCell> cells;
    for (std::size_t c = 0; c < prior.rows; ++c)
        for (std::size_t d = 0; d < prior.cols; ++d)
            if (prior(c, d) > 0.0) cells.push_back({static_cast<std::int32_t>(c), static_cast<std::int32_t>(d), prior(c, d)});
    fit_flows(cells, sold, bought, rules.tolerance, rules.most_rounds);
    Grid flows(prior.rows, prior.cols);
    for (const FlowCell& cell : cells) flows(at(cell.row), at(cell.col)) = cell.value;
    return flows;
}

/// The links to keep at thresholds scaled by `factor`, plus the largest of every seller and of every buyer.
std::vector<FlowCell> keep_links(const Grid& flow, const std::vector<Trader>& sellers, const std::vector<Trader>& buyers,
                                 double factor) {
    std::vector<std::size_t> best_buyer(sellers.size(), 0), best_seller(buyers.size(), 0);
    for (std::size_t i = 0; i < sellers.size(); ++i)
        for (std::size_t j = 0; j < buyers.size(); ++j) {
            if (flow(i, j) > flow(i, best_buyer[i])) best_buyer[i] = j;
            if (flow(i, j) > flow(best_seller[j], j)) best_seller[j] = i;
        }
    std::vector<FlowCell> kept;
    for (std::size_t i = 0; i < sellers.size(); ++i)
        for (std::size_t j = 0; j < buyers.size(); ++j) {
            const double z = flow(i, j);
            const bool large = z >= factor * std::min(sellers[i].keep_above_musd_yr, buyers[j].keep_above_musd_yr);
            if (z > 0.0 && (large || best_buyer[i] == j || best_seller[j] == i))
                kept.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(j), z});
        }
    return kept;
}

}  // namespace

Grid country_prior(const std::vector<double>& sold, const std::vector<double>& bought, double home_bias, const Grid& trade,
                   const std::vector<double>& trade_total) {
    const std::size_t countries = sold.size();
    Grid prior(countries, countries);
    for (std::size_t c = 0; c < countries; ++c)
        for (std::size_t d = 0; d < countries; ++d) prior(c, d) = sold[c] * bought[d] * (c == d ? home_bias : 1.0);
    if (trade.x.empty()) return prior;
    for (std::size_t c = 0; c < countries; ++c) {
        // Foreign sales by gravity, split into destinations with and without data; destinations that buy nothing are left out.
        double listed = 0.0, listed_gravity = 0.0, other_gravity = 0.0;
        for (std::size_t d = 0; d < countries; ++d) {
            if (d == c || bought[d] <= 0.0) continue;
            (trade(c, d) > 0.0 ? listed_gravity : other_gravity) += prior(c, d);
            listed += trade(c, d);
        }
        if (listed <= 0.0) continue;
        const double foreign = listed_gravity + other_gravity;
        const bool complete = trade_total[c] > 0.0;  // a row for WLD says how much goes elsewhere
        const double listed_part = other_gravity <= 0.0 ? 1.0
                                   : complete           ? std::min(0.999, listed / std::max(listed, trade_total[c]))
                                                        : listed_gravity / foreign;
        for (std::size_t d = 0; d < countries; ++d) {
            if (d == c || bought[d] <= 0.0) continue;
            prior(c, d) = trade(c, d) > 0.0 ? foreign * listed_part * trade(c, d) / listed
                                            : foreign * (1.0 - listed_part) * prior(c, d) / other_gravity;
        }
    }
    return prior;
}

Allocation allocate(const std::vector<Trader>& sellers, const std::vector<Trader>& buyers, const Grid& prior,
                    const std::function<double(std::size_t, std::size_t)>& pair_weight, const LinkRules& rules) {
    const auto sold = by_country(sellers, prior.rows), bought = by_country(buyers, prior.cols);
    const Grid countries = country_flows(sold, bought, prior, rules);
    Grid flow(sellers.size(), buyers.size());
    for (std::size_t i = 0; i < sellers.size(); ++i)
        for (std::size_t j = 0; j < buyers.size(); ++j) {
            const std::size_t c = at(sellers[i].country), d = at(buyers[j].country);
            flow(i, j) = countries(c, d) * (sellers[i].amount_musd_yr / sold[c]) * (buyers[j].amount_musd_yr / bought[d]) *
                         pair_weight(i, j);
        }
    Allocation result;
    const auto rows = amounts(sellers), cols = amounts(buyers);
    // Thresholds fall to a quarter until the sums can be met; with factor 0 every link is kept, where a solution exists.
    constexpr int most_widenings = 6;
    for (double factor = 1.0;; factor *= 0.25, ++result.widened) {
        if (result.widened == most_widenings) factor = 0.0;
        result.flows = keep_links(flow, sellers, buyers, factor);
        result.error = fit_flows(result.flows, rows, cols, rules.tolerance, rules.most_rounds).error;
        if (result.error <= rules.tolerance || factor == 0.0) break;
    }
    std::erase_if(result.flows, [](const FlowCell& cell) { return !(cell.value > 0.0); });
    return result;
}

}  // namespace sunder
