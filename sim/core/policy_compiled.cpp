// SPDX-License-Identifier: Apache-2.0
#include "sim/core/policy_compiled.hpp"

#include "models/policy/policy.hpp"

namespace sunder {

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

}  // namespace sunder
