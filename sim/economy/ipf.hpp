// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sunder {

/// One cell of a sparse table of flows.
struct FlowCell {
    std::int32_t row = 0, col = 0;
    double value = 0.0;  ///< >= 0; 0 stays 0
};

struct IpfResult {
    double error = 0.0;  ///< largest relative deviation of a column sum; row sums are exact to rounding
    int rounds = 0;
};

/// Iterative proportional fitting (RAS): scales rows and columns in turn until both sums are met.
///
///     z_ij = r_i * w_ij * c_j,   sum_j z_ij = row_sum_i,   sum_i z_ij = col_sum_j
///
/// Cells are sorted by row, then column; sums run in that order, so the result does not depend on the machine.
/// Both targets must have the same total; a target of 0 gives cells of 0. Stops at `tolerance` or after `most_rounds`.
/// Source: [DemingStephan1940]; unique where it exists, and then closest to w in relative entropy [Bacharach1965].
IpfResult fit_flows(std::span<FlowCell> cells, std::span<const double> row_sum, std::span<const double> col_sum,
                    double tolerance, int most_rounds);

}  // namespace sunder
