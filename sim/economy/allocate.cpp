// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/allocate.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sunder {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

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

std::vector<double> side_sums(const std::vector<FlowCell>& flows, std::int32_t FlowCell::*side, std::size_t count) {
    std::vector<double> sum(count, 0.0);
    for (const FlowCell& cell : flows) sum[at(cell.*side)] += cell.value;
    return sum;
}

/// Spreads what country `c` sells abroad over destinations as in the data; destinations without data keep gravity.
void spread_abroad(std::size_t c, const std::vector<double>& bought, const TradeData& data, Grid& prior) {
    double listed = 0.0, listed_gravity = 0.0, other_gravity = 0.0;
    for (std::size_t d = 0; d < prior.cols; ++d) {
        if (d == c || bought[d] <= 0.0) continue;  // nothing can go where nobody buys
        (data.exports(c, d) > 0.0 ? listed_gravity : other_gravity) += prior(c, d);
        listed += data.exports(c, d);
    }
    if (listed <= 0.0) return;
    const double abroad = listed_gravity + other_gravity, all = data.exports_total[c];
    // A row for all destinations says how much goes elsewhere; no destination is shut out, so that outputs and needs can
    // meet.
    double listed_part = all > 0.0 ? std::min(0.999, listed / std::max(listed, all)) : listed_gravity / abroad;
    if (other_gravity <= 0.0) listed_part = 1.0;
    for (std::size_t d = 0; d < prior.cols; ++d) {
        if (d == c || bought[d] <= 0.0) continue;
        prior(c, d) = data.exports(c, d) > 0.0 ? abroad * listed_part * data.exports(c, d) / listed
                                               : abroad * (1.0 - listed_part) * prior(c, d) / other_gravity;
    }
}

/// Sets the part that country `c` sells at home. Needs a market there and one abroad.
void set_home(std::size_t c, double home_part, Grid& prior) {
    double abroad = 0.0;
    for (std::size_t d = 0; d < prior.cols; ++d)
        if (d != c) abroad += prior(c, d);
    if (prior(c, c) > 0.0 && abroad > 0.0) prior(c, c) = abroad * home_part / (1.0 - home_part);
}

/// A link is kept when it is at least as large as the threshold of either end; in M$ per year.
struct Thresholds {
    std::vector<double> seller, buyer;
};

Thresholds first_thresholds(const std::vector<Trader>& sellers, const std::vector<Trader>& buyers, const LinkRules& rules) {
    double total = 0.0;
    for (const Trader& seller : sellers) total += seller.amount_musd_yr;
    Thresholds least;
    for (const Trader& seller : sellers) least.seller.push_back(std::max(seller.keep_above_musd_yr, rules.of_world * total));
    for (const Trader& buyer : buyers) least.buyer.push_back(std::max(buyer.keep_above_musd_yr, rules.of_world * total));
    return least;
}

/// The links above a threshold, plus the largest of every seller and of every buyer.
std::vector<FlowCell> keep_links(const Grid& flow, const Thresholds& least) {
    std::vector<std::size_t> best_buyer(flow.rows, 0), best_seller(flow.cols, 0);
    for (std::size_t i = 0; i < flow.rows; ++i)
        for (std::size_t j = 0; j < flow.cols; ++j) {
            if (flow(i, j) > flow(i, best_buyer[i])) best_buyer[i] = j;
            if (flow(i, j) > flow(best_seller[j], j)) best_seller[j] = i;
        }
    std::vector<FlowCell> kept;
    for (std::size_t i = 0; i < flow.rows; ++i)
        for (std::size_t j = 0; j < flow.cols; ++j) {
            const bool large = flow(i, j) >= std::min(least.seller[i], least.buyer[j]);
            if (flow(i, j) > 0.0 && (large || best_buyer[i] == j || best_seller[j] == i))
                kept.push_back({static_cast<std::int32_t>(i), static_cast<std::int32_t>(j), flow(i, j)});
        }
    return kept;
}

/// Adds the seed links that are missing; flows stay sorted. Returns how many.
int add_seeds(const std::vector<SeedLink>& seeds, const std::vector<Trader>& buyers, double part,
              std::vector<FlowCell>& flows) {
    const auto before = [](const FlowCell& a, const FlowCell& b) { return std::tie(a.row, a.col) < std::tie(b.row, b.col); };
    std::vector<FlowCell> fresh;
    for (const SeedLink& seed : seeds) {
        const auto cell = [&](std::size_t seller) {
            return FlowCell{static_cast<std::int32_t>(seller), static_cast<std::int32_t>(seed.buyer),
                            part * buyers[seed.buyer].amount_musd_yr};
        };
        const bool there = std::any_of(seed.sellers.begin(), seed.sellers.end(), [&](std::size_t seller) {
            return std::binary_search(flows.begin(), flows.end(), cell(seller), before);
        });
        if (!there && !seed.sellers.empty()) fresh.push_back(cell(seed.sellers.front()));
    }
    std::sort(fresh.begin(), fresh.end(), before);
    const auto same = [](const FlowCell& a, const FlowCell& b) { return a.row == b.row && a.col == b.col; };
    fresh.erase(std::unique(fresh.begin(), fresh.end(), same), fresh.end());
    const auto middle = static_cast<std::ptrdiff_t>(flows.size());
    flows.insert(flows.end(), fresh.begin(), fresh.end());
    std::inplace_merge(flows.begin(), flows.begin() + middle, flows.end(), before);
    return static_cast<int>(fresh.size());
}

/// Lowers the thresholds of those whose links cannot carry their amount: sums of a side below target after the other side
/// was scaled. When nobody is short (the fit is only slow), of everybody.
void lower(Thresholds& least, std::vector<FlowCell> flows, const std::vector<double>& rows,
           const std::vector<double>& cols) {
    constexpr double short_by = 1e-6, step = 0.25;
    bool found = false;
    const auto lower_short = [&](std::vector<double>& threshold, const std::vector<double>& target,
                                 std::int32_t FlowCell::*side) {
        const auto sum = side_sums(flows, side, target.size());
        for (std::size_t i = 0; i < target.size(); ++i)
            if (sum[i] < target[i] * (1.0 - short_by)) {
                threshold[i] *= step;
                found = true;
            }
    };
    lower_short(least.buyer, cols, &FlowCell::col);  // the fit ends with rows met
    const auto sum = side_sums(flows, &FlowCell::col, cols.size());
    for (FlowCell& cell : flows) cell.value *= sum[at(cell.col)] > 0.0 ? cols[at(cell.col)] / sum[at(cell.col)] : 0.0;
    lower_short(least.seller, rows, &FlowCell::row);
    if (found) return;
    for (double& threshold : least.seller) threshold *= step;
    for (double& threshold : least.buyer) threshold *= step;
}

}  // namespace

Grid country_flows(const std::vector<double>& sold, const std::vector<double>& bought, const Grid& prior,
                   const LinkRules& rules) {
    std::vector<FlowCell> cells;
    for (std::size_t c = 0; c < prior.rows; ++c)
        for (std::size_t d = 0; d < prior.cols; ++d)
            if (prior(c, d) > 0.0)
                cells.push_back({static_cast<std::int32_t>(c), static_cast<std::int32_t>(d), prior(c, d)});
    fit_flows(cells, sold, bought, rules.tolerance, rules.most_rounds);
    Grid flows(prior.rows, prior.cols);
    for (const FlowCell& cell : cells) flows(at(cell.row), at(cell.col)) = cell.value;
    return flows;
}

Grid country_prior(const std::vector<double>& sold, const std::vector<double>& bought, double home_bias,
                   const TradeData& data) {
    const std::size_t countries = sold.size();
    Grid prior(countries, countries);
    for (std::size_t c = 0; c < countries; ++c)
        for (std::size_t d = 0; d < countries; ++d) prior(c, d) = sold[c] * bought[d] * (c == d ? home_bias : 1.0);
    for (std::size_t c = 0; c < countries; ++c) {
        if (!data.exports.x.empty()) spread_abroad(c, bought, data, prior);
        if (!data.home_part.empty() && !std::isnan(data.home_part[c])) set_home(c, data.home_part[c], prior);
    }
    return prior;
}

Allocation allocate(const std::vector<Trader>& sellers, const std::vector<Trader>& buyers, const Grid& prior,
                    const std::function<double(std::size_t, std::size_t)>& pair_weight, const LinkRules& rules,
                    const std::vector<SeedLink>& seeds) {
    const auto sold = by_country(sellers, prior.rows), bought = by_country(buyers, prior.cols);
    const Grid countries = country_flows(sold, bought, prior, rules);
    Grid flow(sellers.size(), buyers.size());
    for (std::size_t i = 0; i < sellers.size(); ++i)
        for (std::size_t j = 0; j < buyers.size(); ++j) {
            const std::size_t c = at(sellers[i].country), d = at(buyers[j].country);
            flow(i, j) = countries(c, d) * (sellers[i].amount_musd_yr / sold[c]) * (buyers[j].amount_musd_yr / bought[d]) *
                         pair_weight(i, j);
        }
    const auto rows = amounts(sellers), cols = amounts(buyers);
    Thresholds least = first_thresholds(sellers, buyers, rules);
    Allocation result;
    for (;; ++result.widened) {
        // The last attempt keeps every link: then the sums can be met, because all weights are positive.
        if (result.widened == rules.most_widenings)
            least = {std::vector<double>(rows.size(), 0.0), std::vector<double>(cols.size(), 0.0)};
        result.flows = keep_links(flow, least);
        result.error = fit_flows(result.flows, rows, cols, rules.tolerance, rules.most_rounds).error;
        if (result.error <= rules.tolerance || result.widened >= rules.most_widenings) break;
        lower(least, result.flows, rows, cols);
    }
    std::erase_if(result.flows, [](const FlowCell& cell) { return !(cell.value > 0.0); });
    // Only now: in the fit above small links may be what makes the sums meet, and would grow.
    result.seeds = rules.seed > 0.0 ? add_seeds(seeds, buyers, rules.seed, result.flows) : 0;
    if (result.seeds > 0)
        result.error = std::max(result.error, fit_flows(result.flows, rows, cols, rules.tolerance, rules.most_rounds).error);
    return result;
}

}  // namespace sunder
