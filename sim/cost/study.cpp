// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/study.hpp"

#include <algorithm>

#include "sim/cost/cost_keys.hpp"

namespace sunder {
namespace {

double pick(const LowMidHigh& value, CostCase which) noexcept {
    return which == CostCase::low ? value.low : which == CostCase::mid ? value.mid : value.high;
}

}  // namespace

double regional_value(const CostStudy& study, std::size_t region, const std::vector<double>& by_place) {
    const auto& places = study.regions[region].places;
    const std::vector<double>* consumption = nullptr;
    for (const ConsumptionBasis& basis : study.tables.bases)
        if (basis.name == study.basis) consumption = &basis.share;
    double least = by_place[static_cast<std::size_t>(places.front())], sum = 0.0, weight = 0.0;
    for (const std::int32_t place : places) {
        const auto p = static_cast<std::size_t>(place);
        least = std::min(least, by_place[p]);
        const double share = consumption == nullptr ? 0.0 : (*consumption)[p];
        sum += share * by_place[p];
        weight += share;
    }
    return study.build_at_cheapest || !(weight > 0.0) ? least : sum / weight;
}

models::StudyTerms terms_of(const CostStudy& study, CostCase all, std::int32_t one, CostCase its) {
    models::StudyTerms terms;
    for (std::size_t i = 0; i < study.inputs.size(); ++i) {
        const CostInputKey& key = cost_inputs()[i];
        const CostCase which = static_cast<std::int32_t>(i) == one ? its : all;
        const std::vector<LowMidHigh>& cases =
            static_cast<std::int32_t>(i) == one ? study.inputs[i].draws : study.inputs[i].cases;
        if (key.scalar != nullptr) {
            terms.*key.scalar = pick(cases.front(), which);
            continue;
        }
        std::vector<double> by_place;
        for (const LowMidHigh& value : cases) by_place.push_back(pick(value, which));
        for (std::size_t r = 0; r < study.regions.size(); ++r)
            (terms.*key.regional).push_back(regional_value(study, r, by_place));
    }
    return terms;
}

models::StudyWorld world_alone(const CostStudy& study, std::int32_t region) {
    models::StudyWorld world = study.world;
    for (std::size_t r = 0; r < world.builds.size(); ++r) world.builds[r] = static_cast<std::int32_t>(r) == region;
    return world;
}

}  // namespace sunder
