// SPDX-License-Identifier: Apache-2.0
// Recorded trade against sums that a reader makes of the flows, on random economies.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/record/memory_sink.hpp"
#include "tests/random/cases.hpp"
#include "tests/random/sound.hpp"

namespace sunder::tests {
namespace {

constexpr double rounding = 1e-11;  ///< sums of some hundred terms

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Sum of a slice of a recorded variable over the cells that a test picks.
double total(const MemorySink& sink, const char* name, std::size_t index, const std::function<bool(std::size_t)>& picks) {
    const std::vector<double>& cells = sink.series(name).values[1][index];
    double sum = 0.0;
    for (std::size_t n = 0; n < cells.size(); ++n)
        if (picks(n)) sum += cells[n];
    return sum;
}

/// What the links carried in a run of lane 1, by week and country: paid across borders on delivery.
struct Carried {
    std::vector<double> exports, imports;  ///< [week * countries + country], M$/week
    double world_exported = 0.0;           ///< base-M$ that left the plants in the whole run, home sales included
};

Carried carried(Simulation::Impl& impl, MemorySink& sink, const RandomCase& c) {
    const Base& b = impl.base;
    const std::size_t countries = c.network.countries.size(), width = at(b.lanes);
    Carried sums;
    impl.recorder.open(sink);
    while (impl.t < c.spec.steps()) {
        impl.advance(&sink);
        sums.exports.resize(sums.exports.size() + countries, 0.0);
        sums.imports.resize(sums.exports.size(), 0.0);
        const std::size_t week = sums.exports.size() - countries;
        for (std::size_t e = 0; e < at(b.links); ++e) {
            const std::size_t slot = at(b.link_slot[e]), row = e - at(b.net.slot_link_ptr[slot]);
            sums.world_exported += leaving(b, impl.state, slot, impl.t - 1)[row * width + 1];
            const auto from = at(c.network.unit_country[at(c.network.link_supplier[e])]),
                       to = at(b.slot_country[at(b.link_slot[e])]);
            if (from == to) continue;
            const double paid = impl.state.arrived[e * width + 1] * impl.state.contract[e * width + 1] / b.dt_weeks;
            sums.exports[week + from] += paid;
            sums.imports[week + to] += paid;
        }
    }
    sink.close({}, {});
    return sums;
}

/// Without hubs: of what leaks the cube by plant shows both legs.
std::string compare(RandomCase c) {
    c.network.hubs.clear();
    SerialBlocks blocks;
    Simulation simulation(c.network, c.spec, blocks);
    MemorySink sink({"export_value", "import_value", "trade_quantity", "trade_value", "trade_value_by_hq"}, outputs(),
                    dim_labels);
    const Carried sums = carried(simulation.impl(), sink, c);
    const std::size_t countries = c.network.countries.size(), months = sink.days(Frequency::monthly).size();
    for (std::size_t n = 0; n < sums.exports.size(); ++n) {
        const std::size_t week = n / countries, country = n % countries;
        const auto here = [country](std::size_t cell) { return cell == country; };
        const auto all = [](std::size_t) { return true; };
        const double world = total(sink, "export_value", week, all);
        for (const auto& [name, sum] : {std::pair{"export_value", sums.exports[n]}, {"import_value", sums.imports[n]}})
            if (const double recorded = total(sink, name, week, here); !(std::abs(recorded - sum) <= rounding * world))
                return std::string(name) + " of country " + std::to_string(country) + " in step " + std::to_string(week) +
                       " is " + std::to_string(recorded) + ", its links say " + std::to_string(sum);
        if (!(std::abs(total(sink, "import_value", week, all) - world) <= rounding * world))
            return "imports of the world are not its exports";
    }
    double quantity = 0.0;
    for (std::size_t m = 0; m < months; ++m) {
        const auto all = [](std::size_t) { return true; };
        quantity += total(sink, "trade_quantity", m, all);
        for (std::size_t cell = 0; cell < c.network.goods.size() * countries; ++cell) {  // by importer and good
            const auto into = [&](std::size_t n) { return n % countries + n / (countries * countries) * countries == cell; };
            const double by_plant = total(sink, "trade_value", m, into), by_hq = total(sink, "trade_value_by_hq", m, into);
            if (!(std::abs(by_plant - by_hq) <= rounding * (std::abs(by_plant) + std::abs(by_hq))))
                return "trade by plant and by headquarters differ in sum";
        }
    }
    if (!(std::abs(quantity - sums.world_exported) <= rounding * sums.world_exported))
        return "recorded shipments " + std::to_string(quantity) + " against " + std::to_string(sums.world_exported);
    return {};
}

TEST(RandomTrade, RecordsAgreeWithTheSumsOfLinks) {
    for_random_cases(100, {}, compare);
}

}  // namespace
}  // namespace sunder::tests
