// SPDX-License-Identifier: Apache-2.0
// Rules -> links: done once, before the first step.
#include <algorithm>
#include <limits>

#include "sim/core/funds_match.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/policy_match.hpp"
#include "sim/core/simulation.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

std::vector<std::string> Policy::measure_ids(const RunSpec& spec) {
    std::vector<std::string> ids;
    for (const LaneSpec& lane : spec.lanes)
        for (const Rule& rule : lane.rules)
            if (std::find(ids.begin(), ids.end(), rule.id) == ids.end()) ids.push_back(rule.id);
    return ids;
}

Policy::Policy(const Base& base, const RunSpec& spec, const ParamTable& params)
    : lanes_(base.lanes), dt_(base.dt_weeks), step_days_(spec.step_days), measures_(measure_ids(spec).size()) {
    (void)params;
    compile(base, spec);
    const std::size_t size = link_of_record_.size() * at(lanes_);
    available.assign(size, 1.0);
    cap.assign(size, std::numeric_limits<double>::infinity());
    price_factor.assign(size, 1.0);
    tariff.assign(size, 0.0);
    seen.assign(size, 1.0);
    later.assign(size, 1.0);
    premium.assign(size, 0.0);
    credit.assign(size, 0.0);
    ln_attraction.assign(size, 0.0);
    risk.assign(size, 0.0);
    leak.assign(size, 0.0);
    for (const std::int32_t e : link_of_record_)
        for (std::int32_t l = 0; l < lanes_; ++l) wanted.push_back(base.z0[at(e)]);
    allowed = wanted;
    scrapped_.assign(base.net.goods.size() * at(lanes_), 0.0);
    savings_days_.assign(link_of_record_.size(), 0.0);
    grandfather_.assign(link_of_record_.size(), 0.0);
    before_.assign(link_of_record_.size(), 1.0);
}

/// Every rule of every lane against every link; then the links into the zones that the rules control.
void Policy::compile(const Base& base, const RunSpec& spec) {
    record.assign(at(base.links), -1);
    lane_.resize(at(lanes_));
    for (const LaneSpec& lane : spec.lanes)
        for (const Rule& rule : lane.rules) rules_.push_back(rule);
    const auto ids = measure_ids(spec);
    std::size_t next = 0;
    std::string idle;
    for (std::size_t l = 0; l < spec.lanes.size(); ++l)
        for (std::size_t n = 0; n < spec.lanes[l].rules.size(); ++n) {
            CompiledRule compiled;
            compiled.rule = &rules_[next++];
            compiled.announce = compiled.rule->on_call ? never : compiled.rule->announce;
            compiled.effective = compiled.rule->on_call ? never : compiled.rule->effective;
            compiled.measure = static_cast<std::int32_t>(std::find(ids.begin(), ids.end(), compiled.rule->id) - ids.begin());
            if (acts_on_links(compiled.rule->action)) match(base, compiled);
            if (acts_on_links(compiled.rule->action) && compiled.effects.empty()) {
                if (!idle.empty()) idle += '\n';
                idle.append("measure ").append(compiled.rule->id).append(" touches no trade link of the economy");
            }
            lane_[l].rules.push_back(std::move(compiled));
        }
    if (!idle.empty()) throw SetupError(idle);

    std::vector<char> touched(at(base.links), 0);
    for (const PolicyLane& lane : lane_)
        for (const CompiledRule& rule : lane.rules)
            for (const LinkEffect& effect : rule.effects) touched[at(effect.link)] = 1;
    for (std::int32_t l = 0; l < lanes_; ++l) find_zones(base, l, touched);
    for (std::size_t e = 0; e < touched.size(); ++e)
        if (touched[e] != 0) {
            record[e] = static_cast<std::int32_t>(link_of_record_.size());
            link_of_record_.push_back(static_cast<std::int32_t>(e));
        }
    number_records(base);
    find_plants(base);
}

/// Links that a rule covers, with the day from which it does: its date, or the end of an exemption.
void Policy::match(const Base& base, CompiledRule& compiled) {
    const Network& net = base.net;
    const Rule& rule = *compiled.rule;
    const double reach = rule.coverage * rule.compliance * rule.probability;
    for (std::int32_t s = 0; s < base.slots; ++s)
        for (std::int32_t e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e) {
            Day after = 0;
            double covered = covers(rule, net, s, e, true);
            if (!(covered > 0.0) && rule.exempt_until != never) {
                covered = covers(rule, net, s, e, false);
                after = rule.exempt_until;
            }
            if (covered > 0.0) compiled.effects.push_back({0, e, std::min(1.0, covered * reach), after});
        }
    compiled.queues.resize(compiled.effects.size());
}

/// Effects and zones point at records from here on; what part of each zone's base supply each rule covers.
void Policy::number_records(const Base& base) {
    capped_.assign(link_of_record_.size() * at(lanes_), 0);
    for (std::size_t l = 0; l < lane_.size(); ++l) {
        for (CompiledRule& rule : lane_[l].rules)
            for (LinkEffect& effect : rule.effects) {
                effect.record = record[at(effect.link)];
                if (caps_volume(rule.rule->action)) capped_[at(effect.record) * at(lanes_) + l] = 1;
            }
        for (OutsideZone& zone : lane_[l].zones) {
            for (std::int32_t& e : zone.records) e = record[at(e)];  // links so far
            for (CompiledRule& rule : lane_[l].rules) {
                double share = 0.0;
                if (caps_volume(rule.rule->action))
                    for (const LinkEffect& effect : rule.effects)
                        if (base.net.unit_good[at(base.net.link_supplier[at(effect.link)])] == zone.good)
                            share += base.z0[at(effect.link)] * effect.covered;
                rule.zone_share.push_back(share / zone.total_z0);
            }
        }
    }
}

void Policy::find_plants(const Base& base) {
    covered_plants_.resize(measures_);
    for (const PolicyLane& lane : lane_)
        for (const CompiledRule& rule : lane.rules) {
            if (acts_on_plants(rule.rule->action))
                for (std::int32_t i = 0; i < base.units; ++i)
                    if (covers_plant(*rule.rule, base.net, i) > 0.0) covered_plants_[at(rule.measure)].push_back(i);
            for (const LinkEffect& effect : rule.effects) {
                const std::int32_t buyer = base.net.slot_buyer[at(base.link_slot[at(effect.link)])];
                if (buyer < base.units && effect.after == 0) covered_plants_[at(rule.measure)].push_back(buyer);
            }
        }
    for (auto& plants : covered_plants_) {
        std::sort(plants.begin(), plants.end());
        plants.erase(std::unique(plants.begin(), plants.end()), plants.end());
    }
}

/// The outside zone of a good: the countries whose buyers some volume rule of the lane covers; all links of the good into
/// it, ordered by supplier. Their buyers pay the zone's premium whoever sells.
void Policy::find_zones(const Base& base, std::int32_t lane, std::vector<char>& touched) {
    const Network& net = base.net;
    const std::size_t countries = net.countries.size();
    std::vector<char> inside(net.goods.size() * countries, 0);
    const auto place = [&](std::int32_t e) {
        return at(net.unit_good[at(net.link_supplier[at(e)])]) * countries +
               at(net.buyer_country(net.slot_buyer[at(base.link_slot[at(e)])]));
    };
    for (const CompiledRule& rule : lane_[at(lane)].rules)
        if (caps_volume(rule.rule->action))
            for (const LinkEffect& effect : rule.effects) inside[place(effect.link)] = 1;
    for (std::size_t g = 0; g < net.goods.size(); ++g) {
        if (std::find(inside.begin() + static_cast<std::ptrdiff_t>(g * countries),
                      inside.begin() + static_cast<std::ptrdiff_t>((g + 1) * countries),
                      1) == inside.begin() + static_cast<std::ptrdiff_t>((g + 1) * countries))
            continue;
        OutsideZone zone;
        zone.good = static_cast<std::int32_t>(g);
        for (std::size_t i = 0; i < at(base.units); ++i)
            if (at(net.unit_good[i]) == g)
                for (const std::int32_t e : base.seller[i])
                    if (inside[place(e)] != 0) {
                        zone.records.push_back(e);
                        zone.total_z0 += base.z0[at(e)];
                        touched[at(e)] = 1;
                    }
        lane_[at(lane)].zones.push_back(std::move(zone));
    }
}

void Policy::set_factor(int lane, std::int32_t measure, double factor) {
    for (CompiledRule& rule : lane_[static_cast<std::size_t>(lane)].rules)
        if (rule.measure == measure) rule.factor = factor;
}

void Policy::take(int lane, std::int32_t measure, Day announce, Day effective) {
    for (CompiledRule& rule : lane_[static_cast<std::size_t>(lane)].rules)
        if (rule.measure == measure && rule.rule->on_call) {
            rule.announce = announce;
            rule.effective = effective;
        }
}

std::vector<Policy::Use> Policy::use_of_rules(int lane, const State& state) const {
    std::vector<Use> use(measures_);
    for (const CompiledRule& rule : lane_[static_cast<std::size_t>(lane)].rules) {
        Use& u = use[at(rule.measure)];
        u.in_force = rule.days_share;
        if (!caps_volume(rule.rule->action) || !(rule.days_share > 0.0)) continue;
        for (const LinkEffect& effect : rule.effects) {
            const std::size_t r = at(effect.record) * at(lanes_) + static_cast<std::size_t>(lane);
            u.licensed += effect.covered * state.shipped[at(effect.link) * at(lanes_) + static_cast<std::size_t>(lane)];
            u.denied += wanted[r] - allowed[r];
        }
    }
    return use;
}

}  // namespace sunder
