// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/record/result_reader.hpp"

namespace sunder {

/// How one variable differs between two results, over the runs, days and labels that both have.
struct Difference {
    std::string variable, unit;
    double largest = 0.0;   ///< largest |b - a| in the variable's unit; infinite where only one of the two is NaN
    double relative = 0.0;  ///< `largest` over the largest magnitude of the variable in either file
    std::string where;      ///< of the largest: "scenario 2023-01-02 CHN logic"; empty when equal
    std::size_t differing = 0, compared = 0;  ///< values
};

/// What the scenario (last run) does to a country series against the baseline (first run), in each file.
struct Effect {
    std::string variable, unit, country;
    /// Mean over time of the scenario over that of the baseline, minus 1; or their difference, when `in_unit`.
    double a = 0.0, b = 0.0;
    bool in_unit = false;  ///< the baseline's mean is 0 in one of the files
};

struct Comparison {
    std::vector<Difference> differences;  ///< of every common variable, in the order of file a
    std::vector<Effect> effects;          ///< of every common variable over countries alone, except those that are 0 in both
    std::vector<std::string> only_in_a, only_in_b;  ///< variables; "country CHN" for labels; decisions
    std::vector<std::string> facts;                 ///< root attributes that differ: title, economy_tables, deck, ...

    [[nodiscard]] bool equal() const noexcept;  ///< every value, variable, label and decision
};

[[nodiscard]] Comparison compare(const ResultReader& a, const ResultReader& b);

}  // namespace sunder
