// SPDX-License-Identifier: Apache-2.0
// What is recorded agrees with the state and with itself.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

/// Keeps everything: [variable][lane][index] -> slice.
class Keep : public Sink {
public:
    void open(const Network&, const RunSpec&, std::span<const Day> d, std::span<const Day> m) override {
        days.assign(d.begin(), d.end());
        months.assign(m.begin(), m.end());
    }
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override {
        auto& series = kept[std::string(outputs()[output].name)][lane];
        EXPECT_EQ(static_cast<std::size_t>(index), series.size())
            << outputs()[output].name << ": slices come in order of time";
        series.emplace_back(values.begin(), values.end());
    }
    void close(std::span<const AuditResidual>, std::span<const Decision>) override { closed = true; }
    std::vector<Day> days, months;
    std::map<std::string, std::map<std::int32_t, std::vector<std::vector<double>>>> kept;
    bool closed = false;
};

Keep record(const std::vector<Rule>& rules, std::int32_t weeks) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(weeks);
    spec.lanes[1].rules = rules;
    Simulation simulation(mini(), spec, blocks);
    Keep keep;
    simulation.run(&keep);
    return keep;
}

double sum(const std::vector<double>& values) {
    double total = 0.0;
    for (const double v : values) total += std::isnan(v) ? 0.0 : v;
    return total;
}

TEST(Recorder, EverySliceOfEveryVariableIsThere) {
    const Keep keep = record(harsh_rules(), 60);
    EXPECT_TRUE(keep.closed);
    EXPECT_EQ(keep.days.size(), 60U);
    EXPECT_EQ(keep.months.size(), 14U);  // 4 Jan 2021 + 60 weeks ends on 28 Feb 2022
    for (const OutputInfo& info : outputs())
        for (const std::int32_t lane : {0, 1})
            EXPECT_EQ(keep.kept.at(std::string(info.name)).at(lane).size(), info.frequency == Frequency::weekly ? 60U : 14U)
                << info.name;
}

TEST(Recorder, TradeByPlantAndByHeadquartersAddUpToTheSame) {
    const Keep keep = record(harsh_rules(), 60);
    for (std::size_t m = 0; m < keep.months.size(); ++m) {
        const double by_plant = sum(keep.kept.at("trade_value").at(1)[m]),
                     by_hq = sum(keep.kept.at("trade_value_by_hq").at(1)[m]);
        EXPECT_GT(by_plant, 0.0);
        EXPECT_NEAR(by_plant / by_hq, 1.0, 1e-12);  // the same 1,880 flows in two orders
    }
}

TEST(Recorder, BaselineTradeOfAMonthIsItsDaysShareOfTheYear) {
    const Keep keep = record({}, 60);
    double yearly = 0.0;
    for (const double z : mini().link_z0_musd_yr) yearly += z;
    // February 2021: 28 days, all inside the run.
    EXPECT_NEAR(sum(keep.kept.at("trade_quantity").at(0)[1]), yearly * 28 / 365.25, yearly * 1e-12);
}

TEST(Recorder, MeasureIsInForceByDays) {
    Rule rule = tool_ban();
    rule.effective = rule.announce = to_day(2021, 1, 4) + 20 * 7 + 3;  // a Thursday: 4 of 7 days
    const Keep keep = record({rule}, 30);
    EXPECT_EQ(keep.kept.at("measure_in_force").at(1)[19][0], 0.0);
    EXPECT_DOUBLE_EQ(keep.kept.at("measure_in_force").at(1)[20][0], 4.0 / 7.0);
    EXPECT_EQ(keep.kept.at("measure_in_force").at(1)[21][0], 1.0);
    EXPECT_EQ(keep.kept.at("measure_in_force").at(0)[21][0], 0.0);  // not in the baseline
}

TEST(Recorder, RecordingDoesNotChangeTheRun) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(50);
    spec.lanes[1].rules = harsh_rules();
    Simulation quiet(mini(), spec, blocks), recorded(mini(), spec, blocks);
    Keep keep;
    quiet.run(nullptr);
    recorded.run(&keep);
    EXPECT_EQ(lane_of(quiet, 1), lane_of(recorded, 1));
}

}  // namespace
}  // namespace sunder::tests
