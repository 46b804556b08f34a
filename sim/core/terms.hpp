// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/core/date.hpp"

namespace sunder {

/// What a measure does (model.md 7.1). The first five act on links of trade, the others on plants, firms, countries or
/// beliefs.
enum class Action : std::int32_t {
    deny,            ///< nothing passes; license with share 0
    license,         ///< a share of the baseline flow passes after a delay and a ramp
    quota,           ///< a share passes from the first day
    tariff,          ///< an ad valorem rate is added (or, below 0, taken off)
    content_credit,  ///< buyers of what passes the content test get `funding.rate` of the price back
    service_ban,     ///< persons of the issuer may not serve the tools of the covered plants, whoever the vendor is
    subsidy,         ///< grants for plants and projects
    tax_credit,      ///< part of the capital expenditure is given back
    research,        ///< public money for research of firms
    capital_screen,  ///< capital for the covered plants becomes dearer and slower (or, below 0, cheaper)
    cooperation,     ///< joint research of the issuer and the destinations follows `path`
    partnership,     ///< suppliers from the members qualify faster with each other
    preference,      ///< the covered firms' goods are preferred on third markets
    stockpile,       ///< users hold extra weeks of stock at the state's expense, along `path`
    early_warning,   ///< members see shortages earlier and believe in each other's measures
    expectation,     ///< the risk per year that measures of the issuer come changes
    demand,          ///< final demand of the destinations follows `path`
    statement        ///< words: nothing in the model moves
};
/// Acts on links of trade: the rule must touch some.
[[nodiscard]] constexpr bool acts_on_links(Action action) noexcept {
    return action <= Action::content_credit;
}
/// Limits volumes.
[[nodiscard]] constexpr bool caps_volume(Action action) noexcept {
    return action <= Action::quota;
}

/// Value from a day on (steps), or points of a line; which one is said where it is used.
using DayPath = std::vector<std::pair<Day, double>>;

/// One good a rule covers, and the part of the good's value that it covers (threshold bins, list coverage).
struct ItemCover {
    std::int32_t good = -1;
    double share = 1.0;  ///< 0..1
};

/// Licence terms: share a of the baseline flow, granted after a delay and a linear ramp, or an explicit path.
struct Licence {
    double share = 0.0;       ///< a, share of the baseline flow licensed in the long run, 0..1
    double delay_days = 0.0;  ///< no shipment before the first grant
    double ramp_weeks = 0.0;  ///< from 0 to `share`, linear
    double office_musd_wk =
        0.0;  ///< capacity of the licensing office, base-M$ per week; 0: no limit. Used with `licence_queue`
    double valid_weeks = 52.0;  ///< a grant not used lapses above this many weeks of baseline flow
    DayPath path;               ///< share from that day on (steps); beats share, delay and ramp when not empty
};

/// Money of a government. Budgets never go negative: claims that are not funded are refused in order of unit.
struct Funding {
    double budget_musd = 0.0;       ///< appropriation in current M$; 0 with a rate: no limit
    DayPath tranches;               ///< share of the budget available from that day on (steps); empty: all from `effective`
    double ratio = 0.0;             ///< grant: share of the cost of the plants' investment that is paid
    double rate = 0.0;              ///< tax or content credit: share of the expenditure given back
    double research_musd_yr = 0.0;  ///< research money per year
    // Guardrail: plants of a recipient group in these countries may not grow by more than this share over the horizon.
    std::vector<std::int32_t> guard_countries;
    std::vector<ItemCover> guard_items;  ///< goods, each with the growth allowed over the horizon as `share`
    double guard_years = 10.0;
    bool clawback = false;  ///< a recipient over its guardrail pays the grants back
};

/// Who gets the rent of a capped flow (model.md 6.3).
enum class RentTo : std::int32_t { exporter, state, smuggler };

}  // namespace sunder
