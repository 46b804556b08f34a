// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/accident.hpp"
#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"

namespace sunder {

/// Behavioural terms that can be turned off (model.md section 4). One row of `switch_keys` each.
enum class Switch : std::int32_t {
    forecast_sharing,
    supply_line,
    anticipatory_stocks,
    announcement_price,
    price_zones,
    scarcity_price,
    contract_prices,
    resourcing,
    spill_over,
    phantom_orders,
    backlog,
    overtime,
    thrift,
    investment,
    profit_motive,
    construction_time,
    vendor_service,
    replace_lost_health,
    full_cost,
    licence_queue,
    linear_rates,
    qualification,
    research,
    learning,
    entrants,
    redesign,
    chilling,
    sanction_risk,
    leakage,
    early_warning,
    expectations,
    pools,
    endogenous_governments,
    ario,
    ario_compat,
    orders_by_capacity,
    count_
};
inline constexpr std::size_t switch_count = static_cast<std::size_t>(Switch::count_);

struct SwitchKey {
    std::string_view name;
    bool initial;
    std::string_view off_means;
};
/// The table behind the deck's [switch] section, `sunder explain` and FIELDS.md; order of enum Switch.
[[nodiscard]] std::span<const SwitchKey, switch_count> switch_keys() noexcept;

class Switches {
public:
    Switches() noexcept;  ///< the defaults of switch_keys()
    [[nodiscard]] bool operator[](Switch s) const noexcept { return on_[static_cast<std::size_t>(s)]; }
    void set(Switch s, bool on) noexcept { on_[static_cast<std::size_t>(s)] = on; }

private:
    std::array<bool, switch_count> on_{};
};

/// Behaviour of governments when the switch endogenous_governments is on (model.md 8). All losses are shares: loss index =
/// welfare loss / GDP, sector index = loss of chip-sector profit / base-year profit, as means over a year.
struct Governments {
    struct Ally {
        std::int32_t country = -1;
        double loss_tolerance = 0.001, sector_tolerance = 0.10;
    };
    std::vector<Ally> allies;                                ///< issuers of rules with a leader
    double loss_tolerance = 0.001, sector_tolerance = 0.10;  ///< of allies not listed
    double leave_step = 0.25;                                ///< change of an ally's compliance per decision
    std::int32_t quarters = 2;                               ///< quarters in a row above tolerance before it acts
    struct Rung {
        std::string measure;          ///< id of an on-call rule
        double harm_threshold = 0.0;  ///< taken when the issuer's loss index is above this
        std::int32_t delay_days = 0;  ///< from decision to force
        double harm_ratio = 1.0;      ///< (harm to the other)/(harm to self); the best ratio goes first
    };
    std::vector<Rung> ladder;                   ///< of any issuer; each climbs its own rungs
    double restraint_threshold = 0.002;         ///< a sender with a larger loss index takes no further measure
    double approval = 1.0, approval_min = 0.0;  ///< of the sender, share of approval; below the second it rests
    std::int32_t review_weeks = 13;
};
/// One lane: a run that shares the network with its neighbours.
struct LaneSpec {
    std::string name;                  ///< "baseline", "scenario"
    std::vector<Rule> rules;           ///< none: the reference run
    std::vector<ParamSetting> params;  ///< deck overrides, after those of the network
    Switches switches;
    Governments governments{};
    std::vector<Accident> accidents{};
};

/// Everything a simulation needs besides the network.
struct RunSpec {
    Day start = 0, end = 0;      ///< first day; the run stops with the last whole step before or on `end`
    std::int32_t step_days = 7;  ///< 7 or 1
    bool demand_path = true;     ///< false: flat demand, Y = 1
    std::uint64_t seed = 1;
    std::vector<LaneSpec> lanes;

    [[nodiscard]] std::int32_t steps() const noexcept { return (end - start) / step_days; }
};

}  // namespace sunder
