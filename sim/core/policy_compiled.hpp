// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/policy/policy.hpp"
#include "sim/core/row_memory.hpp"
#include "sim/core/rule.hpp"

namespace sunder {
struct Base;

/// Rules compiled to links, slots and agents, as Policy keeps them: made once, before the first step.
struct LinkEffect {  ///< one rule on one link
    std::int32_t record, link;
    double covered;  ///< now: `reach`, or 0 while the supplier does not pass the origin test
    Day after;       ///< end of an exemption; 0: none
    double reach;    ///< compliance x coverage x share of the good x probability
    bool moving;     ///< content, tools or software of the supplier decide (every 13 weeks)
    bool chilled;    ///< the buyer is not listed, and loses a part of what listed ones lose
};

struct SlotEffect {  ///< one rule on the service or the stock of a slot
    std::int32_t slot;
    double covered;
    double persons;  ///< service: share of the vendor's engineers who may not serve
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
    std::vector<SlotEffect> slots;
    std::vector<std::int32_t> agents;  ///< final agents whose demand it moves
    Day announce, effective;           ///< of the rule, or of the decision that takes it; never: on call
    double factor = 1.0;               ///< on compliance: what governments decide
    double days_share = 0.0;           ///< wd of this step
    double days_after = 0.0;           ///< the same for buyers whose exemption has ended
    double licensed = 0.0;             ///< a of this step
    double licensed_later = 0.0;       ///< a at the horizon of investors
    std::array<double, 8> clock{};     ///< all that the effect on links depends on; the same clock, the same effect

    [[nodiscard]] Day from(const LinkEffect& effect) const noexcept { return std::max(effective, effect.after); }
    [[nodiscard]] Day from_after() const noexcept {
        return rule->exempt_until == never ? effective : std::max(effective, rule->exempt_until);
    }
    [[nodiscard]] bool is_announced(Day day) const noexcept { return day >= announce && day < rule->expires; }
    /// Licensed share of the rule on a day, 0..1.
    [[nodiscard]] double licensed_on(Day day, double dt_weeks) const noexcept;
    /// Belief of users on a day that the announced rule is in force from `from` on, 0..1; `gain` of coordination bodies.
    [[nodiscard]] double belief(Day day, Day from, double gain) const noexcept {
        return day >= from ? 1.0 : models::members_belief(rule->enactment, gain);
    }
    /// Weight of a rule that acts on no link: what is covered, complied with and probable, by what governments decide.
    [[nodiscard]] double weight() const noexcept { return rule->reach() * factor; }
    /// Sets what moves from step to step; true if the effect on links did.
    bool wind(Day day, std::int32_t step_days, double dt_weeks, Day horizon) noexcept;
};

/// Value of points of a line on a day: linear between points, the last value after them, `before` before the first.
[[nodiscard]] double line_value(const DayPath& path, Day day, double before) noexcept;

inline constexpr Day investors_look_ahead = 104 * 7;  ///< days (model.md 6.5)

struct RuleUse {            ///< of one measure in one step
    double in_force = 0.0;  ///< share of the step's days
    double licensed = 0.0;  ///< shipped on covered links, base-M$ per step
    double denied = 0.0;    ///< ordered but not allowed; service that may not be given
};

struct OutsideZone {  ///< outside zone of one good, one lane
    std::int32_t good = -1;
    std::vector<std::int32_t> records;  ///< of all links of the good into it, by supplier
    double total_z0 = 0.0;
    double expected_loss = 0.0;  ///< share of total_z0 that buyers expect rules to take
    double ln_premium = 0.0;     ///< ann
};

/// The outside zones of one good in all lanes: their sellers, and the records of each (all lanes that have any).
struct GoodZones {
    std::int32_t good = -1;
    std::vector<std::int32_t> zone;                     ///< of lanes: place in PolicyLane::zones, -1: none
    std::vector<std::int32_t> sellers{}, seller_ptr{};  ///< seller_ptr[n] .. seller_ptr[n + 1]: records of the n-th
    std::vector<std::int32_t> records{};
    RowArray member{};  ///< of `records` [lane]: 1 in the lane's zone, else 0
};

/// Sales of a sanctioning country's groups into a country that its rules name.
struct SanctionFear {
    std::int32_t issuer, destination;
    std::vector<std::int32_t> records;  ///< links, until records are numbered
    std::vector<std::size_t> rules;     ///< rules of the lane that cause it
};

struct PolicyLane {
    std::vector<CompiledRule> rules;
    std::vector<OutsideZone> zones;
    std::vector<SanctionFear> fears;
    std::vector<double> hazard;        ///< of countries: risk per year of a measure that nobody has announced
    std::vector<double> member_gain;   ///< (issuer, country of the user): added belief in the issuer's rules
    std::vector<std::int32_t> rented;  ///< records whose rent does not stay with the seller
    bool moving = false;               ///< the reach of some rule depends on content, tools or software
};

/// The zones of all lanes by good; `record` of links, as many `records`.
[[nodiscard]] std::vector<GoodZones> join_zones(const Base& base, std::span<const PolicyLane> lanes,
                                                std::span<const std::int32_t> record, std::size_t records);

}  // namespace sunder
