// SPDX-License-Identifier: Apache-2.0
// I15 - I17 for every action on links, service, stocks and beliefs: a neutral measure changes no bit, and none acts before
// its announcement.
#include <gtest/gtest.h>

#include "tests/core/lanes_of.hpp"

namespace sunder::tests {
namespace {

/// One rule of each action, acting from week 20 on.
std::vector<Rule> one_of_each() {
    std::vector<Rule> rules;
    const auto add = [&](Action action, auto&& fill) {
        Rule rule = rule_of(action, 20);
        rule.id = "measure " + std::to_string(rules.size());
        rule.expected_share = 0.0;
        fill(rule);
        rules.push_back(rule);
    };
    add(Action::deny, [](Rule& r) {
        r.items = {{good("alog"), 1.0}};
        r.content_of = {country("USA")};
        r.content_min = 0.01;
        r.destination = {country("CHN")};
        r.chilling = 0.3;
        r.entities = {group_named("Shenzhen Systems")};
    });
    add(Action::license, [](Rule& r) {
        r.items = {{good("mem"), 1.0}};
        r.fdpr_of = {country("USA")};
        r.destination = {country("CHN")};
        r.licence.share = 0.2;
    });
    add(Action::quota, [](Rule& r) {
        r.issuer = country("CHN");
        r.items = {{good("ga"), 1.0}};
        r.ship_from = {country("CHN")};
        r.licence.share = 0.5;
        r.rent_to = RentTo::state;
    });
    add(Action::content_credit, [](Rule& r) {
        r.items = {{good("elec"), 1.0}};
        r.destination = {country("USA")};
        r.owned_by = {country("CHN")};
        r.funding.rate = 0.2;
    });
    add(Action::service_ban, [](Rule& r) { r.destination = {country("CHN")}; });
    add(Action::stockpile, [](Rule& r) { r.path = {{week(20), 4.0}}; });
    add(Action::demand, [](Rule& r) { r.path = {{week(20), 0.9}}; });
    return rules;
}

void expect_nothing(const Rule& rule, const Switches& switches = {}) {
    TwoLanes run({rule}, switches);
    run.run_to(80);
    EXPECT_TRUE(run.same()) << "action " << static_cast<int>(rule.action);
}

TEST(Neutral, EachOfTheseActsAtAll) {
    for (const Rule& rule : one_of_each()) {
        TwoLanes run({rule});
        run.run_to(20);
        EXPECT_TRUE(run.same()) << rule.id << " acts before its announcement";
        run.run_to(30);
        EXPECT_FALSE(run.same()) << rule.id;
    }
}

TEST(Neutral, NothingCoveredOrNobodyComplyingChangesNothing) {
    for (Rule rule : one_of_each()) {
        rule.compliance = 0.0;
        expect_nothing(rule);
        rule.compliance = 1.0;
        rule.coverage = 0.0;
        expect_nothing(rule);
        rule.coverage = 1.0;
        rule.probability = 0.0;
        expect_nothing(rule);
    }
}

TEST(Neutral, AfterTheEndOrOnCallChangesNothing) {
    for (Rule rule : one_of_each()) {
        rule.on_call = true;
        expect_nothing(rule);
        rule.on_call = false;
        rule.announce = rule.effective = week(500);
        expect_nothing(rule);
    }
}

TEST(Neutral, ZeroSizesChangeNothing) {
    for (Rule rule : one_of_each()) {
        rule.licence.share = 1000.0;
        rule.licence.path = {{week(0), 1.0}};
        rule.expected_share = 1.0;
        rule.funding.rate = 0.0;
        rule.path.assign(1, {week(0), rule.action == Action::demand ? 1.0 : 0.0});
        if (rule.action == Action::deny || rule.action == Action::service_ban) continue;
        if (rule.action == Action::quota) {
            rule.licence.path.clear();
            rule.permanence = 0.0;
        }
        expect_nothing(rule);
    }
}

}  // namespace
}  // namespace sunder::tests
