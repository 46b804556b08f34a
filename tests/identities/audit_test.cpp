// SPDX-License-Identifier: Apache-2.0
// Every identity of the audit sees its fault, and what is not a number wherever it stands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "sim/core/content.hpp"
#include "sim/validation/toy.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

TEST(Audit, SeesWhatIsNotANumberInAnyRow) {
    SerialBlocks blocks;
    for (const std::size_t row : {std::size_t{0}, std::size_t{7}}) {  // of many; all others are sound
        Simulation simulation(mini(), two_lanes(10), blocks);
        Simulation::Impl& impl = simulation.impl();
        impl.advance(nullptr);
        Step step = impl.step();
        impl.audit.check(step);
        impl.state.share_gap[row * 2] = std::numeric_limits<double>::quiet_NaN();
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

using Fault = std::function<void(Simulation::Impl&)>;

/// Which identities fail in the step that follows `weeks` under harsh rules, with a fault put in before a phase ("": after
/// the last), the first to be named in front.
std::vector<std::string> broken_by(RunSpec spec, std::int32_t weeks, std::string_view before, const Fault& fault) {
    SerialBlocks blocks;
    spec.lanes[1].rules = harsh_rules();
    Simulation simulation(mini(), spec, blocks);
    Simulation::Impl& impl = simulation.impl();
    while (impl.t < weeks) impl.advance(nullptr);
    impl.set_demand();
    Step step = impl.step();
    impl.audit.before_rules(impl.state);
    std::size_t done = 0;
    for (const Phase& phase : impl.phases()) {
        if (phase.name == before) fault(impl);
        phase.does(step);
        if (++done == phases_by_decree) impl.audit.after_rules(impl.state);
    }
    if (before.empty()) fault(impl);
    try {
        impl.audit.check(step);
        return {};
    } catch (const AuditError& error) {
        std::vector<std::string> broken{std::string(error.what()).substr(0, std::string(error.what()).find(' '))};
        for (const AuditResidual& r : impl.audit.residuals())
            if (!(r.largest <= r.tolerance) && r.id != broken[0]) broken.emplace_back(r.id);
        return broken;
    }
}

std::string verdict_on(std::int32_t weeks, const Fault& fault) {
    const std::vector<std::string> broken = broken_by(two_lanes(weeks + 1), weeks, "", fault);
    return broken.empty() ? std::string{} : broken[0];
}

/// The row of the first slot of a kind, lane 1.
std::size_t first_of(SlotKind kind) {
    const auto& kinds = mini().slot_kind;
    return static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin()) * 2 + 1;
}

// One number made wrong by 1e-6 of the base year's, or by more where a bound has to be passed: the identity that speaks of
// it fails, and none does without.
TEST(Audit, EachIdentitySeesItsFault) {
    constexpr std::int32_t weeks = 60, ring_checked = 104;
    using Impl = Simulation::Impl;
    EXPECT_EQ(verdict_on(weeks, [](Impl&) {}), "");
    EXPECT_EQ(verdict_on(ring_checked, [](Impl&) {}), "");
    const std::size_t input = first_of(SlotKind::cur), tools = first_of(SlotKind::cap);
    const std::map<std::string, Fault> faults = {
        {"I1", [](Impl& i) { i.state.inventory_dev[1] += 1e-6 * i.base.x0[0]; }},
        {"I2", [&](Impl& i) { i.state.transit_dev[input] += 1e-6 * i.base.x0[0]; }},
        {"I3", [&](Impl& i) { i.state.arrivals[input] *= 1.0 + 1e-6; }},
        {"I5", [&](Impl& i) { i.state.share_gap[input] += 1e-6; }},
        {"I6",
         [](Impl& i) {
             for (std::size_t r = 0; r < i.policy.links().size(); ++r) {
                 const auto link = static_cast<std::size_t>(i.policy.links()[r]);
                 if (i.policy.cap[r * 2 + 1] == 0.0) i.state.order[link * 2 + 1] = 1e-6 * i.base.z0[link];
             }
         }},
        {"I7", [](Impl& i) { i.state.desired[1] = i.state.want[1] + 1e-6 * i.base.x0[0]; }},
        {"I8", [&](Impl& i) { i.state.tool_ratio[tools] *= 1e-6; }},
        {"I9", [&](Impl& i) { i.state.outlay[input] += 1e-6 * std::accumulate(i.base.q0.begin(), i.base.q0.end(), 0.0); }},
    };
    for (const auto& [identity, fault] : faults) EXPECT_EQ(verdict_on(weeks, fault), identity);
    EXPECT_EQ(verdict_on(ring_checked, [](Impl& i) { i.state.ring[1] += 1e-3 * i.base.x0[0]; }), "I4");
}

// Books are made wrong before they are added up; what else they say of it comes first.
TEST(Audit, TheBooksSeeTheirFaults) {
    constexpr std::int32_t weeks = 60, tariffs_checked = 104;
    using Impl = Simulation::Impl;
    const auto world = [](const Impl& i) { return std::accumulate(i.base.q0.begin(), i.base.q0.end(), 0.0); };
    const Fault imports = [&](Impl& i) { i.state.bought_abroad[1] += 1e-6 * world(i); };
    EXPECT_THAT(broken_by(two_lanes(weeks + 1), weeks, "account", imports), Contains("I10"));
    const Fault tariffs = [&](Impl& i) { i.state.tariff_paid[1] += 1e-6 * world(i); };
    EXPECT_THAT(broken_by(two_lanes(tariffs_checked + 1), tariffs_checked, "account", tariffs), Contains("I11"));
    const Fault no_number = [](Impl& i) { i.state.receipts[1] = std::numeric_limits<double>::quiet_NaN(); };
    EXPECT_THAT(broken_by(two_lanes(weeks + 1), weeks, "account", no_number), IsSupersetOf({"I9", "I10"}));
}

TEST(Audit, CompositesSeeTheirFault) {
    constexpr std::int32_t weeks = 60;
    RunSpec spec = two_lanes(weeks + 1);
    for (LaneSpec& lane : spec.lanes)
        lane.params = {toy::param("ces", 1.0, good("elec")), toy::param("n", 0.0, good("elec"))};
    EXPECT_THAT(broken_by(spec, weeks, "", [](Simulation::Impl&) {}), IsEmpty());
    const Fault arrivals = [](Simulation::Impl& i) {
        const auto slot = std::find(i.base.ces.begin(), i.base.ces.end(), 1) - i.base.ces.begin();
        i.state.arrivals[static_cast<std::size_t>(slot) * 2 + 1] *= 1.0 + 1e-6;
    };
    EXPECT_THAT(broken_by(spec, weeks, "", arrivals), Contains("I18"));
}

// Shares are closed at every renewal, so what they can become is not a number.
TEST(Audit, ContentSeesItsFault) {
    SerialBlocks blocks;
    Simulation simulation(mini(), two_lanes(10), blocks);
    Simulation::Impl& impl = simulation.impl();
    Content content(impl.base);
    content.refresh(impl.base, impl.state, 1);
    EXPECT_LE(content.residual(1), 1e-10);
    const auto link = static_cast<std::size_t>(mini().slot_link_ptr[first_of(SlotKind::cur) / 2]);
    impl.state.share[link * 2 + 1] = std::numeric_limits<double>::quiet_NaN();
    content.refresh(impl.base, impl.state, 1);
    EXPECT_FALSE(content.residual(1) <= 1e-10);
}

}  // namespace
}  // namespace sunder::tests
