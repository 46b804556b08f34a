// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/year_means.hpp"

#include <gtest/gtest.h>

#include "tests/cli/toy.hpp"

namespace sunder::cli {
namespace {

TEST(YearMeans, AveragesTheStepsOfAYear) {
    Toy toy;
    toy.days = {to_day(2021, 12, 20), to_day(2021, 12, 27), to_day(2022, 1, 3)};
    YearMeans means({"chip_price_index"});
    means.open(toy.network, toy.spec, toy.days, {});
    const std::size_t index = Toy::output("chip_price_index");
    means.put(index, 1, 0, std::vector<double>{1.0, 2.0, 3.0});
    means.put(index, 1, 1, std::vector<double>{3.0, 2.0, 5.0});
    means.put(index, 1, 2, std::vector<double>{9.0, 9.0, 9.0});
    EXPECT_EQ(means.years(), (std::vector<int>{2021, 2022}));
    EXPECT_EQ(means.get("chip_price_index", 1, 2021).values, (std::vector<double>{2.0, 2.0, 4.0}));
    EXPECT_EQ(means.get("chip_price_index", 1, 2022).values, (std::vector<double>{9.0, 9.0, 9.0}));
}

TEST(YearMeans, KeepsNothingThatWasNotAskedFor) {
    Toy toy;
    YearMeans means({"chip_price_index"});
    means.open(toy.network, toy.spec, toy.days, toy.months);
    means.put(Toy::output("output"), 0, 0, std::vector<double>(6, 1.0));
    EXPECT_TRUE(means.get("output", 0, 2021).values.empty());
    EXPECT_TRUE(means.get("no such output", 0, 2021).values.empty());
    EXPECT_TRUE(means.get("chip_price_index", 0, 2021).values.empty());  // asked for, but never put
}

}  // namespace
}  // namespace sunder::cli
