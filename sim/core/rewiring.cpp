// SPDX-License-Identifier: Apache-2.0
// Redesign, and what the four-weekly looks have in common (model.md 6.8).
#include "sim/core/rewiring.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/policy/policy.hpp"
#include "models/sourcing/redesign.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr double weeks_between_looks = 4.0;
constexpr double ramp_weeks = 13.0;  ///< from the first redesigned delivery to the last

std::int32_t maker(const Network& net, std::int32_t link) {
    return net.unit_group[at(net.link_supplier[at(link)])];
}
std::int32_t bin(const Network& net, std::int32_t link) {
    return net.unit_good[at(net.link_supplier[at(link)])];
}

/// What a rule grants in the long run.
double granted(const Rule& rule) {
    if (rule.action == Action::deny) return 0.0;
    return std::min(1.0, rule.licence.path.empty() ? rule.licence.share : rule.licence.path.back().second);
}

}  // namespace

Rewiring::Rewiring(const Base& base, const RunSpec& spec, const ParamTable&, const Policy& policy)
    : lanes_(at(base.lanes)),
      records_(policy.links().size()),
      every_(std::max<std::int32_t>(1, static_cast<std::int32_t>(weeks_between_looks / base.dt_weeks))),
      rules_(at(base.lanes), 0),
      left_(records_ * lanes_, 1.0),
      known_(records_ * lanes_, 0.0),
      enforced_(records_ * lanes_, 0.0),
      pull_(records_ * lanes_, 0.0),
      redesigned_(records_ * lanes_, 0.0),
      redesign_premium_(records_ * lanes_, 0.0),
      redesign_attraction_(records_ * lanes_, 0.0),
      part_(records_ * lanes_, 0.0),
      used_(records_ * lanes_, 0.0),
      peak_(records_ * lanes_, 0.0),
      leaky_(lanes_),
      may_leak_(lanes_),
      poor_looks_(at(base.slots) * lanes_, 0),
      last_trial_(at(base.slots) * lanes_, -1e9),
      poor_slots_(lanes_),
      disturbed_slots_(lanes_),
      tried_(at(base.links) * lanes_, 0),
      cost_(base.net.countries.size() * lanes_, 0.0),
      barred_(base.net.goods.size() * base.net.countries.size() * lanes_, 0) {
    for (std::size_t l = 0; l < spec.lanes.size(); ++l) rules_[l] = spec.lanes[l].rules.empty() ? 0 : 1;
    find_redesigns(base, policy);
    find_hubs(base, policy);
}

void Rewiring::touch(const Base& base, std::vector<char>& touched) {
    const Network& net = base.net;
    for (std::size_t s = 0; s < at(base.slots); ++s)
        for (std::int32_t e = net.slot_link_ptr[s]; e < net.slot_link_ptr[s + 1]; ++e) {
            if (touched[at(e)] == 0) continue;
            for (std::int32_t other = net.slot_link_ptr[s]; other < net.slot_link_ptr[s + 1]; ++other)
                if (maker(net, other) == maker(net, e) && bin(net, other) > bin(net, e)) touched[at(other)] = 1;
        }
}

/// For every recorded link the recorded links of the same maker's lower bins into the same slot.
void Rewiring::find_redesigns(const Base& base, const Policy& policy) {
    const Network& net = base.net;
    for (std::size_t r = 0; r < records_; ++r) {
        const std::int32_t e = policy.links()[r], slot = base.link_slot[at(e)];
        Redesign entry{static_cast<std::int32_t>(r), slot, static_cast<std::int32_t>(lower_.size()), 0};
        for (std::int32_t other = net.slot_link_ptr[at(slot)]; other < net.slot_link_ptr[at(slot) + 1]; ++other)
            if (maker(net, other) == maker(net, e) && bin(net, other) > bin(net, e) && policy.record[at(other)] >= 0)
                lower_.push_back(policy.record[at(other)]);
        entry.last = static_cast<std::int32_t>(lower_.size());
        if (entry.first == entry.last) continue;
        std::stable_sort(lower_.begin() + entry.first, lower_.end(), [&](std::int32_t a, std::int32_t b) {
            const std::int32_t x = policy.links()[at(a)], y = policy.links()[at(b)];
            return bin(net, x) != bin(net, y) ? bin(net, x) < bin(net, y) : base.z0[at(x)] > base.z0[at(y)];
        });
        redesigns_.push_back(entry);
    }
}

/// What the rules of each lane leave of each link in the long run, and since when that is known: designers believe an
/// announced rule that is more likely than not, and any rule from its date on. Enforcement in hubs comes with rules in
/// force.
void Rewiring::read_rules(const Step& k) {
    constexpr double unknown = std::numeric_limits<double>::infinity();
    std::fill(left_.begin(), left_.end(), 1.0);
    std::fill(known_.begin(), known_.end(), unknown);
    std::fill(enforced_.begin(), enforced_.end(), 0.0);
    std::fill(barred_.begin(), barred_.end(), 0);
    for (std::size_t l = 0; l < lanes_; ++l)
        for (const CompiledRule& compiled : k.policy.compiled()[l].rules) {
            const Rule& rule = *compiled.rule;
            if (!caps_volume(rule.action) || !compiled.is_announced(k.day)) continue;
            for (const LinkEffect& effect : compiled.effects) {
                const Day from = compiled.from(effect);
                const Day known = rule.enactment >= 0.5 ? std::min(compiled.announce, from) : from;
                const std::size_t x = at(effect.record) * lanes_ + l;
                if (k.day >= from) enforced_[x] = std::max(enforced_[x], rule.enforcement);
                if (k.day < known) continue;
                const double left = models::availability(1.0, effect.covered * compiled.factor, granted(rule));
                left_[x] *= left;
                if (left < closed_below) known_[x] = std::min(known_[x], static_cast<double>(known));
            }
            bar_hubs(k, compiled, l);
        }
    const double today = k.day;
    for (std::size_t x = 0; x < left_.size(); ++x)  // closed by several mild rules together: known now
        known_[x] = left_[x] < closed_below && known_[x] == unknown ? today : known_[x];
}

/// The lower bins that stand open take over what the denied bins drew.
void Rewiring::redesign(const Step& k, std::size_t l) {
    if (redesigns_.empty()) return;
    const Policy& p = k.policy;
    const double *delay = k.par.of(Param::T_rd), *ef = k.par.of(Param::ef), *sig = k.par.of(Param::sig);
    for (const std::int32_t r : lower_) pull_[at(r) * lanes_ + l] = 0.0;
    const auto open = [&](std::int32_t r) {
        return p.cap[at(r) * lanes_ + l] >= closed_below * k.base.z0[at(p.links()[at(r)])];
    };
    for (const Redesign& entry : redesigns_) {
        const std::size_t x = at(entry.record) * lanes_ + l, row = at(k.par.slot_row()[at(entry.slot)]) * lanes_ + l;
        if (!(left_[x] < closed_below) || open(entry.record)) continue;
        double since = known_[x];
        for (std::int32_t n = entry.first; n < entry.last; ++n) {
            const std::int32_t r = lower_[at(n)];
            const double q = models::ramp_after((k.day - since) / 7.0, delay[row], ramp_weeks);
            if (open(r))
                pull_[at(r) * lanes_ + l] += models::redesign_pull(
                    q, k.base.z0[at(p.links()[at(entry.record)])] / k.base.z0[at(p.links()[at(r)])], ef[row], sig[row]);
            if (!(left_[at(r) * lanes_ + l] < closed_below)) break;
            since = std::max(since, known_[at(r) * lanes_ + l]);  // the next bin down is designed once this one is lost
        }
    }
    for (const std::int32_t r : lower_) {
        const std::size_t x = at(r) * lanes_ + l, slot = at(k.base.link_slot[at(p.links()[at(r)])]);
        const std::size_t row = at(k.par.slot_row()[slot]) * lanes_ + l;
        redesigned_[x] = pull_[x] / (1.0 + pull_[x]);
        redesign_premium_[x] = models::redesign_premium(pull_[x], ef[row]);
        redesign_attraction_[x] = models::redesign_attraction(pull_[x], redesign_premium_[x], sig[row]);
    }
}

void Rewiring::rewire(Step& k) {
    std::fill(cost_.begin(), cost_.end(), 0.0);
    const bool look = k.t % every_ == 0;
    if (look) {
        read_rules(k);
        find_leaks(k);
        look_around(k);
    }
    for (std::size_t l = 0; l < lanes_; ++l) {
        const Switches& on = k.par.switches(static_cast<int>(l));
        if (rules_[l] != 0) {
            use_leaks(k, l);  // of this step's orders, before the next look changes what may leak
            if (look && on[Switch::redesign]) redesign(k, l);
            if (look && on[Switch::leakage]) leak(k, l);
        }
        if (look && on[Switch::qualification]) look_for_suppliers(k, l);
    }
    if (look) write_attraction(k);
}

template <int L>
void rewire(Step& k) {
    k.rewiring.rewire(k);
}

SUNDER_FOR_ALL_LANES(rewire)

}  // namespace sunder
