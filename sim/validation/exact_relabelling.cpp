// SPDX-License-Identifier: Apache-2.0
// N7: replication and relabelling. The same economy written in another way (plants split into clones, labels in reverse,
// money in thousandths, two identical countries for one) gives the same outputs, prices and capacities under measures with
// large effects: tool and service bans, a metal licence, a tariff. Compared plant by plant, every half year.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/transforms.hpp"

namespace sunder {
namespace {

using namespace toy;

constexpr std::int32_t steps = 208, every = 26;

std::int32_t country_of(const Network& n, const std::string& code) {
    const auto found =
        std::find_if(n.countries.begin(), n.countries.end(), [&](const Country& c) { return c.code == code; });
    return static_cast<std::int32_t>(found - n.countries.begin());
}
ItemCover item(const Network& n, const std::string& code) {
    const auto found = std::find_if(n.goods.begin(), n.goods.end(), [&](const Good& g) { return g.code == code; });
    return {static_cast<std::int32_t>(found - n.goods.begin()), 1.0};
}

std::vector<Rule> measures(const Network& n) {
    Rule tools;
    tools.id = "tools";
    tools.announce = day_of(10);
    tools.effective = day_of(26);
    tools.savings_days = 30;
    tools.vendor_hq = {country_of(n, "USA"), country_of(n, "NLD"), country_of(n, "JPN")};
    tools.items = {item(n, "litho"), item(n, "otool"), item(n, "service")};
    tools.destination = {country_of(n, "CHN")};
    Rule metal;
    metal.id = "metal";
    metal.action = Action::license;
    metal.announce = day_of(4);
    metal.effective = day_of(8);
    metal.ship_from = {country_of(n, "CHN")};
    metal.items = {item(n, "ga")};
    metal.licence.share = 0.3;
    metal.licence.delay_days = 60;
    metal.expected_share = 0.2;
    Rule tariff;
    tariff.id = "tariff";
    tariff.action = Action::tariff;
    tariff.announce = tariff.effective = day_of(52);
    tariff.ship_from = {country_of(n, "CHN")};
    tariff.destination = {country_of(n, "USA")};
    tariff.items = {item(n, "elec")};
    tariff.tariff_rate = 0.25;
    return {tools, metal, tariff};
}

/// What is compared, relative to the base year: output, list price and capacity by unit of the original, every half year.
struct Paths {
    std::vector<double> output, price, capacity;
};

Paths paths_of(const Variant& variant, std::size_t units) {
    LaneSpec lane;
    lane.rules = measures(variant.network);
    // Trials pick one supplier by its share of a slot: a choice between firms, which clones split (model.md 6.5).
    lane.switches.set(Switch::qualification, false);
    SerialBlocks blocks;
    Simulation simulation(variant.network, run_of(steps, lane), blocks);
    auto& impl = simulation.impl();
    Paths paths;
    while (impl.t < steps) {
        impl.advance(nullptr);
        if (impl.t % every != 0) continue;
        std::vector<double> base(units, 0.0), output(units, 0.0), price(units, 0.0), capacity(units, 0.0);
        for (std::size_t i = 0; i < variant.origin.size(); ++i) {
            const auto whole = static_cast<std::size_t>(variant.origin[i]);
            base[whole] += impl.base.x0[i];
            output[whole] += impl.state.output[i];
            price[whole] += impl.base.x0[i] * impl.state.list[i];
            capacity[whole] += impl.base.x0[i] * impl.state.capacity_ratio[i];
        }
        for (std::size_t i = 0; i < units; ++i) {
            paths.output.push_back(output[i] / base[i]);
            paths.price.push_back(price[i] / base[i]);
            paths.capacity.push_back(capacity[i] / base[i]);
        }
    }
    return paths;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    double worst = 0.0;
    for (std::size_t n = 0; n < a.size(); ++n) worst = std::max(worst, std::abs(a[n] - b[n]));
    return worst;
}

/// Largest difference between `mini` and the variant that `write` makes of it.
double difference(Variant (*write)(const Network&)) {
    static const Network network = find_economy("mini");
    static const auto units = static_cast<std::size_t>(network.units());
    static const Paths plain = [] {
        std::vector<std::int32_t> same;
        for (std::int32_t i = 0; i < network.units(); ++i) same.push_back(i);
        return paths_of({network, same}, units);
    }();
    const auto end = plain.output.end() - static_cast<std::ptrdiff_t>(units);
    require(*std::min_element(end, plain.output.end()) < 0.6, "some plant loses 40 %");
    require(*std::max_element(end, plain.output.end()) > 1.2, "some plant gains 20 %");
    const Paths other = paths_of(write(network), units);
    require(other.output.size() == plain.output.size(), "as many values");
    return std::max({largest_difference(plain.output, other.output), largest_difference(plain.price, other.price),
                     largest_difference(plain.capacity, other.capacity)});
}

constexpr const char* measure = "largest difference of output, price or capacity, base year = 1";

// Each variant adds in another order, which costs some 1e-16 a step; the dynamics damp more than they amplify (measured:
// 5e-15 over four years). Thresholds that could flip by round-off are hit by no plant here.
constexpr std::array<ExactCase, 6> cases{{
    {"N7 two clones", "Plants split 0.3 : 0.7 act as one under bans, licence and tariff", "replication", measure, 1e-12,
     [] { return difference([](const Network& n) {
              return replicated(n, std::array{0.3, 0.7});
          }); }},
    {"N7 four clones", "Plants split in four unequal clones act as one", "replication", measure, 1e-12,
     [] { return difference([](const Network& n) {
              return replicated(n, std::array{0.1, 0.2, 0.3, 0.4});
          }); }},
    {"N7 labels", "The order of countries, goods, firms and plants does not matter", "relabelling", measure, 1e-12,
     [] { return difference(relabelled); }},
    {"N7 money", "Money in thousandths changes nothing real", "homogeneity", measure, 1e-12,
     [] { return difference([](const Network& n) { return in_other_money(n, 1000.0); }); }},
    {"N7 twin countries", "Two identical halves of the rest of the world act as one country", "replication", measure, 1e-12,
     [] { return difference([](const Network& n) { return halved(n, "ROW"); }); }},
    {"N7 twin with fabs", "Two identical halves of a country with fabs act as one", "replication", measure, 1e-12,
     [] { return difference([](const Network& n) { return halved(n, "TWN"); }); }},
}};

}  // namespace

std::span<const ExactCase> relabelling_cases() {
    return cases;
}

}  // namespace sunder
