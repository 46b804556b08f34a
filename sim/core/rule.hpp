// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/date.hpp"

namespace sunder {

/// What a rule does to the links it covers (model.md 7.1). deny is license with share 0.
enum class Action : std::int32_t { deny, license, quota, tariff };

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
    std::vector<std::pair<Day, double>>
        path;  ///< share from that day on (steps); beats share, delay and ramp when not empty
};

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

    std::vector<ItemCover> items;
    std::vector<std::int32_t> ship_from;    ///< countries the goods leave; only flows across a border count
    std::vector<std::int32_t> vendor_hq;    ///< HQ countries of the seller's group; flows inside a country count too
    std::vector<std::int32_t> sellers;      ///< groups that sell (market-access bans)
    std::vector<std::int32_t> destination;  ///< countries of the buying plant
    std::vector<std::int32_t> entities;     ///< groups that buy (entity lists)
    std::vector<std::int32_t> buyer_hq;     ///< HQ countries of the buying group
    std::vector<std::int32_t> end_use;      ///< goods that the buying plant makes
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
};

}  // namespace sunder
