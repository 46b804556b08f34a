// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/cli/allies.hpp"
#include "sim/cli/attribution.hpp"
#include "sim/cli/decisions.hpp"
#include "sim/cli/indicators.hpp"
#include "sim/cli/year_means.hpp"
#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "sim/core/sink.hpp"
#include "sim/scenario/parties.hpp"

namespace sunder::cli {

/// A measure that was in force in the scenario, from its rules (a measure may be several).
struct MeasureInForce {
    std::string id, title, issuer;
    Day announce = never, effective = never, expires = never;
};

/// One country (or the world): change of each indicator in each year, scenario / baseline - 1; NaN: not recorded or no
/// baseline.
struct HeadlineRow {
    std::string country;
    std::vector<std::vector<double>> change;  ///< [indicator][year]
};

/// Largest price rise of a good: where, in which year.
struct PriceRise {
    std::string good, country;
    int year = 0;
    double change = 0.0;  ///< scenario / baseline - 1
};

/// The scarce input that cost a country most output beyond the baseline.
struct Bottleneck {
    std::string input, country;
    int year = 0;
    double extra_musd_wk = 0.0;  ///< mean of the year, scenario - baseline
};

/// Output of the plants that one measure covers: those of the measure that loses most in the last year shown.
struct CoveredPlants {
    std::string measure;         ///< empty: no measure covers plants
    std::vector<double> change;  ///< [year], scenario / baseline - 1
};

/// What `sunder run` prints: scenario against baseline.
struct Headline {
    std::vector<MeasureInForce> measures;
    std::vector<int> years;
    std::vector<std::string> indicators;  ///< e.g. "chip output", "exports to CHN"; those with nothing recorded are left out
    std::vector<HeadlineRow> rows;        ///< the world, issuers and targets, then the largest movers
    CoveredPlants covered;
    std::vector<PriceRise> scarcest;     ///< at most three, largest first
    std::vector<Bottleneck> bottleneck;  ///< none or one
    std::vector<GovernmentDecision> decisions;
    Indicators summary;   ///< welfare, blocs, concentration, self-sufficiency
    AuditResidual worst;  ///< closest to (or furthest beyond) its tolerance
};

/// Outputs that make_headline reads; others need not be kept.
[[nodiscard]] std::vector<std::string> headline_outputs();

/// Sum of a slice over all cells whose index in `dim` is accepted, for each of the two conditions; NaN cells are skipped.
/// NaN when the slice is empty, lacks a dimension, or nothing but NaN was met.
using Accept = std::function<bool(std::size_t)>;
struct Condition {
    Dim dim;
    Accept accept;
};
[[nodiscard]] double total(const Slice& slice, const std::vector<Condition>& conditions);

/// Three years to show: the first full year of the first measure, two years later, and the last; fewer if the run is short.
[[nodiscard]] std::vector<int> headline_years(const std::vector<int>& recorded, const std::vector<Rule>& rules);

/// Lane 0 is the baseline, lane 1 the scenario; with one lane there is nothing to compare: measures and audit only.
[[nodiscard]] Headline make_headline(const Network& network, const RunSpec& spec, const YearMeans& means);

/// Within a screen: at most 100 columns. `title` and `question` first.
[[nodiscard]] std::string headline_text(const std::string& title, const std::string& question, const Headline& headline);

/// Facts about the run that the JSON form carries besides the headline.
struct RunFacts {
    std::string deck, title, question, economy, file;
    std::int32_t steps = 0, threads = 0;
    double seconds = 0.0;
};
[[nodiscard]] std::string headline_json(const RunFacts& facts, const Headline& headline,
                                        const std::vector<NamedAttribution>& attributions,
                                        const std::vector<AllyValue>& allies);

}  // namespace sunder::cli
