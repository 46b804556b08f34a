// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/design.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace sunder::tests {
namespace {

SweepAxis ranged(const std::string& name, double low, double high) {
    SweepAxis axis;
    axis.name = name;
    axis.keys = {"parameter." + name};
    axis.law = {AxisLaw::Kind::uniform, low, 0.0, high, 0.0, 1.0};
    return axis;
}

SweepAxis listed(const std::string& name, int count) {
    SweepAxis axis = ranged(name, 0.0, 1.0);
    for (int n = 0; n < count; ++n) {
        Value value;
        value.kind = ValueKind::integer;
        value.integer = 10 * n;
        value.number = 10.0 * n;
        axis.values.push_back(value);
    }
    return axis;
}

/// Whether each of n equal parts of [0, 1] holds one of n numbers.
bool one_in_each_part(const std::vector<double>& x) {
    std::set<int> parts;
    for (const double u : x) parts.insert(static_cast<int>(u * static_cast<double>(x.size())));
    return parts.size() == x.size() && *parts.begin() == 0;
}

std::vector<double> column(const SweepDesign& design, std::size_t axis) {
    std::vector<double> x;
    for (std::size_t p = 0; p < design.points(); ++p) x.push_back(design.point(p)[axis]);
    return x;
}

TEST(FactorialDesign, HasEveryCombinationOnceTheLastAxisFastest) {
    const SweepDesign design({DesignKind::factorial, 0, 1, 1}, {listed("a", 2), listed("b", 3)});
    ASSERT_EQ(design.points(), 6U);
    EXPECT_EQ(column(design, 0), (std::vector<double>{0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(column(design, 1), (std::vector<double>{0, 1, 2, 0, 1, 2}));
}

TEST(FactorialDesign, SpacesTheValuesOfARangeEvenlyByLawAndKeepsItsEnds) {
    SweepAxis axis = ranged("a", 1.0, 16.0);
    axis.points = 5;
    EXPECT_EQ(axis.levels(), (std::vector<double>{1.0, 4.75, 8.5, 12.25, 16.0}));
    axis.law.kind = AxisLaw::Kind::log_uniform;  // 1, 2, 4, 8, 16: factors to the last digits of exp and log
    const std::vector<double> levels = axis.levels();
    EXPECT_EQ(levels.front(), 1.0);
    EXPECT_EQ(levels.back(), 16.0);
    for (int n = 0; n < 5; ++n) EXPECT_NEAR(levels[static_cast<std::size_t>(n)], std::exp2(n), 1e-13);
}

TEST(LatinHypercube, HasOneDrawInEachPartOfEveryAxis) {
    const SweepDesign design({DesignKind::latin_hypercube, 50, 3, 1}, {ranged("a", 0.0, 1.0), ranged("b", 0.0, 1.0)});
    EXPECT_TRUE(one_in_each_part(column(design, 0)));
    EXPECT_TRUE(one_in_each_part(column(design, 1)));
    EXPECT_NE(column(design, 0), column(design, 1));
}

TEST(SobolDesign, HasOneDrawInEachOfAPowerOfTwoPartsWithAnyShift) {
    for (const std::uint64_t seed : {1U, 2U, 77U}) {
        const SweepDesign design({DesignKind::sobol, 64, seed, 1},
                                 {ranged("a", 0.0, 1.0), ranged("b", 0.0, 1.0), ranged("c", 0.0, 1.0)});
        for (std::size_t axis = 0; axis < 3; ++axis) EXPECT_TRUE(one_in_each_part(column(design, axis))) << seed << axis;
        // And of 8 x 8 squares of two axes one each: a net, which a Latin hypercube is not.
        std::set<int> squares;
        for (std::size_t p = 0; p < 64; ++p)
            squares.insert(static_cast<int>(design.point(p)[0] * 8) * 8 + static_cast<int>(design.point(p)[1] * 8));
        EXPECT_EQ(squares.size(), 64U);
    }
}

TEST(SobolDesign, AnotherSeedGivesOtherDraws) {
    const std::vector<SweepAxis> axes{ranged("a", 0.0, 1.0)};
    const SweepDesign one({DesignKind::sobol, 8, 1, 1}, axes), other({DesignKind::sobol, 8, 2, 1}, axes);
    EXPECT_NE(column(one, 0), column(other, 0));
}

TEST(SaltelliDesign, MixesOneAxisOfBIntoA) {
    const SweepDesign design({DesignKind::saltelli, 4, 1, 1}, {ranged("a", 0.0, 1.0), ranged("b", 0.0, 1.0)});
    ASSERT_EQ(design.points(), 16U);  // 4 x (2 + 2)
    for (std::size_t base = 0; base < 4; ++base) {
        const auto a = design.point(4 * base), b = design.point(4 * base + 1);
        EXPECT_NE(a[0], b[0]);
        EXPECT_NE(a[1], b[1]);
        EXPECT_THAT(design.point(4 * base + 2), testing::ElementsAre(b[0], a[1]));
        EXPECT_THAT(design.point(4 * base + 3), testing::ElementsAre(a[0], b[1]));
    }
}

TEST(RandomDesign, KeepsTheDrawsOfAnAxisWhenAnotherComesAndWhenMoreAreDrawn) {
    const SweepDesign small({DesignKind::random, 10, 5, 1}, {ranged("a", 0.0, 1.0)});
    const SweepDesign large({DesignKind::random, 20, 5, 1}, {ranged("z", 0.0, 1.0), ranged("a", 0.0, 1.0)});
    const std::vector<double> first = column(small, 0), second = column(large, 1);
    EXPECT_TRUE(std::equal(first.begin(), first.end(), second.begin()));
}

TEST(AxisLaw, QuantilesAreThoseOfTheLaw) {
    const AxisLaw uniform{AxisLaw::Kind::uniform, 2.0, 0.0, 6.0, 0.0, 1.0};
    EXPECT_EQ(uniform.quantile(0.25), 3.0);
    const AxisLaw logarithmic{AxisLaw::Kind::log_uniform, 1.0, 0.0, 100.0, 0.0, 1.0};
    EXPECT_NEAR(logarithmic.quantile(0.5), 10.0, 1e-13);
    const AxisLaw triangle{AxisLaw::Kind::triangular, 0.0, 1.0, 2.0, 0.0, 1.0};
    EXPECT_EQ(triangle.quantile(0.125), 0.5);  // x^2 / 2
    const double inf = std::numeric_limits<double>::infinity();
    const AxisLaw normal{AxisLaw::Kind::normal, -inf, 0.0, inf, 5.0, 2.0};
    EXPECT_NEAR(normal.quantile(0.5), 5.0, 1e-14);
    EXPECT_NEAR(normal.quantile(0.975), 5.0 + 2.0 * 1.959963984540054, 1e-12);  // table of the normal law
    const AxisLaw half{
        AxisLaw::Kind::normal, 5.0, 0.0, inf, 5.0, 2.0};  // cut off at its mean: the median is the 75 % quantile
    EXPECT_NEAR(half.quantile(0.5), 5.0 + 2.0 * 0.6744897501960817, 1e-12);
    EXPECT_GE(half.quantile(1e-9), 5.0);
}

TEST(SweepAxis, MeasuresAreOnWithTheirProbabilityAndMoveNoBaseline) {
    SweepAxis axis;
    axis.measures = {"m"};
    axis.probability = 0.25;
    EXPECT_EQ(axis.at(0.74), 0.0);
    EXPECT_EQ(axis.at(0.76), 1.0);
    EXPECT_EQ(axis.text(1.0), "on");
    EXPECT_FALSE(axis.moves_baseline());
    EXPECT_TRUE(listed("tau", 2).moves_baseline());
}

}  // namespace
}  // namespace sunder::tests
