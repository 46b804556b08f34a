// SPDX-License-Identifier: Apache-2.0
#include "sim/core/content.hpp"

#include <gtest/gtest.h>

#include "sim/validation/toy.hpp"
#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

/// Ore of A (40) goes into chips of B (100), chips (50 of them) into devices of C (100).
toy::Draft chain() {
    toy::Draft d;
    const auto a = d.country("AAA"), b = d.country("BBB"), c = d.country("CCC");
    const auto ore = d.plant(d.group("ore", a), a, d.good("ore", GoodKind::raw, true));
    const auto chip = d.plant(d.group("chip", b), b, d.good("chip", GoodKind::chip, true));
    const auto device = d.plant(d.group("device", c), c, d.good("device", GoodKind::end, true));
    d.sell(ore, chip, SlotKind::cur, 40.0);
    d.sell(chip, device, SlotKind::cur, 50.0);
    d.sell(chip, d.consumer(b), SlotKind::fin, 50.0);
    d.sell(device, d.consumer(c), SlotKind::fin, 100.0);
    d.set("mu", 0.05);
    d.set("rd", 0.0);
    return d;
}

// Chips are 0.4 A and 0.6 B; devices 0.5 C, 0.5 of a chip: 0.2 A, 0.3 B.
TEST(Content, IsOwnValueAddedAndThatOfInputsOfInputs) {
    const toy::Draft draft = chain();
    const Network net = draft.build();
    const auto place = draft.unit_place();
    const std::int32_t a = 0, b = 1;
    EXPECT_DOUBLE_EQ(base_content(net, std::array{a})[static_cast<std::size_t>(place[1])], 0.4);
    EXPECT_DOUBLE_EQ(base_content(net, std::array{a})[static_cast<std::size_t>(place[2])], 0.2);
    EXPECT_DOUBLE_EQ(base_content(net, std::array{b})[static_cast<std::size_t>(place[2])], 0.3);
    EXPECT_DOUBLE_EQ(base_content(net, std::array{a, b})[static_cast<std::size_t>(place[2])], 0.5);
}

TEST(Content, OfARunStartsWithTheBaseYear) {
    TwoLanes run({});
    const Network& net = mini();
    for (std::int32_t c = 0; c < static_cast<std::int32_t>(net.countries.size()); ++c) {
        const auto base = base_content(net, std::array{c});
        for (std::size_t i = 0; i < base.size(); ++i)
            ASSERT_NEAR(run.policy().content().of(1, i, static_cast<std::size_t>(c)), base[i], 1e-14);
    }
}

TEST(Content, SharesSumToOneAndFollowTheWorld) {
    TwoLanes run({tool_ban(), chip_tariff()});
    run.run_to(120);  // renewed in weeks 52 and 104
    EXPECT_LE(run.policy().content().residual(1), 1e-12);
    double moved = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(mini().units()); ++i)
        moved = std::max(moved, std::abs(run.policy().content().of(1, i, static_cast<std::size_t>(country("USA"))) -
                                         run.policy().content().of(0, i, static_cast<std::size_t>(country("USA")))));
    EXPECT_GT(moved, 1e-4);
}

}  // namespace
}  // namespace sunder::tests
