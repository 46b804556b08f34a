// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/cost_study/bill.hpp"
#include "sim/cost/cost_tables.hpp"

namespace sunder {

/// A group of places that covers its own consumption.
struct CostRegion {
    std::string id, title;
    std::vector<std::int32_t> places;
};

/// What an input may be: in the cases, and in the draws. One entry, or one per place.
struct InputRange {
    std::vector<LowMidHigh> cases, draws;
};

/// Public money beside the bill of a region.
struct CostSubsidy {
    std::string id, source, status;
    std::int32_t region = 0;
    double grants_busd = 0.0, research_busd = 0.0, credit_share = 0.0;
    std::vector<std::int32_t> credited;  ///< activities
};

/// A study, checked and resolved against its tables. Immutable once read.
struct CostStudy {
    std::string name, title, question, note;
    std::string deck_text;  ///< the user's text, then the --set overrides as comments
    std::string basis;
    CostTables tables;
    std::vector<CostRegion> regions;
    models::StudyWorld world;
    std::vector<InputRange> inputs;  ///< in the order of cost_inputs()
    std::vector<CostSubsidy> subsidies;
    std::int32_t alone = -1;         ///< region of the second reading
    bool build_at_cheapest = true;   ///< else where the demand is
    bool low_high_quantiles = true;  ///< else the ends of the triangles
    bool curve = false;
    std::int32_t draws = 0, sobol_draws = 0;
    std::uint64_t seed = 1;
    bool as_published = false;  ///< the report's own question: its regions, everything duplicated, demand of the base year

    [[nodiscard]] std::size_t regions_count() const noexcept { return regions.size(); }
    [[nodiscard]] std::size_t activities_count() const noexcept { return tables.activities.size(); }
};

struct CostOptions {
    std::vector<std::string> set;  ///< "key=value", as in --set
};

/// Reads a study by path, or by name from ./cost/, ./scenarios/cost/, then those built into the program; an empty name
/// is the default. Throws InputError with every fault of the study at once.
[[nodiscard]] CostStudy read_study(const std::string& study, const CostOptions& options);

/// The same from a text and tables at hand; `file` is what messages call it.
[[nodiscard]] CostStudy read_study_text(const std::string& text, const std::string& file, const CostOptions& options,
                                        const CostTables* tables = nullptr);

/// Whether a path or name is that of a study; names of decks come first, and a text that cannot be read is none.
[[nodiscard]] bool is_study(const std::string& deck);

/// Which of the three values of an input.
enum class CostCase : std::int32_t { low, mid, high };

/// One value for every input, by region where it is: cases of the whole table, with one input (or none, -1) at another value
/// of its draws.
[[nodiscard]] models::StudyTerms terms_of(const CostStudy& study, CostCase all, std::int32_t one = -1,
                                          CostCase its = CostCase::mid);

/// Value of a regional input in a region, from values by place.
[[nodiscard]] double regional_value(const CostStudy& study, std::size_t region, const std::vector<double>& by_place);

/// The world of a study when one region alone becomes self-sufficient.
[[nodiscard]] models::StudyWorld world_alone(const CostStudy& study, std::int32_t region);

}  // namespace sunder
