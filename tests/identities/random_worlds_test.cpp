// SPDX-License-Identifier: Apache-2.0
// Identities I1 - I13 on random economies under random measures.
#include <gtest/gtest.h>

#include "tests/random/cases.hpp"
#include "tests/random/sound.hpp"

namespace sunder::tests {
namespace {

/// Steps a run to its end; the first fault of state, records or (thrown) audit.
std::string run_sound(const RandomCase& random, bool still) {
    SerialBlocks blocks;
    Simulation simulation(random.network, random.spec, blocks);
    SoundSink sink;
    Simulation::Impl& impl = simulation.impl();
    impl.recorder.open(sink);
    while (impl.t < random.spec.steps()) {
        impl.advance(&sink);
        if (std::string fault = impossible(impl); !fault.empty()) return fault;
        if (!sink.fault.empty()) return sink.fault;
        if (still)
            if (std::string fault = moved(impl); !fault.empty()) return "step " + std::to_string(impl.t - 1) + ": " + fault;
    }
    return {};
}

TEST(RandomWorlds, StaySound) {
    for_random_cases(200, {}, [](const RandomCase& c) { return run_sound(c, false); });
}

TEST(RandomWorlds, StandStillWithoutMeasures) {
    CaseStyle style;
    style.world.moves = false;
    for_random_cases(150, style, [](const RandomCase& c) { return run_sound(c, true); });
}

}  // namespace
}  // namespace sunder::tests
