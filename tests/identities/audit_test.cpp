// SPDX-License-Identifier: Apache-2.0
// The audit sees what is not a number wherever it stands, and not only in the last row of a block.
#include <gtest/gtest.h>

#include <limits>

#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

TEST(Audit, SeesWhatIsNotANumberInAnyRow) {
    SerialBlocks blocks;
    for (const std::size_t row : {std::size_t{0}, std::size_t{7}}) {  // of many; all others are sound
        Simulation simulation(mini(), two_lanes(10), blocks);
        Simulation::Impl& impl = simulation.impl();
        impl.advance(nullptr);
        Step step = impl.step();
        impl.audit.check(step);
        impl.state.share_sum[row * 2] = std::numeric_limits<double>::quiet_NaN();
        EXPECT_THROW(impl.audit.check(step), AuditError) << row;
    }
}

TEST(Audit, SeesHealthThatIsNotANumber) {
    SerialBlocks blocks;
    Simulation simulation(mini(), two_lanes(10), blocks);
    Simulation::Impl& impl = simulation.impl();
    impl.advance(nullptr);
    Step step = impl.step();
    for (std::int32_t s = 0; s < mini().slots(); ++s)
        if (mini().slot_kind[static_cast<std::size_t>(s)] == SlotKind::srv)
            impl.state.health[static_cast<std::size_t>(s) * 2] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW(impl.audit.check(step), AuditError);
}

}  // namespace
}  // namespace sunder::tests
