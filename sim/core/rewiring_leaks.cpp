// SPDX-License-Identifier: Apache-2.0
// Leakage through hubs (model.md 6.15). Hub traders hold no stock of their own: what they buy of the denied seller goes on
// to the buyer in the same shipment, so the leak is a cap on the closed link itself (choice).
#include <algorithm>
#include <cmath>

#include "models/policy/policy.hpp"
#include "models/trade_hub/trade_hub.hpp"
#include "sim/core/rewiring.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// What a cap denies a link of its base flow, leaks apart; `x`: place of its record and lane.
double denied_by_cap(const Step& k, std::size_t record, std::size_t x) {
    const Policy& p = k.policy;
    if (!std::isfinite(p.cap[x])) return 0.0;
    return std::max(0.0, k.base.z0[at(p.links()[record])] - std::max(0.0, p.cap[x] - p.leak[x]));
}

}  // namespace

/// The hubs that can carry each record's good: neither where it comes from nor where it is denied.
void Rewiring::find_hubs(const Base& base, const Policy& policy) {
    const Network& net = base.net;
    for (const Hub& hub : net.hubs) {
        weight_.push_back(hub.weight);
        hub_country_.push_back(hub.country);
    }
    hub_ptr_.push_back(0);
    for (std::size_t r = 0; r < records_; ++r) {
        const std::size_t e = at(policy.links()[r]), seller = at(net.link_supplier[e]);
        const std::int32_t target = base.slot_country[at(base.link_slot[e])], good = net.unit_good[seller];
        const bool named = std::any_of(net.hubs.begin(), net.hubs.end(), [&](const Hub& hub) { return hub.good == good; });
        for (std::size_t h = 0; h < net.hubs.size(); ++h)
            if (net.hubs[h].good == (named ? good : -1) && net.hubs[h].country != target &&
                net.hubs[h].country != net.unit_country[seller])
                hub_.push_back(static_cast<std::int32_t>(h));
        hub_ptr_.push_back(static_cast<std::int32_t>(hub_.size()));
    }
    level_.assign(hub_.size() * lanes_, 0.0);
}

/// A rule against whole countries bars the hubs among them as it bars the target: they cannot buy for others.
void Rewiring::bar_hubs(const Step& k, const CompiledRule& compiled, std::size_t l) {
    const Rule& rule = *compiled.rule;
    const bool picks_buyers =
        !rule.entities.empty() || !rule.buyer_hq.empty() || !rule.end_use.empty() || !rule.markets.empty();
    if (picks_buyers || k.day < compiled.effective) return;
    const auto has = [](const std::vector<std::int32_t>& list, std::int32_t id) {
        return std::find(list.begin(), list.end(), id) != list.end();
    };
    const double reach = compiled.weight();
    const double licensed = std::min(1.0, compiled.licensed_on(k.day, k.base.dt_weeks));
    for (const std::int32_t hub : hub_country_) {
        if (has(rule.exempt_destinations, hub) || !(rule.destination.empty() || has(rule.destination, hub))) continue;
        for (std::size_t g = 0; g < k.base.net.goods.size(); ++g) {
            const double share = rule.share_of(static_cast<std::int32_t>(g));
            if (models::availability(1.0, std::min(1.0, share * reach), licensed) < closed_below)
                barred_[(g * k.base.net.countries.size() + at(hub)) * lanes_ + l] = 1;
        }
    }
}

/// Adds the leaked part's mark-up to the quote of the next step.
void Rewiring::price_leak(Step& k, std::size_t record, std::size_t l, double part) {
    Policy& p = k.policy;
    const std::size_t x = record * lanes_ + l, slot = at(k.base.link_slot[at(p.links()[record])]);
    const double markup = k.par.of(Param::leak_markup)[at(k.par.slot_row()[slot]) * lanes_ + l];
    p.added_premium[x] = redesign_premium_[x] + models::leak_premium(part, markup, p.premium[x] - p.added_premium[x]);
}

/// Notes the records that have hubs and a cap, or a leak that may end, by lane.
void Rewiring::find_leaks(const Step& k) {
    for (auto& records : may_leak_) records.clear();
    for (std::size_t r = 0; r < records_; ++r) {
        if (hub_ptr_[r] == hub_ptr_[r + 1]) continue;
        for (std::size_t l = 0; l < lanes_; ++l) {
            const std::size_t x = r * lanes_ + l;
            if (denied_by_cap(k, r, x) > 0.0 || k.policy.leak[x] > 0.0) may_leak_[l].push_back(r);
        }
    }
}

/// How much leaks around each cap from now on.
void Rewiring::leak(Step& k, std::size_t l) {
    Policy& p = k.policy;
    const State& s = k.state;
    leaky_[l].clear();
    std::int32_t slot_before = -1;
    double ordered = 0.0;
    for (const std::size_t r : may_leak_[l]) {
        const std::size_t x = r * lanes_ + l, e = at(p.links()[r]);
        const double denied = denied_by_cap(k, r, x);
        const std::int32_t slot = k.base.link_slot[e];
        const std::size_t row = at(k.par.slot_row()[at(slot)]) * lanes_ + l, seller = at(k.base.net.link_supplier[e]);
        if (slot != slot_before) {
            ordered = 0.0;
            for (auto n = at(k.base.net.slot_link_ptr[at(slot)]); n < at(k.base.net.slot_link_ptr[at(slot) + 1]); ++n)
                ordered += s.order[n * lanes_ + l];
            slot_before = slot;
        }
        const double eta = k.par.of(Param::eta)[at(k.par.unit_row()[seller]) * lanes_ + l];
        const double gap = models::leak_gap(s.purchase_price[at(slot) * lanes_ + l], s.ln_list[seller * lanes_ + l], eta,
                                            s.requirement[at(slot) * lanes_ + l], ordered);
        const std::size_t good = at(k.base.net.unit_good[seller]);
        const double lam = models::rate(every_ * k.base.dt_weeks, k.par.of(Param::tau_l)[row]);
        double sum = 0.0;
        for (auto n = at(hub_ptr_[r]); n < at(hub_ptr_[r + 1]); ++n) {
            const Hub& hub = k.base.net.hubs[at(hub_[n])];
            const bool barred = barred_[(good * k.base.net.countries.size() + at(hub.country)) * lanes_ + l] != 0;
            const double goal = denied > 0.0 && !barred
                                    ? models::leak_goal(k.par.of(Param::l_max)[row], gap, k.par.of(Param::f_k)[row],
                                                        hub.enforcement + enforced_[x])
                                    : 0.0;
            double& level = level_[n * lanes_ + l];
            level = denied > 0.0 ? level + lam * (goal - level) : 0.0;  // the trade ends with the measure
            sum += level * hub.weight;
        }
        const bool fresh = !(p.leak[x] > 0.0);
        p.leak[x] = sum * denied;
        if (fresh && p.leak[x] > 0.0) price_leak(k, r, l, p.cap[x] > 0.0 ? 0.0 : 1.0);
        if (p.leak[x] > 0.0) {
            leaky_[l].push_back(static_cast<std::int32_t>(r));
        } else {
            part_[x] = used_[x] = peak_[x] = 0.0;
            p.added_premium[x] = redesign_premium_[x];
        }
    }
}

/// Which part of this step's orders leaked, and what that adds to the price: licensed volume goes first.
void Rewiring::use_leaks(Step& k, std::size_t l) {
    Policy& p = k.policy;
    for (const std::int32_t r : leaky_[l]) {
        const std::size_t x = at(r) * lanes_ + l;
        const double licensed = std::max(0.0, p.cap[x] - p.leak[x]);
        used_[x] = std::max(0.0, p.allowed[x] - licensed);
        peak_[x] = std::max(peak_[x], used_[x]);
        part_[x] = used_[x] > 0.0 ? used_[x] / p.allowed[x] : 0.0;
        price_leak(k, at(r), l, licensed > 0.0 ? part_[x] : 1.0);  // nobody sells a closed link's goods at a legal price
    }
}

}  // namespace sunder
