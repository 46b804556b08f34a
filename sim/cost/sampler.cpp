// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/sampler.hpp"

#include <algorithm>

#include "sim/cost/cost_keys.hpp"
#include "sim/scenario/draw.hpp"

namespace sunder {

CostSampler::CostSampler(const CostStudy& study) : study_(study) {
    for (std::size_t i = 0; i < study.inputs.size(); ++i) {
        std::vector<Triangle>& triangles = triangles_.emplace_back();
        for (const LowMidHigh& value : study.inputs[i].draws)
            triangles.push_back(study.low_high_quantiles ? triangle_by_quantiles(value) : triangle_by_ends(value));
        if (std::any_of(triangles.begin(), triangles.end(), [](const Triangle& t) { return t.spread(); }))
            varied_.push_back(static_cast<std::int32_t>(i));
    }
}

CostSampler::Scratch CostSampler::scratch() const {
    return {terms_of(study_, CostCase::mid), std::vector<double>(study_.tables.places.size(), 0.0)};
}

void CostSampler::fill(std::span<const double> uniform, Scratch& scratch) const {
    for (std::size_t v = 0; v < varied_.size(); ++v) {
        const auto input = static_cast<std::size_t>(varied_[v]);
        const CostInputKey& key = cost_inputs()[input];
        const auto value = [&](const Triangle& t) {
            return std::clamp(triangular(uniform[v], t.least, t.mode, t.most), key.least, key.most);
        };
        if (key.scalar != nullptr) {
            scratch.terms.*key.scalar = value(triangles_[input].front());
            continue;
        }
        for (std::size_t p = 0; p < scratch.by_place.size(); ++p) scratch.by_place[p] = value(triangles_[input][p]);
        std::vector<double>& by_region = scratch.terms.*key.regional;
        for (std::size_t r = 0; r < by_region.size(); ++r) by_region[r] = regional_value(study_, r, scratch.by_place);
    }
}

}  // namespace sunder
