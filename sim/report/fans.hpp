// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "sim/report/series.hpp"

namespace sunder {
struct GridColumn;
class GridReader;

inline constexpr std::array fan_quantiles{0.05, 0.25, 0.5, 0.75, 0.95};

/// Quantiles over the draws of a sweep of each draw's scenario against its own baseline, month by month.
struct Fan {
    PageSeries series;           ///< values [quantile][cell][month]; cells without any number are left out
    bool is_difference = false;  ///< scenario - baseline; else scenario / baseline - 1. Where some baseline is not above 0.
};

/// `column` has the dimensions draw, run (baseline, scenario), time and one of its own. Draws that are missing count for
/// nothing.
[[nodiscard]] Fan fan_of(const GridReader& file, const GridColumn& column, const Periods& months);

}  // namespace sunder
