// SPDX-License-Identifier: Apache-2.0
// I14 on random economies: the same bits on any number of threads and in any company; and from an economy image.
#include <gtest/gtest.h>

#include "sim/core/image.hpp"
#include "sim/parallel/parallel.hpp"
#include "tests/random/calendar.hpp"
#include "tests/random/cases.hpp"
#include "tests/random/sound.hpp"

namespace sunder::tests {
namespace {

TEST(RandomLanes, BitsDoNotDependOnThreads) {
    for_random_cases(30, {}, [](const RandomCase& c) -> std::string {
        SerialBlocks serial;
        Simulation expected(c.network, c.spec, serial);
        expected.run(nullptr);
        for (const int threads : {1, 2, 4, 7}) {
            const auto blocks = make_blocks(threads);
            Simulation simulation(c.network, c.spec, *blocks);
            simulation.run(nullptr);
            for (const std::size_t lane : {0U, 1U})
                if (std::string fault = difference(expected.impl(), lane, simulation.impl(), lane); !fault.empty())
                    return std::to_string(threads) + " threads, " + fault;
        }
        return {};
    });
}

/// Lane 1 of a case as lane `place` of `lanes`, among other random lanes.
RunSpec in_company(const RandomCase& c, std::size_t lanes, std::size_t place) {
    RunSpec spec = c.spec;
    spec.lanes.assign(lanes, LaneSpec{});
    for (std::size_t l = 0; l < lanes; ++l)
        if (l != place) spec.lanes[l] = random_lane(Dice(c.seed, 100 + l), c.network, c.spec, true);
    drop_idle(spec, c.network);
    spec.lanes[place] = c.spec.lanes[1];
    return spec;
}

TEST(RandomLanes, BitsDoNotDependOnNeighbours) {
    for_random_cases(25, {}, [](const RandomCase& c) -> std::string {
        SerialBlocks blocks;
        RunSpec alone = c.spec;
        alone.lanes = {c.spec.lanes[1]};
        Simulation expected(c.network, alone, blocks);
        expected.run(nullptr);
        for (const std::size_t lanes : {2U, 4U, 5U, 8U, 16U}) {
            const std::size_t place = c.seed % lanes;
            Simulation simulation(c.network, in_company(c, lanes, place), blocks);
            simulation.run(nullptr);
            if (std::string fault = difference(expected.impl(), 0, simulation.impl(), place); !fault.empty())
                return std::to_string(lanes) + " lanes, place " + std::to_string(place) + ", " + fault;
        }
        return {};
    });
}

TEST(RandomLanes, AnImageOfTheEconomyGivesTheSameBits) {
    for_random_cases(80, {}, [](const RandomCase& c) -> std::string {
        const auto image = write_image(c.network);
        const Network read = read_image(image);
        if (write_image(read) != image) return "the image of what was read differs";
        SerialBlocks blocks;
        Simulation expected(c.network, c.spec, blocks), simulation(read, c.spec, blocks);
        expected.run(nullptr);
        simulation.run(nullptr);
        return difference(expected.impl(), 1, simulation.impl(), 1);
    });
}

}  // namespace
}  // namespace sunder::tests
