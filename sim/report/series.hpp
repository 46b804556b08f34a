// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/record/result_reader.hpp"

namespace sunder {
class JsonWriter;

/// Steps of a file put into periods: period[i] of step i, and the label of each period.
struct Periods {
    std::string name;                 ///< "month", "year"
    std::vector<std::string> labels;  ///< "2022-10", "2022"
    std::vector<std::size_t> of_step;
};
/// The month or the year in which each step begins; both rise without holes.
[[nodiscard]] Periods months_of(const std::vector<Day>& days);
[[nodiscard]] Periods years_of(const std::vector<Day>& days);

enum class Fold { mean, sum };

/// One variable as a page carries it: over runs, some of its cells, and periods; the period varies fastest.
struct PageSeries {
    std::string name, unit, long_name, equation, period;
    std::vector<std::string> dims;    ///< of a cell
    std::vector<std::size_t> extent;  ///< of those
    std::vector<std::size_t> cells;  ///< flat places of the cells kept; others are 0 or not defined in all runs at all times
    std::vector<float> values;       ///< [run][kept cell][period]
};

/// Mean over the steps of a period (steps without a value do not count; NaN where none has one), or their sum.
[[nodiscard]] PageSeries fold_series(const ResultReader& file, const RecordedVariable& variable, const Periods& periods,
                                     Fold fold);

/// Means over the steps of each period, [period][cell], of values [step][cell]; NaN where no step has a value.
[[nodiscard]] std::vector<double> fold_values(std::span<const double> values, std::size_t cells, const Periods& periods);

/// {"name": ..., "dims": [...], "cells": [...] or null for all, "data": packed}
void write_series(JsonWriter& json, const PageSeries& series);

}  // namespace sunder
