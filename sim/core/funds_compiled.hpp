// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/core/rule.hpp"

namespace sunder {

// A rule on plants and firms as Funds keeps it: whom it covers, what it has paid, whom it binds.

struct FundPlant {
    std::int32_t unit, recipient;  ///< recipient: its group in FundRule::recipients, -1: no guardrail
    double share;                  ///< compliance x coverage x probability x share of the good
    Day after;                     ///< end of an exemption; 0: none
    double received = 0.0;         ///< so far, current M$
};
struct GuardedPlant {
    std::int32_t unit, lead;              ///< lead: steps from order to use of its slowest tool
    double growth;                        ///< allowed over the horizon
    double ratio0 = 1.0;                  ///< capacity ratio when the group got its first grant
    double named0 = 0.0, ordered0 = 0.0;  ///< named plants then, on line and ordered, ratio to base-year capacity
};
struct GrantRecipient {
    std::int32_t group;
    std::vector<GuardedPlant> units;
    Day since = never;  ///< of the first grant
    bool barred = false;
};
struct FundLaboratory {  ///< a group that gets research money
    std::int32_t group;
    double own_musd_yr;  ///< its research of the base year
    double share;
};
struct FundRule {
    const Rule* rule;
    std::size_t place;     ///< among the rules of its lane
    std::int32_t measure;  ///< row of Policy::measure_ids
    std::vector<FundPlant> plants;
    std::vector<GrantRecipient> recipients;
    std::vector<FundLaboratory> laboratories;
    std::vector<std::int32_t> from, to;  ///< countries (cooperation, partnership)
    double science_share = 1.0;          ///< part of their base-year research that the items are
    double paid = 0.0, appropriated = std::numeric_limits<double>::infinity();
};
struct CapitalSite {  ///< a unit that some rule of the lane touches
    std::int32_t unit;
    double r_c, delta;  ///< of its tools, mean by value, 1/year
};
struct FundLane {
    std::vector<FundRule> rules;
    std::vector<CapitalSite> sites;
    std::vector<std::int32_t> guarded;
};

}  // namespace sunder
