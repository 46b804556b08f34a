// SPDX-License-Identifier: Apache-2.0
// I15 - I17 on random economies: what cannot act changes nothing, in any bit; nothing acts before it is known.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/random/calendar.hpp"
#include "tests/random/cases.hpp"
#include "tests/random/sound.hpp"

namespace sunder::tests {
namespace {

/// Runs both lanes; the first difference between them in the steps that begin before a day.
std::string parted(const RandomCase& random, Day before) {
    SerialBlocks blocks;
    Simulation simulation(random.network, random.spec, blocks);
    Simulation::Impl& impl = simulation.impl();
    while (impl.t < random.spec.steps() && random.spec.start + (impl.t + 1) * random.spec.step_days <= before) {
        impl.advance(nullptr);
        if (std::string fault = difference(impl, 0, impl, 1); !fault.empty()) return fault;
    }
    return {};
}

/// The same case with every measure changed.
RandomCase changed(const RandomCase& random, const std::function<void(Rule&, Dice&)>& change) {
    RandomCase other = random;
    Dice dice(random.seed, 20);
    for (Rule& rule : other.spec.lanes[1].rules) change(rule, dice);
    return other;
}

/// A measure that reaches nothing or changes nothing, in one of the ways there are for its action.
void neutralise(Rule& rule, Dice& dice, bool queues) {
    const std::int32_t way = dice.whole(0, 3);
    if (way == 0) rule.coverage = 0.0;
    if (way == 1) rule.compliance = 0.0;
    if (way == 2) rule.probability = 0.0;
    if (way < 3) return;
    for (auto& [day, value] : rule.path) value = rule.action == Action::stockpile ? 0.0 : 1.0;
    rule.tariff_rate = rule.funding.ratio = rule.funding.rate = rule.funding.research_musd_yr = 0.0;
    rule.funding.guard_countries.clear();
    rule.persons_share = 0.0;
    if (rule.action == Action::service_ban) rule.probability = 0.0;  // its own persons are all of their vendors' engineers
    rule.capital_premium = rule.see_gain_weeks = rule.belief_gain = rule.hazard_per_year = 0.0;
    rule.invest_speed = rule.qualify_factor = 1.0;
    if (!caps_volume(rule.action)) return;
    // A licence for everything is none; a quota above any flow (some economies swing to 1e30) binds nobody. Nobody expects
    // less. (An office that decides about the whole flow still takes its time.)
    rule.action = dice.chance(0.5) && !queues ? Action::license : Action::quota;
    rule.licence = {};
    rule.licence.share = rule.action == Action::quota ? 1e300 : 1.0;
    rule.licence.path = {{0, rule.licence.share}};
    rule.expected_share = 1.0;
    rule.permanence = dice.share();
}

TEST(RandomMeasures, ThatCannotActChangeNothing) {
    for_random_cases(150, {}, [](const RandomCase& c) {
        const bool queues = c.spec.lanes[1].switches[Switch::licence_queue];
        return parted(changed(c, [queues](Rule& rule, Dice& dice) { neutralise(rule, dice, queues); }), c.spec.end);
    });
}

TEST(RandomMeasures, AnnouncedAfterTheEndChangeNothing) {
    for_random_cases(100, {}, [](const RandomCase& c) {
        return parted(changed(c,
                              [&c](Rule& rule, Dice& dice) {
                                  const Day notice = std::max(0, rule.effective - rule.announce);
                                  rule.announce = c.spec.end + dice.whole(0, 400);
                                  rule.effective = rule.announce + notice;
                                  rule.on_call = false;
                              }),
                      c.spec.end);
    });
}

TEST(RandomMeasures, OnCallThatNobodyTakesChangeNothing) {
    for_random_cases(80, {}, [](const RandomCase& c) {
        RandomCase idle = changed(c, [](Rule& rule, Dice&) { rule.on_call = true; });
        for (LaneSpec& lane : idle.spec.lanes) lane.governments.ladder.clear();
        return parted(idle, c.spec.end);
    });
}

TEST(RandomMeasures, WithdrawnAndNotBelievedChangeNothing) {
    for_random_cases(100, {}, [](const RandomCase& c) {
        return parted(changed(c,
                              [](Rule& rule, Dice&) {
                                  rule.expires = rule.effective;
                                  rule.enactment = rule.permanence = rule.belief_gain = 0.0;
                                  if (rule.action == Action::expectation) rule.hazard_per_year = 0.0;
                              }),
                      c.spec.end);
    });
}

TEST(RandomMeasures, ActFromTheFirstAnnouncementOn) {
    for_random_cases(200, {}, [](const RandomCase& c) {
        Day first = c.spec.end;
        for (const Rule& rule : c.spec.lanes[1].rules)
            if (!rule.on_call) first = std::min({first, rule.announce, rule.effective});
        return parted(c, first);
    });
}

}  // namespace
}  // namespace sunder::tests
