// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "sim/record/result_reader.hpp"

namespace sunder {

/// Long tables for Stata, R and spreadsheets: `folder`/<variable>.csv with the columns run, time or month (ISO dates), the
/// variable's own dimensions, value; and `folder`/variables.csv with the units and meanings. A cell that is 0 or NaN in all
/// runs at all times is left out (goods that a country does not make); NaN elsewhere is an empty field. Decisions of
/// governments, when there are any, are the table `decisions.csv`, kinds and causes as words. The folder appears whole or
/// not at all; an existing one is refused without `force`. Throws RecordError.
void export_csv(const ResultReader& result, const std::filesystem::path& folder, bool force = false);

/// One wide table as users of integrated assessment models know it: model, scenario, region, variable, unit, then one column
/// per year. One row for each series that has a country: region is the country (of trade: the exporter), the other labels
/// follow the variable's name after bars, and the scenario is the title with the run in brackets. Values are means over the
/// steps that begin in the year; a unit per week or per month is turned into one per year (mean times days of the year / 7,
/// or times 12). Series that are 0 or NaN throughout are left out.
void export_iamc(const ResultReader& result, const std::filesystem::path& file, bool force = false);

}  // namespace sunder
