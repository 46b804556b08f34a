// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/cost_study/bill.hpp"
#include "sim/economy/tables.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

struct LowMidHigh {
    double low = 0.0, mid = 0.0, high = 0.0;
};

struct CostPlace {
    std::string code, name;
    bool may_lead = true;  ///< false: a rest of the world
};

/// An activity with the shares of all places in it and, for knowledge, the place that leads.
struct CostActivity {
    std::string code, name, evidence;  ///< evidence: what the shares measure
    models::StudyActivity totals;
    std::vector<double> share;  ///< by place
    std::int32_t leader = -1;   ///< place
};

/// A row of inputs.csv.
struct CostInputRow {
    std::int32_t input = 0;   ///< of cost_inputs()
    std::int32_t place = -1;  ///< -1: all others
    bool draw = false;        ///< for draws only
    LowMidHigh value;
    std::string source, status;
};

/// A published figure; NaN where an end is not known.
struct PublishedFigure {
    std::string item;                  ///< upfront_busd, price_rise, ...
    std::vector<std::int32_t> places;  ///< empty: the world
    double low = 0.0, high = 0.0;
    bool compared = false;  ///< false: used as an input
    bool fitted = false;    ///< compared, but an input was tuned to it: no prediction
    std::string title, unit, source, status;
};

struct ConsumptionBasis {
    std::string name;
    std::vector<double> share;  ///< by place
};

/// The tables of a cost study, checked.
struct CostTables {
    std::string name;
    std::vector<CostPlace> places;
    std::vector<ConsumptionBasis> bases;
    std::vector<CostActivity> activities;
    std::vector<CostInputRow> inputs;
    std::vector<PublishedFigure> published;
    std::string hashes;  ///< one line per table, for result files

    [[nodiscard]] std::int32_t place(std::string_view code) const noexcept;
    [[nodiscard]] std::vector<std::string> place_codes() const;
    [[nodiscard]] std::vector<std::string> activity_codes() const;
};

/// The tables of a folder of scenarios/economies (here or built in), by name. Throws InputError.
[[nodiscard]] std::vector<TableFile> find_cost_tables(const std::string& name);

/// Reads and checks them; every fault at once. Throws InputError.
[[nodiscard]] CostTables read_cost_tables(const std::string& name, const std::vector<TableFile>& files);

}  // namespace sunder
