// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/core/rule.hpp"

namespace sunder {

/// Rules compiled to links, as Policy keeps them: made once, before the first step.
struct LinkEffect {  ///< one rule on one link
    std::int32_t record, link;
    double covered;  ///< compliance x coverage x share of the good x probability
    Day after;       ///< end of an exemption; 0: none
};

struct LicenceQueue {             ///< licensing office, per effect (switch licence_queue)
    std::vector<double> applied;  ///< ring of the delay
    double aged = 0.0, balance = 0.0;
};

struct CompiledRule {
    const Rule* rule;
    std::int32_t measure;  ///< row in Policy::measure_ids
    std::vector<LinkEffect> effects;
    std::vector<LicenceQueue> queues;
    Day announce, effective;         ///< of the rule, or of the decision that takes it; never: on call
    double factor = 1.0;             ///< on compliance: what governments decide
    double days_share = 0.0;         ///< wd of this step
    double licensed = 0.0;           ///< a of this step
    std::vector<double> zone_share;  ///< covered part of each zone's base supply
    [[nodiscard]] Day from(const LinkEffect& effect) const noexcept { return std::max(effective, effect.after); }
    [[nodiscard]] bool is_announced(Day day) const noexcept { return day >= announce && day < rule->expires; }
    /// Licensed share of the rule on a day, 0..1.
    [[nodiscard]] double licensed_on(Day day, double dt_weeks) const noexcept;
    /// Belief of users on a day that the rule is in force from `from` on, 0..1.
    [[nodiscard]] double belief(Day day, Day from) const noexcept { return day >= from ? 1.0 : rule->enactment; }
};

struct OutsideZone {  ///< outside zone of one good, one lane
    std::int32_t good = -1;
    std::vector<std::int32_t> records;  ///< of all links of the good into it, by supplier
    double total_z0 = 0.0;
    double ln_premium = 0.0;  ///< ann
};

struct PolicyLane {
    std::vector<CompiledRule> rules;
    std::vector<OutsideZone> zones;
};

}  // namespace sunder
