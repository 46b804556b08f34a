// SPDX-License-Identifier: Apache-2.0
// The [government] section of a deck.
#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/names.hpp"
#include "sim/scenario/resolve.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

void read_allies(const Value& table, const NameBook& names, Governments& governments, Faults& faults) {
    const Value* rows = table.find("allies");
    if (rows == nullptr) return;
    for (const Value& row : rows->items)
        for (const Name& name : get_names(row, "country")) {
            Governments::Ally ally{names.country(name, faults),
                                   get_number(row, "loss_tolerance").value_or(governments.loss_tolerance),
                                   get_number(row, "sector_tolerance").value_or(governments.sector_tolerance)};
            const auto same = [&ally](const Governments::Ally& other) { return other.country == ally.country; };
            if (ally.country < 0) continue;
            if (std::any_of(governments.allies.begin(), governments.allies.end(), same))
                faults.push_back(fault_at(name.mark, fmt::format("ally '{}' stands twice", name.text)));
            governments.allies.push_back(ally);
        }
}

void read_ladder(const Value& table, const std::vector<Rule>& rules, Governments& governments, Faults& faults) {
    const Value* rows = table.find("ladder");
    if (rows == nullptr) return;
    std::vector<std::string> known;
    for (const Rule& rule : rules) known.push_back(rule.id);
    for (const Value& row : rows->items)
        for (const Name& name : get_names(row, "measure")) {
            const auto rule = std::find_if(rules.begin(), rules.end(), [&name](const Rule& r) { return r.id == name.text; });
            if (rule == rules.end())
                faults.push_back(fault_at(name.mark, fmt::format("ladder: this deck has no measure '{}'{}", name.text,
                                                                 did_you_mean(name.text, known))));
            else if (!rule->on_call)
                faults.push_back(fault_at(
                    name.mark,
                    fmt::format("ladder: measure '{}' is in force by its date; give it on_call = true", name.text)));
            governments.ladder.push_back({name.text, get_number(row, "harm_threshold").value_or(0.0),
                                          get_whole<std::int32_t>(row, "delay_days").value_or(0),
                                          get_number(row, "harm_ratio").value_or(1.0)});
        }
}

}  // namespace

Governments resolve_governments(const Value& deck, const Network& network, const LaneSpec& lane, Faults& faults) {
    Governments governments;
    const Value* table = get_table(deck, "government");
    if (table == nullptr) return governments;
    const auto whole = [table](const char* key, std::int32_t initial) {
        return get_whole<std::int32_t>(*table, key).value_or(initial);
    };
    governments.loss_tolerance = get_number(*table, "loss_tolerance").value_or(governments.loss_tolerance);
    governments.sector_tolerance = get_number(*table, "sector_tolerance").value_or(governments.sector_tolerance);
    governments.leave_step = get_number(*table, "leave_step").value_or(governments.leave_step);
    governments.quarters = whole("quarters", governments.quarters);
    governments.restraint_threshold = get_number(*table, "restraint_threshold").value_or(governments.restraint_threshold);
    governments.approval = get_number(*table, "approval").value_or(governments.approval);
    governments.approval_min = get_number(*table, "approval_min").value_or(governments.approval_min);
    governments.review_weeks = whole("review_weeks", governments.review_weeks);
    read_allies(*table, NameBook(network), governments, faults);
    read_ladder(*table, lane.rules, governments, faults);
    if (!lane.switches[Switch::endogenous_governments])
        faults.push_back(fault_at(deck.find_entry("government")->mark,
                                  "[government] acts only with switch.endogenous_governments = true", true));
    return governments;
}

}  // namespace sunder
