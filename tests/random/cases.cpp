// SPDX-License-Identifier: Apache-2.0
#include "tests/random/cases.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "sim/core/params.hpp"
#include "sim/core/simulation.hpp"
#include "sim/validation/toy.hpp"
#include "tests/random/calendar.hpp"

namespace sunder::tests {
namespace {

/// Number in an environment variable, or `otherwise`.
std::int64_t number_in(const char* variable, std::int64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoll(text, nullptr, 10);
}

/// A case that cannot be run at all is a fault too, but not one that a case may be shrunk to.
constexpr const char* unusable = "cannot be set up: ";

std::string verdict(const RandomCase& random, const Property& property) {
    try {
        return property(random);
    } catch (const SetupError& error) {
        return unusable + std::string(error.what());
    } catch (const std::exception& error) {
        return error.what();
    }
}

bool still_fails(const RandomCase& random, const Property& property) {
    const std::string what = verdict(random, property);
    return !what.empty() && what.rfind(unusable, 0) != 0;
}

/// Takes out elements of a list, one at a time, as long as the case still fails.
template <class List>
void thin(RandomCase& random, List list, const Property& property) {
    for (std::size_t n = list(random).size(); n-- > 0;) {
        RandomCase smaller = random;
        list(smaller).erase(list(smaller).begin() + static_cast<std::ptrdiff_t>(n));
        if (still_fails(smaller, property)) random = std::move(smaller);
    }
}

RandomCase shrunk(RandomCase random, const Property& property) {
    thin(
        random, [](RandomCase & c) -> auto& { return c.spec.lanes.back().rules; }, property);
    for (std::size_t s = 0; s < switch_count; ++s) {
        RandomCase smaller = random;
        for (LaneSpec& lane : smaller.spec.lanes) lane.switches.set(static_cast<Switch>(s), switch_keys()[s].initial);
        if (still_fails(smaller, property)) random = std::move(smaller);
    }
    const auto without = [&](auto change) {
        RandomCase smaller = random;
        change(smaller);
        if (still_fails(smaller, property)) random = std::move(smaller);
    };
    without([](RandomCase& c) {
        for (LaneSpec& lane : c.spec.lanes) lane.params.clear();
    });
    without([](RandomCase& c) { c.network.demand_path.clear(); });
    without([](RandomCase& c) { c.network.projects.clear(); });
    without([](RandomCase& c) { c.network.hubs.clear(); });
    thin(
        random, [](RandomCase & c) -> auto& { return c.network.params; }, property);
    return random;
}

std::string describe_case(const RandomCase& c) {
    const Network& n = c.network;
    std::string text = std::to_string(n.countries.size()) + " countries, " + std::to_string(n.goods.size()) + " goods, " +
                       std::to_string(n.units()) + " plants, " + std::to_string(n.links()) + " links, " +
                       std::to_string(c.spec.steps()) + " steps of " + std::to_string(c.spec.step_days) + " days\n" +
                       describe(c.spec.lanes.back(), c.spec);
    for (const ParamSetting& p : n.params)
        text += "  economy " + std::string(param_keys()[static_cast<std::size_t>(p.key)].name) + " " +
                std::to_string(p.good) + " " + std::to_string(p.country) + " " + std::to_string(p.group) + " = " +
                std::to_string(p.value) + "\n";
    text += std::to_string(n.demand_path.size()) + " demand points, " + std::to_string(n.projects.size()) + " projects, " +
            std::to_string(n.hubs.size()) + " hubs\n";
    return text;
}

}  // namespace

RandomCase random_case(std::uint64_t seed, const CaseStyle& style) {
    RandomCase random;
    random.seed = seed;
    random.network = random_world(Dice(seed, 1), style.world);
    Dice dice(seed, 2);
    const std::int32_t days = dice.chance(0.15) ? 1 : 7;
    random.spec = toy::run_of(dice.whole(style.least_steps, style.most_steps), {}, days);
    random.spec.demand_path = style.world.moves;
    LaneSpec scenario = random_lane(Dice(seed, 3), random.network, random.spec, style.world.wild);
    if (!style.measures) scenario.rules.clear();
    LaneSpec reference = scenario;
    reference.name = "baseline";
    reference.rules.clear();
    random.spec.lanes = {reference, scenario};
    if (style.measures) drop_idle(random.spec, random.network);
    return random;
}

void for_random_cases(int draws, const CaseStyle& style, const Property& property) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    draws = (draws + 9) / 10;
#endif
    const std::int64_t first = number_in("SUNDER_SEED", 1);
    const std::int64_t count = number_in("SUNDER_DRAWS", std::getenv("SUNDER_SEED") == nullptr ? draws : 1);
    std::int64_t failures = number_in("SUNDER_FAILURES", 1);
    for (std::int64_t seed = first; seed < first + count && failures > 0; ++seed) {
        RandomCase random;
        std::string what;
        try {
            random = random_case(static_cast<std::uint64_t>(seed), style);
            what = verdict(random, property);
        } catch (const std::exception& error) {
            what = std::string("no case: ") + error.what();
        }
        if (what.empty()) continue;
        --failures;
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        const std::string name = std::string(test->test_suite_name()) + "." + test->name();
        const RandomCase smaller =
            what.rfind(unusable, 0) == 0 || random.spec.lanes.empty() ? random : shrunk(random, property);
        ADD_FAILURE() << "seed " << seed << ": " << what << "\nrepeat: SUNDER_SEED=" << seed
                      << " sunder_tests --gtest_filter=" << name
                      << (smaller.spec.lanes.empty()
                              ? std::string{}
                              : "\nsmaller: " + verdict(smaller, property) + "\n" + describe_case(smaller));
    }
}

}  // namespace sunder::tests
