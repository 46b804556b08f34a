// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/calibration/history_match.hpp"

namespace sunder::tests {
namespace {

using testing::HasSubstr;

const std::string free_eta = R"(
[[free]]
key = "parameter.eta.ga"
low = 0.5
start = 1.0
high = 2.0
log = true
basis = "b"
identified_by = "i"
)";
const std::string one_moment = R"(
[[moment]]
id = "m"
value = "price_outside[ga] @ 2021-05"
observed = 1.2
error = 0.1
source = "s"
status = "assumption"
error_basis = "e"
)";

std::string faults_of(const std::string& text) {
    try {
        (void)read_case_text(text, "c.toml");
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(CalibrationCaseFile, NamesItsFaultsWithTheirPlace) {
    const std::string head = "title = \"t\"\ndeck = \"d\"\n";
    EXPECT_EQ(faults_of(head + free_eta + one_moment), "");
    EXPECT_THAT(faults_of("deck = \"d\"\n" + free_eta + one_moment), HasSubstr("a calibration case needs a 'title'"));
    EXPECT_THAT(faults_of(head + "dek = 1\n" + free_eta + one_moment),
                HasSubstr("c.toml:3:1: error: unknown key 'dek' in a calibration case; did you mean 'deck'?"));
    EXPECT_THAT(faults_of(head + free_eta + free_eta + one_moment), HasSubstr("'parameter.eta.ga' is free twice"));
    EXPECT_THAT(faults_of(head + free_eta + one_moment + one_moment), HasSubstr("two moments are called 'm'"));
    EXPECT_THAT(faults_of(head + free_eta + one_moment + "fit = false\n"), HasSubstr("no moment is fitted"));
    EXPECT_THAT(faults_of(head + free_eta + one_moment + "error = 1\n"), HasSubstr("error"));  // TOML: a key twice
    EXPECT_THAT(
        faults_of(head + "[[free]]\nkey = \"x\"\nlow = 2\nstart = 1\nhigh = 3\nbasis = \"b\"\nidentified_by = \"i\"\n" +
                  one_moment),
        HasSubstr("x: low 2 <= start 1 <= high 3 with low < high is expected"));
    EXPECT_THAT(
        faults_of(head +
                  "[[free]]\nkey = \"x\"\nlow = 0\nstart = 1\nhigh = 3\nlog = true\nbasis = \"b\"\nidentified_by = \"i\"\n" +
                  one_moment),
        HasSubstr("log = true needs it above 0"));
    EXPECT_THAT(faults_of(head + "free = 3\n" + one_moment), HasSubstr("free is a whole number, but a list is expected"));
}

TEST(CalibrationCaseFile, PointsIntoTheExpressionOfAMoment) {
    const std::string text = "title = \"t\"\ndeck = \"d\"\n" + free_eta +
                             "[[moment]]\nid = \"m\"\nvalue = \"output + \"\nobserved = 1\nerror = 1\nsource = "
                             "\"s\"\nstatus = \"x\"\nerror_basis = \"e\"\n";
    // line 14; the expression starts after `value = "`, ten columns in, and breaks off after nine characters
    EXPECT_THAT(faults_of(text), HasSubstr("c.toml:14:19: error: a number, an output of the run or '(' is expected"));
}

TEST(FreeParameterRange, RunsFromLowToHighAndBack) {
    FreeParameter p;
    p.low = 0.5;
    p.start = 1.0;
    p.high = 2.0;
    EXPECT_EQ(p.at(0.0), 0.5);
    EXPECT_EQ(p.at(0.5), 1.25);
    EXPECT_EQ(p.at(1.0), 2.0);
    EXPECT_EQ(p.at(1.5), 2.0);
    EXPECT_EQ(p.place(1.25), 0.5);
    p.logarithmic = true;
    EXPECT_EQ(p.at(0.0), 0.5);
    EXPECT_EQ(p.at(1.0), 2.0);
    EXPECT_NEAR(p.at(0.5), 1.0, 1e-15);          // the geometric mean of 1/2 and 2; rounding of log and exp
    EXPECT_EQ(p.at(p.place(p.start)), p.start);  // the start value itself, to the bit
}

TEST(LatinHypercube, PutsOneDrawIntoEveryPartOfEveryRange) {
    std::vector<FreeParameter> free(3);
    free[0].name = "a";
    free[1].name = "b";
    free[2].name = "c";
    const auto draws = latin_hypercube(free, 10, 7);
    for (std::size_t p = 0; p < 3; ++p) {
        std::vector<int> part;
        for (const Places& draw : draws) part.push_back(static_cast<int>(10.0 * draw[p]));
        std::ranges::sort(part);
        EXPECT_THAT(part, testing::ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
    EXPECT_NE(latin_hypercube(free, 10, 8), draws);
    const auto fewer = latin_hypercube({free[0]}, 10, 7);
    for (std::size_t d = 0; d < 10; ++d) EXPECT_EQ(fewer[d][0], draws[d][0]);  // another parameter changes none
}

}  // namespace
}  // namespace sunder::tests
