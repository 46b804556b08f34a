// SPDX-License-Identifier: Apache-2.0
#include "sim/core/government.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/accounts.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Takes something from others: what a restrained sender forgoes. Help at home and words are no escalation.
bool escalates(Action action) noexcept {
    return caps_volume(action) || action == Action::tariff || action == Action::service_ban ||
           action == Action::capital_screen;
}

/// The member of a list that is about a country, made when there is none.
template <class Member>
Member& of_country(std::vector<Member>& members, std::int32_t country) {
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.country == country; });
    if (found != members.end()) return *found;
    members.emplace_back();
    members.back().country = country;
    return members.back();
}

}  // namespace

Government::Government(const Base& base, const RunSpec& spec, const Policy&)
    : width_(base.lanes), step_days_(spec.step_days), lanes_(spec.lanes.size()) {
    const std::vector<std::string> ids = Policy::measure_ids(spec);
    for (std::size_t l = 0; l < lanes_.size(); ++l) {
        Lane& lane = lanes_[l];
        lane.how = spec.lanes[l].governments;
        lane.decides = spec.lanes[l].switches[Switch::endogenous_governments];
        lane.review_days = 7 * std::max(1, lane.how.review_weeks);
        lane.compliance.assign(ids.size(), std::numeric_limits<double>::quiet_NaN());
        for (const Rule& rule : spec.lanes[l].rules) {
            const auto measure = static_cast<std::int32_t>(std::find(ids.begin(), ids.end(), rule.id) - ids.begin());
            lane.compliance[at(measure)] = rule.compliance;
            if (rule.issuer < 0) continue;
            if (!rule.leader.empty()) add_ally(lane, rule, measure);
            if (rule.on_call)
                add_climber(lane, rule, measure);
            else if (rule.leader.empty())
                add_sender(lane, rule, measure);
        }
        // Help at home alone makes no sender: restraint is about the losses that limits of trade bring home.
        std::erase_if(lane.senders, [&](const Sender& sender) {
            return std::none_of(spec.lanes[l].rules.begin(), spec.lanes[l].rules.end(), [&](const Rule& rule) {
                return rule.issuer == sender.country && !rule.on_call && rule.leader.empty() && caps_volume(rule.action);
            });
        });
    }
}

void Government::add_ally(Lane& lane, const Rule& rule, std::int32_t measure) {
    Ally& ally = of_country(lane.allies, rule.issuer);
    ally.loss_tolerance = lane.how.loss_tolerance;
    ally.sector_tolerance = lane.how.sector_tolerance;
    for (const Governments::Ally& own : lane.how.allies)
        if (own.country == rule.issuer) {
            ally.loss_tolerance = own.loss_tolerance;
            ally.sector_tolerance = own.sector_tolerance;
        }
    ally.rules.push_back({measure, rule.compliance, rule.expires});
}

void Government::add_climber(Lane& lane, const Rule& rule, std::int32_t measure) {
    for (const Governments::Rung& rung : lane.how.ladder)
        if (rung.measure == rule.id) {
            Climber& climber = of_country(lane.climbers, rule.issuer);
            climber.ladder.push_back({rung.harm_threshold, rung.harm_ratio, false});
            climber.rules.push_back({measure, rung.delay_days, rule.expires});
        }
}

void Government::add_sender(Lane& lane, const Rule& rule, std::int32_t measure) {
    if (!escalates(rule.action) || rule.announce == never || rule.effective == never) return;
    of_country(lane.senders, rule.issuer)
        .rules.push_back({measure, rule.announce, rule.expires, rule.effective - rule.announce});
}

double Government::compliance(std::int32_t lane, std::int32_t measure) const noexcept {
    return lanes_[at(lane)].compliance[at(measure)];
}

void Government::review(Step& k) {
    const Day end = k.day + step_days_;
    for (std::size_t l = 0; l < lanes_.size(); ++l)
        if (lanes_[l].decides && (k.t + 1) * step_days_ % lanes_[l].review_days == 0)
            decide(static_cast<std::int32_t>(l), end, k.accounts.loss_index, k.accounts.sector_index, k.policy);
}

void Government::decide(std::int32_t lane, Day day, std::span<const double> loss, std::span<const double> sector,
                        Policy& policy) {
    Lane& here = lanes_[at(lane)];
    const auto of = [&](std::int32_t country) {
        const std::size_t x = at(country) * at(width_) + at(lane);
        return Losses{country, loss[x], sector[x]};
    };
    for (Ally& ally : here.allies) follow_or_leave(lane, day, ally, of(ally.country), policy);
    for (Climber& climber : here.climbers) retaliate(lane, day, climber, of(climber.country), policy);
    for (Sender& sender : here.senders) hold_back(lane, day, sender, of(sender.country), policy);
}

void Government::follow_or_leave(std::int32_t lane, Day day, Ally& ally, const Losses& own, Policy& policy) {
    Lane& here = lanes_[at(lane)];
    const double by_loss = models::strain(own.loss, ally.loss_tolerance),
                 by_sector = models::strain(own.sector, ally.sector_tolerance);
    const double strain = std::max(by_loss, by_sector);
    ally.above = strain > 1.0 ? ally.above + 1 : 0;
    ally.below = strain < models::relief ? ally.below + 1 : 0;
    const double left = models::defect(ally.factor, ally.above, here.how.quarters, here.how.leave_step);
    const double factor = models::rejoin(left, ally.below, here.how.quarters, here.how.leave_step);
    if (factor == ally.factor) return;
    const auto kind = factor < ally.factor ? Decision::Kind::leaves : Decision::Kind::rejoins;
    const auto cause = by_loss >= by_sector ? Decision::Cause::loss : Decision::Cause::sector;
    const double threshold = (cause == Decision::Cause::loss ? ally.loss_tolerance : ally.sector_tolerance) *
                             (kind == Decision::Kind::leaves ? 1.0 : models::relief);
    ally.factor = factor;
    for (const Ally::Following& rule : ally.rules) {
        policy.set_factor(lane, rule.measure, factor);
        double& compliance = here.compliance[at(rule.measure)];
        compliance = rule.compliance * factor;
        if (rule.expires <= day) continue;  // nothing left to leave
        decisions_.push_back(
            {day, day, lane, own.country, rule.measure, kind, cause, own.loss, own.sector, threshold, compliance});
    }
}

void Government::retaliate(std::int32_t lane, Day day, Climber& climber, const Losses& own, Policy& policy) {
    for (std::size_t n = 0; n < climber.ladder.size(); ++n)  // too late for a rung that ends before it would start
        if (climber.rules[n].expires <= day + climber.rules[n].delay_days) climber.ladder[n].taken = true;
    const std::int32_t best = models::climb(own.loss, climber.ladder);
    if (best < 0) return;
    models::Rung& rung = climber.ladder[at(best)];
    const Climber::OnCall& rule = climber.rules[at(best)];
    rung.taken = true;
    policy.take(lane, rule.measure, day, day + rule.delay_days);
    decisions_.push_back({day, day + rule.delay_days, lane, own.country, rule.measure, Decision::Kind::retaliates,
                          Decision::Cause::loss, own.loss, own.sector, rung.harm_threshold,
                          lanes_[at(lane)].compliance[at(rule.measure)]});
}

/// Only what would be announced before the next review is postponed, to that review: until then nothing else needs a
/// decision.
void Government::hold_back(std::int32_t lane, Day day, Sender& sender, const Losses& own, Policy& policy) {
    const Lane& here = lanes_[at(lane)];
    const bool rests = models::restrain(own.loss, here.how.restraint_threshold, here.how.approval, here.how.approval_min);
    const bool by_loss = !rests || own.loss > here.how.restraint_threshold;
    const Day next = day + here.review_days;
    for (Sender::Planned& rule : sender.rules) {
        if (rule.announce < day || rule.announce >= next || rule.announce + rule.notice_days >= rule.expires) continue;
        if (rests) {
            rule.announce = next;
            policy.postpone(lane, rule.measure, next);
        }
        if (rests == rule.withheld) continue;
        rule.withheld = rests;
        decisions_.push_back({day, rule.announce + rule.notice_days, lane, own.country, rule.measure,
                              rests ? Decision::Kind::restrains : Decision::Kind::resumes,
                              by_loss ? Decision::Cause::loss : Decision::Cause::approval, own.loss, own.sector,
                              by_loss ? here.how.restraint_threshold : here.how.approval_min,
                              here.compliance[at(rule.measure)]});
    }
}

template <int L>
void govern(Step& k) {
    k.government.review(k);
}

SUNDER_FOR_ALL_LANES(govern)

}  // namespace sunder
