// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace sunder {

struct Base;
class ParamTable;

/// What research, learning and entrants need of the base year (model.md 6.13, 6.14). [L] = one value per lane. Firms do
/// their research where their headquarters are; `country` below is that country.
struct KnowledgeBase {
    std::vector<std::int32_t> group_ptr, group_unit;  ///< plants of each group, in order
    std::vector<double> revenue;                      ///< group: sum of x0 of its plants, base-M$ per step
    std::vector<double> research;                     ///< [L] group: base-year research, base-M$ per step
    std::vector<double> country_research;             ///< [L] country: sum over its groups
    /// [L] row c * countries + d: part of d in the research of all countries but c; 0 for d = c.
    std::vector<double> foreign_weight;
    std::vector<double> phi, forget;  ///< [L] group: phi_S; lam(52/delta_R); means over its plants weighted by research
    std::vector<double> memory;       ///< [L] lam(52 weeks) of the mean of revenue

    std::vector<std::int32_t> good_ptr;  ///< good -> its first unit; units of a good stand together
    std::vector<double> world_output;    ///< good: sum of x0

    // Markets of entrants: (country, good) pairs where a firm at home stands behind the frontier.
    std::vector<std::int32_t> unit_market;                   ///< unit -> market, or -1: no entrant, or a foreign-owned plant
    std::vector<std::int32_t> market_link_ptr, market_link;  ///< links that bring foreign firms' goods into the market
    std::vector<double> market_demand;                       ///< all base-year purchases of the good in the country

    void set(const Base& base, const ParamTable& params);

private:
    void set_groups(const Base& base, const ParamTable& params);
    void set_countries(const Base& base);
    void set_markets(const Base& base, const ParamTable& params);
};

}  // namespace sunder
