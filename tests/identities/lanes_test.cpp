// SPDX-License-Identifier: Apache-2.0
// I14: the same bits for any number of threads, and for any company of a lane.
#include <gtest/gtest.h>

#include "sim/parallel/parallel.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

constexpr std::int32_t weeks = 150;

std::vector<double> scenario_lane(std::size_t lanes, std::size_t place, Blocks& blocks) {
    RunSpec spec = two_lanes(weeks);
    spec.lanes.assign(lanes, LaneSpec{"baseline", {}, {}, {}});
    for (std::size_t l = 0; l < lanes; ++l)  // neighbours of several kinds
        if (l % 3 == 1) spec.lanes[l].rules = {metal_licence()};
    spec.lanes[place].rules = harsh_rules();
    Simulation simulation(mini(), spec, blocks);
    simulation.run(nullptr);
    return lane_of(simulation, place);
}

TEST(Lanes, BitsDoNotDependOnNeighbours) {
    SerialBlocks blocks;
    const std::vector<double> alone = scenario_lane(1, 0, blocks);
    for (const std::size_t lanes : {2U, 3U, 4U, 5U, 8U, 11U, 16U})
        for (const std::size_t place : {std::size_t{0}, lanes - 1})
            ASSERT_EQ(alone, scenario_lane(lanes, place, blocks)) << lanes << " lanes, place " << place;
}

TEST(Lanes, BitsDoNotDependOnThreads) {
    SerialBlocks serial;
    const std::vector<double> expected = scenario_lane(2, 1, serial);
    for (const int threads : {1, 2, 3, 4, 7}) {
        const auto blocks = make_blocks(threads);
        ASSERT_EQ(expected, scenario_lane(2, 1, *blocks)) << threads << " threads";
    }
}

}  // namespace
}  // namespace sunder::tests
