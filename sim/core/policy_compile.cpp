// SPDX-License-Identifier: Apache-2.0
// Rules -> links: done once, before the first step.
#include <algorithm>
#include <limits>

#include "models/policy/policy.hpp"
#include "sim/core/funds_match.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/policy_match.hpp"
#include "sim/core/rewiring.hpp"
#include "sim/core/simulation.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Links that a rule covers, with the day from which it does: its date, or the end of an exemption.
void match_links(const Base& base, CompiledRule& compiled, bool chilling) {
    const Network& net = base.net;
    const Rule& rule = *compiled.rule;
    const LinkMatch match(rule, net);
    const double reach = rule.reach();
    for (std::int32_t s = 0; s < base.slots; ++s) {
        const bool now = match.buyer(s, true), later = rule.exempt_until != never && match.buyer(s, false);
        const bool beside = chilling && caps_volume(rule.action) && !now && !later && match.unlisted(s, true);
        if (!now && !later && !beside) continue;
        for (std::int32_t e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e) {
            const double goods = match.goods(e);
            const OriginFit fit = match.origin(s, e);
            if (!(goods > 0.0) || fit == OriginFit::no) continue;
            if (beside && net.unit_hq(net.link_supplier[at(e)]) != rule.issuer) continue;
            const double listed = std::min(1.0, goods * reach);
            const double part = beside ? models::chilled_cover(listed, rule.chilling) : listed;
            compiled.effects.push_back({-1, e, match.passes_in_base_year(s, e) ? part : 0.0,
                                        now || beside ? 0 : rule.exempt_until, part, fit == OriginFit::moving, beside});
        }
    }
    // What no listed firm buys gives its sellers no reason to fear.
    std::vector<char> listed_goods(net.goods.size(), 0);
    const auto good_of = [&net](const LinkEffect& effect) {
        return at(net.unit_good[at(net.link_supplier[at(effect.link)])]);
    };
    for (const LinkEffect& effect : compiled.effects)
        if (!effect.chilled) listed_goods[good_of(effect)] = 1;
    std::erase_if(compiled.effects,
                  [&](const LinkEffect& effect) { return effect.chilled && listed_goods[good_of(effect)] == 0; });
    compiled.queues.resize(compiled.effects.size());
}

/// Slots whose service a rule bars or whose stock it raises, and final agents whose demand it moves.
void match_slots(const Base& base, CompiledRule& compiled, const ParamTable& params, std::size_t lane) {
    const Network& net = base.net;
    const Rule& rule = *compiled.rule;
    const bool service = rule.action == Action::service_ban;
    for (std::int32_t s = 0; s < base.slots && (service || rule.action == Action::stockpile); ++s) {
        double covered = service ? service_cover(rule, net, s, true) : stock_cover(rule, net, s);
        Day after = 0;
        if (service && !(covered > 0.0) && rule.exempt_until != never) {
            covered = service_cover(rule, net, s, false);
            after = rule.exempt_until;
        }
        if (!(covered > 0.0)) continue;
        double persons = 1.0;
        if (service && net.slot_vendor[at(s)] != rule.issuer)
            persons = rule.persons_share >= 0.0 ? rule.persons_share
                                                : params.of(Param::ps)[at(params.slot_row()[at(s)]) * at(base.lanes) + lane];
        compiled.slots.push_back({s, covered * rule.reach(), persons, after});
    }
    for (std::int32_t f = 0; f < net.finals() && rule.action == Action::demand; ++f)
        if (moves_demand(rule, net, f)) compiled.agents.push_back(f);
}

/// What a rule that finds nothing to act on fails to touch; nullptr: it acts, or needs nothing.
const char* missing(const CompiledRule& compiled) {
    const Action action = compiled.rule->action;
    if (acts_on_links(action) && compiled.effects.empty()) return "trade link";
    if (action == Action::service_ban && compiled.slots.empty()) return "service of tools";
    if (action == Action::stockpile && compiled.slots.empty()) return "stock of a user";
    if (action == Action::demand && compiled.agents.empty()) return "final demand";
    return nullptr;
}

/// Whether the rule acts at the destination.
bool reaches(const Rule& rule, std::int32_t country) {
    return country != rule.issuer &&
           std::find(rule.destination.begin(), rule.destination.end(), country) != rule.destination.end() &&
           std::find(rule.exempt_destinations.begin(), rule.exempt_destinations.end(), country) ==
               rule.exempt_destinations.end();
}

/// A rule that treats all foreign countries alike singles nobody out: it is no sanction, and buyers elsewhere are no safer.
bool singles_out(const Rule& rule, std::int32_t countries) {
    for (std::int32_t c = 0; c < countries; ++c)
        if (c != rule.issuer && !reaches(rule, c)) return true;
    return false;
}

/// Sales that buyers shift because the sellers' country sanctions theirs: groups of an issuer into the countries that its
/// volume rules single out (model.md 6.5; switch sanction_risk).
void find_fears(const Base& base, PolicyLane& lane) {
    const Network& net = base.net;
    for (std::size_t n = 0; n < lane.rules.size(); ++n) {
        const Rule& rule = *lane.rules[n].rule;
        if (!caps_volume(rule.action) || rule.issuer < 0 || !(rule.reach() > 0.0) || !(rule.expected_share < 1.0)) continue;
        if (!singles_out(rule, static_cast<std::int32_t>(net.countries.size()))) continue;
        for (const std::int32_t c : rule.destination) {
            if (!reaches(rule, c)) continue;
            const auto known = std::find_if(lane.fears.begin(), lane.fears.end(), [&](const SanctionFear& fear) {
                return fear.issuer == rule.issuer && fear.destination == c;
            });
            if (known != lane.fears.end()) {
                known->rules.push_back(n);
                continue;
            }
            SanctionFear fear{rule.issuer, c, {}, {n}};
            for (std::int32_t s = 0; s < base.slots; ++s)
                for (std::int32_t e = net.slot_link_ptr[at(s)];
                     base.slot_country[at(s)] == c && e < net.slot_link_ptr[at(s) + 1]; ++e)
                    if (net.unit_hq(net.link_supplier[at(e)]) == rule.issuer) fear.records.push_back(e);
            lane.fears.push_back(std::move(fear));
        }
    }
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
    : lanes_(base.lanes),
      step_days_(spec.step_days),
      dt_(base.dt_weeks),
      measures_(measure_ids(spec).size()),
      content_(base) {
    compile(base, spec, params);
    size_records(base);
    scrapped_.assign(base.net.goods.size() * at(lanes_), 0.0);
}

/// All arrays of records as long as there are records; new places are neutral: a link with such a record behaves as without.
void Policy::size_records(const Base& base) {
    const std::size_t records = link_of_record_.size(), size = records * at(lanes_);
    constexpr double none = std::numeric_limits<double>::infinity();
    for (const auto& [array, neutral] : std::initializer_list<std::pair<RowArray*, double>>{{&available, 1.0},
                                                                                            {&cap, none},
                                                                                            {&price_factor, 1.0},
                                                                                            {&tariff, 0.0},
                                                                                            {&seen, 1.0},
                                                                                            {&later, 1.0},
                                                                                            {&premium, 0.0},
                                                                                            {&credit, 0.0},
                                                                                            {&ln_attraction, 0.0},
                                                                                            {&risk, 0.0},
                                                                                            {&leak, 0.0},
                                                                                            {&added_premium, 0.0},
                                                                                            {&legal_, none},
                                                                                            {&free_, 1.0},
                                                                                            {&rent_share_, 0.0}})
        array->resize(size, neutral);
    for (std::size_t r = wanted.size() / at(lanes_); r < records; ++r)
        wanted.insert(wanted.end(), at(lanes_), base.z0[at(link_of_record_[r])]);
    for (std::size_t x = allowed.size(); x < size; ++x) allowed.push_back(wanted[x]);
    capped_.resize(size, 0);
    savings_days_.resize(records, 0.0);
    grandfather_.resize(records, 0.0);
    before_.resize(records, 1.0);
    rent_to_.resize(size, -1);
}

std::int32_t Policy::add_record(const Base& base, std::int32_t link) {
    record[at(link)] = static_cast<std::int32_t>(link_of_record_.size());
    link_of_record_.push_back(link);
    size_records(base);
    return record[at(link)];
}

/// Every rule of every lane against every link; then the links into the zones that the rules control.
void Policy::compile(const Base& base, const RunSpec& spec, const ParamTable& params) {
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
            if (acts_on_links(compiled.rule->action))
                match_links(base, compiled, params.switches(static_cast<int>(l))[Switch::chilling]);
            else
                match_slots(base, compiled, params, l);
            if (const char* what = missing(compiled)) {
                if (!idle.empty()) idle += '\n';
                idle.append("measure ")
                    .append(compiled.rule->id)
                    .append(" touches no ")
                    .append(what)
                    .append(" of the economy");
            }
            lane_[l].rules.push_back(std::move(compiled));
        }
    if (!idle.empty()) throw SetupError(idle);

    std::vector<char> touched(at(base.links), 0);
    for (const PolicyLane& lane : lane_)
        for (const CompiledRule& rule : lane.rules)
            for (const LinkEffect& effect : rule.effects) touched[at(effect.link)] = 1;
    const auto countries = base.net.countries.size();
    for (std::int32_t l = 0; l < lanes_; ++l) {
        PolicyLane& lane = lane_[at(l)];
        lane.hazard.assign(countries, 0.0);
        lane.member_gain.assign(countries * countries, 0.0);
        for (const CompiledRule& rule : lane.rules)
            for (const LinkEffect& effect : rule.effects) lane.moving |= effect.moving;
        if (params.switches(l)[Switch::sanction_risk]) find_fears(base, lane);
        for (const SanctionFear& fear : lane.fears)
            for (const std::int32_t e : fear.records) touched[at(e)] = 1;
        find_zones(base, l, touched);
    }
    Rewiring::touch(base, touched);
    for (std::size_t e = 0; e < touched.size(); ++e)
        if (touched[e] != 0) {
            record[e] = static_cast<std::int32_t>(link_of_record_.size());
            link_of_record_.push_back(static_cast<std::int32_t>(e));
        }
    number_records();
    zones_ = join_zones(base, lane_, record, link_of_record_.size());
    find_plants(base);
}

/// Effects and zones point at records from here on.
void Policy::number_records() {
    capped_.assign(link_of_record_.size() * at(lanes_), 0);
    for (std::size_t l = 0; l < lane_.size(); ++l) {
        for (CompiledRule& rule : lane_[l].rules)
            for (LinkEffect& effect : rule.effects) {
                effect.record = record[at(effect.link)];
                if (caps_volume(rule.rule->action)) capped_[at(effect.record) * at(lanes_) + l] = 1;
            }
        for (OutsideZone& zone : lane_[l].zones)
            for (std::int32_t& e : zone.records) e = record[at(e)];  // links so far
        for (SanctionFear& fear : lane_[l].fears)
            for (std::int32_t& e : fear.records) e = record[at(e)];
    }
}

void Policy::find_plants(const Base& base) {
    covered_plants_.resize(measures_);
    for (const PolicyLane& lane : lane_)
        for (const CompiledRule& rule : lane.rules) {
            auto& plants = covered_plants_[at(rule.measure)];
            if (acts_on_plants(rule.rule->action))
                for (std::int32_t i = 0; i < base.units; ++i)
                    if (covers_plant(*rule.rule, base.net, i) > 0.0) plants.push_back(i);
            for (const LinkEffect& effect : rule.effects) {
                const std::int32_t buyer = base.net.slot_buyer[at(base.link_slot[at(effect.link)])];
                const bool covered = effect.covered > 0.0 || !effect.moving;
                if (buyer < base.units && effect.after == 0 && !effect.chilled && covered) plants.push_back(buyer);
            }
            for (const SlotEffect& effect : rule.slots)
                if (effect.after == 0) plants.push_back(base.net.slot_buyer[at(effect.slot)]);
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

}  // namespace sunder
