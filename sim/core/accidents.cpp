// SPDX-License-Identifier: Apache-2.0
#include "sim/core/accidents.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "models/accident/accident.hpp"
#include "sim/core/capacity.hpp"
#include "sim/core/simulation.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

// The reference program of ARIO keeps capital to 7 decimals of a million and shares of capacity to 6.
constexpr double capital_places = 1e7, share_places = 1e6;

std::string fault_of(const Accident& a, const Base& base) {
    for (const Accident::Hit& hit : a.hits) {
        if (hit.unit < 0 || hit.unit >= base.units) return "hits a plant that does not exist";
        if (!(hit.lost_share >= 0.0 && hit.lost_share <= 1.0))
            return "takes " + std::to_string(hit.lost_share) + " of a plant; must lie in [0, 1]";
    }
    if (a.duration_days < 0 || a.recovery_days < 0) return "has a negative duration or recovery time";
    const bool shaped = a.recovery == Recovery::convex || a.recovery == Recovery::convex_slow;
    if (shaped && a.recovery_days < 2) return "recovers in a convex way: the recovery time must be at least 2 days";
    if (a.recovery == Recovery::concave && a.recovery_days < 3)
        return "recovers in a concave way: the recovery time must be at least 3 days";
    if (a.recovery != Recovery::rebuild) return {};
    if (!base.ario) return "asks for rebuilding, which needs the switch ario";
    if (!a.of_capital) return "asks for rebuilding, but takes capacity; only capital is rebuilt";
    if (!(a.rebuild_factor > 0.0)) return "has a rebuilding factor of 0 or less";
    double sum = 0.0;
    for (const Accident::Rebuild& part : a.rebuild) {
        if (part.good < 0 || at(part.good) >= base.net.goods.size() || !(part.share >= 0.0))
            return "is rebuilt with a good that does not exist, or a negative share of it";
        if (part.share > 0.0 &&
            std::find(base.net.unit_good.begin(), base.net.unit_good.end(), part.good) == base.net.unit_good.end())
            return "is rebuilt with " + base.net.goods[at(part.good)].code + ", which nobody makes";
        sum += part.share;
    }
    if (std::abs(sum - 1.0) > 1e-9) return "is rebuilt by shares that sum to " + std::to_string(sum) + ", not 1";
    return {};
}

/// Share of the loss that is left `days` after the end of the duration; negative days: all of it.
double recovered(const Accident& a, double days) {
    switch (a.recovery) {
        case Recovery::linear:
            return models::linear_recovery(days, a.recovery_days);
        case Recovery::convex:
            return models::convex_recovery(days, a.recovery_days, 4.0);
        case Recovery::convex_slow:
            return models::convex_recovery(days, a.recovery_days, 1.0);
        case Recovery::concave:
            return models::concave_recovery(days, a.recovery_days);
        default:
            return 1.0;
    }
}

}  // namespace

double Accidents::capital(const Base& base, const ParamTable& params, std::int32_t unit, std::size_t lane) {
    const Network& net = base.net;
    double sold = 0.0, bought = 0.0;
    for (const std::int32_t e : base.seller[at(unit)]) sold += net.link_z0_musd_yr[at(e)];
    for (auto s = net.buyer_slot_ptr[at(unit)]; s < net.buyer_slot_ptr[at(unit) + 1]; ++s)
        if (net.slot_kind[at(s)] != SlotKind::cap)
            for (auto e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e)
                bought += net.link_z0_musd_yr[at(e)];
    const double years = params.of(Param::capital_years)[at(params.unit_row()[at(unit)]) * at(base.lanes) + lane];
    return years * std::max(0.0, sold - bought);
}

Accidents::Event Accidents::event_of(const Accident& accident, const Base& base, const ParamTable& params,
                                     std::size_t lane) {
    Event event{accident, {}, {}};
    for (const Accident::Hit& hit : accident.hits)
        event.hits.push_back({hit.unit, hit.lost_share, capital(base, params, hit.unit, lane)});
    if (accident.recovery == Recovery::rebuild) share_rebuilding(event, base);
    return event;
}

/// Need = share of the good x factor x capital lost, spread over its makers as the plant buys from them, or as the world
/// does where the plant buys none of it.
void Accidents::share_rebuilding(Event& event, const Base& base) {
    const Network& net = base.net;
    for (std::size_t h = 0; h < event.hits.size(); ++h) {
        const Hit& hit = event.hits[h];
        for (const Accident::Rebuild& part : event.accident.rebuild) {
            std::vector<std::pair<std::int32_t, double>> makers;
            const auto first = at(net.slot_link_ptr[at(net.buyer_slot_ptr[at(hit.unit)])]),
                       last = at(net.slot_link_ptr[at(net.buyer_slot_ptr[at(hit.unit) + 1])]);
            for (std::size_t e = first; e < last; ++e)
                if (net.unit_good[at(net.link_supplier[e])] == part.good)
                    makers.emplace_back(net.link_supplier[e], net.link_z0_musd_yr[e]);
            if (makers.empty())
                for (std::int32_t i = 0; i < base.units; ++i)
                    if (net.unit_good[at(i)] == part.good) makers.emplace_back(i, base.x0[at(i)]);
            double sum = 0.0;
            for (const auto& [maker, weight] : makers) sum += weight;
            const double need = part.share * event.accident.rebuild_factor * hit.share * hit.capital_musd;
            for (const auto& [maker, weight] : makers)
                event.needs.push_back({maker, static_cast<std::int32_t>(h), need * (weight / sum), 0.0});
        }
    }
}

Accidents::Accidents(const Base& base, const RunSpec& spec, const ParamTable& params)
    : step_days_(spec.step_days), lanes_(at(base.lanes)), ario_(base.ario) {
    bool any = false;
    std::string faults;
    for (const LaneSpec& lane : spec.lanes)
        for (const Accident& a : lane.accidents) {
            any = true;
            if (const std::string fault = fault_of(a, base); !fault.empty())
                faults.append(faults.empty() ? "accident '" : "\naccident '").append(a.name).append("' ").append(fault);
        }
    if (!faults.empty()) throw SetupError(faults);
    if (!any) return;
    for (std::size_t l = 0; l < lanes_; ++l) {
        Lane lane;
        for (const Accident& a : spec.lanes[l < spec.lanes.size() ? l : 0].accidents)
            lane.events.push_back(event_of(a, base, params, l));
        for (const Event& event : lane.events) {
            for (const Hit& hit : event.hits) lane.units.push_back(hit.unit);
            for (const Need& need : event.needs) lane.units.push_back(need.supplier);
        }
        std::sort(lane.units.begin(), lane.units.end());
        lane.units.erase(std::unique(lane.units.begin(), lane.units.end()), lane.units.end());
        for (const std::int32_t unit : lane.units) lane.capital_musd.push_back(capital(base, params, unit, l));
        lane_.push_back(std::move(lane));
        compat_.push_back(params.switches(static_cast<int>(l))[Switch::ario_compat] ? 1 : 0);
    }
}

/// Share of an accident's first loss that acts in the step that starts on `day`. In the standard week it is the mean over
/// the days of the step. ARIO recovers after the output of a step; its reference program also lets capacity events bite one
/// step late.
double Accidents::left(const Event& event, Day day, std::size_t lane) const {
    const Accident& a = event.accident;
    const Day end = a.start + a.duration_days;
    if (ario_) {
        if (compat_[lane] != 0 && !a.of_capital) day -= step_days_;
        if (day < a.start) return 0.0;
        if (a.recovery == Recovery::none) return day < end ? 1.0 : 0.0;
        return recovered(a, static_cast<double>(day - step_days_ - end));
    }
    double sum = 0.0;
    for (Day d = day; d < day + step_days_; ++d) {
        if (d < a.start) continue;
        sum += d < end ? 1.0 : a.recovery == Recovery::none ? 0.0 : recovered(a, static_cast<double>(d - end));
    }
    return sum / step_days_;
}

/// What was delivered in the last step comes off the need; what is left is ordered by parts, once the duration is over.
void Accidents::rebuild(Event& event, const Step& k, std::size_t l) const {
    const Accident& a = event.accident;
    const bool orders = k.day >= a.start + a.duration_days;
    for (Need& need : event.needs) {
        if (need.ordered_musd > 0.0) {
            const double left = need.left_musd - need.ordered_musd * k.state.serve[at(need.supplier) * lanes_ + l];
            need.left_musd = std::max(0.0, compat_[l] != 0 ? models::round_to(left, capital_places) : left);
        }
        need.ordered_musd =
            orders ? models::rebuild_orders(need.left_musd, static_cast<double>(a.recovery_days) / step_days_) : 0.0;
    }
}

void Accidents::hurt(Lane& lane, Step& k, std::size_t l) {
    const auto loss_of = [&](std::int32_t unit) -> Loss& {
        return loss_[at(
            static_cast<std::int32_t>(std::lower_bound(lane.units.begin(), lane.units.end(), unit) - lane.units.begin()))];
    };
    const bool rounds = compat_[l] != 0;
    for (Event& event : lane.events) {
        const Accident& a = event.accident;
        const double share = left(event, k.day, l);
        if (a.recovery == Recovery::rebuild) {
            rebuild(event, k, l);
            if (!(share > 0.0)) continue;
            std::vector<double> lost(event.hits.size(), 0.0);
            for (const Need& need : event.needs) {
                lost[at(need.hit)] += need.left_musd;
                loss_of(need.supplier).ordered_musd += need.ordered_musd;
            }
            for (std::size_t h = 0; h < lost.size(); ++h)
                loss_of(event.hits[h].unit).capital_musd += lost[h] / a.rebuild_factor;
            continue;
        }
        for (const Hit& hit : event.hits) {
            Loss& loss = loss_of(hit.unit);
            const double lost_share = hit.share * share;
            if (!a.of_capital) {
                loss.capacity_share =
                    std::max(loss.capacity_share, rounds ? models::round_to(lost_share, share_places) : lost_share);
                continue;
            }
            const double lost = hit.share * hit.capital_musd * share;
            loss.capital_musd += rounds && share < 1.0 ? models::round_to(lost, capital_places) : lost;
            loss.capital_share += lost_share;
        }
    }
}

void Accidents::strike(Step& k) {
    State& s = k.state;
    for (std::size_t l = 0; l < lane_.size(); ++l) {
        Lane& lane = lane_[l];
        loss_.assign(lane.units.size(), {});
        hurt(lane, k, l);
        for (std::size_t n = 0; n < lane.units.size(); ++n) {
            const auto i = at(lane.units[n]);
            const std::size_t u = i * lanes_ + l;
            const Loss& loss = loss_[n];
            s.capital_lost[u] = loss.capital_musd;
            s.rebuild_orders[u] = loss.ordered_musd;
            if (ario_) {
                s.damage[u] = models::damage_share(loss.capital_musd, lane.capital_musd[n], loss.capacity_share);
                continue;
            }
            const double damage = models::damage_share(loss.capital_share, 1.0, loss.capacity_share);
            if (damage == s.damage[u]) continue;
            s.damage[u] = damage;
            s.capacity[u] = capacity_of(k, i, u, k.par.of(Param::u0)[at(k.par.unit_row()[i]) * lanes_ + l]);
        }
    }
}

template <int L>
void suffer_accidents(Step& k) {
    k.accidents.strike(k);
}

SUNDER_FOR_ALL_LANES(suffer_accidents)

}  // namespace sunder
