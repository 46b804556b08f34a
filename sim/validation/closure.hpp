// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/blocks.hpp"
#include "sim/cost/study.hpp"
#include "sim/record/grid_file.hpp"

namespace sunder {

/// How the links of a study's world close in the dynamic model.
struct ClosurePlan {
    double notice_years = 0.0;    ///< from the announcement to the first link that closes
    double years = 10.0;          ///< from the first to the last
    double horizon_years = 30.0;  ///< of the run
    std::int32_t tranches = 10;   ///< equal parts of every region's users, closed one after another; 1: all at once
    bool believed = true;         ///< investors look two years ahead; else they follow the orders that they get
    double seed_share = 1e-4;     ///< of the closing volume that plants still to be built make in the base year
    double build_days = 700.0;    ///< of a fab, everywhere: the study has no building times
};

/// One year of a path: means of the world's finished chips, ratio to the base year.
struct ClosureYear {
    double output = 1.0, price = 1.0, unit_cost = 1.0;
};

/// What a way of closing leads to on the way to its end.
struct ClosurePath {
    std::string title;
    std::vector<ClosureYear> years;                 ///< year 1, 2, ...
    std::int32_t worst_year = 0, dearest_year = 0;  ///< least output, highest price
    std::int32_t back_95 = 0, back_995 = 0;         ///< first year after the worst at that share, per mille; 0: none
    [[nodiscard]] double worst_output() const { return years[static_cast<std::size_t>(worst_year) - 1].output; }
    [[nodiscard]] double dearest_price() const { return years[static_cast<std::size_t>(dearest_year) - 1].price; }
};

/// The first path with one thing changed: what the shortage on the way comes from.
struct ClosureReason {
    std::string what;
    double worst_output = 1.0;
};

/// One quantity by both ways.
struct ClosureCheck {
    std::string id, what, unit;
    double static_value = 0.0, dynamic_value = 0.0;
    double tolerance = 0.0;  ///< of the difference over the static value
    std::string why;         ///< what both ways have in common, or what makes the difference
    [[nodiscard]] double difference() const noexcept;
    [[nodiscard]] bool holds() const noexcept;
};

/// A study's closure as the dynamic model runs it (model.md 12.5). Lists by region have one row more: places in no region.
struct ClosureResult {
    std::vector<std::int32_t> activities;                     ///< plants and fabs that are counted
    std::vector<double> required_share, output_share;         ///< by region, then activity: of the world's output
    std::vector<double> tools_static_busd, tools_busd;        ///< gaps x capital; added to the stock of tools
    std::vector<double> plants_static_busd, tools_paid_busd;  ///< first investment in plants; those tools at their prices
    std::vector<double> stranded_static_busd, idle_busd;      ///< lost exports x capital; plant without further use
    std::vector<double> cost_rise;                            ///< of the unit cost of a region's chips, at the end
    double cost_rise_world = 0.0;
    double stranded_static_rise = 0.0, stranded_rise = 0.0;  ///< annuity on that plant, over sales
    double static_rise = 0.0;                                ///< the study's price rise without the catch-up annuity
    double catch_up_rise = 0.0;                              ///< that annuity, which the dynamic model has no place for
    std::vector<ClosureCheck> checks;                        ///< C1 to C3
    std::vector<ClosurePath> paths;                          ///< C4: a prediction, by way of closing
    std::vector<ClosureReason> reasons;                      ///< for the shortage on the first of them
};

/// Closes the links by one plan; paths has one row. Throws InputError where the study's world has no base year to start
/// from: demand that its plants do not cover, sales below the cost of the chain.
[[nodiscard]] ClosureResult close_links(const CostStudy& study, const models::StudyTerms& terms, Blocks& blocks,
                                        const ClosurePlan& plan = {});

/// The mid case: C1 to C3 for links that close over ten years, C4 for that and two other ways.
[[nodiscard]] ClosureResult check_closure(const CostStudy& study, Blocks& blocks);

/// Length of the longest path.
[[nodiscard]] std::size_t closure_years(const ClosureResult& result);
/// Variables of a study's result file, over region, activity, closure_path and closure_year.
[[nodiscard]] std::vector<GridVariable> closure_variables(const CostStudy& study, const ClosureResult& result);

}  // namespace sunder
