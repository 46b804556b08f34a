// SPDX-License-Identifier: Apache-2.0
// Every entry of the table that claims an effect has it, in its place and with its sign; every other moves no flow at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "effects.hpp"

namespace sunder::tests {
namespace {

/// Far above what rounding leaves (1e-12), far below any effect that a reader would see.
constexpr double smallest_effect = 1e-7;

const std::vector<ArticleRow>& rows() {
    static const std::vector<ArticleRow> all = article_rows();
    return all;
}
const Effects& effects() {
    static const Effects all(rows());
    return all;
}

TEST(Effects, RunsEndWithoutAFailedAudit) {
    EXPECT_TRUE(effects().closed());
}

TEST(Effects, SignAndPlaceAreAsTheTableSays) {
    std::size_t seen = 0;
    for (const ArticleRow& row : rows()) {
        if (row.sign != "+" && row.sign != "-") continue;
        const double change = effects().change(row);
        std::printf("%-5s %-18s %-9s %-8s %s %+.3g\n", row.id.c_str(), row.variable.c_str(), row.good.c_str(), row.place.c_str(),
                    row.sign.c_str(), change);
        EXPECT_GT(row.sign == "+" ? change : -change, smallest_effect)
            << row.id << ", line " << row.line << ": " << row.variable << " " << row.good << " " << row.place;
        ++seen;
    }
    EXPECT_GT(seen, 50U);
}

TEST(Effects, EntriesWithoutAFlowMoveNoBit) {
    std::size_t seen = 0;
    for (const ArticleRow& row : rows()) {
        if (row.sign != "0") continue;
        EXPECT_THAT(effects().moved(row), ::testing::IsEmpty()) << row.id << ", line " << row.line;
        ++seen;
    }
    EXPECT_GT(seen, 15U);
}

}  // namespace
}  // namespace sunder::tests
