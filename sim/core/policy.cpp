// SPDX-License-Identifier: Apache-2.0
// What the rules in force do to links in one step (model.md 6.3, 6.6, 6.9, 7.1).
#include "sim/core/policy.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/policy/policy.hpp"
#include "models/pricing/pricing.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/policy_lane.hpp"
#include "sim/core/policy_match.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr double origin_weeks = 13, content_weeks = 52;  ///< between two looks at origins; at content that no rule asks for

/// Largest share that vendors of some countries have in a plant's stock of a tool class or in a software input now.
double vendor_share_now(const Base& base, const State& state, std::size_t lane, std::size_t unit,
                        const std::vector<std::int32_t>& countries) {
    const Network& net = base.net;
    const auto width = at(base.lanes);
    const auto theirs = [&](std::int32_t hq) {
        return std::find(countries.begin(), countries.end(), hq) != countries.end();
    };
    double largest = 0.0;
    for (auto s = at(net.buyer_slot_ptr[unit]); s < at(net.buyer_slot_ptr[unit + 1]); ++s) {
        double part = 0.0, all = 0.0;
        if (net.slot_kind[s] == SlotKind::cap) {
            for (auto c = at(base.cohort_ptr[s]); c < at(base.cohort_ptr[s + 1]); ++c) {
                const double tools = base.t0[c * width + lane] + state.tool_dev[c * width + lane];
                all += tools;
                if (theirs(base.cohort_vendor[c])) part += tools;
            }
        } else if (net.goods[at(net.slot_good[s])].kind == GoodKind::software) {
            for (auto e = at(net.slot_link_ptr[s]); e < at(net.slot_link_ptr[s + 1]); ++e) {
                const double bought = base.z0[e] * state.share[e * width + lane];
                all += bought;
                if (theirs(net.unit_hq(net.link_supplier[e]))) part += bought;
            }
        }
        if (all > 0.0) largest = std::max(largest, part / all);
    }
    return largest;
}

/// What volume rules leave of a record [lane], and the notional demand for goods (good, lane), ratio to the base year.
struct Licensed {
    const double *legal, *free, *market;
};

/// The licensed part is a volume; the part outside every rule's coverage grows with the market that the buyer serves, or
/// with the buyer where it grows more: its own notional demand alone would fall with the output that the rule took from it,
/// and the cap with it.
template <int L>
SUNDER_KERNEL void cap_records(const Base& base, const State& state, const Policy& p, const Licensed& licensed,
                               double* cap) {
    const std::span<const std::int32_t> links = p.links();
    for (std::size_t r = 0; r < links.size(); ++r) {
        const double *available = p.available.data() + r * L, *leak = p.leak.data() + r * L, *legal = licensed.legal + r * L,
                     *free = licensed.free + r * L;
        bool limited = false;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) limited |= available[l] < 1.0;
        double need[L] = {};
        double z0 = 0.0;
        if (limited) {
            const std::size_t e = at(links[r]), slot = at(base.link_slot[e]), buyer = at(base.net.slot_buyer[slot]);
            const bool final_user = buyer >= at(base.units);
            z0 = base.z0[e];
            if (final_user) {
                const double *wanted = state.requirement.data() + slot * L, q0 = base.q0[slot];
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) need[l] = wanted[l] / q0;
            } else {
                const double *notional = state.notional_mean.data() + buyer * L, x0 = base.x0[buyer],
                             *market = licensed.market + at(base.net.unit_good[buyer]) * L;
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) need[l] = std::max(notional[l] / x0, market[l]);
            }
        }
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double most = std::min(legal[l], models::volume_cap(z0, available[l], free[l], need[l]));
            cap[r * L + l] = (available[l] < 1.0 ? most : legal[l]) + leak[l];
        }
    }
}

}  // namespace

void Policy::enact(std::int32_t step, Day day, const Base& base, const ParamTable& params, State& state) {
    std::fill(scrapped_.begin(), scrapped_.end(), 0.0);
    for (const std::int32_t s : waiting_slots_)
        for (std::int32_t l = 0; l < lanes_; ++l)
            state.anticipated[at(s) * at(lanes_) + at(l)] = state.anticipation[at(s) * at(lanes_) + at(l)] = 0.0;
    waiting_slots_.clear();
    refresh_content(step, base, state);
    for (std::int32_t lane = 0; lane < lanes_; ++lane) {
        PolicyLane& rules = lane_[at(lane)];
        if (rules.rules.empty()) continue;
        const Switches& on = params.switches(lane);
        bool moved = content_moved_ && refresh_origins(at(lane), base, state);
        if (on[Switch::licence_queue]) {
            run_queues(lane, base, state, step);  // on what was ordered in the last step, under the rules of then
            moved = true;
        }
        for (CompiledRule& rule : rules.rules) moved |= rule.wind(day, step_days_, dt_, investors_look_ahead);
        const LaneWork work{rules, at(lane), day, base, state};
        if (moved) {
            for (std::size_t r = 0; r < before_.size(); ++r) before_[r] = available[r * at(lanes_) + at(lane)];
            set_availability(lane, base, params);
            cut_transit(lane, step, day, base, state);
            set_permits(work);
            set_alerts(work, on[Switch::early_warning]);
            set_hazards(work, on[Switch::expectations]);
            set_later(at(lane), day, base);
            set_risk(at(lane), day, base, params);
            expect_in_zones(work, params, link_of_record_, expected_);
        }
        front_run(work, params, link_of_record_, expected_, waiting_slots_);
        stock_up(work, waiting_slots_);
        set_demand(work);
    }
    set_caps(base, state);
}

void Policy::set_caps(const Base& base, const State& state) {
    const auto width = at(lanes_);
    std::vector<double> market(base.net.goods.size() * width, 0.0), market0(base.net.goods.size(), 0.0);
    for (std::size_t i = 0; i < at(base.units); ++i) {  // notional demand by good, now and in the base year
        const std::size_t good = at(base.net.unit_good[i]);
        for (std::size_t l = 0; l < width; ++l) market[good * width + l] += state.notional_mean[i * width + l];
        market0[good] += base.x0[i];
    }
    for (std::size_t g = 0; g < market0.size(); ++g)
        for (std::size_t l = 0; l < width; ++l) market[g * width + l] /= market0[g];
    with_lanes(lanes_, [&]<int L>() {
        cap_records<L>(base, state, *this, {legal_.data(), free_.data(), market.data()}, cap.data());
    });
}

/// Content of goods every 13 weeks in lanes where a rule asks for it, every 52 in the others.
void Policy::refresh_content(std::int32_t step, const Base& base, const State& state) {
    const auto due = [&](double weeks) {
        return step > 0 && step % std::max(1, static_cast<std::int32_t>(std::lround(weeks / dt_))) == 0;
    };
    content_moved_ = step == 0 || due(origin_weeks);
    for (std::size_t l = 0; l < lane_.size(); ++l)
        if (due(lane_[l].moving ? origin_weeks : content_weeks)) content_.refresh(base, state, l);
}

/// Which suppliers pass the origin tests that move; true if some effect did.
bool Policy::refresh_origins(std::size_t lane, const Base& base, const State& state) {
    bool moved = false;
    for (CompiledRule& compiled : lane_[lane].rules) {
        const Rule& rule = *compiled.rule;
        if (rule.content_of.empty() && rule.fdpr_of.empty()) continue;
        std::vector<char> known(at(base.units), 0);  // 1: fails, 2: passes
        bool changed = false;
        for (LinkEffect& effect : compiled.effects) {
            if (!effect.moving) continue;
            const auto supplier = at(base.net.link_supplier[at(effect.link)]);
            if (known[supplier] == 0)
                known[supplier] = LinkMatch::fits(rule, content_.of(lane, supplier, rule.content_of),
                                                  vendor_share_now(base, state, lane, supplier, rule.fdpr_of))
                                      ? 2
                                      : 1;
            const double covered = known[supplier] == 2 ? effect.reach : 0.0;
            changed |= covered != effect.covered;
            effect.covered = covered;
        }
        moved |= changed;
    }
    return moved;
}

void Policy::set_availability(std::int32_t lane, const Base& base, const ParamTable& params) {
    const bool queues = params.switches(lane)[Switch::licence_queue];
    const auto width = at(lanes_), l = at(lane);
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) {
        available[r * width + l] = free_[r * width + l] = 1.0;
        legal_[r * width + l] = std::numeric_limits<double>::infinity();
        tariff[r * width + l] = credit[r * width + l] = rent_share_[r * width + l] = savings_days_[r] = grandfather_[r] =
            0.0;
    }
    chilled_.assign(link_of_record_.size(), 1.0);
    for (CompiledRule& compiled : lane_[l].rules) {
        const Rule& rule = *compiled.rule;
        for (std::size_t n = 0; n < compiled.effects.size(); ++n) {
            const LinkEffect& effect = compiled.effects[n];
            const double in_force = effect.after == 0 ? compiled.days_share : compiled.days_after;
            const double covered = effect.covered * compiled.factor;
            if (!(in_force > 0.0 && covered > 0.0)) continue;
            const std::size_t r = at(effect.record), x = r * width + l;
            const double z0 = base.z0[at(effect.link)];
            if (rule.action == Action::tariff) {
                tariff[x] += in_force * covered * rule.tariff_rate;
                continue;
            }
            if (rule.action == Action::content_credit) {
                credit[x] += in_force * covered * rule.funding.rate;
                continue;
            }
            savings_days_[r] = std::max(savings_days_[r], static_cast<double>(rule.savings_days));
            grandfather_[r] = std::max(grandfather_[r], static_cast<double>(rule.grandfather_until));
            if (rule.rent_to != RentTo::exporter) add_rent(rule, effect, in_force * covered, base, l);
            const double left = models::availability(in_force, covered, compiled.licensed);
            if (effect.chilled)  // a seller's fear is one, however many lists its country has
                chilled_[r] = std::min(chilled_[r], left);
            else if (rule.action == Action::quota)
                legal_[x] = std::min(legal_[x], left * z0);
            else if (queues && rule.action == Action::license)
                legal_[x] =
                    std::min(legal_[x], models::availability(in_force, covered, 0.0) * z0 + compiled.queues[n].balance);
            else {
                available[x] *= left;
                free_[x] *= models::availability(in_force, covered, 0.0);
            }
        }
    }
    lane_[l].rented.clear();
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) {
        const std::size_t x = r * width + l;
        const auto e = at(link_of_record_[r]);
        available[x] *= chilled_[r];
        free_[x] *= chilled_[r];
        price_factor[x] = models::landed_factor(tariff[x] - credit[x], static_cast<double>(base.net.link_tariff0[e]),
                                                static_cast<double>(base.net.link_freight0[e]));
        if (rent_share_[x] > 0.0) lane_[l].rented.push_back(static_cast<std::int32_t>(r));
    }
}

/// The rent of a covered flow goes to the issuer's state, or to smugglers, who are taken to sit where the goods go. Of
/// several rules the one that covers most decides.
void Policy::add_rent(const Rule& rule, const LinkEffect& effect, double share, const Base& base, std::size_t lane) {
    const std::size_t x = at(effect.record) * at(lanes_) + lane;
    if (!(share > rent_share_[x])) return;
    rent_share_[x] = share;
    rent_to_[x] = rule.rent_to == RentTo::state ? rule.issuer : base.slot_country[at(base.link_slot[at(effect.link)])];
}

/// Licensing office (switch licence_queue): applications age past the delay, are decided within the office's capacity, and a
/// grant not used lapses above `valid_weeks` of base flow.
///
///     pend' = pend + min(des, Z0) - dec;   bal' = min(bal + a dec, valid Z0) - Z;   lic = bal
void Policy::run_queues(std::int32_t lane, const Base& base, const State& state, std::int32_t step) {
    const auto width = at(lanes_), l = at(lane);
    for (CompiledRule& lane_rule : lane_[l].rules) {
        const Rule& rule = *lane_rule.rule;
        if (rule.action != Action::license || !(lane_rule.days_share > 0.0)) continue;
        const auto delay = static_cast<std::size_t>(std::max(1.0, std::ceil(rule.licence.delay_days / step_days_)));
        double aged = 0.0;
        for (std::size_t n = 0; n < lane_rule.effects.size(); ++n) {
            const LinkEffect& effect = lane_rule.effects[n];
            LicenceQueue& queue = lane_rule.queues[n];
            const double covered = effect.covered * lane_rule.factor;
            queue.applied.resize(delay, 0.0);
            double& place = queue.applied[static_cast<std::size_t>(step) % delay];
            queue.aged += place;
            place = covered * std::min(wanted[at(effect.record) * width + l], base.z0[at(effect.link)]);
            aged += queue.aged;
        }
        const double office = rule.licence.office_musd_wk * dt_;
        const double decided_share = office > 0.0 && aged > office ? office / aged : 1.0;
        for (std::size_t n = 0; n < lane_rule.effects.size(); ++n) {
            const LinkEffect& effect = lane_rule.effects[n];
            LicenceQueue& queue = lane_rule.queues[n];
            const double decided = queue.aged * decided_share;
            queue.aged -= decided;
            const double covered = effect.covered * lane_rule.factor;
            const double most = rule.licence.valid_weeks / dt_ * covered * base.z0[at(effect.link)];
            const double free_part = (1.0 - covered) * base.z0[at(effect.link)];  // goes first and needs no licence
            const double used = std::max(0.0, state.shipped[at(effect.link) * width + l] - free_part);
            const double share = rule.licence.path.empty() ? rule.licence.share : lane_rule.licensed;
            queue.balance = std::max(0.0, std::min(queue.balance + share * decided, most) - used);
        }
    }
}

/// Goods under way on links that a rule has just closed, wholly or in part (model.md 6.9): exported goods arrive within the
/// savings days; goods not yet exported go on until the grandfather date; the rest goes back to the seller's stock, or is
/// scrapped when it cannot be stored. Backlog lapses with the closed part.
void Policy::cut_transit(std::int32_t lane, std::int32_t step, Day day, const Base& base, State& state) {
    const auto width = at(lanes_), l = at(lane);
    const Network& net = base.net;
    for (std::size_t r = 0; r < link_of_record_.size(); ++r) {
        if (!(available[r * width + l] < before_[r])) continue;
        const double cut = 1.0 - available[r * width + l] / before_[r];
        const auto e = at(link_of_record_[r]);
        const auto slot = at(base.link_slot[e]);
        const auto first = at(net.slot_link_ptr[slot]);
        double returned = 0.0;
        for (std::int32_t age = 1; age <= base.deliver[slot]; ++age) {
            const std::int32_t left = base.deliver[slot] - age;
            const bool exported = left < base.ship[slot];
            const double export_day = day + (left - base.ship[slot]) * step_days_;
            if (exported ? left * step_days_ < savings_days_[r] : export_day <= grandfather_[r]) continue;
            double& under_way = state.ring[(base.ring_cell(slot, step - age) + (e - first)) * width + l];
            returned += cut * under_way;
            under_way -= cut * under_way;
        }
        state.transit_dev[slot * width + l] -= returned;
        state.owed[slot * width + l] -= cut * state.backlog[e * width + l];
        state.backlog[e * width + l] *= 1.0 - cut;
        const auto seller = at(net.link_supplier[e]);
        const auto good = at(net.unit_good[seller]);
        if (net.goods[good].storable)
            state.inventory_dev[seller * width + l] += returned;
        else
            scrapped_[good * width + l] += returned;
    }
}

}  // namespace sunder
