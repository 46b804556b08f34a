// SPDX-License-Identifier: Apache-2.0
// What is recorded of research, knowledge and entrants agrees with the base year and with the trade recorded beside it.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/math/elementary.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// The last slice of every variable, by name and lane.
class LastSlices : public Sink {
public:
    void open(const Network&, const RunSpec&, std::span<const Day>, std::span<const Day>) override {}
    void put(std::size_t output, std::int32_t lane, std::int32_t, std::span<const double> values) override {
        kept[std::string(outputs()[output].name)][lane].assign(values.begin(), values.end());
    }
    void close(std::span<const AuditResidual>, std::span<const Decision>) override {}
    std::map<std::string, std::map<std::int32_t, std::vector<double>>> kept;
};

/// 74 weeks: the last month, May 2022, is full but for its last day.
LastSlices record_last(const std::vector<Rule>& rules, bool demand_path) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(74);
    spec.demand_path = demand_path;
    spec.lanes[1].rules = rules;
    Simulation simulation(mini(), spec, blocks);
    LastSlices sink;
    simulation.run(&sink);
    return sink;
}

TEST(KnowledgeOutputs, BaselineResearchIsTheBaseYears) {
    const LastSlices last = record_last({}, false);
    SerialBlocks blocks;
    RunSpec spec = two_lanes(1);
    Simulation simulation(mini(), spec, blocks);
    const auto& impl = simulation.impl();
    std::vector<double> expected(mini().countries.size(), 0.0);
    for (std::size_t i = 0; i < impl.base.x0.size(); ++i)
        expected[at(mini().unit_hq(static_cast<std::int32_t>(i)))] +=
            impl.base.x0[i] * impl.params.of(Param::rd)[at(impl.params.unit_row()[i]) * 2];
    for (std::size_t c = 0; c < expected.size(); ++c) {
        EXPECT_NEAR(last.kept.at("research").at(0)[c], expected[c], 1e-12 * expected[c]);
        EXPECT_EQ(last.kept.at("knowledge").at(0)[c], 1.0);
    }
    for (const double pair : last.kept.at("joint_research").at(0)) EXPECT_EQ(pair, 1.0);
}

TEST(KnowledgeOutputs, LocalisationIsHomeFirmsShareOfRecordedTrade) {
    const LastSlices last = record_last(harsh_rules(), true);
    const std::size_t goods = mini().goods.size(), countries = mini().countries.size();
    const auto &trade = last.kept.at("trade_value_by_hq").at(1), &local = last.kept.at("localisation").at(1);
    int seen = 0;
    for (std::size_t c = 0; c < countries; ++c)
        for (std::size_t g = 0; g < goods; ++g) {
            double all = 0.0;
            for (std::size_t from = 0; from < countries; ++from) all += trade[(g * countries + from) * countries + c];
            if (!(all > 0.0)) {
                EXPECT_TRUE(std::isnan(local[c * goods + g]));
                continue;
            }
            ++seen;
            EXPECT_NEAR(local[c * goods + g], trade[(g * countries + c) * countries + c] / all, 1e-12);
        }
    EXPECT_GT(seen, 40);
}

// 74 weeks at 3 % a year from 0.4; a foreign-owned plant and a country at the frontier have none.
TEST(KnowledgeOutputs, GapOfEntrantsClosesByItselfInTheBaseline) {
    const LastSlices last = record_last({tool_ban()}, true);
    const std::size_t goods = mini().goods.size();
    const auto cell = [&](const std::string& in, const std::string& what) {
        return at(country(in)) * goods + at(good(what));
    };
    const auto& gap = last.kept.at("entrant_gap");
    EXPECT_NEAR(gap.at(0)[cell("CHN", "otool")], 0.4 * std::pow(1.0 - 0.03 / weeks_per_year, 74.0), 1e-12);
    EXPECT_LT(gap.at(1)[cell("CHN", "otool")], gap.at(0)[cell("CHN", "otool")]);
    EXPECT_TRUE(std::isnan(gap.at(0)[cell("USA", "otool")]));
    EXPECT_GT(last.kept.at("quality").at(1)[cell("CHN", "otool")], last.kept.at("quality").at(0)[cell("CHN", "otool")]);
}

}  // namespace
}  // namespace sunder::tests
