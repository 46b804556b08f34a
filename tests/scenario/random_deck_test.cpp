// SPDX-License-Identifier: Apache-2.0
// Random measures written as the text of a deck and read back are the same measures.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/policy_match.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/random/calendar.hpp"
#include "tests/random/cases.hpp"

namespace sunder::tests {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

std::string date(Day day) {
    const auto d = to_date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                       static_cast<unsigned>(d.day()));
}

/// A limit on trade as a deck can say it: an origin and destinations, dates in order.
Rule sayable(Dice& dice, const Network& n, const RunSpec& spec, const std::string& id) {
    Rule rule = random_rule(dice, n, spec, static_cast<Action>(dice.whole(0, static_cast<std::int32_t>(Action::tariff))));
    rule.id = id;
    rule.expires = dice.chance(0.5) ? never : rule.effective + dice.whole(1, 500);
    rule.markets.clear();
    if (rule.items.empty()) rule.items = {{0, 1.0}};
    if (rule.ship_from.empty()) rule.ship_from = {rule.issuer};
    if (rule.destination.empty()) rule.destination = dice.some(n.countries.size(), 0.5);
    rule.exempt_until = rule.exempt_groups.empty() && rule.exempt_destinations.empty() ? never : rule.effective + 100;
    if (rule.content_of.empty()) rule.content_min = Rule{}.content_min;
    if (rule.fdpr_of.empty()) rule.fdpr_min = Rule{}.fdpr_min;
    if (rule.owned_by.empty()) rule.owner_min = Rule{}.owner_min;
    if (rule.entities.empty() || !caps_volume(rule.action)) rule.chilling = 0.0;
    if (rule.action == Action::tariff) {
        rule.savings_days = 0, rule.grandfather_until = 0, rule.enforcement = 0.0, rule.rent_to = RentTo::exporter;
        rule.licence = {};
    } else {
        rule.tariff_rate = 0.0;
    }
    return rule;
}

/// The deck's words for it.
class Writer {
public:
    Writer(const Network& network, const Rule& rule) : net_(network) {
        constexpr std::array actions{"deny", "license", "quota", "tariff"};
        constexpr std::array rents{"exporter", "state", "smuggler"};
        text_ = fmt::format("[[measure]]\nid = \"{}\"\naction = \"{}\"\nissuer = \"{}\"\nannounce = {}\neffective = {}\n",
                            rule.id, actions[static_cast<std::size_t>(rule.action)], country(rule.issuer),
                            date(rule.announce), date(rule.effective));
        if (rule.expires != never) text_ += fmt::format("expires = {}\n", date(rule.expires));
        if (rule.grandfather_until != 0) text_ += fmt::format("grandfather_until = {}\n", date(rule.grandfather_until));
        if (rule.savings_days != 0) text_ += fmt::format("savings_days = {}\n", rule.savings_days);
        text_ += "items = [";
        for (const ItemCover& item : rule.items)
            text_ += fmt::format("{{ good = \"{}\", coverage = {} }}, ", net_.goods[at(item.good)].code, item.share);
        text_ += "]\n";
        lands("destination", rule.destination), firms("entities", rule.entities), lands("buyer_hq", rule.buyer_hq);
        firms("sellers", rule.sellers), goods("end_use", rule.end_use);
        for (const auto& [key, value] : {std::pair{"coverage", rule.coverage},
                                         {"compliance", rule.compliance},
                                         {"probability", rule.probability},
                                         {"enactment", rule.enactment},
                                         {"permanence", rule.permanence},
                                         {"expected_share", rule.expected_share}})
            number(key, value);
        if (rule.action == Action::tariff) number("rate", rule.tariff_rate);
        if (rule.chilling > 0.0) number("chilling", rule.chilling);
        if (caps_volume(rule.action))
            number("enforcement", rule.enforcement),
                text_ += fmt::format("rent_to = \"{}\"\n", rents[static_cast<std::size_t>(rule.rent_to)]);
        sections(rule);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    void sections(const Rule& rule) {
        text_ += "[measure.origin]\n";
        lands("ship_from", rule.ship_from), lands("vendor_hq", rule.vendor_hq), lands("content_of", rule.content_of);
        lands("fdpr_of", rule.fdpr_of), lands("owned_by", rule.owned_by);
        if (!rule.content_of.empty()) number("content_min", rule.content_min);
        if (!rule.fdpr_of.empty()) number("fdpr_min", rule.fdpr_min);
        if (!rule.owned_by.empty()) number("owner_min", rule.owner_min);
        if (rule.exempt_until != never) {
            text_ += "[measure.exempt]\n";
            firms("groups", rule.exempt_groups), lands("destinations", rule.exempt_destinations);
            text_ += fmt::format("until = {}\n", date(rule.exempt_until));
        }
        if (rule.action != Action::license && rule.action != Action::quota) return;
        text_ += "[measure.license]\n";
        number("share", rule.licence.share), number("delay_days", rule.licence.delay_days),
            number("ramp_weeks", rule.licence.ramp_weeks);
        number("office_musd_wk", rule.licence.office_musd_wk), number("valid_weeks", rule.licence.valid_weeks);
        if (rule.licence.path.empty()) return;
        text_ += "path = [";
        for (const auto& [day, share] : rule.licence.path) text_ += fmt::format("[{}, {}], ", date(day), share);
        text_ += "]\n";
    }
    void number(const char* key, double value) { text_ += fmt::format("{} = {}\n", key, value); }
    template <class Name>
    void names(const char* key, const std::vector<std::int32_t>& ids, Name&& name) {
        if (ids.empty()) return;
        text_ += fmt::format("{} = [", key);
        for (const std::int32_t id : ids) text_ += fmt::format("\"{}\", ", name(id));
        text_ += "]\n";
    }
    [[nodiscard]] const std::string& country(std::int32_t c) const { return net_.countries[at(c)].code; }
    void lands(const char* key, const std::vector<std::int32_t>& ids) {
        names(key, ids, [this](std::int32_t c) { return country(c); });
    }
    void firms(const char* key, const std::vector<std::int32_t>& ids) {
        names(key, ids, [this](std::int32_t g) { return net_.groups[at(g)].name; });
    }
    void goods(const char* key, const std::vector<std::int32_t>& ids) {
        names(key, ids, [this](std::int32_t g) { return net_.goods[at(g)].code; });
    }

    const Network& net_;
    std::string text_;
};

/// What differs between a measure and what was read of it.
std::string differs(const Rule& a, const Rule& b) {
    const auto same = [](std::vector<std::int32_t> x, std::vector<std::int32_t> y) {
        std::sort(x.begin(), x.end()), std::sort(y.begin(), y.end());
        return x == y;
    };
    const bool items = a.items.size() == b.items.size() && std::equal(a.items.begin(), a.items.end(), b.items.begin(),
                                                                      [](const ItemCover& x, const ItemCover& y) {
                                                                          return x.good == y.good && x.share == y.share;
                                                                      });
    if (a.id != b.id || a.action != b.action || a.issuer != b.issuer || !items) return "what it is";
    if (a.announce != b.announce || a.effective != b.effective || a.expires != b.expires ||
        a.savings_days != b.savings_days || a.grandfather_until != b.grandfather_until)
        return "dates";
    if (!same(a.ship_from, b.ship_from) || !same(a.vendor_hq, b.vendor_hq) || !same(a.content_of, b.content_of) ||
        !same(a.fdpr_of, b.fdpr_of) || !same(a.owned_by, b.owned_by) || a.content_min != b.content_min ||
        a.fdpr_min != b.fdpr_min || a.owner_min != b.owner_min)
        return "origin";
    if (!same(a.sellers, b.sellers) || !same(a.destination, b.destination) || !same(a.entities, b.entities) ||
        !same(a.buyer_hq, b.buyer_hq) || !same(a.end_use, b.end_use))
        return "buyers";
    if (!same(a.exempt_groups, b.exempt_groups) || !same(a.exempt_destinations, b.exempt_destinations) ||
        a.exempt_until != b.exempt_until)
        return "exemptions";
    if (a.licence.share != b.licence.share || a.licence.delay_days != b.licence.delay_days ||
        a.licence.ramp_weeks != b.licence.ramp_weeks || a.licence.office_musd_wk != b.licence.office_musd_wk ||
        a.licence.valid_weeks != b.licence.valid_weeks || a.licence.path != b.licence.path ||
        a.tariff_rate != b.tariff_rate || a.rent_to != b.rent_to)
        return "terms";
    if (a.coverage != b.coverage || a.compliance != b.compliance || a.probability != b.probability ||
        a.enactment != b.enactment || a.permanence != b.permanence || a.expected_share != b.expected_share ||
        a.chilling != b.chilling || a.enforcement != b.enforcement)
        return "shares and beliefs";
    return {};
}

std::string round_trip(const RandomCase& random) {
    Dice dice(random.seed, 30);
    RandomCase c = random;
    LaneSpec& lane = c.spec.lanes[1];
    lane.rules.clear();
    for (int r = 0; r < 4; ++r) lane.rules.push_back(sayable(dice, c.network, c.spec, "m" + std::to_string(r)));
    std::erase_if(lane.rules, [&c](const Rule& rule) { return covered_links(rule, c.network) == 0; });  // refused
    std::string deck = fmt::format(
        "title = \"by lot\"\neconomy = \"random\"\nstart = {}\nend = {}\nstep_days = {}\ndemand = \"{}\"\n[switch]\n",
        date(c.spec.start), date(c.spec.end), c.spec.step_days, c.spec.demand_path ? "path" : "flat");
    for (std::size_t s = 0; s < switch_count; ++s)
        deck += fmt::format("{} = {}\n", switch_keys()[s].name, lane.switches[static_cast<Switch>(s)]);
    for (const Rule& rule : lane.rules) deck += Writer(c.network, rule).text();
    const Scenario read =
        read_scenario_text(deck, "deck.toml", {}, [&c](const std::string&) -> const Network& { return c.network; });
    if (read.spec.start != c.spec.start || read.spec.end != c.spec.end || read.spec.step_days != c.spec.step_days ||
        read.spec.demand_path != c.spec.demand_path)
        return "the run differs\n" + deck;
    const LaneSpec& other = read.spec.lanes[1];
    for (std::size_t s = 0; s < switch_count; ++s)
        if (other.switches[static_cast<Switch>(s)] != lane.switches[static_cast<Switch>(s)])
            return "switch " + std::string(switch_keys()[s].name);
    if (other.rules.size() != lane.rules.size()) return "number of measures\n" + deck;
    for (std::size_t r = 0; r < lane.rules.size(); ++r)
        if (const std::string what = differs(lane.rules[r], other.rules[r]); !what.empty())
            return what + " of " + lane.rules[r].id + "\n" + deck;
    return {};
}

TEST(RandomDecks, ReadBackAreTheSameMeasures) {
    CaseStyle style;
    style.measures = false;
    for_random_cases(100, style, round_trip);
}

}  // namespace
}  // namespace sunder::tests
