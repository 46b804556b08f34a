// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/state.hpp"

namespace sunder {

/// Inputs of every plant per unit of its value, and the value that it adds itself; inputs and value added sum to 1.
struct InputShares {
    std::vector<double> link;  ///< W, of links into plants; 0 for final agents
    std::vector<double> own;   ///< of units
};
/// Of the base year: purchases over sales, tools by their replacement.
[[nodiscard]] InputShares input_shares(const Network& network);

/// Content of a set of countries in the goods of every unit in the base year, 0..1 (20 sweeps, as below).
[[nodiscard]] std::vector<double> base_content(const Network& network, std::span<const std::int32_t> countries);

/// Value-added content of every country in the goods of every plant (model.md 7.3; Johnson & Noguera 2012), by lane:
///
///     con_j,c = own_j [c = country of j] + sum_i W_ij con_i,c                 [share of the value of j's goods]
///
/// W follows prices, shares and thrift. 20 Jacobi sweeps at the start from "all made at home", 5 from the last values at
/// each renewal; the shares sum to 1 in every sweep.
class Content {
public:
    explicit Content(const Base& base);

    void refresh(const Base& base, const State& state, std::size_t lane);

    /// Content of one country in a unit's goods, 0..1.
    [[nodiscard]] double of(std::size_t lane, std::size_t unit, std::size_t country) const noexcept {
        return lane_[lane][unit * countries_ + country];
    }
    /// Of a set of countries together.
    [[nodiscard]] double of(std::size_t lane, std::size_t unit, std::span<const std::int32_t> countries) const noexcept;
    /// I12: largest distance of a unit's sum from 1, or of a share from [0, 1].
    [[nodiscard]] double residual(std::size_t lane) const noexcept;

private:
    std::size_t countries_;
    std::vector<std::vector<double>> lane_;  ///< [unit][country]
    std::vector<double> next_;
    InputShares shares_;
};

}  // namespace sunder
