// SPDX-License-Identifier: Apache-2.0
#include "sim/report/fans.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <span>

#include "sim/record/grid_file.hpp"
#include "sim/record/grid_reader.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// 3 draws (the last is missing), 2 runs, 2 weeks of one month, 2 countries: baseline 100 and `second`, scenario as given.
Fan fan_with(double second, const std::vector<double>& scenario) {
    const sample::Folder folder;
    {
        GridFile file(folder / "sweep.h5", true);
        const std::vector<std::int64_t> draws{0, 1, 2}, weeks{7674, 7681};  // 2021-01-04, 2021-01-11
        const std::vector<std::string> runs{"baseline", "scenario"}, countries{"AAA", "BBB"};
        file.attribute("format_version", std::int64_t{1});
        file.scale("draw", "draw", "1", std::span<const std::int64_t>(draws));
        file.scale("run", "run", runs);
        file.times("time", "week", weeks);
        file.scale("country", "country", countries);
        GridVariable x{"x", {"draw", "run", "time", "country"}, "M$/week", "x", "x", {}};
        for (int draw = 0; draw < 2; ++draw) {
            x.values.insert(x.values.end(), {100.0, second, 100.0, second});
            for (int week = 0; week < 2; ++week)
                x.values.insert(x.values.end(), {scenario[static_cast<std::size_t>(draw)], 0.0});
        }
        x.values.insert(x.values.end(), 8, none);
        file.variable(x);
        file.close();
    }
    const GridReader file(folder / "sweep.h5");
    return fan_of(file, *file.find("x"), months_of({7674, 7681}));
}

TEST(FanOf, IsTheRelativeChangeOverDrawsThatAreThere) {
    const Fan fan = fan_with(0.0, {110.0, 130.0});
    EXPECT_FALSE(fan.is_difference);
    EXPECT_EQ(fan.series.cells, std::vector<std::size_t>{0});  // the second country has only 0
    ASSERT_EQ(fan.series.values.size(), fan_quantiles.size());
    EXPECT_FLOAT_EQ(fan.series.values[2], 0.2F);   // median of 10 % and 30 %
    EXPECT_FLOAT_EQ(fan.series.values[0], 0.11F);  // 5 %: 0.1 + 0.05 * 0.2
}

TEST(FanOf, IsADifferenceWhereABaselineIsBelowZero) {
    const Fan fan = fan_with(-5.0, {110.0, 130.0});
    EXPECT_TRUE(fan.is_difference);
    EXPECT_EQ(fan.series.cells, (std::vector<std::size_t>{0, 1}));
    EXPECT_FLOAT_EQ(fan.series.values[2 * 2], 20.0F);     // median, first country: of 10 and 30
    EXPECT_FLOAT_EQ(fan.series.values[2 * 2 + 1], 5.0F);  // second country: 0 - -5
}

}  // namespace
}  // namespace sunder
