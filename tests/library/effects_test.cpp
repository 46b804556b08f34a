// SPDX-License-Identifier: Apache-2.0
// Every entry of the table that claims an effect has it, in its place and with its sign; every other moves no flow at all.
#include "effects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

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

/// The row's answer, or a failure where its run could not be made.
template <class Ask>
auto asked(const ArticleRow& row, Ask&& ask) -> decltype(ask(row)) {
    try {
        return ask(row);
    } catch (const std::out_of_range& error) {
        ADD_FAILURE() << row.id << ", line " << row.line << ": " << error.what();
        return {};
    }
}

TEST(Effects, EveryRowIsReadAndItsRunEndsWithoutAFailedAudit) {
    EXPECT_THAT(effects().faults(), ::testing::IsEmpty());
}

TEST(Effects, SignAndPlaceAreAsTheTableSays) {
    std::size_t seen = 0;
    for (const ArticleRow& row : rows()) {
        if (row.sign != "+" && row.sign != "-") continue;
        const double change = asked(row, [](const ArticleRow& r) { return effects().change(r); });
        std::printf("%-5s %-18s %-9s %-8s %s %+.3g\n", row.id.c_str(), row.variable.c_str(), row.good.c_str(),
                    row.place.c_str(), row.sign.c_str(), change);
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
        EXPECT_THAT(asked(row, [](const ArticleRow& r) { return effects().moved(r); }), ::testing::IsEmpty())
            << row.id << ", line " << row.line;
        ++seen;
    }
    EXPECT_GT(seen, 15U);
}

}  // namespace
}  // namespace sunder::tests
