// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "sim/validation/moment_sink.hpp"
#include "tests/identities/mini.hpp"

namespace sunder::tests {
namespace {

std::size_t output_place(std::string_view name) {
    std::size_t n = 0;
    while (outputs()[n].name != name) ++n;
    return n;
}

using Filled = std::function<double(std::string_view output, int lane, int slice, std::size_t cell)>;

/// A run of 6 weeks from Monday 4 Jan 2021 whose recorded values are made up; cells in the order country x good.
double value_of(const std::string& text, const Filled& filled) {
    std::vector<Fault> faults;
    const auto moment = Moment::parse(text, {"t", 1, 1}, faults);
    if (!moment) throw InputError(faults);
    MomentSink sink({*moment});
    const RunSpec spec = two_lanes(6);
    sink.check(mini(), spec, faults);
    if (!faults.empty()) throw InputError(faults);
    std::vector<Day> days;
    for (int t = 0; t < 6; ++t) days.push_back(spec.start + 7 * t);
    const std::vector<Day> months{to_day(2021, 1, 1), to_day(2021, 2, 1)};
    sink.open(mini(), spec, days, months);
    for (const char* name : {"output", "lead_time", "trade_value"}) {
        const std::size_t place = output_place(name);
        std::size_t cells = 1;
        for (const Dim dim : outputs()[place].dims) cells *= dim_labels(dim, mini(), spec).size();
        const int slices = outputs()[place].frequency == Frequency::weekly ? 6 : 2;
        for (int t = 0; t < slices; ++t)
            for (int lane = 0; lane < 2; ++lane) {
                std::vector<double> values(cells);
                for (std::size_t c = 0; c < cells; ++c) values[c] = filled(name, lane, t, c);
                if (sink.wants(place)) sink.put(place, lane, t, values);
            }
    }
    return sink.value(0);
}

double by_week(std::string_view, int lane, int t, std::size_t) {
    return 10.0 * (lane + 1) + t;
}

std::size_t cell(const std::string& c, const std::string& g) {
    return static_cast<std::size_t>(country(c)) * mini().goods.size() + static_cast<std::size_t>(good(g));
}

std::string complaint(const std::string& text) {
    try {
        (void)value_of(text, by_week);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(Moment, IsTheValueOfTheStepThatHoldsADay) {
    // weeks start on 4, 11, 18, 25 Jan: the 24th is in week 2, the 25th in week 3; the scenario is lane 1
    EXPECT_EQ(value_of("output[CHN, ga] @ 2021-01-24", by_week), 22.0);
    EXPECT_EQ(value_of("output[CHN, ga] @ 2021-01-25", by_week), 23.0);
    EXPECT_EQ(value_of("baseline.output[CHN, ga] @ 2021-01-25", by_week), 13.0);
}

TEST(Moment, WeighsStepsOfAPeriodByTheirDaysInside) {
    // 10 to 12 Jan: one day of week 0, two of week 1
    EXPECT_DOUBLE_EQ(value_of("output[CHN, ga] @ 2021-01-10..2021-01-12", by_week), (20.0 + 2.0 * 21.0) / 3.0);
    EXPECT_DOUBLE_EQ(value_of("output[CHN, ga] @ sum 2021-01-10..2021-01-12", by_week), (20.0 + 2.0 * 21.0) / 7.0);
    EXPECT_EQ(value_of("output[CHN, ga] @ least 2021-01-10..2021-01-12", by_week), 20.0);
    EXPECT_EQ(value_of("output[CHN, ga] @ most 2021-01-10..2021-01-12", by_week), 21.0);
    EXPECT_EQ(value_of("output[CHN, ga]", by_week), 22.5);  // mean of 20..25
}

TEST(Moment, AddsUpTheCellsOfListsClassesAndSets) {
    const Filled one = [](std::string_view, int, int, std::size_t) { return 1.0; };
    const auto goods = static_cast<double>(mini().goods.size()), countries = static_cast<double>(mini().countries.size());
    EXPECT_EQ(value_of("output", one), goods * countries);
    EXPECT_EQ(value_of("output[good=ga]", one), countries);
    EXPECT_EQ(value_of("output[good=ga|mem, country=CHN]", one), 2.0);
    EXPECT_EQ(value_of("output[CHN, !ga]", one), goods - 1.0);
    double chips = 0.0;
    for (const Good& g : mini().goods) chips += g.kind == GoodKind::chip ? 1.0 : 0.0;
    EXPECT_EQ(value_of("output[CHN, chip]", one), chips);
    EXPECT_EQ(value_of("trade_value[ga, CHN, !CHN] @ sum 2021-01", one), countries - 1.0);
}

TEST(Moment, AveragesIndicesWithTheWeightsOfAnotherOutput) {
    const std::size_t ga = cell("CHN", "ga"), mem = cell("CHN", "mem");
    const Filled two = [&](std::string_view output, int, int, std::size_t c) {
        if (output == "output") return c == ga ? 3.0 : c == mem ? 1.0 : 0.0;
        return c == ga ? 10.0 : c == mem ? 20.0 : std::nan("");
    };
    // (3*10 + 1*20)/4; cells without output do not count, even where they are not numbers
    EXPECT_EQ(value_of("lead_time[country=CHN, weight=output] @ 2021-01-04", two), 12.5);
}

TEST(Moment, ComparesScenarioWithBaseline) {
    EXPECT_DOUBLE_EQ(value_of("effect(output[CHN, ga] @ 2021-01-04)", by_week), 20.0 / 10.0 - 1.0);
    EXPECT_DOUBLE_EQ(value_of("gap(output[CHN, ga] @ 2021-01-04)", by_week), 10.0);
    EXPECT_DOUBLE_EQ(value_of("effect(output[CHN, ga] @ 2021-01-11 / output[CHN, ga] @ 2021-01-04)", by_week),
                     (21.0 / 20.0) / (11.0 / 10.0) - 1.0);
}

TEST(Moment, CalculatesWithTheUsualPrecedence) {
    EXPECT_EQ(value_of("1 + 2*3 - 8/4", by_week), 5.0);
    EXPECT_EQ(value_of("-(1 + 2)*3", by_week), -9.0);
    EXPECT_EQ(value_of("abs(min(2, -3)) + max(1, 4)", by_week), 7.0);
    EXPECT_EQ(value_of("log(1)", by_week), 0.0);
    EXPECT_TRUE(std::isnan(value_of("log(-1)", by_week)));
}

TEST(Moment, SaysWhereATextIsWrong) {
    using testing::HasSubstr;
    EXPECT_THAT(complaint("outptu[CHN, ga]"),
                HasSubstr("t:1:1: error: no output is called 'outptu'; did you mean 'output'?"));
    EXPECT_THAT(complaint("1 + output[CHM, ga]"),
                HasSubstr("t:1:12: error: output has no country 'CHM'; did you mean 'CHN'?"));
    EXPECT_THAT(complaint("output[firm=x]"), HasSubstr("output has no dimension 'firm': it has country, good"));
    EXPECT_THAT(complaint("lead_time[CHN]"), HasSubstr("do not add up: name one, or a weight=OUTPUT"));
    EXPECT_THAT(complaint("output[CHN, ga] @ 2021-13"), HasSubstr("t:1:19: error: '2021-13' is no date"));
    EXPECT_THAT(complaint("output[CHN, ga] @ 2029"), HasSubstr("t:1:1: error: this time is not within the run"));
    EXPECT_THAT(complaint("output[CHN, ga] @ 2021-01-20..2021-01-10"), HasSubstr("ends before it begins"));
    EXPECT_THAT(complaint("(1 + 2"), HasSubstr("t:1:7: error: ')' is expected"));
    EXPECT_THAT(complaint("1 2"), HasSubstr("'2' is not expected here"));
    EXPECT_THAT(complaint("mean(1)"), HasSubstr("unknown function 'mean'"));
    EXPECT_THAT(complaint("placebo.output"), HasSubstr("baseline and scenario are"));
    EXPECT_THAT(complaint(std::string(5000, '(')), HasSubstr("nested too deeply"));
    EXPECT_THAT(complaint(""), HasSubstr("is expected"));
}

TEST(Moment, KnowsWhetherItNeedsTheBaseline) {
    std::vector<Fault> faults;
    EXPECT_FALSE(Moment::parse("output @ 2021", {}, faults)->reads_baseline());
    EXPECT_TRUE(Moment::parse("effect(output)", {}, faults)->reads_baseline());
    EXPECT_TRUE(Moment::parse("baseline.output", {}, faults)->reads_baseline());
}

}  // namespace
}  // namespace sunder::tests
