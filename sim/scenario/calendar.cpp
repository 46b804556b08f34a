// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/scenario.hpp"

namespace sunder {
namespace {

constexpr double days_per_week = 7.0;

void add_licence(const Rule& rule, std::vector<CalendarRow>& rows) {
    const Licence& terms = rule.licence;
    if (rule.action == Action::quota) return;
    for (const auto& [day, share] : terms.path)
        rows.push_back({day, fmt::format("licensed share {}", share), rule.id, rule.title});
    if (!terms.path.empty() || terms.share <= 0.0 || (terms.delay_days <= 0.0 && terms.ramp_weeks <= 0.0)) return;
    const Day first = rule.effective + static_cast<Day>(std::ceil(terms.delay_days));
    const Day full = rule.effective + static_cast<Day>(std::ceil(terms.delay_days + terms.ramp_weeks * days_per_week));
    if (terms.ramp_weeks > 0.0 && terms.delay_days > 0.0) rows.push_back({first, "first licences", rule.id, rule.title});
    rows.push_back({full, fmt::format("licensed share {}", terms.share), rule.id, rule.title});
}

void add_rule(const Rule& rule, std::vector<CalendarRow>& rows) {
    if (rule.announce < rule.effective) rows.push_back({rule.announce, "announced", rule.id, rule.title});
    rows.push_back(
        {rule.effective, rule.announce < rule.effective ? "in force" : "announced, in force", rule.id, rule.title});
    if (rule.savings_days > 0)
        rows.push_back({rule.effective + rule.savings_days, "goods en route: last arrival", rule.id, rule.title});
    if (rule.grandfather_until > rule.effective)
        rows.push_back({rule.grandfather_until, "old orders: last export", rule.id, rule.title});
    if (rule.action == Action::license || rule.action == Action::quota) add_licence(rule, rows);
    if (rule.exempt_until != never) rows.push_back({rule.exempt_until, "exemptions end", rule.id, rule.title});
    if (rule.expires != never) rows.push_back({rule.expires, "expires", rule.id, rule.title});
}

}  // namespace

std::vector<CalendarRow> calendar(const Scenario& scenario) {
    std::vector<CalendarRow> rows;
    for (const LaneSpec& lane : scenario.spec.lanes)
        for (const Rule& rule : lane.rules) add_rule(rule, rows);
    std::stable_sort(rows.begin(), rows.end(), [](const CalendarRow& a, const CalendarRow& b) { return a.day < b.day; });
    return rows;
}

}  // namespace sunder
