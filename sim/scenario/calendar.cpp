// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/prose.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {
namespace {

constexpr double days_per_week = 7.0, days_per_year = 365.25;

using Rows = std::vector<CalendarRow>;

void add(const Rule& rule, Day day, std::string event, Rows& rows) {
    rows.push_back({day, std::move(event), rule.id, rule.title});
}

void add_licence(const Rule& rule, Rows& rows) {
    const Licence& terms = rule.licence;
    for (const auto& [day, share] : terms.path) add(rule, day, fmt::format("licensed share {}", share), rows);
    if (rule.action == Action::quota) return;
    if (!terms.path.empty() || terms.share <= 0.0 || (terms.delay_days <= 0.0 && terms.ramp_weeks <= 0.0)) return;
    const Day first = rule.effective + static_cast<Day>(std::ceil(terms.delay_days));
    const Day full = rule.effective + static_cast<Day>(std::ceil(terms.delay_days + terms.ramp_weeks * days_per_week));
    if (terms.ramp_weeks > 0.0 && terms.delay_days > 0.0) add(rule, first, "first licences", rows);
    add(rule, full, fmt::format("licensed share {}", terms.share), rows);
}

std::string point(Action action, double value) {
    if (action == Action::cooperation) return fmt::format("joint research {:g}", value);
    if (action == Action::demand) return fmt::format("final demand x {:g}", value);
    if (action == Action::stockpile) return fmt::format("{:g} weeks of added stock", value);
    return fmt::format("quality x {:g}", value);
}

void add_money(const Rule& rule, Rows& rows) {
    for (const auto& [day, share] : rule.funding.tranches)
        add(rule, day, fmt::format("{} of the budget may be spent", percent(share)), rows);
    const bool clocked = rule.funding.budget_musd > 0.0 && rule.funding.research_musd_yr > 0.0;
    if (!clocked || rule.on_call) return;
    const double years = rule.funding.budget_musd / (rule.funding.research_musd_yr * rule.coverage * rule.compliance);
    const double end = rule.effective + years * days_per_year;
    if (end < static_cast<double>(rule.expires)) add(rule, static_cast<Day>(std::ceil(end)), "the budget is spent", rows);
}

void add_rule(const Rule& rule, Day start, Rows& rows) {
    if (rule.on_call) {
        add(rule, start, "on call from here: a government may take it", rows);
    } else {
        if (rule.announce < rule.effective) add(rule, rule.announce, "announced", rows);
        add(rule, rule.effective, rule.announce < rule.effective ? "in force" : "announced, in force", rows);
        if (rule.savings_days > 0) add(rule, rule.effective + rule.savings_days, "goods en route: last arrival", rows);
        if (rule.grandfather_until > rule.effective) add(rule, rule.grandfather_until, "old orders: last export", rows);
        if (caps_volume(rule.action)) add_licence(rule, rows);
    }
    for (const auto& [day, value] : rule.path) add(rule, day, point(rule.action, value), rows);
    add_money(rule, rows);
    if (rule.exempt_until != never) add(rule, rule.exempt_until, "exemptions end", rows);
    if (rule.expires != never) add(rule, rule.expires, "expires", rows);
}

void add_accident(const Accident& accident, Rows& rows) {
    double least = 1.0, most = 0.0;
    for (const Accident::Hit& hit : accident.hits) {
        least = std::min(least, hit.lost_share);
        most = std::max(most, hit.lost_share);
    }
    const std::string share = least == most ? percent(most) : fmt::format("{} to {}", percent(least), percent(most));
    const auto add_event = [&](Day day, std::string event) { rows.push_back({day, std::move(event), accident.name, {}}); };
    add_event(accident.start,
              fmt::format("accident: {} of the {} of {} plant{} lost", share, accident.of_capital ? "capital" : "capacity",
                          accident.hits.size(), accident.hits.size() == 1 ? "" : "s"));
    const Day over = accident.start + accident.duration_days;
    if (accident.recovery == Recovery::none) return add_event(over, "the loss ends");
    if (accident.recovery == Recovery::rebuild)
        return add_event(over, fmt::format("rebuilding begins, ordered over {} days", accident.recovery_days));
    add_event(over, fmt::format("recovery begins, tau {} days", accident.recovery_days));
    if (accident.recovery == Recovery::linear) add_event(over + accident.recovery_days, "recovered");
}

void add_draw(const DrawRow& draw, Day start, Rows& rows) {
    const Day day = draw.day == never ? start : draw.day;
    if (!draw.comes)
        rows.push_back({day, fmt::format("does not come in this draw (probability {})", percent(draw.probability)),
                        draw.measure, draw.title});
    else if (draw.lag_days != 0)
        rows.push_back({day,
                        fmt::format("drawn: {} days {} than in the deck", std::abs(draw.lag_days),
                                    draw.lag_days > 0 ? "later" : "earlier"),
                        draw.measure, draw.title});
}

}  // namespace

std::vector<CalendarRow> calendar(const Scenario& scenario) {
    Rows rows;
    for (const LaneSpec& lane : scenario.spec.lanes) {
        for (const Rule& rule : lane.rules) add_rule(rule, scenario.spec.start, rows);
        for (const Accident& accident : lane.accidents) add_accident(accident, rows);
    }
    for (const DrawRow& draw : scenario.draws) add_draw(draw, scenario.spec.start, rows);
    std::stable_sort(rows.begin(), rows.end(), [](const CalendarRow& a, const CalendarRow& b) { return a.day < b.day; });
    return rows;
}

}  // namespace sunder
