// SPDX-License-Identifier: Apache-2.0
// Slots whose suppliers are a CES composite (parameter ces): the baseline, null policies, company of other lanes,
// identities.
#include "sim/core/composite.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/impl.hpp"
#include "sim/validation/toy.hpp"
#include "tests/identities/runs.hpp"

namespace sunder::tests {
namespace {

/// Electronics are brands; materials and software are differentiated inputs without stock.
LaneSpec with_composites(const std::string& name) {
    LaneSpec lane{name, {}, {}, {}};
    for (const char* code : {"elec", "mat", "eda"}) {
        lane.params.push_back(toy::param("ces", 1.0, good(code)));
        lane.params.push_back(toy::param("n", 0.0, good(code)));
    }
    return lane;
}

RunSpec composite_lanes(std::int32_t weeks) {
    RunSpec spec = two_lanes(weeks);
    spec.lanes = {with_composites("baseline"), with_composites("scenario")};
    return spec;
}

TEST(Composite, BaselineIsExactForAnyLength) {
    SerialBlocks blocks;
    RunSpec spec = composite_lanes(600);
    for (LaneSpec& lane : spec.lanes)
        for (const Switch key : {Switch::research, Switch::learning, Switch::entrants}) lane.switches.set(key, false);
    Simulation run(mini(), spec, blocks);
    const State::Array start = run.impl().state.share;
    run.run(nullptr);
    const State& s = run.impl().state;
    EXPECT_EQ(s.share, start);
    for (const auto* ratios : {&s.share, &s.composite, &s.purchase_price, &s.thrift, &s.list, &s.fill})
        EXPECT_EQ(std::count(ratios->begin(), ratios->end(), 1.0), static_cast<std::ptrdiff_t>(ratios->size()));
    for (const auto* deviations : {&s.stock_dev, &s.transit_dev, &s.inventory_dev, &s.ln_list})
        EXPECT_EQ(std::count(deviations->begin(), deviations->end(), 0.0), static_cast<std::ptrdiff_t>(deviations->size()));
}

TEST(Composite, NullPolicyChangesNothing) {
    Rule tariff = chip_tariff();
    tariff.tariff_rate = 0.0;
    Rule licence = metal_licence();
    licence.licence = {};
    licence.licence.share = 1.0;
    licence.licence.path = {{licence.effective, 1.0}};
    licence.expected_share = 1.0;
    licence.announce = licence.effective;
    Network network = mini();
    network.demand_path.push_back({0, 0, 1.1});
    SerialBlocks blocks;
    RunSpec spec = composite_lanes(200);
    spec.lanes[1].rules = {tariff, licence};
    Simulation run(network, spec, blocks);
    run.run(nullptr);
    EXPECT_EQ(lane_of(run, 0), lane_of(run, 1));
}

// The audit of every step (I2, I9, I10, I18 among it) holds under harsh rules; a lane's bits are those it has alone.
TEST(Composite, LanesOfBothKindsStandSideBySide) {
    SerialBlocks blocks;
    const auto run_lanes = [&](std::vector<LaneSpec> lanes, std::size_t place) {
        RunSpec spec = two_lanes(150);
        spec.lanes = std::move(lanes);
        for (LaneSpec& lane : spec.lanes) lane.rules = harsh_rules();
        Simulation run(mini(), spec, blocks);
        run.run(nullptr);
        std::vector<double> values;
        const auto width = static_cast<std::size_t>(run.impl().lanes);
        run.impl().state.visit([&](std::string_view name, RowArray& array) {
            if (name == "composite") return;  // kept only where some lane has composites
            for (std::size_t n = place; n < array.size(); n += width) values.push_back(array[n]);
        });
        return values;
    };
    const LaneSpec plain{"plain", {}, {}, {}}, composite = with_composites("composite");
    const auto plain_alone = run_lanes({plain}, 0), composite_alone = run_lanes({composite}, 0);
    EXPECT_NE(plain_alone, composite_alone);
    EXPECT_EQ(run_lanes({plain, composite}, 0), plain_alone);
    EXPECT_EQ(run_lanes({plain, composite}, 1), composite_alone);
    EXPECT_EQ(run_lanes({composite, plain, composite}, 2), composite_alone);
}

// What is bought of a composite is worth its price: spending = Pces times the composite, whatever the suppliers cost.
TEST(Composite, SpendingIsThePriceTimesTheComposite) {
    SerialBlocks blocks;
    RunSpec spec = composite_lanes(120);
    spec.lanes[1].rules = {chip_tariff()};
    Simulation run(mini(), spec, blocks);
    run.run(nullptr);
    const Simulation::Impl& impl = run.impl();
    bool moved = false;
    for (std::size_t s = 0; s < static_cast<std::size_t>(impl.base.slots); ++s) {
        if (impl.base.ces[s] == 0) continue;
        const std::size_t x = s * 2 + 1;
        double spent = 0.0;
        for (auto e = static_cast<std::size_t>(impl.base.net.slot_link_ptr[s]);
             e < static_cast<std::size_t>(impl.base.net.slot_link_ptr[s + 1]); ++e) {
            const std::int32_t record = impl.policy.record[e];
            const double factor = record < 0 ? 1.0 : impl.policy.price_factor[static_cast<std::size_t>(record) * 2 + 1];
            spent += impl.state.order[e * 2 + 1] * impl.state.contract[e * 2 + 1] * factor * landed0(impl.base, e);
        }
        EXPECT_NEAR(spent / (impl.state.purchase_price[x] * mean_landed0(impl.base, s) * impl.state.requirement[x]), 1.0,
                    1e-12)
            << s;  // sums of some terms
        moved = moved || impl.state.purchase_price[x] > 1.01;
    }
    EXPECT_TRUE(moved);
}

void expect_refused(LaneSpec lane, const std::string& what) {
    SerialBlocks blocks;
    RunSpec spec = two_lanes(10);
    spec.lanes = {std::move(lane)};
    try {
        const Simulation run(mini(), spec, blocks);
        FAIL() << "accepted: " << what;
    } catch (const SetupError& error) {
        EXPECT_NE(std::string(error.what()).find(what), std::string::npos) << error.what();
    }
}

TEST(Composite, StocksAreRefusedByTheNameOfTheGood) {
    LaneSpec lane{"lane", {}, {}, {}};
    lane.params = {toy::param("ces", 1.0, good("mem"))};
    expect_refused(lane, "good mem: ces = 1, but its buyers hold n = 6");
    lane.params = {toy::param("ces", 1.0, good("otool"))};
    expect_refused(lane, "good otool: ces = 1, but tools and their service are stocks");
    lane.params = {toy::param("ces", 0.5, good("elec"))};
    expect_refused(lane, "good elec: ces = 1, but it is 0.5");
}

// A = 2 halves all cost but research: vc 0.75 of 1/(1+mu) - rd; with mu = 0, rd = 0 price goes to 1/2, the cost reference
// stays at A = 1.
TEST(Productivity, DividesUnitCost) {
    toy::Draft draft;
    const auto home = draft.country("AAA"), metal = draft.good("metal", GoodKind::raw);
    draft.sell(draft.plant(draft.group("firm", home), home, metal), draft.consumer(home), SlotKind::fin, 100.0);
    for (const auto& [key, value] : {std::pair{"mu", 0.0}, {"rd", 0.0}, {"eta", 0.0}, {"tau_p", 2.0}, {"A", 2.0}})
        draft.set(key, value);
    const Network network = draft.build();
    SerialBlocks blocks;
    Simulation run(network, toy::run_of(200), blocks);
    run.run(nullptr);
    EXPECT_DOUBLE_EQ(run.impl().base.unit_cost0[0], 1.0);
    EXPECT_NEAR(run.impl().state.list[0], 0.5, 1e-15);  // e^-100 of the way is left
}

}  // namespace
}  // namespace sunder::tests
