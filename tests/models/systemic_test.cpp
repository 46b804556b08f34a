// SPDX-License-Identifier: Apache-2.0
#include "models/systemic/systemic.hpp"

#include <gtest/gtest.h>

#include "models/systemic/spread.hpp"

namespace sunder::models {
namespace {

// Of 8 bought from the sector and 20 in all, 2 come from this supplier: 2/8 if essential, 2/20 if not.
TEST(DownstreamWeight, DependsOnHowEssentialTheInputIs) {
    EXPECT_DOUBLE_EQ(downstream_weight(Essentiality::essential, 2, 8, 20), 0.25);
    EXPECT_DOUBLE_EQ(downstream_weight(Essentiality::other, 2, 8, 20), 0.1);
    EXPECT_EQ(downstream_weight(Essentiality::none, 2, 8, 20), 0.0);
}

// 30 of a market that still makes 120: a quarter cannot be replaced; nothing can when the others are gone.
TEST(IrreplaceableShare, IsTheShareOfWhatTheMarketStillMakes) {
    EXPECT_DOUBLE_EQ(irreplaceable_share(30, 120), 0.25);
    EXPECT_EQ(irreplaceable_share(30, 20), 1.0);
    EXPECT_EQ(irreplaceable_share(30, 0), 1.0);
}

TEST(AliveDownstream, WorstEssentialSectorOrTheSumOfOthers) {
    EXPECT_DOUBLE_EQ(alive_downstream(1.0, 0.3, 0.1), 0.7);
    EXPECT_DOUBLE_EQ(alive_downstream(1.0, 0.3, 0.4), 0.6);
    EXPECT_DOUBLE_EQ(alive_downstream(0.5, 0.3, 0.4), 0.5);
    EXPECT_EQ(alive_downstream(1.0, 0.0, 1.4), 0.0);
}

/// A chain 0 -> 1 -> 2, sizes 1, 2, 3; each buys only from the one before.
SystemicNetwork chain_of_three() {
    SystemicNetwork net;
    net.out = {1, 2, 3};
    net.inlets = {{1, 0, 1, Essentiality::essential}, {2, 1, 2, Essentiality::essential}};
    net.seller = {0, 1};
    net.down = {1.0, 1.0};
    net.up = {1.0, 0.5};
    return net;
}

TEST(SystemicLoss, NoShockLosesExactlyNothing) {
    const std::vector<double> whole(3, 1.0);
    const SystemicLoss loss = systemic_loss(chain_of_three(), whole, 0.0);
    EXPECT_EQ(loss.both, 0.0);
    EXPECT_EQ(loss.sweeps, 1);
}

// The first fails: everything below it stops. The last fails: half of what 1 sells, so half of what 0 sells.
TEST(SystemicLoss, GoesDownToBuyersAndUpToSellers) {
    const std::vector<double> first{0, 1, 1}, last{1, 1, 0};
    EXPECT_DOUBLE_EQ(systemic_loss(chain_of_three(), first, 0.0).downstream, 1.0);
    EXPECT_DOUBLE_EQ(systemic_loss(chain_of_three(), first, 0.0).upstream, 1.0 / 6);
    const SystemicLoss loss = systemic_loss(chain_of_three(), last, 0.0);
    EXPECT_DOUBLE_EQ(loss.downstream, 3.0 / 6);
    EXPECT_DOUBLE_EQ(loss.upstream, (0.5 * 1 + 0.5 * 2 + 3) / 6);
}

// Twins of size 1 sell half each to a third: when one fails, 1 of the 1 still alive stands in for nothing (sigma = 1); with
// a third twin of size 1 and a share of a third, 2 are alive and sigma = 1/2: a sixth is lost.
TEST(SystemicLoss, ALargerMarketReplacesMore) {
    SystemicNetwork net;
    net.out = {1, 1, 1, 3};
    net.inlets = {{3, 0, 3, Essentiality::essential}};
    net.seller = {0, 1, 2};
    net.down = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    net.up = {1, 1, 1};
    const std::vector<double> one{0, 1, 1, 1};
    EXPECT_DOUBLE_EQ(systemic_loss(net, one, 0.0).loss_down[3], 1.0 / 3);
    net.market = {0, 0, 0, 1};
    net.markets = 2;
    EXPECT_DOUBLE_EQ(systemic_loss(net, one, 0.0).loss_down[3], 1.0 / 6);
}

}  // namespace
}  // namespace sunder::models
