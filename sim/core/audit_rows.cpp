// SPDX-License-Identifier: Apache-2.0
// Identities of slots, units, records and the ring: I1, I3 to I8, I18.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/audit.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/kernel.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Largest residual of one identity in every lane, and its row (a whole number). Not a number is larger than any.
template <int L>
struct Peaks {
    double value[L] = {}, row[L] = {};
    void see(std::size_t l, double x, double r) noexcept {
        const double most = value[l];
        const bool larger = !(x <= most) & (most == most);
        value[l] = larger ? x : most;
        row[l] = larger ? r : row[l];
    }
    /// Shows them to `worst` by rows: of equal ones the first row counts.
    template <class Worst>
    void fold_into(Worst& worst) const {
        std::array<std::size_t, L> order{};
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return row[x] < row[y]; });
        for (const std::size_t l : order) worst.see(value[l], l, static_cast<std::size_t>(row[l]));
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
    const double *share_gap = s.share_gap.data(), *stock_dev = s.stock_dev.data(), *arrivals = s.arrivals.data(),
                 *use = s.use.data(), *health = s.health.data();
    for (std::size_t slot = first; slot < last; ++slot) {
        const SlotKind kind = b.net.slot_kind[slot];
        const auto row = static_cast<double>(slot);
        const std::size_t x = slot * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) peaks.shares.see(l, share_gap[x + l], row);
        if (kind == SlotKind::cap || kind == SlotKind::fin) continue;
        const double *cover = k.par.of(Param::n) + at(k.par.slot_row()[slot]) * L, q0 = b.q0[slot], dt_weeks = b.dt_weeks;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double stock0 = cover[l] / dt_weeks * q0, dev = stock_dev[x + l], arrived = arrivals[x + l],
                         used = use[x + l];
            const double scale = std::max(std::max(std::max(std::max(q0, stock0), std::abs(dev)), arrived), used);
            const double off = std::abs(dev - stock_before[x + l] - (arrived - used)),
                         below = std::max(0.0, -(stock0 + dev));
            peaks.stocks.see(l, std::max(off, below) / scale, row);
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

/// What the audit looks at in units.
template <int L>
struct UnitPeaks {
    Peaks<L> stocks, bounds, tools;
};

/// Finished stocks balance, output stays within its bounds, and the scarcest tools bind, for the units [first, last).
/// `stock_before`, `capacity`: after the rules; `alone`: lanes in which units of a pool stand for themselves.
template <int L>
SUNDER_KERNEL void look_at_units(const Step& k, const double* stock_before, const double* capacity, const bool (&alone)[L],
                                 std::size_t first, std::size_t last, UnitPeaks<L>& peaks) {
    const Base& b = k.base;
    const State& s = k.state;
    const double *inventory_dev = s.inventory_dev.data(), *dispatched = s.dispatched.data(), *output = s.output.data(),
                 *rebuilt = s.rebuilt.data(), *desired = s.desired.data(), *want = s.want.data(),
                 *ratio = s.capacity_ratio.data(), *tool_ratio = s.tool_ratio.data();
    constexpr double none = std::numeric_limits<double>::infinity();
    for (std::size_t i = first; i < last; ++i) {
        const auto row = static_cast<double>(i);
        const std::size_t u = i * L;
        const double x0 = b.x0[i];
        const bool pooled = b.pool_of_unit[i] >= 0;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double dev = inventory_dev[u + l], sent = dispatched[u + l];
            const double scale = std::max(std::max(x0, sent), std::abs(dev));
            peaks.stocks.see(l, std::abs(dev - stock_before[u + l] - (output[u + l] - sent - rebuilt[u + l])) / scale, row);
        }
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double made = output[u + l], wish = desired[u + l], most = pooled & !alone[l] ? none : capacity[u + l];
            const bool within = (made >= 0.0) & (made <= wish) & (wish <= want[u + l]) & (wish <= most);
            peaks.bounds.see(l, within ? 0.0 : 1.0, row);
        }
        if (!b.has_tools[i]) continue;
        double least[L];
        std::fill_n(least, L, 1e300);
        for (auto n = at(b.net.buyer_slot_ptr[i]); n < at(b.net.buyer_slot_ptr[i + 1]); ++n) {
            if (b.net.slot_kind[n] != SlotKind::cap) continue;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) least[l] = std::min(least[l], tool_ratio[n * L + l]);
        }
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l)
            peaks.tools.see(l, (least[l] == ratio[u + l]) & (least[l] >= 0.0) ? 0.0 : 1.0, row);
    }
}

/// Nothing passes beyond a licence, and nothing is ordered or passes where a link is closed.
template <int L>
SUNDER_KERNEL void look_at_records(const Step& k, Peaks<L>& peaks) {
    const std::span<const std::int32_t> links = k.policy.links();
    for (std::size_t record = 0; record < links.size(); ++record) {
        const std::size_t e = at(links[record]);
        const auto row = static_cast<double>(record);
        const double *cap = k.policy.cap.data() + record * L, *shipped = k.state.shipped.data() + e * L, z0 = k.base.z0[e];
        bool closed = false;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) peaks.see(l, shipped[l] > cap[l] ? (shipped[l] - cap[l]) / z0 : 0.0, row);
        for (std::size_t l = 0; l < L; ++l) closed |= cap[l] == 0.0;
        if (!closed) continue;
        const double* order = k.state.order.data() + e * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) peaks.see(l, cap[l] == 0.0 ? (shipped[l] + order[l]) / z0 : 0.0, row);
    }
}

/// The ring of a slot holds what its pipeline deviates by.
template <int L>
SUNDER_KERNEL void look_at_ring(const Step& k, Peaks<L>& peaks) {
    const Base& b = k.base;
    for (std::size_t slot = 0; slot < at(b.slots); ++slot) {
        const auto links = at(b.net.slot_link_ptr[slot + 1] - b.net.slot_link_ptr[slot]);
        const double baseline = b.lead[slot] * b.q0[slot], q0 = b.q0[slot];
        const double* transit = k.state.transit_dev.data() + slot * L;
        double sum[L] = {};
        for (std::int32_t step = 0; step < b.lead[slot]; ++step) {
            const double* cell = k.state.ring.data() + b.ring_cell(slot, step) * L;
            for (std::size_t n = 0; n < links; ++n) {
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) sum[l] += cell[n * L + l];
            }
        }
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l)
            peaks.see(l, std::abs(sum[l] - baseline - transit[l]) / std::max(std::max(baseline, sum[l]), q0),
                      static_cast<double>(slot));
    }
}

}  // namespace

void Audit::check_slots(Step& k) {
    const auto width = at(base_.lanes);
    k.blocks.for_blocks(base_.slot_blocks(), [&](std::int32_t block) {
        auto& worst = worst_[at(block)] = {};
        const std::size_t first = at(base_.slot_block[at(block)]), last = at(base_.slot_block[at(block) + 1]);
        with_lanes(base_.lanes, [&]<int L>() {
            SlotPeaks<L> peaks;
            look_at_slots<L>(k, stock_.data(), first, last, peaks);
            peaks.shares.fold_into(worst[I5]);
            peaks.stocks.fold_into(worst[I3]);
            peaks.health.fold_into(worst[I8]);
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
    const double* most = base_.ario ? k.state.capacity.data() : capacity_.data();  // ARIO sets overtime within the step
    k.blocks.for_blocks(base_.unit_blocks(), [&](std::int32_t block) {
        auto& worst = worst_[at(block)] = {};
        const std::size_t first = at(base_.unit_block[at(block)]), last = at(base_.unit_block[at(block) + 1]);
        with_lanes(base_.lanes, [&]<int L>() {
            bool alone[L];
            for (int l = 0; l < L; ++l) alone[l] = !k.par.switches(l)[Switch::pools];
            UnitPeaks<L> peaks;
            look_at_units<L>(k, inventory_.data(), most, alone, first, last, peaks);
            peaks.stocks.fold_into(worst[I1]);
            peaks.bounds.fold_into(worst[I7]);
            peaks.tools.fold_into(worst[I8]);
        });
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
    std::array<Worst, identities> worst{};
    with_lanes(base_.lanes, [&]<int L>() {
        Peaks<L> peaks;
        look_at_records<L>(k, peaks);
        peaks.fold_into(worst[I6]);
    });
    fold(k, {&worst, 1});
}

void Audit::check_ring(const Step& k) {
    std::array<Worst, identities> worst{};
    with_lanes(base_.lanes, [&]<int L>() {
        Peaks<L> peaks;
        look_at_ring<L>(k, peaks);
        peaks.fold_into(worst[I4]);
    });
    fold(k, {&worst, 1});
}

}  // namespace sunder
