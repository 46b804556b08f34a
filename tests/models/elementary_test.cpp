// SPDX-License-Identifier: Apache-2.0
#include "models/math/elementary.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace sunder::models {
namespace {

/// Distance of a double from a long double (64 bits of mantissa on x86), in units of the double's last place.
double ulps(double value, long double truth) {
    const double here = static_cast<double>(truth);
    const double ulp = std::nextafter(std::abs(here), std::numeric_limits<double>::infinity()) - std::abs(here);
    return static_cast<double>(std::fabs(static_cast<long double>(value) - truth) / static_cast<long double>(ulp));
}

// FDLIBM claims less than 1 ulp for both; the bound leaves the error of the reference itself (0.001 ulp) out of account.
TEST(Elementary, ExpIsWithinOneUlp) {
    double worst = 0.0;
    for (int i = -700'000; i <= 700'000; ++i) {
        const double x = i * 0.001 + 1e-7;
        worst = std::max(worst, ulps(exp_exact(x), std::exp(static_cast<long double>(x))));
    }
    for (int i = -100'000; i <= 100'000; ++i) {  // near 0, where ratios live
        const double x = i * 1e-6;
        worst = std::max(worst, ulps(exp_exact(x), std::exp(static_cast<long double>(x))));
    }
    EXPECT_LT(worst, 1.0);
}

TEST(Elementary, LogIsWithinOneUlp) {
    double worst = 0.0;
    for (int i = 1; i <= 1'000'000; ++i)
        for (const double x : {i * 1e-6, i * 1e-3, 1.0 + i * 1e-9, 1.0 - i * 1e-7})
            if (x != 1.0 && x > 0.0) worst = std::max(worst, ulps(log_exact(x), std::log(static_cast<long double>(x))));
    for (double x = 1e-299; x < 1e300; x *= 3.7)
        worst = std::max(worst, ulps(log_exact(x), std::log(static_cast<long double>(x))));
    EXPECT_LT(worst, 1.0);
}

TEST(Elementary, BaselineIsExact) {
    EXPECT_EQ(exp_exact(0.0), 1.0);
    EXPECT_EQ(exp_exact(-0.0), 1.0);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(log_exact(1.0)), 0U);  // +0, not -0
    for (const double y : {-20.0, -0.3, 0.0, 0.5, 7.0}) EXPECT_EQ(pow_exact(1.0, y), 1.0);
    for (const double x : {1e-9, 0.4, 1.0, 3.0, 1e9}) EXPECT_EQ(pow_exact(x, 0.0), 1.0);
}

TEST(Elementary, ExpAndLogNeverFall) {
    double exp_before = 0.0, log_before = -1e9;
    for (int i = 0; i <= 400'000; ++i) {
        const double e = exp_exact(-2.0 + i * 1e-5), l = log_exact(1e-3 + i * 1e-5);
        ASSERT_GE(e, exp_before) << i;
        ASSERT_GE(l, log_before) << i;
        exp_before = e;
        log_before = l;
    }
    // step by step through neighbouring doubles across the seams of the reductions
    for (const double seam : {0.5 * std::log(2.0), 1.5 * std::log(2.0), -0.5 * std::log(2.0)}) {
        double x = seam - 1e-13;
        for (int i = 0; i < 2000; ++i, x = std::nextafter(x, 10.0))
            ASSERT_LE(exp_exact(x), exp_exact(std::nextafter(x, 10.0)));
    }
    for (const double seam : {std::sqrt(0.5), std::sqrt(2.0), 1.0}) {
        double x = seam * (1.0 - 1e-13);
        for (int i = 0; i < 2000; ++i, x = std::nextafter(x, 10.0))
            ASSERT_LE(log_exact(x), log_exact(std::nextafter(x, 10.0)));
    }
}

TEST(Elementary, ArgumentsAreClamped) {
    EXPECT_EQ(exp_exact(1e6), exp_exact(709.0));
    EXPECT_EQ(exp_exact(-1e6), exp_exact(-708.0));
    EXPECT_TRUE(std::isfinite(exp_exact(1e6)));
    EXPECT_GT(exp_exact(-1e6), 0.0);
    EXPECT_EQ(log_exact(0.0), log_exact(1e-300));
    EXPECT_EQ(log_exact(1e-310), log_exact(1e-300));
}

// y ln x carries the half ulp of ln x times |y ln x|: 1e-16 * 30 / 2 at the corners here.
TEST(Elementary, PowIsExpOfLog) {
    for (const double x : {0.05, 0.4, 0.9, 1.1, 2.5, 20.0})
        for (const double y : {-10.0, -4.0, -0.25, 0.3, 1.0, 6.0})
            EXPECT_NEAR(pow_exact(x, y) / std::pow(x, y), 1.0, 1e-14) << x << "^" << y;
}

// dt/tau = 1/4: exponential 1 - e^-0.25 = 0.221199, linear 0.25; both 1 for tau = 0; the linear one is capped at 1.
TEST(Elementary, RateIsTheShareOfAGapClosedInOneStep) {
    EXPECT_NEAR(rate(1.0, 4.0), 0.22119921692859512, 1e-16);
    EXPECT_EQ(rate(1.0, 4.0, true), 0.25);
    EXPECT_EQ(rate(1.0, 0.0), 1.0);
    EXPECT_EQ(rate(1.0, 0.0, true), 1.0);
    EXPECT_EQ(rate(1.0, 0.5, true), 1.0);
    EXPECT_EQ(rate(1.0, 1e30), 0.0);
    EXPECT_NEAR(std::pow(1.0 - rate(1.0 / 7.0, 26.0), 7), 1.0 - rate(1.0, 26.0), 1e-15);  // seven days make a week
}

}  // namespace
}  // namespace sunder::models
