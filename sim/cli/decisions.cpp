// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/cli/dates.hpp"
#include "sim/core/policy.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t most_lines = 12;    // of a page; all are in the file
constexpr std::size_t most_measures = 3;  // named in a line

using Kind = Decision::Kind;
using Cause = Decision::Cause;

const char* verb(Kind kind) {
    switch (kind) {
        case Kind::leaves:
            return "steps back from";
        case Kind::rejoins:
            return "comes back to";
        case Kind::retaliates:
            return "retaliates with";
        case Kind::restrains:
            return "postpones";
        default:
            return "takes up again";
    }
}

/// "loss 0.12 % > 0.10 %"
std::string reason(const GovernmentDecision& decision) {
    const Decision& d = decision.what;
    if (d.cause == Cause::approval) return fmt::format("approval {:.3g} < {:.3g}", decision.approval, d.threshold);
    const bool above = d.kind == Kind::leaves || d.kind == Kind::retaliates || d.kind == Kind::restrains;
    return fmt::format("{} {:.3g} % {} {:.3g} %", d.cause == Cause::loss ? "loss" : "sector loss",
                       100.0 * (d.cause == Cause::loss ? d.loss_index : d.sector_index),
                       above                     ? ">"
                       : d.kind == Kind::resumes ? "<="
                                                 : "<",
                       100.0 * d.threshold);
}

bool together(const GovernmentDecision& a, const GovernmentDecision& b) {
    return a.what.day == b.what.day && a.government == b.government && a.what.kind == b.what.kind &&
           a.what.compliance == b.what.compliance;
}

}  // namespace

std::vector<GovernmentDecision> scenario_decisions(std::span<const Decision> decisions, const Network& network,
                                                   const RunSpec& spec) {
    const std::size_t scenario = spec.lanes.size() > 1 ? 1 : 0;
    const std::vector<std::string> measures = Policy::measure_ids(spec);
    std::vector<GovernmentDecision> list;
    for (const Decision& d : decisions)
        if (static_cast<std::size_t>(d.lane) == scenario)
            list.push_back({network.countries[static_cast<std::size_t>(d.country)].code,
                            measures[static_cast<std::size_t>(d.measure)], d, spec.lanes[scenario].governments.approval});
    return list;
}

std::vector<Rule> rules_as_decided(std::vector<Rule> rules, const std::vector<GovernmentDecision>& decisions) {
    for (Rule& rule : rules) {
        if (rule.on_call) rule.announce = rule.effective = never;
        for (const GovernmentDecision& d : decisions) {
            if (d.measure != rule.id) continue;
            if (d.what.kind == Kind::restrains) rule.announce = rule.effective = never;
            if (d.what.kind != Kind::retaliates && d.what.kind != Kind::resumes) continue;
            rule.announce = d.what.day;
            rule.effective = d.what.effective;
        }
    }
    return rules;
}

std::string decisions_text(const std::vector<GovernmentDecision>& decisions) {
    std::string text;
    std::size_t lines = 0;
    for (std::size_t n = 0; n < decisions.size();) {
        std::size_t end = n + 1;
        while (end < decisions.size() && together(decisions[n], decisions[end])) ++end;
        if (++lines <= most_lines) {
            const GovernmentDecision& d = decisions[n];
            std::string measures;
            for (std::size_t m = n; m < std::min(end, n + most_measures); ++m)
                measures += (m == n ? "" : ", ") + decisions[m].measure;
            if (end > n + most_measures) measures += fmt::format(" and {} more", end - n - most_measures);
            text += fmt::format("  {}  {} {} {}: {}", date_text(d.what.day), d.government, verb(d.what.kind), measures,
                                reason(d));
            if (d.what.kind == Kind::retaliates) text += "; in force " + date_text(d.what.effective);
            if (d.what.kind == Kind::leaves || d.what.kind == Kind::rejoins)
                text += fmt::format("; complies to {:.3g} %", 100.0 * d.what.compliance);
            text += '\n';
        }
        n = end;
    }
    if (lines > most_lines) text += fmt::format("  and {} more, in the result file\n", lines - most_lines);
    return text.empty() ? text : "Decisions of governments:\n" + text;
}

void write_decisions(JsonWriter& json, const std::vector<GovernmentDecision>& decisions) {
    json.key("decisions").begin_array();
    for (const GovernmentDecision& d : decisions) {
        json.begin_object().key("day").value(date_text(d.what.day)).key("government").value(d.government);
        json.key("measure").value(d.measure).key("effective").value(date_text(d.what.effective));
        json.key("kind").value(decision_kinds[static_cast<std::size_t>(d.what.kind)]);
        json.key("cause").value(decision_causes[static_cast<std::size_t>(d.what.cause)]);
        json.key("loss_index").value(d.what.loss_index).key("sector_index").value(d.what.sector_index);
        json.key("threshold").value(d.what.threshold).key("compliance").value(d.what.compliance).end_object();
    }
    json.end_array();
}

}  // namespace sunder::cli
