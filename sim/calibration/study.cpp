// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/study.hpp"

namespace sunder {
namespace {

constexpr std::size_t searches = 4;      // from the start values and from the three best draws
constexpr double near_a_bound = 2.0e-3;  // of the range: twice the finest step of the search

}  // namespace

bool Study::on_bound(std::size_t parameter) const {
    const double u = fit.places[parameter];
    return u < near_a_bound || u > 1.0 - near_a_bound;
}

Study run_study(const CaseRuns& runs, const StudyOptions& options, Blocks& blocks, const StudyProgress& progress) {
    const CalibrationCase& c = runs.of();
    const auto part = [&progress](const std::string& name) {
        return [&progress, name](double done) { return progress && progress(name, done); };
    };
    Study study;
    study.stopped = true;
    for (const FreeParameter& p : c.free) study.start.push_back(p.place(p.start));
    study.before = runs.values({study.start, {}});
    study.history = match_history(runs, options.draws, options.seed, blocks, part("history match"));
    if (study.history.draws.empty() && options.draws > 0) return study;
    std::vector<Places> starts{study.start};
    for (const std::size_t draw : study.history.order)
        if (starts.size() < searches) starts.push_back(study.history.draws[draw]);
    study.fit = fit_from(runs, starts, options.most_runs, blocks, part("local search"));
    if (study.fit.places.empty()) return study;
    study.sensitivity = sensitivity_at(runs, study.fit.places, study.fit.values, blocks, part("sensitivity"));
    if (study.sensitivity.elasticity.empty() && !c.free.empty()) return study;
    std::vector<CaseDraw> variants;
    for (const CaseVariant& variant : c.variants) variants.push_back({study.fit.places, variant.set});
    study.variants = runs.values(variants, blocks, part("variants"));
    study.stopped = study.variants.size() != c.variants.size();
    return study;
}

}  // namespace sunder
