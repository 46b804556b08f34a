// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_compiled.hpp"

#include "models/policy/policy.hpp"

namespace sunder {
namespace {

/// Share of the step's days between two dates.
double share_of_days(Day day, std::int32_t step_days, Day from, Day to) noexcept {
    const auto first = std::max<std::int64_t>(day, from), last = std::min<std::int64_t>(std::int64_t{day} + step_days, to);
    return last > first ? static_cast<double>(last - first) / step_days : 0.0;
}

}  // namespace

double CompiledRule::licensed_on(Day day, double dt_weeks) const noexcept {
    if (rule->action == Action::deny) return 0.0;
    const Licence& licence = rule->licence;
    if (!licence.path.empty()) {
        double share = licence.path.front().second;
        for (const auto& [from, value] : licence.path)
            if (day >= from) share = value;
        return share;
    }
    if (rule->action == Action::quota) return licence.share;
    return models::licensed_share(licence.share, (day - effective) / 7.0, licence.delay_days / 7.0, licence.ramp_weeks,
                                  dt_weeks);
}

double line_value(const DayPath& path, Day day, double before) noexcept {
    if (path.empty() || day < path.front().first) return before;
    for (std::size_t n = 1; n < path.size(); ++n) {
        if (day >= path[n].first) continue;
        const auto& [from, value] = path[n - 1];
        return value + (path[n].second - value) * (day - from) / (path[n].first - from);
    }
    return path.back().second;
}

bool CompiledRule::wind(Day day, std::int32_t step_days, double dt_weeks, Day horizon) noexcept {
    const Day then = day + horizon, late = from_after();
    days_share = share_of_days(day, step_days, effective, rule->expires);
    days_after = share_of_days(day, step_days, late, rule->expires);
    if (caps_volume(rule->action)) {
        licensed = licensed_on(day, dt_weeks);
        licensed_later = licensed_on(then, dt_weeks);
    }
    const bool lasts = then < rule->expires;
    const auto stage = [&](Day from) { return (day >= from ? 1 : 0) + (lasts && from <= then ? 2 : 0); };
    const std::array<double, 8> now{days_share,
                                    days_after,
                                    licensed,
                                    licensed_later,
                                    factor,
                                    is_announced(day) ? 1.0 : 0.0,
                                    static_cast<double>(stage(effective)),
                                    static_cast<double>(stage(late))};
    const bool moved = now != clock;
    clock = now;
    return moved;
}

}  // namespace sunder
