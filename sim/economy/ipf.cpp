// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/ipf.hpp"

#include <algorithm>
#include <cmath>

namespace sunder {
namespace {

/// Factors that bring the sums of one side to their targets; returns the largest relative deviation before.
double scale_side(std::span<FlowCell> cells, std::int32_t FlowCell::*side, std::span<const double> target,
                  std::vector<double>& sum) {
    sum.assign(target.size(), 0.0);
    for (const FlowCell& cell : cells) sum[static_cast<std::size_t>(cell.*side)] += cell.value;
    double error = 0.0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        if (target[i] > 0.0) error = std::max(error, sum[i] > 0.0 ? std::abs(sum[i] / target[i] - 1.0) : 1.0);
        sum[i] = sum[i] > 0.0 ? target[i] / sum[i] : 0.0;
    }
    for (FlowCell& cell : cells) cell.value *= sum[static_cast<std::size_t>(cell.*side)];
    return error;
}

}  // namespace

IpfResult fit_flows(std::span<FlowCell> cells, std::span<const double> row_sum, std::span<const double> col_sum,
                    double tolerance, int most_rounds) {
    IpfResult result;
    std::vector<double> sum;
    scale_side(cells, &FlowCell::row, row_sum, sum);
    for (result.rounds = 1;; ++result.rounds) {
        result.error = scale_side(cells, &FlowCell::col, col_sum, sum);
        scale_side(cells, &FlowCell::row, row_sum, sum);
        if (result.error <= tolerance || result.rounds >= most_rounds) return result;
    }
}

}  // namespace sunder
