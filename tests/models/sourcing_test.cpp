// SPDX-License-Identifier: Apache-2.0
#include "models/sourcing/sourcing.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sunder::models {
namespace {

// Price doubles, sig = 3: weight 1/8. Fills of 1/4 with nu = 0.5: another 1/2.
TEST(SourceWeight, FallsWithPriceAndPoorFills) {
    EXPECT_NEAR(exp_exact(price_log_weight(log_exact(2.0), 3)), 0.125, 1e-15);
    EXPECT_NEAR(fill_weight(0.25, 0.5) * exp_exact(price_log_weight(log_exact(2.0), 3)), 0.0625, 1e-15);
    EXPECT_EQ(fill_weight(0.25, 0.5), 0.5);
    EXPECT_NEAR(fill_weight(0.25, 2.0), 0.0625, 1e-16);
    EXPECT_EQ(fill_weight(1.0, 0.7), 1.0);
}

// Two suppliers with base shares 0.73 and 0.27, the second 25 % dearer, sig = 4, homogeneous good (model.md N2):
// w2 = 1.25^-4 = 0.4096, W = 0.73 + 0.27 * 0.4096 = 0.840592; ratios 1.189638 and 0.487276.
TEST(ShareStep, LongRunSharesAreTheHomogeneousSolution) {
    const double s0[] = {0.73, 0.27}, w[] = {1.0, std::pow(1.25, -4.0)};
    const double mean = s0[0] * w[0] + s0[1] * w[1];
    double sh[] = {1.0, 1.0};
    for (int step = 0; step < 2000; ++step)
        for (int k = 0; k < 2; ++k) sh[k] = share_step(sh[k], w[k], 1.0 / mean, 0.05);
    EXPECT_NEAR(sh[0], 1.189638, 5e-7);
    EXPECT_NEAR(sh[1], 0.487276, 5e-7);
    EXPECT_NEAR(s0[0] * sh[0] + s0[1] * sh[1], 1.0, 5e-15);             // 2,000 steps come to rest within ulp/(2 lam), 2e-15
    EXPECT_NEAR(s0[0] * sh[0] + s0[1] * sh[1] * 1.25, 1.032891, 5e-7);  // mean price
}

// The sum of base shares times ratios stays 1 at every step, not only in the end.
TEST(ShareStep, SumOfSharesIsInvariant) {
    const double s0[] = {0.5, 0.3, 0.2}, w[] = {1.0, 0.2, 3.0};
    const double mean = 0.5 + 0.06 + 0.6;
    double sh[] = {1.0, 1.0, 1.0};
    for (int step = 0; step < 50; ++step) {
        double sum = 0.0;
        for (int k = 0; k < 3; ++k) sum += s0[k] * (sh[k] = share_step(sh[k], w[k], 1.0 / mean, 0.1));
        ASSERT_NEAR(sum, 1.0, 1e-15);
    }
}

TEST(ShareStep, WithoutAnySupplierSharesStay) {
    EXPECT_EQ(share_step(0.4, 0.0, 0.0, 0.0), 0.4);
}
TEST(ShareStep, BaselineStaysExact) {
    EXPECT_EQ(share_step(1.0, 1.0, 1.0, 0.0253), 1.0);
}

// 0.5 of the way from 1 to 0.2: 0.6.
TEST(Seen, MovesPartOfTheWay) {
    EXPECT_DOUBLE_EQ(seen(1.0, 0.2, 0.5), 0.6);
}

// 16^-0.25 = 1/2; 1 exactly without price change or elasticity.
TEST(Thrift, SavesADearerInput) {
    EXPECT_NEAR(thrift(16.0, 0.25), 0.5, 1e-15);
    EXPECT_EQ(thrift(1.0, 0.25), 1.0);
    EXPECT_EQ(thrift(16.0, 0.0), 1.0);
}

}  // namespace
}  // namespace sunder::models
