// SPDX-License-Identifier: Apache-2.0
#include "sim/core/audit.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string>

#include "sim/core/composite.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/simulation.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// A residual to three digits: "2.1e-11".
std::string short_text(double x) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::general, 3);
    return error == std::errc{} ? std::string(text.data(), end) : std::to_string(x);
}

/// Largest residual of one identity in every lane, and its row (a whole number). Not a number is larger than any.
template <int L>
struct Peaks {
    double value[L] = {}, row[L] = {};
    void see(std::size_t l, double x, double r) noexcept {
        const bool larger = !(x <= value[l]) && value[l] == value[l];
        value[l] = larger ? x : value[l];
        row[l] = larger ? r : row[l];
    }
};

/// What the audit looks at in slots.
template <int L>
struct SlotPeaks {
    Peaks<L> shares, stocks, health;
};

/// Shares sum to one, stocks balance and stay above zero, health stays within 0..1, for the slots [first, last).
template <int L>
SUNDER_KERNEL void look_at_slots(const Step& k, const double* stock_before, std::size_t first, std::size_t last,
                                 SlotPeaks<L>& peaks) {
    const Base& b = k.base;
    const State& s = k.state;
    const double *share_sum = s.share_sum.data(), *notional_sum = s.notional_share_sum.data(),
                 *stock_dev = s.stock_dev.data(), *arrivals = s.arrivals.data(), *use = s.use.data(),
                 *health = s.health.data();
    for (std::size_t slot = first; slot < last; ++slot) {
        const SlotKind kind = b.net.slot_kind[slot];
        const auto row = static_cast<double>(slot);
        const std::size_t x = slot * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l)
            peaks.shares.see(l, std::max(std::abs(share_sum[x + l] - 1.0), std::abs(notional_sum[x + l] - 1.0)), row);
        if (kind == SlotKind::cap || kind == SlotKind::fin) continue;
        const double *cover = k.par.of(Param::n) + at(k.par.slot_row()[slot]) * L, q0 = b.q0[slot], dt_weeks = b.dt_weeks;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double stock0 = cover[l] / dt_weeks * q0, dev = stock_dev[x + l], arrived = arrivals[x + l],
                         used = use[x + l];
            const double scale = std::max(std::max(std::max(std::max(q0, stock0), std::abs(dev)), arrived), used);
            peaks.stocks.see(l, std::abs(dev - stock_before[x + l] - (arrived - used)) / scale, row);
            peaks.stocks.see(l, std::max(0.0, -(stock0 + dev)) / scale, row);
        }
        if (kind != SlotKind::srv) continue;
        for (std::size_t l = 0; l < L; ++l)
            peaks.health.see(l, health[x + l] >= 0.0 && health[x + l] <= 1.0 ? 0.0 : 1.0, row);
    }
}

/// What reached a slot: the money it costs over the price of a unit, where the slot is a CES composite.
double composite_at_prices(const Step& k, std::size_t slot, std::size_t l) {
    const auto width = at(k.base.lanes);
    double sum = 0.0, spent = 0.0, spent0 = 0.0;
    for (auto e = at(k.base.net.slot_link_ptr[slot]); e < at(k.base.net.slot_link_ptr[slot + 1]); ++e) {
        const std::int32_t record = k.policy.record[e];
        const double factor = record < 0 ? 1.0 : k.policy.price_factor[at(record) * width + l];
        sum += k.state.arrived[e * width + l];
        spent += k.state.arrived[e * width + l] * k.state.contract[e * width + l] * factor * landed0(k.base, e);
        spent0 += k.base.z0[e] * landed0(k.base, e);
    }
    const bool ces = k.par.of(Param::ces)[at(k.par.slot_row()[slot]) * width + l] != 0.0;
    return ces ? k.base.q0[slot] * spent / (spent0 * k.state.purchase_price[slot * width + l]) : sum;
}

/// Goods that reached a slot, in units of the goods. What they are more or less as a composite is nobody's loss.
double goods_arrived(const Step& k, std::size_t slot, std::size_t l) {
    double sum = 0.0;
    for (auto e = at(k.base.net.slot_link_ptr[slot]); e < at(k.base.net.slot_link_ptr[slot + 1]); ++e)
        sum += k.state.arrived[e * at(k.base.lanes) + l];
    return sum;
}

constexpr std::int32_t ring_every = 104;  ///< steps between sums over the whole ring, the dearest check

}  // namespace

Audit::Audit(const Base& base) : base_(base) {
    // Round-off of sums of some hundred terms, over up to 1,500 steps: 1e-12 of the base flow; money sums 1e-10 of world
    // trade.
    residual_ = {{{"I1", "finished stock' = stock + output - shipments", 1e-11, 0.0, -1, -1},
                  {"I2", "world, by good: output = use + change of stocks, transit and losses", 1e-11, 0.0, -1, -1},
                  {"I3", "input stock' = stock + arrivals - use, and never below 0", 1e-11, 0.0, -1, -1},
                  {"I4", "goods in transit = what was shipped and has not arrived", 1e-9, 0.0, -1, -1},
                  {"I5", "supplier shares of a slot sum to 1", 1e-11, 0.0, -1, -1},
                  {"I6", "shipments within licences; a denied link carries nothing", 0.0, 0.0, -1, -1},
                  {"I7", "0 <= output <= capacity and input limits", 0.0, 0.0, -1, -1},
                  {"I8", "usable tools = scarcest class; stocks >= 0; health in [0, 1]", 0.0, 0.0, -1, -1},
                  {"I9", "buyers' outlay = sellers' receipts + tariffs + freight - content credits", 1e-10, 0.0, -1, -1},
                  {"I10", "GDP of a country by production = by expenditure = by income", 1e-10, 0.0, -1, -1},
                  {"I11", "tariff revenue = rate times value; no measure pays more than its budget", 1e-10, 0.0, -1, -1},
                  {"I12", "content shares of a good sum to 1, each in [0, 1]", 1e-10, 0.0, -1, -1},
                  {"I18", "CES composite delivered = goods delivered at their share of its price", 1e-11, 0.0, -1, -1}}};
    std::vector<std::string> names;
    for (const Good& good : base.net.goods) {
        const auto found = std::find(names.begin(), names.end(), good.slot);
        family_of_good_.push_back(static_cast<std::int32_t>(found - names.begin()));
        if (found == names.end()) names.push_back(good.slot);
    }
    families_ = names.size();
    worst_.resize(at(std::max(base.slot_blocks(), base.unit_blocks())));
}

void Audit::Worst::see(double x, std::size_t l, std::size_t r) noexcept {
    if (x <= value || value != value) return;  // not a number is not <=, and is kept
    value = x;
    lane = static_cast<std::int32_t>(l);
    row = static_cast<std::int32_t>(r);
}

void Audit::before_rules(const State& state) {
    const auto width = at(base_.lanes);
    held0_.assign(families_ * width, 0.0);
    for (std::size_t i = 0; i < at(base_.units); ++i)
        for (std::size_t l = 0; l < width; ++l)
            held0_[at(family_of_good_[at(base_.net.unit_good[i])]) * width + l] += state.inventory_dev[i * width + l];
    for (std::size_t s = 0; s < at(base_.slots); ++s)
        for (std::size_t l = 0; l < width; ++l)
            held0_[at(family_of_good_[at(base_.net.slot_good[s])]) * width + l] +=
                state.stock_dev[s * width + l] + state.transit_dev[s * width + l];
}

void Audit::after_rules(const State& state) {
    inventory_ = state.inventory_dev;
    stock_ = state.stock_dev;
    transit_ = state.transit_dev;
    capacity_ = state.capacity;  // this step's: investment changes it at the end
}

void Audit::check(Step& step) {
    check_slots(step);
    check_units(step);
    check_pools(step);
    check_records(step);
    check_world(step);
    check_accounts(step);
    if (step.t % ring_every == 0) {
        check_ring(step);
        check_tariffs(step);
    }
    if (step.policy.content_moved()) check_content(step);
    for (const AuditResidual& r : residual_)
        if (!(r.largest <= r.tolerance))
            throw AuditError(std::string(r.id) + " failed: " + std::string(r.claim) + "; residual " + short_text(r.largest) +
                             " (tolerance " + short_text(r.tolerance) + "), step " + std::to_string(r.step) + ", lane " +
                             std::to_string(r.lane));
}

void Audit::fold(const Step& step, std::span<const std::array<Worst, identities>> blocks) {
    for (const auto& block : blocks)
        for (std::size_t n = 0; n < identities; ++n)
            if (!(block[n].value <= residual_[n].largest) && residual_[n].largest == residual_[n].largest) {
                residual_[n].largest = block[n].value;
                residual_[n].step = step.t;
                residual_[n].lane = block[n].lane;
            }
}

void Audit::check_slots(Step& k) {
    const auto width = at(base_.lanes);
    k.blocks.for_blocks(base_.slot_blocks(), [&](std::int32_t block) {
        auto& worst = worst_[at(block)] = {};
        const std::size_t first = at(base_.slot_block[at(block)]), last = at(base_.slot_block[at(block) + 1]);
        with_lanes(base_.lanes, [&]<int L>() {
            SlotPeaks<L> peaks;
            look_at_slots<L>(k, stock_.data(), first, last, peaks);
            const auto fold_lanes = [&](Identity identity, const Peaks<L>& found) {  // the first row that has the largest
                std::array<std::size_t, L> order{};
                std::iota(order.begin(), order.end(), std::size_t{0});
                std::stable_sort(order.begin(), order.end(),
                                 [&](std::size_t x, std::size_t y) { return found.row[x] < found.row[y]; });
                for (const std::size_t l : order)
                    worst[identity].see(found.value[l], l, static_cast<std::size_t>(found.row[l]));
            };
            fold_lanes(I5, peaks.shares);
            fold_lanes(I3, peaks.stocks);
            fold_lanes(I8, peaks.health);
        });
        if (!base_.any_ces) return;
        for (std::size_t slot = first; slot < last; ++slot)
            for (std::size_t l = 0; l < width && base_.ces[slot] != 0; ++l) {
                const double arrivals = k.state.arrivals[slot * width + l];
                worst[I18].see(std::abs(composite_at_prices(k, slot, l) - arrivals) / std::max(base_.q0[slot], arrivals), l,
                               slot);
            }
    });
    fold(k, std::span(worst_).first(at(base_.slot_blocks())));
}

void Audit::check_units(Step& k) {
    const auto width = at(base_.lanes);
    const State& s = k.state;
    k.blocks.for_blocks(base_.unit_blocks(), [&](std::int32_t block) {
        auto& worst = worst_[at(block)] = {};
        for (auto r = base_.unit_block[at(block)]; r < base_.unit_block[at(block) + 1]; ++r) {
            const std::size_t i = at(r);
            for (std::size_t l = 0; l < width; ++l) {
                const std::size_t u = i * width + l;
                const double change = s.inventory_dev[u] - inventory_[u];
                const double scale = std::max({base_.x0[i], s.dispatched[u], std::abs(s.inventory_dev[u])});
                worst[I1].see(std::abs(change - (s.output[u] - s.dispatched[u] - s.rebuilt[u])) / scale, l, i);
                const double most = base_.ario ? s.capacity[u] : capacity_[u];  // ARIO sets overtime within the step
                const bool alone = base_.pool_of_unit[i] < 0 || !k.par.switches(static_cast<int>(l))[Switch::pools];
                worst[I7].see(s.output[u] >= 0.0 && s.output[u] <= s.desired[u] && s.desired[u] <= s.want[u] &&
                                      (!alone || s.desired[u] <= most)
                                  ? 0.0
                                  : 1.0,
                              l, i);
                if (!base_.has_tools[i]) continue;
                double least = 1e300;
                for (auto n = base_.net.buyer_slot_ptr[i]; n < base_.net.buyer_slot_ptr[i + 1]; ++n)
                    if (base_.net.slot_kind[at(n)] == SlotKind::cap)
                        least = std::min(least, s.tool_ratio[at(n) * width + l]);
                worst[I8].see(least == s.capacity_ratio[u] && least >= 0.0 ? 0.0 : 1.0, l, i);
            }
        }
    });
    fold(k, std::span(worst_).first(at(base_.unit_blocks())));
}

/// A pool makes no more than all its members could.
void Audit::check_pools(const Step& k) {
    constexpr double rounding = 1e-12;  // parts of a capacity, summed again
    const auto width = at(base_.lanes);
    std::array<Worst, identities> worst{};
    for (std::size_t pool = 0; pool < base_.pool_units.size(); ++pool)
        for (std::size_t l = 0; l < width; ++l) {
            if (!k.par.switches(static_cast<int>(l))[Switch::pools]) continue;
            double output = 0.0, capacity = 0.0;
            for (const std::int32_t i : base_.pool_units[pool]) {
                output += k.state.output[at(i) * width + l];
                capacity += capacity_[at(i) * width + l];
            }
            worst[I7].see(output <= capacity * (1.0 + rounding) ? 0.0 : 1.0, l, pool);
        }
    fold(k, {&worst, 1});
}

void Audit::check_records(const Step& k) {
    const auto width = at(base_.lanes);
    std::array<Worst, identities> worst{};
    for (std::size_t record = 0; record < k.policy.links().size(); ++record) {
        const std::size_t e = at(k.policy.links()[record]);
        for (std::size_t l = 0; l < width; ++l) {
            const double cap = k.policy.cap[record * width + l], shipped = k.state.shipped[e * width + l];
            worst[I6].see(shipped > cap ? (shipped - cap) / base_.z0[e] : 0.0, l, e);
            if (cap == 0.0) worst[I6].see((shipped + k.state.order[e * width + l]) / base_.z0[e], l, e);
        }
    }
    fold(k, {&worst, 1});
}

void Audit::check_world(const Step& k) {
    const auto width = at(base_.lanes);
    const State& s = k.state;
    held1_.assign(families_ * width, 0.0);
    std::vector<double>& change = held1_;  // held now - held before - (made - used), which must vanish
    std::vector<double> made(families_ * width, 0.0), base_flow(families_, 0.0);
    std::vector<double> moved(families_ * width, 0.0);  // what round-off grows with: flows and stocks, whatever their sign
    std::vector<double> receipts(width, 0.0), outlay(width, 0.0), other(width, 0.0);
    for (std::size_t n = 0; n < change.size(); ++n) change[n] -= held0_[n];
    for (std::size_t i = 0; i < at(base_.units); ++i) {
        const std::size_t f = at(family_of_good_[at(base_.net.unit_good[i])]);
        base_flow[f] += base_.x0[i];
        for (std::size_t l = 0; l < width; ++l) {
            change[f * width + l] += s.inventory_dev[i * width + l];
            made[f * width + l] += s.output[i * width + l] - base_.x0[i] - s.rebuilt[i * width + l];
            moved[f * width + l] += s.output[i * width + l] + std::abs(s.inventory_dev[i * width + l]);
            receipts[l] += s.receipts[i * width + l];
        }
    }
    for (std::size_t slot = 0; slot < at(base_.slots); ++slot) {
        const std::size_t f = at(family_of_good_[at(base_.net.slot_good[slot])]);
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t x = slot * width + l;
            change[f * width + l] += s.stock_dev[x] + s.transit_dev[x];
            made[f * width + l] -= s.use[x] - base_.q0[slot];
            moved[f * width + l] += s.use[x] + std::abs(s.stock_dev[x]) + std::abs(s.transit_dev[x]);
            if (base_.ces[slot] != 0) made[f * width + l] -= goods_arrived(k, slot, l) - s.arrivals[x];
            outlay[l] += s.outlay[x];
            other[l] += s.tariff_paid[x] + s.freight_paid[x] - s.credit_paid[x];
        }
    }
    for (std::size_t g = 0; g < base_.net.goods.size(); ++g)
        for (std::size_t l = 0; l < width; ++l)
            made[at(family_of_good_[g]) * width + l] -= k.policy.scrapped()[g * width + l];
    std::array<Worst, identities> worst{};
    for (std::size_t f = 0; f < families_; ++f)
        for (std::size_t l = 0; l < width; ++l)
            if (base_flow[f] > 0.0)
                worst[I2].see(
                    std::abs(change[f * width + l] - made[f * width + l]) / std::max(base_flow[f], moved[f * width + l]), l,
                    f);
    const double world_trade = std::accumulate(base_.q0.begin(), base_.q0.end(), 0.0);  // what is traded now may be nothing
    for (std::size_t l = 0; l < width; ++l)
        worst[I9].see(std::abs(outlay[l] - receipts[l] - other[l]) / std::max({outlay[l], receipts[l], world_trade}), l, 0);
    fold(k, {&worst, 1});
}

void Audit::check_content(const Step& k) {
    std::array<Worst, identities> worst{};
    for (std::size_t l = 0; l < at(base_.lanes); ++l) worst[I12].see(k.policy.content().residual(l), l, 0);
    fold(k, {&worst, 1});
}

void Audit::check_ring(const Step& k) {
    const auto width = at(base_.lanes);
    std::array<Worst, identities> worst{};
    for (std::size_t slot = 0; slot < at(base_.slots); ++slot) {
        const auto links = at(base_.net.slot_link_ptr[slot + 1] - base_.net.slot_link_ptr[slot]);
        const double baseline = base_.lead[slot] * base_.q0[slot];
        for (std::size_t l = 0; l < width; ++l) {
            double sum = 0.0;
            for (std::int32_t step = 0; step < base_.lead[slot]; ++step) {
                const double* cell = k.state.ring.data() + base_.ring_cell(slot, step) * width;
                for (std::size_t n = 0; n < links; ++n) sum += cell[n * width + l];
            }
            worst[I4].see(
                std::abs(sum - baseline - k.state.transit_dev[slot * width + l]) / std::max({baseline, sum, base_.q0[slot]}),
                l, slot);
        }
    }
    fold(k, {&worst, 1});
}

}  // namespace sunder
