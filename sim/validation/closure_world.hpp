// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"
#include "sim/validation/closure.hpp"

namespace sunder {

/// Base year and closing links of a study: how much of its need each region makes, buys for good, and will have to make.
/// Shares are of the world's output of an activity in the base year; arrays by region, then activity. The last region are
/// the places that are in none: they use nothing, and sell what they have until the links close.
struct ClosureFlows {
    std::vector<double> home, kept, closing, exported;  ///< own plants for own users; imports that stay; imports that end
    std::vector<double> value_busd_yr;                  ///< by activity: output of the world at cost
    std::vector<double> capital_years, operating_part;  ///< by activity: capital, operating cost over that output
    double sales_busd_yr = 0.0, recovery_per_year = 0.0;
    double research_busd_yr = 0.0;                 ///< of all counted activities
    std::vector<double> research_share;            ///< by region: of it
    std::vector<double> foreign_research_busd_yr;  ///< by region: bought abroad, ends
    std::vector<double> added_research_busd_yr;    ///< by region: what the study adds a year
};

/// What it is in a network.
struct ClosureWorld {
    enum class Role {
        home,     ///< for the users of its region
        kept,     ///< for users abroad who go on buying
        exports,  ///< for users abroad who may not
        added     ///< what a region builds
    };
    struct Plant {
        std::int32_t unit;
        std::size_t region, activity;
        Role role;
    };
    struct User {
        std::int32_t unit;
        std::size_t region;
        std::int32_t tranche;
    };
    Network network;
    RunSpec spec;
    std::vector<Plant> plants;
    std::vector<User> users;  ///< makers of finished chips; each region has one for every tranche
};

/// Throws InputError where the study has no such base year.
[[nodiscard]] ClosureFlows closure_flows(const CostStudy& study, const models::StudyTerms& terms);

[[nodiscard]] ClosureWorld closure_world(const CostStudy& study, const models::StudyTerms& terms, const ClosureFlows& flows,
                                         const ClosurePlan& plan);

}  // namespace sunder
