// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/input/document.hpp"

namespace sunder {

/// Law of a number that is drawn.
struct AxisLaw {
    enum class Kind : std::int32_t { uniform, log_uniform, triangular, normal };
    Kind kind = Kind::uniform;
    double low = 0.0, mode = 0.0, high = 1.0;  ///< of a normal law: where it is cut off, infinite where it is not
    double mean = 0.0, sd = 1.0;               ///< normal only

    /// Value below which the share `uniform` of all draws lies, 0 < uniform < 1.
    [[nodiscard]] double quantile(double uniform) const;
};

/// One thing that varies. A draw gives it a code: the value itself where a law says it, else the place in a list.
struct SweepAxis {
    std::string name, unit, basis;
    std::vector<std::string> keys;      ///< as in --set; all take one value
    std::vector<std::string> measures;  ///< or: on (code 1) and off (code 0) together
    std::vector<Value> values;          ///< of the keys; empty: the law
    AxisLaw law;
    std::int32_t points = 0;  ///< of the law in a factorial design
    bool whole = false;
    double probability = 0.5;  ///< of `measures` being on
    Mark mark;

    /// Code of a place in (0, 1).
    [[nodiscard]] double at(double uniform) const;
    /// Codes of a factorial design; empty where the law has no `points`.
    [[nodiscard]] std::vector<double> levels() const;
    /// Number that tables and files show: the value where values are numbers or flags, else the place in the list from 0.
    [[nodiscard]] double shown(double code) const;
    /// The value as TOML; "on" and "off" for measures.
    [[nodiscard]] std::string text(double code) const;
    /// Whether the baseline may move with it; measures, accidents and beliefs move the scenario alone.
    [[nodiscard]] bool moves_baseline() const;
    /// Whether it sets what all lanes of one run must share.
    [[nodiscard]] bool of_whole_run() const;
};

/// An [[axis]] table that was held against the keys. Faults: no key, keys that do not go together, a law without its
/// numbers.
[[nodiscard]] SweepAxis read_axis(const Value& table, std::vector<Fault>& faults);

}  // namespace sunder
