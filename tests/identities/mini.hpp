// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "sim/core/run.hpp"
#include "sim/economy/economy.hpp"

namespace sunder::tests {

/// The test economy, built once.
inline const Network& mini() {
    static const Network network = build_economy(SUNDER_SOURCE_DIR "/scenarios/economies/mini");
    return network;
}

inline std::int32_t country(const std::string& code) {
    for (std::size_t c = 0; c < mini().countries.size(); ++c)
        if (mini().countries[c].code == code) return static_cast<std::int32_t>(c);
    throw std::out_of_range(code);
}
inline std::int32_t good(const std::string& code) {
    for (std::size_t g = 0; g < mini().goods.size(); ++g)
        if (mini().goods[g].code == code) return static_cast<std::int32_t>(g);
    throw std::out_of_range(code);
}

/// A run of two lanes without rules from January 2021.
inline RunSpec two_lanes(std::int32_t weeks) {
    RunSpec spec;
    spec.start = to_day(2021, 1, 4);
    spec.end = spec.start + 7 * weeks;
    spec.lanes = {LaneSpec{"baseline", {}, {}, {}}, LaneSpec{"scenario", {}, {}, {}}};
    return spec;
}

}  // namespace sunder::tests
