// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/param_table.hpp"
#include "sim/core/policy_compiled.hpp"
#include "sim/core/state.hpp"

namespace sunder {

/// What the rules of one lane do beside trade, in one step: service, stocks, demand, warnings, beliefs. A lane without
/// rules of a kind is left alone; a rule that is neutral changes nothing.
struct LaneWork {
    PolicyLane& rules;
    std::size_t lane;
    Day day;
    const Base& base;
    State& state;

    [[nodiscard]] std::size_t at(std::int32_t row) const noexcept {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(base.lanes) + lane;
    }
};

/// State::permit: what service bans leave of the service need (model.md 6.11).
void set_permits(const LaneWork& work);

/// State::demand_factor along the paths of demand measures.
void set_demand(const LaneWork& work);

/// Adds the weeks of stock that stockpiles ask of users to State::anticipated; notes the slots in `waiting`.
void stock_up(const LaneWork& work, std::vector<std::int32_t>& waiting);

/// State::alert_weeks of the members of coordination bodies, and the belief that they have in each other's rules
/// (PolicyLane::member_gain). The bodies watch for what measures do: while no measure that limits volumes is announced
/// they change nothing. `on`: switch early_warning.
void set_alerts(const LaneWork& work, bool on);

/// PolicyLane::hazard from announced expectation measures. `on`: switch expectations.
void set_hazards(const LaneWork& work, bool on);

/// Sum over a lane's stockpiles of extra cover wanted times use now, by (country, good) cells, base-M$.
void add_reserve_stock(const PolicyLane& rules, std::size_t lane, Day day, const Base& base, const State& state,
                       std::span<double> cells);

}  // namespace sunder
