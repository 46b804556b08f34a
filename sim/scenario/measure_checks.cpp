// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/measure_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/scenario/actions.hpp"
#include "sim/scenario/reach.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

/// Of "effective" or "funding.ratio"; of the measure where the key is not there.
Mark place(const MeasureText& measure, std::string_view key) {
    const Entry* entry = find_dotted(measure.table, key);
    return entry == nullptr ? measure.table.mark : entry->value.mark;
}

class Checker {
public:
    Checker(const MeasureText& measure, const Rule& rule, Faults& faults)
        : measure_(measure), rule_(rule), faults_(faults) {}

    void licence() {
        const Value* terms = get_table(measure_.table, "license");
        if (rule_.action == Action::quota && terms != nullptr &&
            (rule_.licence.delay_days > 0.0 || rule_.licence.ramp_weeks > 0.0))
            say("license", "a quota has no delay and no ramp");
    }

    void origin() {
        needs("origin.content_min", "origin.content_of");
        needs("origin.fdpr_min", "origin.fdpr_of");
        needs("origin.owner_min", "origin.owned_by");
        needs("chilling", "entities");  // it is what the unlisted lose
        const Value* origin = get_table(measure_.table, "origin");
        const auto persons = origin == nullptr ? std::vector<Name>{} : get_names(*origin, "persons_of");
        if (!persons.empty() && (persons.size() > 1 || persons.front().text != get_text(measure_.table, "issuer")))
            say("origin.persons_of", "a country can bind its own persons only: name the issuer");
    }

    void money() {
        needs("funding.guard_items", "funding.guard_countries");
        needs("funding.guard_countries", "funding.guard_items");
        const Funding& funding = rule_.funding;
        if (rule_.action == Action::subsidy && funding.ratio > 0.0 && !(funding.budget_musd > 0.0))
            say("funding.ratio", fmt::format("grants pay {:g} of the cost out of a budget of 0", funding.ratio));
        if (!funding.tranches.empty() && !(funding.budget_musd > 0.0))
            say("funding.tranches", "tranches of a budget that is 0");
        for (std::size_t i = 1; i < funding.tranches.size(); ++i)
            if (funding.tranches[i].second < funding.tranches[i - 1].second)
                say("funding.tranches", fmt::format("tranches are cumulated, but {:g} comes after {:g}",
                                                    funding.tranches[i].second, funding.tranches[i - 1].second));
    }

    void members() {
        if (use_of_key(action_row(rule_.action), "members") != KeyUse::required) return;
        if (measure_.table.find("members") == nullptr) return;  // said already
        if (get_names(measure_.table, "members").empty()) say("members", "a coalition without members");
    }

    void points() {
        if (use_of_key(action_row(rule_.action), "path") != KeyUse::required || measure_.table.find("path") == nullptr)
            return;
        if (rule_.path.empty()) say("path", "a line without points");
        if (rule_.action == Action::preference)
            for (const auto& [day, factor] : rule_.path)
                if (!(factor > 0.0)) say("path", "a factor on quality must be above 0");
    }

private:
    void say(std::string_view key, const std::string& what) {
        faults_.push_back(fault_at(place(measure_, key), fmt::format("measure '{}': {}", measure_.id, what)));
    }
    void needs(std::string_view key, std::string_view other) {
        if (find_dotted(measure_.table, key) != nullptr && find_dotted(measure_.table, other) == nullptr)
            say(key, fmt::format("'{}' without '{}'", key, other));
    }

    const MeasureText& measure_;
    const Rule& rule_;
    Faults& faults_;
};

/// Which single condition, if dropped, would let the rule reach something.
std::string blame(const Rule& rule, const Network& network) {
    struct Part {
        const char* key;
        void (*drop)(Rule&);
    };
    constexpr std::array parts{
        Part{"items", [](Rule& r) { r.items.clear(); }},
        Part{"origin", [](Rule& r) { r.ship_from = r.vendor_hq = r.content_of = r.fdpr_of = r.owned_by = {}; }},
        Part{"sellers", [](Rule& r) { r.sellers.clear(); }},
        Part{"destination", [](Rule& r) { r.destination.clear(); }},
        Part{"entities", [](Rule& r) { r.entities.clear(); }},
        Part{"buyer_hq", [](Rule& r) { r.buyer_hq.clear(); }},
        Part{"end_use", [](Rule& r) { r.end_use.clear(); }},
        Part{"markets", [](Rule& r) { r.markets.clear(); }},
        Part{"exempt", [](Rule& r) { r.exempt_groups.clear(), r.exempt_destinations.clear(); }},
    };
    std::string text;
    for (const Part& part : parts) {
        Rule wider = rule;
        part.drop(wider);
        if (const std::int32_t count = reached(reach_of(wider, network)); count > 0)
            text += fmt::format("{}without '{}' it would touch {}", text.empty() ? "; " : ", ", part.key, count);
    }
    return text;
}

}  // namespace

void check_terms(const MeasureText& measure, const Rule& rule, Faults& faults) {
    check_action_keys(measure.id, measure.table, rule.action, faults);
    Checker checker(measure, rule, faults);
    checker.licence();
    checker.origin();
    checker.money();
    checker.members();
    checker.points();
}

void check_dates(const MeasureText& measure, const Rule& rule, Day start, Day end, Faults& faults) {
    const auto out_of_order = [&](std::string_view key, std::string_view what, Day first) {
        faults.push_back(
            fault_at(place(measure, key), fmt::format("measure '{}': {} {} {}", measure.id, key, what, show_date(first))));
    };
    if (rule.effective == never || rule.on_call) return;
    if (rule.announce > rule.effective) out_of_order("announce", "comes after its effective date", rule.effective);
    if (rule.expires <= rule.effective) out_of_order("expires", "does not come after its effective date", rule.effective);
    if (measure.table.find("grandfather_until") != nullptr && rule.grandfather_until < rule.effective)
        out_of_order("grandfather_until", "comes before its effective date", rule.effective);
    if (rule.exempt_until <= rule.effective)
        out_of_order("exempt", "ends before the measure's effective date", rule.effective);
    if (rule.effective < start && rule.expires > start)
        faults.push_back(fault_at(measure.listed,
                                  fmt::format("measure '{}' is in force from {}, before the run starts: it acts from the "
                                              "first step, on top of what the base year already holds of it",
                                              measure.id, show_date(rule.effective)),
                                  true));
    if (rule.effective >= end || rule.expires <= start)
        faults.push_back(
            fault_at(measure.listed,
                     fmt::format("measure '{}' is in force from {}{}, outside the run of {} to {}", measure.id,
                                 show_date(rule.effective), rule.expires == never ? "" : " until " + show_date(rule.expires),
                                 show_date(start), show_date(end)),
                     true));
}

void check_reach(const MeasureText& measure, const Rule& rule, const Network& network, Faults& faults) {
    const std::string_view thing = reached_thing(rule.action);
    if (thing.empty() || reached(reach_of(rule, network)) > 0) return;
    faults.push_back(fault_at(measure.listed, fmt::format("measure '{}' touches no {} of economy '{}'{}", measure.id, thing,
                                                          network.name, blame(rule, network))));
}

}  // namespace sunder
