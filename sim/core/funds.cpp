// SPDX-License-Identifier: Apache-2.0
// Rules on plants and firms -> units and groups: done once, before the first step; and the order of a step.
#include "sim/core/funds.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/funds_match.hpp"
#include "sim/core/simulation.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

bool is_of_funds(Action action) {
    return acts_on_plants(action) || action == Action::research || action == Action::cooperation ||
           action == Action::partnership;
}

bool pays_for_capital(Action action) {
    return action == Action::subsidy || action == Action::tax_credit;
}

/// Steps from order to use of the slowest tool class of a unit.
std::int32_t tool_lead(const Base& base, std::int32_t unit) {
    std::int32_t lead = 0;
    for (auto s = base.net.buyer_slot_ptr[at(unit)]; s < base.net.buyer_slot_ptr[at(unit) + 1]; ++s)
        if (base.net.slot_kind[at(s)] == SlotKind::cap) lead = std::max(lead, base.lead[at(s)]);
    return lead;
}

}  // namespace

Funds::Funds(const Base& base, const RunSpec& spec, const ParamTable& params)
    : lanes_(base.lanes), countries_(static_cast<std::int32_t>(base.net.countries.size())) {
    const std::size_t by_country = at(countries_) * at(lanes_);
    subsidy.assign(by_country, 0.0), tax_credit.assign(by_country, 0.0);
    research.assign(by_country, 0.0), clawback.assign(by_country, 0.0);
    lane_.resize(at(lanes_));
    for (const LaneSpec& lane : spec.lanes)
        for (const Rule& rule : lane.rules)
            if (is_of_funds(rule.action)) rules_.push_back(rule);
    const std::vector<std::string> ids = Policy::measure_ids(spec);
    measure_money.assign(ids.size() * at(lanes_), 0.0);
    std::size_t next = 0;
    std::string idle;
    for (std::size_t l = 0; l < spec.lanes.size(); ++l) {
        for (std::size_t n = 0; n < spec.lanes[l].rules.size(); ++n) {
            if (!is_of_funds(spec.lanes[l].rules[n].action)) continue;
            const Rule& named = rules_[next];
            if ((pays_for_capital(named.action) || named.action == Action::research) && named.issuer < 0)
                throw SetupError("measure " + named.id + " pays money and has no issuer who pays it");
            FundRule compiled;
            compiled.rule = &rules_[next++];
            compiled.place = n;
            compiled.measure = static_cast<std::int32_t>(std::find(ids.begin(), ids.end(), named.id) - ids.begin());
            compile(compiled, static_cast<std::int32_t>(l), base, params);
            if (compiled.plants.empty() && compiled.laboratories.empty() && (compiled.from.empty() || compiled.to.empty())) {
                if (!idle.empty()) idle += '\n';
                idle.append("measure ")
                    .append(compiled.rule->id)
                    .append(" covers no plant, firm or country of the economy that it could act on");
            }
            lane_[l].rules.push_back(std::move(compiled));
        }
        find_sites(static_cast<std::int32_t>(l), base, params);
    }
    if (!idle.empty()) throw SetupError(idle);
    const auto any_of = [&](Action action) {
        return std::any_of(rules_.begin(), rules_.end(), [action](const Rule& rule) { return rule.action == action; });
    };
    if (any_of(Action::partnership)) qualify_.assign(at(countries_) * by_country, 1.0);
    if (any_of(Action::preference)) preference_.assign(at(base.units) * at(lanes_), 0.0);
    if (!rules_.empty())
        for (auto* scratch : {&granted_, &credited_, &premium_}) scratch->assign(at(base.units), 0.0);
}

/// Whom a rule covers. Grants and credits pay for tools and buildings: plants without tool classes have none in the model.
void Funds::compile(FundRule& compiled, std::int32_t lane, const Base& base, const ParamTable& params) {
    const Rule& rule = *compiled.rule;
    const bool pays = pays_for_capital(rule.action);
    compiled.appropriated = rule.funding.budget_musd > 0.0 ? 0.0 : no_limit;  // no budget: open-ended
    if (acts_on_plants(rule.action)) {
        const double reach = rule.reach();
        for (std::int32_t i = 0; i < base.units; ++i) {
            if (pays && base.has_tools[at(i)] == 0) continue;
            Day after = 0;
            double share = covers_plant(rule, base.net, i, true);
            if (!(share > 0.0) && rule.exempt_until != never) {
                share = covers_plant(rule, base.net, i, false);
                after = rule.exempt_until;
            }
            if (share > 0.0) compiled.plants.push_back({i, -1, std::min(1.0, share * reach), after});
        }
    }
    if (pays && !rule.funding.guard_countries.empty() && rule.funding.guard_years > 0.0) find_recipients(compiled, base);
    if (rule.action == Action::research) find_laboratories(compiled, lane, base, params);
    if (rule.action == Action::cooperation || rule.action == Action::partnership) {
        CountryPairs pairs = country_pairs(rule);
        compiled.from = std::move(pairs.from);
        compiled.to = std::move(pairs.to);
        if (rule.action == Action::cooperation) compiled.science_share = research_share(compiled, lane, base, params);
    }
}

/// Groups that a grant would bind, with their plants behind the guardrail.
void Funds::find_recipients(FundRule& compiled, const Base& base) {
    const Funding& funding = compiled.rule->funding;
    for (FundPlant& plant : compiled.plants) {
        const std::int32_t group = base.net.unit_group[at(plant.unit)];
        const auto known = std::find_if(compiled.recipients.begin(), compiled.recipients.end(),
                                        [group](const GrantRecipient& r) { return r.group == group; });
        plant.recipient = static_cast<std::int32_t>(known - compiled.recipients.begin());
        if (known != compiled.recipients.end()) continue;
        GrantRecipient fresh;
        fresh.group = group;
        for (std::int32_t i = 0; i < base.units; ++i) {
            const auto& places = funding.guard_countries;
            if (base.net.unit_group[at(i)] != group ||
                std::find(places.begin(), places.end(), base.net.unit_country[at(i)]) == places.end())
                continue;
            for (const ItemCover& item : funding.guard_items)
                if (item.good == base.net.unit_good[at(i)]) {
                    fresh.units.push_back({i, tool_lead(base, i), item.share});
                    break;
                }
        }
        compiled.recipients.push_back(std::move(fresh));
    }
}

void Funds::find_laboratories(FundRule& compiled, std::int32_t lane, const Base& base, const ParamTable& params) {
    const Rule& rule = *compiled.rule;
    const double* rd = params.of(Param::rd);
    const double yearly = weeks_per_year / base.dt_weeks;
    std::vector<double> own(base.net.groups.size(), 0.0);
    for (std::int32_t i = 0; i < base.units; ++i)
        own[at(base.net.unit_group[at(i)])] +=
            rd[at(params.unit_row()[at(i)]) * at(base.lanes) + at(lane)] * base.x0[at(i)] * yearly;
    const double reach = std::min(1.0, rule.reach());
    for (std::size_t h = 0; h < own.size(); ++h)
        if (own[h] > 0.0 && covers_laboratory(rule, base.net, static_cast<std::int32_t>(h)) > 0.0)
            compiled.laboratories.push_back({static_cast<std::int32_t>(h), own[h], reach});
}

/// Joint research is one figure for a pair of countries: cooperation on some goods counts as the part of the two sides'
/// base-year research that their firms spend on these goods.
double Funds::research_share(const FundRule& compiled, std::int32_t lane, const Base& base, const ParamTable& params) const {
    const Rule& rule = *compiled.rule;
    if (rule.items.empty()) return 1.0;
    double all = 0.0, named = 0.0;
    for (std::int32_t i = 0; i < base.units; ++i) {
        const std::int32_t hq = base.net.unit_hq(i);
        const auto& a = compiled.from;
        const auto& b = compiled.to;
        if (std::find(a.begin(), a.end(), hq) == a.end() && std::find(b.begin(), b.end(), hq) == b.end()) continue;
        const double spent = params.of(Param::rd)[at(params.unit_row()[at(i)]) * at(lanes_) + at(lane)] * base.x0[at(i)];
        all += spent;
        named += spent * rule.share_of(base.net.unit_good[at(i)]);
    }
    return all > 0.0 ? named / all : 0.0;
}

/// Units that some rule of the lane touches, with the cost of capital and the wear that its measures act on.
void Funds::find_sites(std::int32_t lane, const Base& base, const ParamTable& params) {
    const Network& net = base.net;
    std::vector<char> touched(at(base.units), 0), guarded(at(base.units), 0);
    for (const FundRule& rule : lane_[at(lane)].rules) {
        for (const FundPlant& plant : rule.plants) touched[at(plant.unit)] = 1;
        for (const GrantRecipient& recipient : rule.recipients)
            for (const GuardedPlant& unit : recipient.units) guarded[at(unit.unit)] = 1;
    }
    for (std::int32_t i = 0; i < base.units; ++i) {
        if (guarded[at(i)] != 0) lane_[at(lane)].guarded.push_back(i);
        if (touched[at(i)] == 0) continue;
        double t0 = 0.0, r_c = 0.0, delta = 0.0;
        for (auto s = net.buyer_slot_ptr[at(i)]; s < net.buyer_slot_ptr[at(i) + 1]; ++s) {
            if (net.slot_kind[at(s)] != SlotKind::cap) continue;
            const std::size_t row = at(params.slot_row()[at(s)]) * at(lanes_) + at(lane);
            const double stock = base.slot_t0[at(s) * at(lanes_) + at(lane)];
            t0 += stock;
            r_c += stock * params.of(Param::r_c)[row];
            delta += stock * params.of(Param::delta)[row];
        }
        if (t0 > 0.0)
            lane_[at(lane)].sites.push_back({i, r_c / t0, delta / t0});
        else
            lane_[at(lane)].sites.push_back({i, params.of_good(Param::r_c, net.unit_good[at(i)], lane),
                                             params.of_good(Param::delta, net.unit_good[at(i)], lane)});
    }
}

void Funds::enact(Step& k) {
    if (rules_.empty()) return;
    for (std::int32_t lane = 0; lane < lanes_; ++lane) {
        if (lane_[at(lane)].rules.empty()) continue;
        clear(lane, k);
        for (FundRule& rule : lane_[at(lane)].rules) {
            pay_plants(rule, lane, k);
            pay_research(rule, lane, k);
            guard(rule, lane, k);
            screen(rule, lane, k);
            link_countries(rule, lane, k);
            prefer(rule, lane, k);
        }
        set_user_cost(lane, k);
    }
}

/// What measures set is set anew in every step: neutral first.
void Funds::clear(std::int32_t lane, Step& k) {
    const std::size_t width = at(lanes_), l = at(lane);
    const auto fill_lane = [&](RowArray& array, double value) {
        for (std::size_t x = l; x < array.size(); x += width) array[x] = value;
    };
    for (auto* array : {&subsidy, &tax_credit, &research, &clawback, &measure_money, &preference_, &k.state.research_aid,
                        &k.state.research_grants})
        fill_lane(*array, 0.0);
    fill_lane(qualify_, 1.0), fill_lane(k.state.joint, 1.0);
    for (const CapitalSite& site : lane_[l].sites) {
        const std::size_t i = at(site.unit), u = i * width + l;
        k.state.grants[u] = k.state.tax_credits[u] = granted_[i] = credited_[i] = premium_[i] = 0.0;
        k.state.invest_speed[u] = 1.0;
    }
    for (const std::int32_t i : lane_[l].guarded) k.state.growth_cap[at(i) * width + l] = no_limit;
}

double Funds::overspent() const noexcept {
    double most = -no_limit;
    for (const FundLane& lane : lane_)
        for (const FundRule& rule : lane.rules) {
            const double over = rule.paid - rule.appropriated;
            most = over <= most || most != most ? most : over;  // not a number is kept
        }
    return most;
}

double Funds::paid(int lane, std::size_t rule) const noexcept {
    for (const FundRule& r : lane_[static_cast<std::size_t>(lane)].rules)
        if (r.place == rule) return r.paid;
    return 0.0;
}

template <int L>
void fund(Step& k) {
    k.funds.enact(k);
}

SUNDER_FOR_ALL_LANES(fund)

}  // namespace sunder
