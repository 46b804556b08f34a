// SPDX-License-Identifier: Apache-2.0
// Research, learning and entrants in a run (model.md 6.13, 6.14): they act with the right sign, in the right place, later
// than what causes them, and not at all when switched off.
#include "models/knowledge/knowledge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// The first plant that a firm of the country has at home for a good.
std::size_t plant(const std::string& in, const std::string& what) {
    for (std::int32_t i = 0; i < mini().units(); ++i)
        if (mini().unit_country[at(i)] == country(in) && mini().unit_hq(i) == country(in) &&
            mini().unit_good[at(i)] == good(what))
            return at(i);
    throw std::out_of_range(in + " " + what);
}

/// Chips of firms of the USA are denied to every buyer in CHN from week 20.
Rule chip_ban() {
    Rule rule = tool_ban();
    rule.id = "chip-ban";
    rule.items = {{good("alog"), 1.0}, {good("mlog"), 1.0}, {good("comp"), 1.0}, {good("mem"), 1.0}};
    rule.vendor_hq = {country("USA")};
    return rule;
}

RunSpec with_rules(std::int32_t weeks, const std::vector<Rule>& rules) {
    RunSpec spec = two_lanes(weeks);
    spec.demand_path = false;
    spec.lanes[1].rules = rules;
    return spec;
}

void turn_off(LaneSpec& lane) {
    for (const Switch key : {Switch::research, Switch::learning, Switch::entrants}) lane.switches.set(key, false);
}
void set_parameter(LaneSpec& lane, std::string_view name, double value) {
    const auto keys = param_keys();
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const ParamKey& k) { return k.name == name; });
    for (std::int32_t g = -1; g < static_cast<std::int32_t>(mini().goods.size()); ++g)  // beats the rows of the economy
        for (std::int32_t c = -1; c < static_cast<std::int32_t>(mini().countries.size()); ++c)
            lane.params.push_back({static_cast<std::int32_t>(key - keys.begin()), g, c, -1, value});
}

/// Gap of the first entrant of a country and good at the end of a run, reference and actual.
struct GapAtEnd {
    double reference, gap, ceiling, ln_quality;
};
GapAtEnd gap_at_end(Simulation& simulation, const std::string& in, const std::string& what) {
    auto& impl = simulation.impl();
    const std::size_t unit = plant(in, what), row = at(impl.params.unit_row()[unit]) * 2 + 1;
    const auto par = [&](Param key) { return impl.params.of(key)[row]; };
    const double reference =
        models::gap_reference(par(Param::gap), par(Param::gap_floor), par(Param::i0), 1.0 / weeks_per_year, impl.t);
    return {reference, reference + impl.state.gap_dev[unit * 2 + 1], par(Param::gap) * par(Param::gap_floor),
            impl.state.ln_quality[unit * 2 + 1]};
}

TEST(Knowledge, BaselineIsExactly1For1500Weeks) {
    SerialBlocks blocks;
    Simulation simulation(mini(), with_rules(1500, {}), blocks);
    simulation.run(nullptr);
    const State& s = simulation.impl().state;
    for (const auto* one : {&s.research_mean, &s.knowledge, &s.productivity, &s.joint})
        for (const double x : *one) ASSERT_EQ(x, 1.0);
    for (const auto* zero : {&s.experience_dev, &s.gap_dev, &s.ln_quality})
        for (const double x : *zero) ASSERT_EQ(x, 0.0);
}

// M33: less revenue, then less research, then less knowledge, then a weaker product.
TEST(Knowledge, LostMarketWeakensTheSeller) {
    SerialBlocks blocks;
    Simulation simulation(mini(), with_rules(280, {chip_ban()}), blocks);
    auto& impl = simulation.impl();
    const std::size_t unit = plant("USA", "alog"), group = at(mini().unit_group[unit]);
    std::int32_t revenue_falls = -1, knowledge_falls = -1;
    while (impl.t < 280) {
        impl.advance(nullptr);
        if (revenue_falls < 0 && impl.state.receipts[unit * 2 + 1] < impl.state.receipts[unit * 2]) revenue_falls = impl.t;
        if (knowledge_falls < 0 && impl.state.knowledge[group * 2 + 1] < 0.999) knowledge_falls = impl.t;
        if (impl.t <= 20) {
            ASSERT_EQ(impl.state.ln_quality[unit * 2 + 1], 0.0);
        }
    }
    EXPECT_GT(revenue_falls, 20);
    EXPECT_GT(knowledge_falls, revenue_falls + 4);  // a stock: it lags
    EXPECT_LT(impl.state.knowledge[group * 2 + 1], 0.99);
    EXPECT_LT(impl.state.ln_quality[unit * 2 + 1], 0.3 * std::log(0.99) + 1e-12);
    EXPECT_LT(impl.state.productivity[unit * 2 + 1], 1.0);
}

/// A measure of an issuer on firms or countries, from week 20.
Rule measure_of(const std::string& issuer, Action action) {
    Rule rule;
    rule.id = "measure";
    rule.action = action;
    rule.issuer = country(issuer);
    rule.announce = rule.effective = to_day(2021, 1, 4) + 20 * 7;
    return rule;
}

// M55: joint research of two countries ends; both know less, others hardly.
TEST(Knowledge, CutCooperationHarmsBothSides) {
    Rule cut = measure_of("USA", Action::cooperation);
    cut.destination = {country("CHN")};
    cut.path = {{cut.effective, 0.0}};
    SerialBlocks blocks;
    Simulation simulation(mini(), with_rules(280, {cut}), blocks);
    simulation.run(nullptr);
    const auto& impl = simulation.impl();
    const auto loss = [&](const std::string& in, const std::string& what) {
        return 1.0 - impl.state.knowledge[at(mini().unit_group[plant(in, what)]) * 2 + 1];
    };
    // Five years at 20 % a year: phi_S x weight x (1 - e^-1); what comes back through trade is smaller (a fifth at most).
    const std::size_t countries = mini().countries.size();
    for (const auto& [in, from] : {std::pair{"USA", "CHN"}, std::pair{"CHN", "USA"}}) {
        const double weight = impl.base.knowledge.foreign_weight[(at(country(in)) * countries + at(country(from))) * 2];
        const double direct = 0.2 * weight * (1.0 - std::exp(-260.0 / (weeks_per_year / 0.2)));
        EXPECT_GT(loss(in, "alog"), 0.8 * direct) << in;
        EXPECT_LT(loss(in, "alog"), 1.2 * direct) << in;
    }
    EXPECT_GT(loss("CHN", "alog"), loss("USA", "alog"));  // the smaller side draws more on the larger
    EXPECT_LT(std::abs(loss("JPN", "mlog")), 0.2 * loss("USA", "alog"));
}

// Public money as large as the own research of the firm: effort 2, so knowledge goes to 1 + 0.8 in the long run; the gap of
// an entrant closes at i0 + i2 = 0.13 a year instead of 0.03.
TEST(Knowledge, PublicMoneyRaisesKnowledgeAndClosesTheGap) {
    SerialBlocks blocks;
    Simulation base(mini(), with_rules(1, {}), blocks);
    const std::size_t unit = plant("CHN", "otool"), group = at(mini().unit_group[unit]);
    Rule money = measure_of("CHN", Action::research);
    money.items = {{good("otool"), 1.0}};
    money.destination = {country("CHN")};
    money.funding.research_musd_yr = base.impl().base.knowledge.research[group * 2] * weeks_per_year;
    Simulation simulation(mini(), with_rules(280, {money}), blocks);
    simulation.run(nullptr);
    const State& s = simulation.impl().state;
    ASSERT_NEAR(s.research_aid[group * 2 + 1], 1.0, 1e-12);
    const double built = 1.0 - std::exp(-260.0 / (weeks_per_year / 0.2));
    EXPECT_GT(s.knowledge[group * 2 + 1], 1.0 + 0.8 * built);  // and it sells more
    EXPECT_LT(s.knowledge[group * 2 + 1], 1.0 + 1.2 * built);
    EXPECT_GT(s.ln_quality[unit * 2 + 1], 2.0 * -s.gap_dev[unit * 2 + 1]);
    const GapAtEnd end = gap_at_end(simulation, "CHN", "otool");
    const double year = 1.0 / weeks_per_year;
    EXPECT_NEAR(end.gap / end.reference, std::pow((1.0 - 0.13 * year) / (1.0 - 0.03 * year), 260.0), 1e-12);
    EXPECT_GT(s.output[unit * 2 + 1], s.output[unit * 2]);
}

// A preference of 2 % on the world's markets adds ln 1.02 from the first week on and wins sales.
TEST(Knowledge, PreferenceAddsToQuality) {
    Rule liked = measure_of("USA", Action::preference);
    liked.items = {{good("mlog"), 1.0}};
    liked.path = {{liked.effective, 1.02}};
    SerialBlocks blocks;
    RunSpec spec = with_rules(120, {liked});
    turn_off(spec.lanes[1]);
    Simulation simulation(mini(), spec, blocks);
    auto& impl = simulation.impl();
    const std::size_t unit = plant("USA", "mlog");
    while (impl.t < 20) impl.advance(nullptr);
    EXPECT_EQ(impl.state.ln_quality[unit * 2 + 1], 0.0);
    impl.advance(nullptr);
    EXPECT_NEAR(impl.state.ln_quality[unit * 2 + 1], std::log(1.02), 1e-15);
    while (impl.t < 120) impl.advance(nullptr);
    EXPECT_GT(impl.state.output[unit * 2 + 1], 1.002 * impl.state.output[unit * 2]);
    EXPECT_LT(impl.state.output[plant("JPN", "mlog") * 2 + 1], impl.state.output[plant("JPN", "mlog") * 2]);
}

TEST(Knowledge, WeightsAreTheOthersShares) {
    SerialBlocks blocks;
    Simulation simulation(mini(), with_rules(1, {}), blocks);
    const KnowledgeBase& k = simulation.impl().base.knowledge;
    const std::size_t countries = mini().countries.size();
    double total = 0.0, of_plants = 0.0;
    for (std::size_t c = 0; c < countries; ++c) {
        total += k.country_research[c * 2];
        double sum = 0.0;
        for (std::size_t d = 0; d < countries; ++d) sum += k.foreign_weight[(c * countries + d) * 2];
        EXPECT_NEAR(sum, 1.0, 1e-12);  // seven additions
        EXPECT_EQ(k.foreign_weight[(c * countries + c) * 2], 0.0);
    }
    const auto& impl = simulation.impl();
    for (std::size_t i = 0; i < impl.base.x0.size(); ++i)
        of_plants += impl.base.x0[i] * impl.params.of(Param::rd)[at(impl.params.unit_row()[i]) * 2];
    EXPECT_NEAR(total, of_plants, 1e-12 * of_plants);
}

// Every plant makes half as much again, for ever: experience 1 + 0.5 t/(t + 520) of its reference; never above 1.5^lam.
TEST(Learning, FollowsExperienceAndStaysBounded) {
    SerialBlocks blocks;
    Simulation simulation(mini(), with_rules(300, {}), blocks);
    auto& impl = simulation.impl();
    for (; impl.t < 300; ++impl.t) {
        Step step = impl.step();
        for (const Phase& phase : impl.phases()) {
            if (phase.name != "learn") continue;
            for (std::size_t i = 0; i < impl.base.x0.size(); ++i) impl.state.output[i * 2 + 1] = 1.5 * impl.base.x0[i];
            phase.does(step);
        }
    }
    const double lam = models::learning_exponent(0.2), start = 10.0 * weeks_per_year;
    for (std::size_t i = 0; i < impl.base.x0.size(); ++i) {
        EXPECT_NEAR(impl.state.productivity[i * 2 + 1], std::pow(1.0 + 0.5 * 300.0 / (300.0 + start), lam), 1e-9);
        EXPECT_LT(impl.state.productivity[i * 2 + 1], std::pow(1.5, lam));
        EXPECT_EQ(impl.state.productivity[i * 2], 1.0);
    }
}

// 140 weeks of a ban on 0.9 of the tools of two of four foreign vendors.
TEST(Entrants, DeniedImportsCloseTheGapFaster) {
    SerialBlocks blocks;
    RunSpec spec = with_rules(160, {tool_ban()});
    for (LaneSpec& lane : spec.lanes) lane.switches.set(Switch::research, false);  // the gap's part of quality alone
    Simulation simulation(mini(), spec, blocks);
    simulation.run(nullptr);
    const auto& impl = simulation.impl();
    const KnowledgeBase& k = impl.base.knowledge;
    const std::size_t unit = plant("CHN", "otool");
    const auto market = at(k.unit_market[unit]);
    double denied = 0.0;
    for (auto n = at(k.market_link_ptr[market]); n < at(k.market_link_ptr[market + 1]); ++n) {
        const std::int32_t j = mini().link_supplier[at(k.market_link[n])];
        if (mini().unit_hq(j) == country("USA") || mini().unit_hq(j) == country("NLD"))
            denied += 0.9 * impl.base.z0[at(k.market_link[n])];
    }
    const double prot = denied / k.market_demand[market];
    ASSERT_GT(prot, 0.3);
    const GapAtEnd end = gap_at_end(simulation, "CHN", "otool");
    const double year = 1.0 / weeks_per_year, ratio = (1.0 - year * (0.03 + 0.1 * prot)) / (1.0 - year * 0.03);
    EXPECT_NEAR(end.gap / end.reference, std::pow(ratio, 140.0), 1e-12);  // 140 roundings
    EXPECT_NEAR(end.ln_quality, 2.0 * (end.reference - end.gap), 1e-15);
    EXPECT_EQ(impl.state.gap_dev[unit * 2], 0.0);                       // not without the ban
    EXPECT_EQ(impl.state.gap_dev[plant("KOR", "otool") * 2 + 1], 0.0);  // not elsewhere
    EXPECT_EQ(impl.state.gap_dev[plant("CHN", "eda") * 2 + 1], 0.0);    // not for goods that flow
}

TEST(Entrants, CeilingHolds) {
    SerialBlocks blocks;
    RunSpec spec = with_rules(400, {tool_ban()});
    set_parameter(spec.lanes[1], "i1", 2.0);
    Simulation simulation(mini(), spec, blocks);
    simulation.run(nullptr);
    const GapAtEnd end = gap_at_end(simulation, "CHN", "otool");
    ASSERT_GT(end.ceiling, 0.0);
    EXPECT_NEAR(end.gap, end.ceiling, 1e-15);  // one subtraction and addition of the reference
}

// Off by switch and off by parameter are the same model, bit for bit, and differ from the model with everything on.
TEST(Knowledge, SwitchesTurnItOffExactly) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(300);
    spec.lanes.push_back({"on", {}, {}, {}});
    for (LaneSpec& lane : spec.lanes) lane.rules = harsh_rules();
    turn_off(spec.lanes[0]);
    for (const auto& [name, value] : {std::pair{"theta_R", 0.0}, {"theta_A", 0.0}, {"learn_rate", 0.0}, {"gamma", 0.0}})
        set_parameter(spec.lanes[1], name, value);
    Simulation simulation(mini(), spec, blocks);
    simulation.run(nullptr);
    const State& s = simulation.impl().state;
    const auto width = at(simulation.impl().lanes);
    int moved = 0;
    for (const auto* array : {&s.output, &s.list, &s.share, &s.stock_dev, &s.productivity, &s.ln_quality, &s.receipts})
        for (std::size_t n = 0; n < array->size(); n += width) {
            ASSERT_EQ((*array)[n], (*array)[n + 1]);
            moved += (*array)[n] != (*array)[n + 2] ? 1 : 0;
        }
    EXPECT_GT(moved, 1000);
    for (std::size_t u = 0; u < s.productivity.size(); u += width) ASSERT_EQ(s.productivity[u], 1.0);
}

}  // namespace
}  // namespace sunder::tests
