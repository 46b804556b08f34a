// SPDX-License-Identifier: Apache-2.0
// Money of one step: grants and credits, tranches, research money, guardrails and clawback (model.md 7.4).
#include <algorithm>

#include "models/capital/capital.hpp"
#include "sim/core/funds.hpp"
#include "sim/core/funds_match.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Capital expenditure of a unit in the last step: tools delivered, landed, and building. [current M$]
double expenditure(const Step& k, std::int32_t unit, std::size_t lane) {
    const Base& b = k.base;
    const auto width = at(b.lanes);
    double sum = k.state.construction[at(unit) * width + lane];
    for (auto s = b.net.buyer_slot_ptr[at(unit)]; s < b.net.buyer_slot_ptr[at(unit) + 1]; ++s)
        if (b.net.slot_kind[at(s)] == SlotKind::cap) sum += k.state.outlay[at(s) * width + lane];
    return sum;
}

}  // namespace

/// Grants and tax credits: claims in order of unit, refused when the tranches so far are used up. The user cost of capital
/// falls by what is paid: while money is left.
void Funds::pay_plants(FundRule& compiled, std::int32_t lane, Step& k) {
    const Rule& rule = *compiled.rule;
    const bool grant = rule.action == Action::subsidy;
    if (!grant && rule.action != Action::tax_credit) return;
    const double acting = k.policy.acting(lane, compiled.place);
    if (compiled.appropriated < no_limit)  // what has once been made available stays so
        compiled.appropriated =
            std::max(compiled.appropriated, rule.funding.budget_musd * tranche_share(rule.funding, k.day));
    if (!(acting > 0.0)) return;
    const auto width = at(lanes_), l = at(lane);
    for (FundPlant& plant : compiled.plants) {
        if (k.day < plant.after) continue;
        GrantRecipient* recipient = plant.recipient < 0 ? nullptr : &compiled.recipients[at(plant.recipient)];
        if (recipient != nullptr && recipient->barred) continue;
        const double rate = acting * plant.share * (grant ? rule.funding.ratio : rule.funding.rate);
        const double claim = rate * expenditure(k, plant.unit, l);
        const double left = compiled.appropriated - compiled.paid, pay = models::payable(claim, left);
        const double served = claim > 0.0 ? pay / claim : (left > 0.0 ? 1.0 : 0.0);
        (grant ? granted_ : credited_)[at(plant.unit)] += rate * served;
        if (!(pay > 0.0)) continue;
        book(compiled, pay, left, grant ? subsidy : tax_credit, lane);
        plant.received += pay;
        (grant ? k.state.grants : k.state.tax_credits)[at(plant.unit) * width + l] += pay;
        if (recipient == nullptr || recipient->since != never) continue;
        recipient->since = k.day;
        for (GuardedPlant& unit : recipient->units) {
            unit.ratio0 = k.state.capacity_ratio[at(unit.unit) * width + l];
            unit.named0 = k.base.planned_share(unit.unit, k.t);
            unit.ordered0 = k.base.planned_share(unit.unit, k.t + unit.lead);
        }
    }
}

/// A payment in the books of the measure and of its issuer; the last one brings what was paid to the appropriation exactly.
void Funds::book(FundRule& compiled, double pay, double left, RowArray& payers, std::int32_t lane) {
    compiled.paid = pay < left ? std::min(compiled.paid + pay, compiled.appropriated) : compiled.appropriated;
    payers[at(compiled.rule->issuer) * at(lanes_) + at(lane)] += pay;
    measure_money[at(compiled.measure) * at(lanes_) + at(lane)] += pay;
}

/// Research money at a yearly rate, over the covered groups in proportion to their own research.
void Funds::pay_research(FundRule& compiled, std::int32_t lane, Step& k) {
    const Rule& rule = *compiled.rule;
    if (rule.action != Action::research) return;
    const double acting = k.policy.acting(lane, compiled.place);
    if (compiled.appropriated < no_limit)
        compiled.appropriated =
            std::max(compiled.appropriated, rule.funding.budget_musd * tranche_share(rule.funding, k.day));
    if (!(acting > 0.0)) return;
    const auto width = at(lanes_), l = at(lane);
    double own = 0.0;
    for (const FundLaboratory& lab : compiled.laboratories) own += lab.own_musd_yr;
    const double year = weeks_per_year / k.base.dt_weeks;  // steps
    const double reach = compiled.laboratories.front().share * acting;
    const double wanted = reach * rule.funding.research_musd_yr / year;
    const double left = compiled.appropriated - compiled.paid, pay = models::payable(wanted, left);
    if (!(pay > 0.0)) return;
    book(compiled, pay, left, research, lane);
    for (const FundLaboratory& lab : compiled.laboratories) {
        const std::size_t h = at(lab.group) * width + l;
        k.state.research_grants[h] += pay * (lab.own_musd_yr / own);
        k.state.research_aid[h] += pay * year / own;  // the same for every group: money over their common research
    }
}

/// Guardrail: the target of a recipient's plants abroad may grow only so far, from its first grant on, whatever becomes of
/// the measure. Named plants are scripted and stand on top; one that carries capacity over the limit is a breach.
void Funds::guard(FundRule& compiled, std::int32_t lane, Step& k) {
    const Funding& funding = compiled.rule->funding;
    const auto width = at(lanes_), l = at(lane);
    for (std::size_t n = 0; n < compiled.recipients.size(); ++n) {
        GrantRecipient& recipient = compiled.recipients[n];
        if (recipient.since == never || recipient.barred) continue;
        const double years = (k.day - recipient.since) / 365.25;
        if (years > funding.guard_years) continue;
        bool breach = false;
        for (const GuardedPlant& unit : recipient.units) {
            const std::size_t u = at(unit.unit) * width + l;
            const double limit = models::guardrail(unit.ratio0, unit.growth, years, funding.guard_years);
            const double ordered = k.base.planned_share(unit.unit, k.t + unit.lead) - unit.ordered0;
            const double built = k.base.planned_share(unit.unit, k.t) - unit.named0;
            k.state.growth_cap[u] = std::min(k.state.growth_cap[u], limit + ordered);
            breach = breach || (built > 0.0 && k.state.capacity_ratio[u] > limit);
        }
        if (breach && funding.clawback) take_back(compiled, static_cast<std::int32_t>(n), lane, k);
    }
}

/// All money of the measure goes back, and no more is paid; the group is then free of the guardrail.
void Funds::take_back(FundRule& compiled, std::int32_t recipient, std::int32_t lane, Step& k) {
    const auto width = at(lanes_), l = at(lane);
    const bool grant = compiled.rule->action == Action::subsidy;
    for (FundPlant& plant : compiled.plants) {
        if (plant.recipient != recipient) continue;
        (grant ? k.state.grants : k.state.tax_credits)[at(plant.unit) * width + l] -= plant.received;
        clawback[at(compiled.rule->issuer) * width + l] += plant.received;
        measure_money[at(compiled.measure) * width + l] -= plant.received;
        plant.received = 0.0;
    }
    compiled.recipients[at(recipient)].barred = true;
}

}  // namespace sunder
