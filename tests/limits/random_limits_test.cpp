// SPDX-License-Identifier: Apache-2.0
// N7 on random economies: written in another way they do the same under random measures. And what must not matter: the order
// of measures in a deck, a denial said twice.
//
// Tolerance: each variant adds in another order, some 1e-16 a step, over at most 60 steps in which prices and shares may
// amplify a difference a hundredfold.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/core/impl.hpp"
#include "sim/validation/transforms.hpp"
#include "tests/random/calendar.hpp"
#include "tests/random/cases.hpp"

namespace sunder::tests {
namespace {

using toy::Variant;

constexpr double tolerance = 1e-11;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Economies and measures for which the claims hold: given technology; no supplier picked among clones; no discrete decision
/// of a government; no budget that runs out among clones; no demand path, named plant or hub.
CaseStyle plain() {
    CaseStyle style;
    style.world = {false, false, false};
    style.least_steps = 40, style.most_steps = 60;
    return style;
}

RandomCase tamed(RandomCase c) {
    c.network.hubs.clear();
    for (LaneSpec& lane : c.spec.lanes) {
        for (const Switch key :
             {Switch::research, Switch::learning, Switch::entrants, Switch::qualification, Switch::endogenous_governments})
            lane.switches.set(key, false);
        for (Rule& rule : lane.rules) {
            rule.funding.tranches.clear();
            rule.funding.budget_musd *= 1e9;
            rule.on_call = false;
        }
    }
    return c;
}

/// Output, list price and capacity by unit of the original at the end of a run, relative to the base year; and whether
/// measures did something.
std::vector<double> outcome(const Network& network, RunSpec spec, const std::vector<std::int32_t>& origin,
                            std::size_t units) {
    SerialBlocks blocks;
    spec.lanes.erase(spec.lanes.begin());
    Simulation simulation(network, spec, blocks);
    simulation.run(nullptr);
    const Simulation::Impl& impl = simulation.impl();
    std::vector<double> base(units, 0.0), sums(3 * units, 0.0);
    for (std::size_t i = 0; i < origin.size(); ++i) {
        const std::size_t whole = at(origin[i]);
        base[whole] += impl.base.x0[i];
        sums[3 * whole] += impl.state.output[i];
        sums[3 * whole + 1] += impl.base.x0[i] * impl.state.list[i];
        sums[3 * whole + 2] += impl.base.x0[i] * impl.state.capacity_ratio[i];
    }
    for (std::size_t n = 0; n < sums.size(); ++n) sums[n] /= base[n / 3];
    return sums;
}

std::vector<double> outcome(const RandomCase& c) {
    std::vector<std::int32_t> same;
    for (std::int32_t i = 0; i < c.network.units(); ++i) same.push_back(i);
    return outcome(c.network, c.spec, same, same.size());
}

std::string apart(const std::vector<double>& a, const std::vector<double>& b, double allowed = tolerance) {
    for (std::size_t n = 0; n < a.size(); ++n)
        if (!(std::abs(a[n] - b[n]) <= allowed * std::max(1.0, std::abs(a[n]))))
            return (n % 3 == 0   ? "output"
                    : n % 3 == 1 ? "price"
                                 : "capacity") +
                   (" of plant " + std::to_string(n / 3)) + " is " + std::to_string(a[n]) + ", rewritten " +
                   std::to_string(b[n]);
    return {};
}

std::string compare(const RandomCase& c, const Variant& variant, const RunSpec& spec) {
    return apart(outcome(c), outcome(variant.network, spec, variant.origin, at(c.network.units())));
}

/// Rows of the lanes with other numbers for countries, goods and firms; -1 stays.
void renumber(RunSpec& spec, const Network& n) {
    const auto turn = [](std::int32_t& i, std::size_t count) { i = i < 0 ? i : static_cast<std::int32_t>(count) - 1 - i; };
    const std::size_t lands = n.countries.size(), goods = n.goods.size(), firms = n.groups.size();
    for (LaneSpec& lane : spec.lanes) {
        for (Rule& r : lane.rules) {
            turn(r.issuer, lands);
            for (auto* list : {&r.ship_from, &r.vendor_hq, &r.content_of, &r.fdpr_of, &r.owned_by, &r.destination,
                               &r.buyer_hq, &r.members, &r.exempt_destinations, &r.funding.guard_countries})
                for (std::int32_t& c : *list) turn(c, lands);
            for (auto* list : {&r.sellers, &r.entities, &r.exempt_groups})
                for (std::int32_t& g : *list) turn(g, firms);
            for (std::int32_t& g : r.end_use) turn(g, goods);
            for (auto* items : {&r.items, &r.funding.guard_items})
                for (ItemCover& item : *items) turn(item.good, goods);
        }
        for (ParamSetting& p : lane.params) turn(p.good, goods), turn(p.country, lands), turn(p.group, firms);
    }
}

TEST(RandomLimits, ClonesActAsOne) {
    for_random_cases(50, plain(), [](const RandomCase& random) {
        const RandomCase c = tamed(random);
        const std::vector<double> shares = random.seed % 2 == 0 ? std::vector{0.3, 0.7} : std::vector{0.1, 0.2, 0.3, 0.4};
        return compare(c, toy::replicated(c.network, shares), c.spec);
    });
}

TEST(RandomLimits, LabelsDoNotMatter) {
    for_random_cases(100, plain(), [](const RandomCase& random) -> std::string {
        const RandomCase c = tamed(random);
        RunSpec spec = c.spec;
        renumber(spec, c.network);
        return compare(c, toy::relabelled(c.network), spec);
    });
}

/// Another money by a power of two moves exponents only: not a bit may differ, or some amount stands in the code.
TEST(RandomLimits, MoneyDoesNotMatter) {
    for_random_cases(100, plain(), [](const RandomCase& random) {
        const RandomCase c = tamed(random);
        const double factor = random.seed % 2 == 0 ? 1024.0 : 1.0 / 1024.0;
        RunSpec spec = c.spec;
        for (LaneSpec& lane : spec.lanes)
            for (Rule& rule : lane.rules) {
                rule.funding.budget_musd *= factor;
                rule.funding.research_musd_yr *= factor;
                rule.licence.office_musd_wk *= factor;
            }
        const Variant other = toy::in_other_money(c.network, factor);
        return apart(outcome(c), outcome(other.network, spec, other.origin, at(c.network.units())), 0.0);
    });
}

/// Only countries that no measure names can be cut in two: flows between the halves would cross a border.
TEST(RandomLimits, TwoIdenticalCountriesActAsOne) {
    for_random_cases(150, plain(), [](const RandomCase& random) -> std::string {
        const RandomCase c = tamed(random);
        const auto old = static_cast<std::int32_t>(random.seed % c.network.countries.size());
        const auto twin = static_cast<std::int32_t>(c.network.countries.size());
        RunSpec spec = c.spec;
        std::vector<std::int32_t> twin_of;
        std::int32_t next = static_cast<std::int32_t>(c.network.groups.size());
        for (const Group& group : c.network.groups) twin_of.push_back(group.hq == old ? next++ : -1);
        for (LaneSpec& lane : spec.lanes)
            for (Rule& r : lane.rules) {
                if (r.issuer == old || std::count(r.ship_from.begin(), r.ship_from.end(), old) > 0) return {};
                if (!r.owned_by.empty() || !r.content_of.empty()) return {};  // owners and value added stay where they are
                for (auto* list : {&r.vendor_hq, &r.fdpr_of, &r.destination, &r.buyer_hq, &r.members, &r.exempt_destinations,
                                   &r.funding.guard_countries})
                    if (std::count(list->begin(), list->end(), old) > 0) list->push_back(twin);
                for (auto* list : {&r.sellers, &r.entities, &r.exempt_groups})
                    for (std::size_t n = 0, all = list->size(); n < all; ++n)
                        if (const std::int32_t g = twin_of[at((*list)[n])]; g >= 0) list->push_back(g);
            }
        const Variant variant = toy::halved(c.network, c.network.countries[at(old)].code);
        return compare(c, variant, spec);
    });
}

TEST(RandomLimits, TheOrderOfMeasuresDoesNotMatter) {
    for_random_cases(120, plain(), [](const RandomCase& random) {
        const RandomCase c = tamed(random);
        RandomCase other = c;
        std::reverse(other.spec.lanes[1].rules.begin(), other.spec.lanes[1].rules.end());
        return apart(outcome(c), outcome(other));
    });
}

/// A full denial, believed from its announcement on and to last: nothing is left that a second one could take, neither of
/// trade nor of what users expect. It comes with the first day of a step: of a step in which they hold for a part, rules
/// take their parts one after the other.
TEST(RandomLimits, ADenialSaidTwiceIsOne) {
    for_random_cases(120, plain(), [](const RandomCase& random) {
        RandomCase c = tamed(random);
        for (Rule& rule : c.spec.lanes[1].rules) {
            if (rule.action != Action::deny) continue;
            for (ItemCover& item : rule.items) item.share = 1.0;
            rule.coverage = rule.compliance = rule.probability = rule.permanence = rule.enactment = 1.0;
            rule.chilling = 0.0;
            rule.effective = c.spec.start + (rule.effective - c.spec.start) / c.spec.step_days * c.spec.step_days;
            rule.announce = std::min(rule.announce, rule.effective);
            rule.expected_share = 0.0;
            rule.expires = rule.exempt_until = never;
        }
        drop_idle(c.spec, c.network);  // those that only chilled
        RandomCase twice = c;
        for (const Rule& rule : c.spec.lanes[1].rules)
            if (rule.action == Action::deny) {
                twice.spec.lanes[1].rules.push_back(rule);
                twice.spec.lanes[1].rules.back().id += "-again";
            }
        return apart(outcome(c), outcome(twice));
    });
}

}  // namespace
}  // namespace sunder::tests
