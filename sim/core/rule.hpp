// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/terms.hpp"

namespace sunder {

/// A measure with every name resolved against an economy: who may not sell what to whom, from when to when.
/// An empty list means "any". Built by sim/scenario from decks; read by policy.cpp.
struct Rule {
    std::string id;
    std::string title;
    std::int32_t issuer = -1;  ///< country that imposes it
    Action action = Action::deny;

    Day announce = never, effective = never, expires = never;
    std::int32_t savings_days = 0;  ///< goods already exported still arrive this many days after `effective`
    Day grandfather_until = 0;      ///< orders placed before `effective` may still be exported until this day; 0: none

    bool on_call = false;  ///< not in force by itself: a government takes it (ladder of `Governments`)
    std::string leader;    ///< id of the rule that this one follows; empty: none

    std::vector<ItemCover> items;
    // Origin: any one of these suffices; all empty: any.
    std::vector<std::int32_t> ship_from;   ///< countries the goods leave; only flows across a border count
    std::vector<std::int32_t> vendor_hq;   ///< HQ countries of the seller's group; flows inside a country count too
    std::vector<std::int32_t> content_of;  ///< countries whose content in the good is at least `content_min`
    double content_min = 0.25;             ///< de minimis share of value, 0..1
    std::vector<std::int32_t> fdpr_of;     ///< countries whose tools or software the plant uses: foreign direct product
    double fdpr_min = 0.0;                 ///< share of a tool class or of software above which it counts
    std::vector<std::int32_t> owned_by;    ///< countries that own at least `owner_min` of the seller's group
    double owner_min = 0.25;

    std::vector<std::int32_t> sellers;      ///< groups that sell (market-access bans)
    std::vector<std::int32_t> destination;  ///< countries of the buying plant
    std::vector<std::int32_t> entities;     ///< groups that buy (entity lists)
    std::vector<std::int32_t> buyer_hq;     ///< HQ countries of the buying group
    std::vector<std::int32_t> end_use;      ///< goods that the buying plant makes
    std::vector<std::int32_t> markets;      ///< end markets of the buying final agent; plants are none
    std::vector<std::int32_t> members;      ///< countries of a coordination body or partnership
    std::vector<std::int32_t> exempt_groups, exempt_destinations;
    Day exempt_until = never;  ///< exemptions end on this day

    Licence licence;
    double tariff_rate = 0.0;     ///< added ad valorem rate
    double coverage = 1.0;        ///< share of the listed items' value that the rule reaches, 0..1
    double compliance = 1.0;      ///< kappa, share of the covered firms that comply
    double probability = 1.0;     ///< weight with which the rule acts (model.md 7.1, `expected`)
    double enactment = 1.0;       ///< belief of users that it comes into force
    double permanence = 0.9;      ///< belief of investors that it lasts beyond the build time
    double expected_share = 0.0;  ///< licensed share that buyers expect for the first half year
    double chilling = 0.0;        ///< chi, share of the listed buyers' loss that unlisted ones at the destination suffer
    double enforcement = 0.0;     ///< e_h, added cost of leakage through hubs, log points
    RentTo rent_to = RentTo::exporter;

    Funding funding;
    double capital_premium = 0.0;  ///< dr, added to the cost of capital of the covered plants, 1/year
    double invest_speed = 1.0;     ///< factor on the speed at which they close their tool gap
    double persons_share = -1.0;   ///< ps, share of other vendors' engineers who are persons of the issuer; < 0: parameter
    double qualify_factor = 1.0;   ///< factor on the time to qualify a supplier (partnership)
    double see_gain_weeks = 0.0;   ///< weeks by which members see shortages earlier
    double belief_gain = 0.0;      ///< added to members' belief in each other's measures
    double hazard_per_year = 0.0;  ///< added risk per year that a measure of the issuer comes (expectation)
    DayPath path;                  ///< points of a line: joint research level, demand ratio, weeks of stock, quality factor

    /// Part of what it is aimed at that it reaches: share of the items' value x firms that comply x weight of enactment.
    [[nodiscard]] double reach() const noexcept { return coverage * compliance * probability; }
    /// Item coverage of a good, 0..1: the largest share it is listed with; 1 for a rule without a list.
    [[nodiscard]] double share_of(std::int32_t good) const noexcept {
        double share = items.empty() ? 1.0 : 0.0;
        for (const ItemCover& item : items)
            if (item.good == good) share = std::max(share, item.share);
        return share;
    }
};

}  // namespace sunder
