// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/core/date.hpp"

namespace sunder {

/// One decision of a government (model.md 8), with the numbers that caused it.
struct Decision {
    /// An ally steps back from its rules, or comes back to them; a target takes an on-call rule; a sender postpones a rule,
    /// or takes it after all.
    enum class Kind : std::int32_t { leaves, rejoins, retaliates, restrains, resumes };
    enum class Cause : std::int32_t { loss, sector, approval };  ///< which number decided

    Day day = 0;        ///< of the review: the first day after its last week
    Day effective = 0;  ///< first day on which it is in force; of a postponed measure the earliest
    std::int32_t lane = 0, country = -1;
    std::int32_t measure = -1;  ///< row of Policy::measure_ids
    Kind kind = Kind::leaves;
    Cause cause = Cause::loss;
    double loss_index = 0.0, sector_index = 0.0;  ///< of the country
    double threshold = 0.0;                       ///< of the number that decided
    double compliance = 1.0;                      ///< of the measure afterwards

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// Names of the kinds and causes, in their order.
inline constexpr std::array<std::string_view, 5> decision_kinds{"leaves", "rejoins", "retaliates", "restrains", "resumes"};
inline constexpr std::array<std::string_view, 3> decision_causes{"loss", "sector", "approval"};

}  // namespace sunder
