// SPDX-License-Identifier: Apache-2.0
// C1 to C3 of model.md 12.5: the world of the cost study, its links closed over ten years, comes to rest where the closed
// form says. Here each region and activity is held against it, in all three cases of the inputs.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/validation/closure.hpp"
#include "sim/validation/exact_files.hpp"

namespace sunder {
namespace {

/// The largest of an error over the low, mid and high case of the study of self-sufficiency.
template <class Error>
double over_cases(Error&& error) {
    const CostStudy study = read_study({}, {});
    ClosurePlan plan;
    plan.tranches = 2;  // how smoothly links close does not matter at the end
    SerialBlocks blocks;
    double worst = 0.0;
    for (const CostCase which : {CostCase::low, CostCase::mid, CostCase::high}) {
        const ClosureResult result = close_links(study, terms_of(study, which), blocks, plan);
        require(result.paths.front().worst_output() < 0.9, "closing costs output on the way");
        worst = std::max(worst, error(study, result));
    }
    return worst;
}

double output_error() {
    return over_cases([](const CostStudy& study, const ClosureResult& r) {
        double worst = 0.0, moved = 0.0;
        for (std::size_t cell = 0; cell < r.output_share.size(); ++cell) {
            worst = std::max(worst, std::abs(r.output_share[cell] - r.required_share[cell]));
            if (cell < study.world.present_share.size())
                moved = std::max(moved, std::abs(r.output_share[cell] - study.world.present_share[cell]));
        }
        require(moved > 0.2, "output moves between regions");
        return worst;
    });
}

double tools_error() {
    return over_cases([](const CostStudy&, const ClosureResult& r) {
        double worst = 0.0;
        for (std::size_t region = 0; region < r.tools_busd.size(); ++region)
            for (const auto& [ours, theirs] : {std::pair{r.tools_busd[region], r.tools_static_busd[region]},
                                               {r.tools_paid_busd[region], r.plants_static_busd[region]},
                                               {r.idle_busd[region], r.stranded_static_busd[region]}})
                worst = std::max(worst, std::abs(ours - theirs) / std::max(1.0, theirs));
        return worst;
    });
}

double cost_error() {
    return over_cases([](const CostStudy&, const ClosureResult& r) {
        require(r.static_rise > 0.1 && r.stranded_rise > 0.05, "chips become dearer, and plant stands idle");
        const double with = 1.0 + r.cost_rise_world + r.stranded_rise, without = 1.0 + r.cost_rise_world;
        return std::max(std::abs(with / (1.0 + r.static_rise) - 1.0),
                        std::abs(without / (1.0 + r.static_rise - r.stranded_static_rise) - 1.0));
    });
}

// The plants that a region will build make a ten-thousandth of the closing volume in the base year: what is added to them is
// short by that, and what they cost more is not in base-year prices.
constexpr std::array<ExactCase, 3> cases{{
    {"C1", "Links of chips closed over ten years: regions end up making what they need", "closed form (models/cost_study)",
     "largest difference of a region's share of an activity", 1e-6, output_error},
    {"C2", "The tools they add are gaps x capital, at base and at local prices; what loses its users is the surplus",
     "closed form (models/cost_study)", "largest difference by region, relative", 2e-4, tools_error},
    {"C3", "Unit cost is the study's price rise without the catch-up annuity, with and without idle plant",
     "closed form (models/cost_study)", "largest difference of unit cost, relative", 1e-4, cost_error},
}};

}  // namespace

std::span<const ExactCase> closure_cases() {
    return cases;
}

}  // namespace sunder
