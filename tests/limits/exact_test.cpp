// SPDX-License-Identifier: Apache-2.0
// Every row of the table of exact cases (sim/validation/exact_*.cpp), as `sunder validate` runs it.
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <ostream>
#include <set>
#include <string>

#include "sim/validation/exact_case.hpp"

namespace sunder {

/// What CTest calls a row; else it shows the bytes of its pointers, which differ from run to run.
static void PrintTo(const ExactCase& row, std::ostream* out) {
    for (const char c : row.id) *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
}

}  // namespace sunder

namespace sunder::testing {
namespace {

class Exact : public ::testing::TestWithParam<ExactCase> {};

TEST_P(Exact, HoldsWithinItsTolerance) {
    const ExactCase& row = GetParam();
    const double error = row.error();
    EXPECT_FALSE(std::isnan(error)) << row.claim;
    EXPECT_LE(error, row.tolerance) << row.claim << "; " << row.measure;
    ::testing::Test::RecordProperty("error", std::to_string(error));
}

std::string name_of(const ::testing::TestParamInfo<ExactCase>& info) {
    std::string name;
    for (const char c : info.param.id) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Rows, Exact, ::testing::ValuesIn(exact_cases().begin(), exact_cases().end()), name_of);

TEST(ExactTable, RowsAreComplete) {
    std::set<std::string_view> ids;
    for (const ExactCase& row : exact_cases()) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_FALSE(row.claim.empty() || row.source.empty() || row.measure.empty()) << row.id;
        EXPECT_GE(row.tolerance, 0.0) << row.id;
        EXPECT_NE(row.error, nullptr) << row.id;
    }
}

}  // namespace
}  // namespace sunder::testing
