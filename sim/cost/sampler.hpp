// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "sim/cost/study.hpp"
#include "sim/cost/triangle.hpp"

namespace sunder {

/// Turns uniform numbers into terms: one number per input, the same quantile at every place of it.
class CostSampler {
public:
    explicit CostSampler(const CostStudy& study);

    /// Inputs that have a spread.
    [[nodiscard]] const std::vector<std::int32_t>& varied() const noexcept { return varied_; }

    /// Memory of one caller.
    struct Scratch {
        models::StudyTerms terms;
        std::vector<double> by_place;
    };
    [[nodiscard]] Scratch scratch() const;
    /// Fills the varied terms from numbers in [0, 1), by place in varied().
    void fill(std::span<const double> uniform, Scratch& scratch) const;

private:
    const CostStudy& study_;
    std::vector<std::vector<Triangle>> triangles_;  ///< by input
    std::vector<std::int32_t> varied_;
};

struct InputEffect;
class Blocks;
/// Adds the Sobol indices of first and total order to effects that stand in the order of varied().
void add_sobol(const CostStudy& study, const CostSampler& sampler, Blocks& blocks, std::vector<InputEffect>& effects);

}  // namespace sunder
