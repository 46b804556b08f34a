// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// One decision of a government, with the numbers that caused it.
struct Decision {
    Day day = 0;
    std::int32_t lane = 0, country = -1, measure = -1;  ///< measure: row of Policy::measure_ids
    enum class Kind : std::int32_t { leaves, rejoins, retaliates, restrains } kind = Kind::leaves;
    double loss_index = 0.0, sector_index = 0.0;  ///< of the country
    double threshold = 0.0;                       ///< that was passed
    double compliance = 1.0;                      ///< of the measure afterwards
};

/// Governments that decide (switch endogenous_governments; model.md 8): allies leave and rejoin, targets climb a ladder,
/// senders restrain themselves. Scripted governments do nothing here.
class Government {
public:
    Government(const Base& base, const RunSpec& spec, const Policy& policy);
    void review(Step& step);
    [[nodiscard]] const std::vector<Decision>& decisions() const noexcept { return decisions_; }

private:
    std::vector<Decision> decisions_;
};

}  // namespace sunder
