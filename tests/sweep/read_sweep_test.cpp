// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "sim/core/simulation.hpp"
#include "sim/economy/economy.hpp"
#include "sim/sweep/batch.hpp"
#include "sim/sweep/sweep.hpp"

namespace sunder::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Network& mini() {
    static const Network network = find_economy("mini");
    return network;
}

const SourceText deck{"deck.toml", R"(title = "d"
economy = "mini"
start = 2021-01-04
end = 2023-12-25
measures = []
[[measure]]
id = "tools"
issuer = "USA"
effective = 2021-02-01
items = ["tool"]
origin = { vendor_hq = ["USA"] }
destination = ["CHN"]
action = "deny"
)"};

Sweep read(const std::string& text) {
    return read_sweep_text({"s.toml", "title = \"t\"\nbase = \"deck\"\n" + text}, deck,
                           [](const std::string&) -> const Network& { return mini(); });
}

std::string faults_of(const std::string& text) {
    try {
        (void)read(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

const std::string tau = "[[axis]]\nkey = \"parameter.tau_deg\"\nvalues = [26, 52]\n";

TEST(SweepFile, NamesItsFaultsWithTheirPlace) {
    EXPECT_EQ(faults_of(tau), "");
    EXPECT_THAT(faults_of(""), HasSubstr("axis"));
    EXPECT_THAT(faults_of("bases = 1\n" + tau), HasSubstr("s.toml:3:1: error: unknown key 'bases'"));
    EXPECT_THAT(faults_of(tau + tau), HasSubstr("s.toml:6:1: error: two axes are called 'parameter.tau_deg'"));
    EXPECT_THAT(faults_of("[[axis]]\nvalues = [1]\n"), HasSubstr("an axis needs either a 'key' (or 'keys') or 'measures'"));
    EXPECT_THAT(faults_of("[[axis]]\nkey = \"start\"\nvalues = [2021-01-04]\n"),
                HasSubstr("all draws of a sweep share 'start'"));
    EXPECT_THAT(faults_of(tau + "low = 1\n"), HasSubstr("'low' does not go with 'values'"));
    EXPECT_THAT(faults_of("[[axis]]\nkey = \"parameter.tau_deg\"\nlow = 30\nhigh = 20\npoints = 3\n"),
                HasSubstr("low = 30 must lie below high = 20"));
    EXPECT_THAT(faults_of("[[axis]]\nkey = \"parameter.tau_deg\"\nlow = 20\nhigh = 30\n"),
                HasSubstr("a factorial design needs 'values' or 'points' here"));
    EXPECT_THAT(faults_of("[[axis]]\nkey = \"parameter.tau_deg\"\ndistribution = \"normal\"\nmean = 50\n[design]\nkind = "
                          "\"random\"\ndraws = 4\n"),
                HasSubstr("needs 'sd'"));
    EXPECT_THAT(faults_of(tau + "[design]\nkind = \"saltelli\"\n"), HasSubstr("needs 'draws'"));
    EXPECT_THAT(
        faults_of(tau + "[design]\nreplications = 10000\n[[axis]]\nname = \"b\"\nkey = \"parameter.mu\"\nlow = 0.1\nhigh "
                        "= 0.2\npoints = 100\n"),
        HasSubstr("at most 1000000"));
}

TEST(SweepFile, ValuesAreHeldAgainstTheDeck) {
    EXPECT_THAT(
        faults_of("[[axis]]\nkey = \"measure[tools].coverage\"\nlow = 0.5\nhigh = 1.5\npoints = 3\n"),
        HasSubstr("s.toml:3:1: error: axis measure[tools].coverage at 1.5: measure.coverage = 1.5, but it must lie in"));
    EXPECT_THAT(faults_of("[[axis]]\nmeasures = [\"tolls\"]\n"), HasSubstr("tolls"));
    EXPECT_THAT(faults_of(tau + "[output]\nvariables = [\"measure_in_force\"]\n"),
                HasSubstr("draws differ in their measures"));
    EXPECT_THAT(faults_of(tau + "[[indicator]]\nid = \"x\"\nvalue = \"effect(output[USA] @ 2019)\"\n"),
                HasSubstr("s.toml:8:17: error: this time is not within the run"));
}

TEST(SweepFile, HeadlineIndicatorsAreOfTheWorldTheTargetsAndTheIssuers) {
    const Sweep sweep = read(tau);
    std::vector<std::string> ids;
    for (const SweepIndicator& indicator : sweep.indicators) ids.push_back(indicator.id);
    EXPECT_THAT(ids, testing::Contains("welfare_world"));
    EXPECT_THAT(ids, testing::Contains("chip_prices_CHN"));
    EXPECT_THAT(ids, testing::Contains("value_added_USA"));
    EXPECT_THAT(sweep.indicators.front().moment.text(), HasSubstr("@ 2022..2023"));  // full years from February 2021 on
}

TEST(SweepDraw, IsTheDeckWithTheValuesOfItsAxes) {
    const Sweep sweep =
        read("set = [\"seed=9\"]\n[[axis]]\nmeasures = [\"tools\"]\n" + tau + "[design]\nreplications = 2\n");
    ASSERT_EQ(sweep.draws(), 8U);
    const DeckOptions off = sweep.options(std::size_t{3});  // tools off, 52, second replication
    EXPECT_THAT(off.set, ElementsAre("seed=9", "parameter.tau_deg=52"));
    EXPECT_THAT(off.without, ElementsAre("tools"));
    EXPECT_EQ(off.seed, 10U);
    EXPECT_EQ(sweep.options(std::size_t{6}).seed, 9U);  // the same luck at every point
    EXPECT_TRUE(sweep.scenario(std::size_t{0}).spec.lanes.back().rules.empty());
    const Scenario on = sweep.scenario(std::size_t{4});
    EXPECT_EQ(on.spec.lanes.back().rules.size(), 1U);
    EXPECT_THAT(on.deck_text, HasSubstr("# --set parameter.tau_deg=26"));
    EXPECT_THAT(sweep.scenario(std::size_t{0}).deck_text, HasSubstr("# without tools"));
}

TEST(SweepLibrary, EveryShippedSweepIsSoundAndNamedUnlikeADeck) {
    std::map<std::string, Network> economies;
    const EconomyProvider economy = [&](const std::string& name) -> const Network& {
        const auto at = economies.find(name);
        return at != economies.end() ? at->second : economies.emplace(name, find_economy(name)).first->second;
    };
    EXPECT_GE(sweep_names().size(), 3U);
    const std::vector<std::string> decks = deck_names();
    for (const std::string& name : sweep_names()) {
        EXPECT_GT(read_sweep(name, economy).draws(), 1U) << name;
        EXPECT_EQ(std::count(decks.begin(), decks.end(), name), 0) << name;  // sunder check takes both
    }
}

TEST(SweepBatches, ShareBaselinesWhereTheyAreTheSame) {
    const Sweep sweep = read(
        "[[axis]]\nmeasures = [\"tools\"]\n" + tau +
        "[[axis]]\nkey = \"measure[tools].coverage\"\nlow = 0.25\nhigh = 1.0\npoints = 4\n");  // 2 x 2 x 4, baselines by tau
    const std::vector<std::size_t> order = batch_order(sweep);
    EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15));
    const auto batches = make_batches(sweep, order, 8);  // 1 + 7; then 1 + 1 and 1 + 5; then 1 + 3
    ASSERT_EQ(batches.size(), 3U);
    EXPECT_EQ(batches[0].size(), 7U);
    EXPECT_EQ(batches[1].size(), 6U);
    for (const auto& batch : batches) {
        std::vector<Scenario> scenarios;
        for (const std::size_t draw : batch) scenarios.push_back(sweep.scenario(draw));
        const BatchLanes lanes = batch_lanes(scenarios);
        EXPECT_LE(lanes.spec.lanes.size(), 8U);
        for (std::size_t n = 0; n < batch.size(); ++n)
            EXPECT_TRUE(lanes.spec.lanes[static_cast<std::size_t>(lanes.baseline[n])].rules.empty());
    }
    EXPECT_EQ(make_batches(sweep, order, 1).size(), 16U);  // a draw needs two lanes whatever is asked
}

TEST(SweepBatches, NeverMixWhatAllLanesOfARunMustShare) {
    const Sweep sweep = read(
        "[[axis]]\nmeasures = [\"tools\"]\n[[axis]]\nkey = \"demand\"\nvalues = [\"flat\", \"path\"]\n" + tau);  // 2 x 2 x 2
    const auto batches = make_batches(sweep, batch_order(sweep), 16);
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_THAT(batches[0], ElementsAre(0, 4, 1, 5));  // flat: tau 26 off and on, tau 52 off and on
    EXPECT_THAT(batches[1], ElementsAre(2, 6, 3, 7));
    EXPECT_THROW((void)batch_lanes({sweep.scenario(std::size_t{0}), sweep.scenario(std::size_t{2})}), SetupError);
}

}  // namespace
}  // namespace sunder::tests
