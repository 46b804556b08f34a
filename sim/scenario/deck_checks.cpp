// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/deck_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sunder {
namespace {

using Ids = std::vector<std::int32_t>;

bool same_set(Ids a, Ids b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

Ids goods_of(const Rule& rule) {
    Ids goods;
    for (const ItemCover& item : rule.items) goods.push_back(item.good);
    std::sort(goods.begin(), goods.end());
    goods.erase(std::unique(goods.begin(), goods.end()), goods.end());
    return goods;
}

bool same_trade(const Rule& a, const Rule& b) {
    return a.issuer == b.issuer && goods_of(a) == goods_of(b) && same_set(a.ship_from, b.ship_from) &&
           same_set(a.vendor_hq, b.vendor_hq) && same_set(a.content_of, b.content_of) && same_set(a.fdpr_of, b.fdpr_of) &&
           same_set(a.owned_by, b.owned_by) && same_set(a.sellers, b.sellers) && same_set(a.destination, b.destination) &&
           same_set(a.entities, b.entities) && same_set(a.buyer_hq, b.buyer_hq) && same_set(a.end_use, b.end_use) &&
           same_set(a.markets, b.markets);
}

bool same_terms(const Rule& a, const Rule& b) {
    return a.action == b.action && a.licence.share == b.licence.share && a.licence.path == b.licence.path &&
           a.licence.delay_days == b.licence.delay_days && a.licence.ramp_weeks == b.licence.ramp_weeks;
}

/// Share of the trade that a rule leaves in the end.
double left_by(const Rule& rule) {
    const double licensed = rule.licence.path.empty() ? rule.licence.share : rule.licence.path.back().second;
    return 1.0 - rule.reach() * (1.0 - licensed);
}

/// Under both: what rules leave multiplies; of caps in volume the smaller binds.
std::string outcome(const Rule& a, const Rule& b) {
    const double one = left_by(a), other = left_by(b);
    if (a.action == Action::quota || b.action == Action::quota)
        return fmt::format("the smaller cap binds, {:.4g} of the baseline flow", std::min(one, other));
    return fmt::format("both hold, and {:.4g} x {:.4g} = {:.4g} of the baseline flow is left", one, other, one * other);
}

void check_contradictions(const std::vector<MeasureText>& measures, const std::vector<Rule>& rules,
                          std::vector<Fault>& faults) {
    for (std::size_t j = 0; j < rules.size(); ++j)
        for (std::size_t i = 0; i < j; ++i) {
            const Rule &a = rules[i], &b = rules[j];
            if (!caps_volume(a.action) || !caps_volume(b.action) || a.on_call || b.on_call) continue;
            const Day from = std::max(a.effective, b.effective), until = std::min(a.expires, b.expires);
            if (from >= until || !same_trade(a, b) || same_terms(a, b)) continue;
            faults.push_back(fault_at(
                measures[j].listed,
                fmt::format("measures '{}' and '{}' say different things about the same trade from {}{}: {}", a.id, b.id,
                            show_date(from), until == never ? "" : " until " + show_date(until), outcome(a, b)),
                true));
        }
}

bool named_on_ladder(const Governments& governments, const std::string& id) {
    return std::any_of(governments.ladder.begin(), governments.ladder.end(),
                       [&id](const Governments::Rung& rung) { return rung.measure == id; });
}

}  // namespace

void check_together(const std::vector<MeasureText>& measures, const LaneSpec& lane, std::vector<Fault>& faults) {
    const std::vector<Rule>& rules = lane.rules;
    check_contradictions(measures, rules, faults);
    const auto warn = [&faults](const Mark& mark, std::string text) {
        faults.push_back(fault_at(mark, std::move(text), true));
    };
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules[i];
        if (rule.on_call && !named_on_ladder(lane.governments, rule.id))
            warn(
                measures[i].listed,
                fmt::format("measure '{}' is on call, but no rung of government.ladder names it: nobody takes it", rule.id));
        const auto of_issuer = [&rule](const Rule& other) {
            return other.issuer == rule.issuer && caps_volume(other.action);
        };
        if (rule.action == Action::expectation && std::none_of(rules.begin(), rules.end(), of_issuer))
            warn(measures[i].listed,
                 fmt::format(
                     "measure '{}' changes the risk of measures of an issuer of whom the deck has no deny, license or "
                     "quota: nothing moves",
                     rule.id));
    }
}

}  // namespace sunder
