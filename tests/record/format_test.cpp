// SPDX-License-Identifier: Apache-2.0
#include "sim/record/format.hpp"

#include <gtest/gtest.h>

#include "sim/record/decision_table.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

/// Every file may have them, whatever its outputs.
std::string decision_rows() {
    std::string rows;
    for (const DecisionColumn& c : decision_columns())
        rows += "| " + std::string(c.name) + " | decision | " + std::string(c.unit) + " | " + std::string(c.long_name) +
                " | " + std::string(c.equation) + " |\n";
    return rows;
}

TEST(Format, TablesListWhatTheOutputsUse) {
    const std::vector<OutputInfo> table{
        {"output", Frequency::weekly, {Dim::country, Dim::good}, "M$/week", "made | sold", "X"},
        {"trade", Frequency::monthly, {Dim::exporter, Dim::importer}, "M$/month", "trade", "V"},
    };
    EXPECT_EQ(format_markdown(table),
              "| Dimension | Coordinate |\n|---|---|\n"
              "| run | name of the lane: baseline, scenario |\n"
              "| time | first day of the step, days since 2000-01-01 |\n"
              "| month | first day of the month, days since 2000-01-01 |\n"
              "| country | label: economy |\n"
              "| good | label: good |\n"
              "| exporter | label: economy that the goods leave |\n"
              "| importer | label: economy that the goods reach |\n"
              "| decision | number from 0; only where a government decided something |\n"
              "\n| Variable | Dimensions | Unit | What it is | From |\n|---|---|---|---|---|\n"
              "| output | run, time, country, good | M$/week | made \\| sold | X |\n"
              "| trade | run, month, exporter, importer | M$/month | trade | V |\n" +
                  decision_rows());
}

TEST(Format, EveryDimensionHasARow) {
    for (int d = 0; d <= static_cast<int>(Dim::vendor_country); ++d) {
        EXPECT_EQ(static_cast<int>(dim_info(static_cast<Dim>(d)).dim), d);
    }
}

}  // namespace
}  // namespace sunder
