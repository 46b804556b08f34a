// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/date.hpp"

namespace sunder {

/// How what was lost comes back after the duration of an accident; e = days since then, tau = recovery time (model.md 6.12;
/// convex and concave as in ARIO).
enum class Recovery : std::int32_t {
    none,         ///< all at once
    linear,       ///< loss (1 - e / tau)
    convex,       ///< loss (1 - 1/tau)^(4 e): fast first
    convex_slow,  ///< loss (1 - 1/tau)^e
    concave,      ///< slow first
    rebuild,      ///< capital only: as rebuilding demand is delivered
};

/// Damage to plants from outside the model: fire, quake, drought, flood, strike, cut of power.
struct Accident {
    std::string name;
    struct Hit {
        std::int32_t unit = -1;
        double lost_share = 0.0;  ///< of its capacity, or of its productive capital; 0..1
    };
    std::vector<Hit> hits;
    bool of_capital = false;  ///< the share is one of capital: it is repaired or rebuilt, and counted in capital_lost
    Day start = 0;
    std::int32_t duration_days = 0;  ///< from the start; the loss is full until then
    Recovery recovery = Recovery::none;
    std::int32_t recovery_days = 0;  ///< tau; of rebuilding: time in which the damage would be ordered
    struct Rebuild {
        std::int32_t good = -1;
        double share = 0.0;  ///< of the damage; the shares sum to 1
    };
    std::vector<Rebuild> rebuild;  ///< who rebuilds (recovery = rebuild)
    double rebuild_factor = 1.0;   ///< rebuilding demand per lost capital
};

}  // namespace sunder
