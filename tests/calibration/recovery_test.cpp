// SPDX-License-Identifier: Apache-2.0
// Moments made by the model itself with known parameters: the procedure must find them again.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sim/calibration/study.hpp"
#include "sim/parallel/parallel.hpp"
#include "tests/identities/mini.hpp"
#include "tests/record/sample.hpp"

namespace sunder::tests {
namespace {

constexpr double true_eta = 0.8, true_w_ann = 0.3;  // start values are 1.2 and 0.1
const std::vector<std::string> prices{"price_outside[ga] @ 2021-03-15", "price_outside[ga] @ 2021-04-15",
                                      "price_outside[ga] @ 2021-06-14"};

const Network& economy(const std::string&) {
    return mini();
}

/// A metal licensed at 30 %, announced on 1 March 2021, in force on 1 April. In a folder of this process: the tests of this
/// file run side by side, each in its own.
std::string deck_file() {
    static const sample::Folder folder;
    static const std::string path = [] {
        const std::string file = (folder / "deck.toml").string();
        std::ofstream(file) << R"(
title = "t"
question = "q"
economy = "mini"
start = 2021-02-01
end = 2021-06-28
demand = "flat"
[[measure]]
id = "metal"
title = "m"
kind = "LIC"
issuer = "CHN"
announce = 2021-03-01
effective = 2021-04-01
items = ["ga"]
action = "license"
license = { share = 0.3 }
)";
        return file;
    }();
    return path;
}

CalibrationCase case_with(const std::vector<double>& observed, const std::string& more = "", double error = 0.001) {
    std::string text = "title = \"t\"\ndeck = \"" + deck_file() + "\"\n" + R"(
[[free]]
key = "parameter.eta.ga"
low = 0.5
start = 1.2
high = 1.5
log = true
basis = "b"
identified_by = "later prices"
[[free]]
key = "parameter.w_ann.ga"
low = 0.0
start = 0.1
high = 0.6
basis = "b"
identified_by = "the price between announcement and force"
)" + more;
    for (std::size_t m = 0; m < prices.size(); ++m)
        text += fmt::format(
            "[[moment]]\nid = \"m{}\"\nvalue = \"{}\"\nobserved = {}\nerror = {}\nsource = \"s\"\nstatus = "
            "\"made\"\nerror_basis = \"e\"\n",
            m, prices[m], observed[m], error);
    return read_case_text(text, "recovery.toml");
}

/// What the model says with the true parameters.
const std::vector<double>& truth() {
    static const std::vector<double> values = [] {
        const CalibrationCase c = case_with({1.0, 1.0, 1.0});
        const CaseRuns runs(c, economy);
        return runs.values({{c.free[0].place(true_eta), c.free[1].place(true_w_ann)}, {}});
    }();
    return values;
}

TEST(Calibration, FindsTheParametersThatMadeTheMoments) {
    const CalibrationCase c = case_with(truth());
    const CaseRuns runs(c, economy);
    SerialBlocks blocks;
    const Study study = run_study(runs, {.draws = 8, .seed = 1, .most_runs = 30}, blocks, {});
    ASSERT_FALSE(study.stopped);
    EXPECT_GT(implausibility(c, study.before), 10.0);  // the start is wrong by far more than the errors of 0.001
    // the search stops at steps of a thousandth of the range; the pull to the start moves less than that
    EXPECT_NEAR(c.free[0].at(study.fit.places[0]), true_eta, 0.005);
    EXPECT_NEAR(c.free[1].at(study.fit.places[1]), true_w_ann, 0.005);
    EXPECT_LT(implausibility(c, study.fit.values), 3.0);
    EXPECT_FALSE(study.on_bound(0) || study.on_bound(1));
    EXPECT_GT(study.sensitivity.learned[0], 0.99);
    EXPECT_GT(study.sensitivity.learned[1], 0.99);
}

TEST(Calibration, GivesTheSameBitsForAnyNumberOfThreads) {
    const CalibrationCase c = case_with(truth());
    const CaseRuns runs(c, economy);
    const StudyOptions options{.draws = 6, .seed = 3, .most_runs = 4};
    const Study one = run_study(runs, options, *make_blocks(1), {}), three = run_study(runs, options, *make_blocks(3), {});
    EXPECT_EQ(one.history.values, three.history.values);
    EXPECT_EQ(one.fit.places, three.fit.places);
    EXPECT_EQ(one.fit.cost, three.fit.cost);
    EXPECT_EQ(one.fit.runs, three.fit.runs);
    EXPECT_EQ(one.sensitivity.slope, three.sensitivity.slope);
}

TEST(Calibration, SaysThatAParameterWithoutEffectIsNotLearnedAndLeavesItWhereItWas) {
    // the announcement term of a tool has no say in the price of a metal; with errors of 0.02 the pull to the start counts
    const CalibrationCase c = case_with(truth(),
                                        "[[free]]\nkey = \"parameter.w_ann.otool\"\nlow = 0.0\nstart = 0.25\nhigh = "
                                        "1.0\nbasis = \"b\"\nidentified_by = \"nothing\"\n",
                                        0.02);
    const CaseRuns runs(c, economy);
    SerialBlocks blocks;
    const Study study = run_study(runs, {.draws = 1, .seed = 1, .most_runs = 40}, blocks, {});
    EXPECT_NEAR(study.sensitivity.learned[2], 0.0, 1e-6);
    EXPECT_NEAR(study.fit.places[2], 0.25, 0.02);
}

TEST(Calibration, DrawsThatCannotBeSimulatedFailAlone) {
    // a cover n below nmin is refused by the core: those draws have no number, the others are what they are alone
    const CalibrationCase c = case_with(
        truth(),
        "[[free]]\nkey = \"parameter.n.ga\"\nlow = 0.1\nstart = 17.0\nhigh = 20.0\nbasis = \"b\"\nidentified_by = \"-\"\n");
    const CaseRuns runs(c, economy);
    SerialBlocks blocks;
    const std::vector<CaseDraw> draws{{{0.5, 0.5, 0.0}, {}}, {{0.5, 0.5, 0.8}, {}}};
    const auto values = runs.values(draws, blocks);
    EXPECT_EQ(implausibility(c, values[0]), std::numeric_limits<double>::infinity());
    EXPECT_EQ(values[1], runs.values(draws[1]));
    EXPECT_GT(values[1][0], 1.0);
}

TEST(Calibration, RefusesKeysAndMomentsThatTheDeckDoesNotHave) {
    using testing::HasSubstr;
    const auto complaint = [](const CalibrationCase& c) -> std::string {
        try {
            const CaseRuns runs(c, economy);
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    };
    const std::string row = "low = 0.0\nstart = 0.5\nhigh = 1.0\nbasis = \"b\"\nidentified_by = \"-\"\n";
    EXPECT_EQ(complaint(case_with(truth())), "");
    EXPECT_THAT(
        complaint(case_with(truth(), "[[free]]\nkey = \"parameter.eta.gq\"\n" + row)),
        HasSubstr("recovery.toml:19:1: error: parameter.eta.gq=0: economy 'mini' has no good 'gq'; did you mean 'ga'?"));
    EXPECT_THAT(complaint(case_with(truth(), "[[free]]\nkey = \"measure[metal].license.share\"\n" + row +
                                                 "[[variant]]\nname = \"v\"\nset = [\"switch.magic=false\"]\n")),
                HasSubstr("variant v: unknown switch 'magic'"));
    CalibrationCase late = case_with(truth());
    std::vector<Fault> faults;
    late.moments[0].moment = *Moment::parse("output @ 2030", {"recovery.toml", 3, 10}, faults);
    EXPECT_THAT(complaint(late), HasSubstr("recovery.toml:3:10: error: this time is not within the run"));
}

}  // namespace
}  // namespace sunder::tests
