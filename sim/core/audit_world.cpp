// SPDX-License-Identifier: Apache-2.0
// Identities of the world: I2 (goods, by family), I9 (money). One pass over units and one over slots, in the order of rows.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/audit.hpp"
#include "sim/core/kernel.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Adds what units and buyers hold beyond the base year, and what is under way, by (family, lane).
template <int L>
SUNDER_KERNEL void add_held(const Base& b, const State& s, const std::int32_t* family, double* held) {
    const double *inventory = s.inventory_dev.data(), *stock = s.stock_dev.data(), *transit = s.transit_dev.data();
    for (std::size_t i = 0; i < at(b.units); ++i) {
        double* to = held + at(family[at(b.net.unit_good[i])]) * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) to[l] += inventory[i * L + l];
    }
    for (std::size_t slot = 0; slot < at(b.slots); ++slot) {
        double* to = held + at(family[at(b.net.slot_good[slot])]) * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) to[l] += stock[slot * L + l] + transit[slot * L + l];
    }
}

/// Sums over the world by (family, lane), and of money by lane.
struct WorldSums {
    explicit WorldSums(std::size_t families, std::size_t lanes)
        : made(families * lanes, 0.0), moved(made), receipts(lanes, 0.0), outlay(receipts), other(receipts) {}
    std::vector<double> made, moved;  ///< output less use; flows and stocks, whatever their sign: round-off grows with them
    std::vector<double> receipts, outlay, other;
};

/// `change`: what is held, by (family, lane).
template <int L>
SUNDER_KERNEL void add_units(const Step& k, const std::int32_t* family, double* change_sum, WorldSums& sums) {
    const Base& b = k.base;
    const double *inventory_dev = k.state.inventory_dev.data(), *output = k.state.output.data(),
                 *rebuilt = k.state.rebuilt.data(), *paid = k.state.receipts.data();
    double receipts[L] = {};
    for (std::size_t i = 0; i < at(b.units); ++i) {
        const std::size_t x = i * L, f = at(family[at(b.net.unit_good[i])]) * L;
        double *change = change_sum + f, *made = sums.made.data() + f, *moved = sums.moved.data() + f;
        const double x0 = b.x0[i];
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double inventory = inventory_dev[x + l];
            change[l] += inventory;
            made[l] += output[x + l] - x0 - rebuilt[x + l];
            moved[l] += output[x + l] + std::abs(inventory);
            receipts[l] += paid[x + l];
        }
    }
    std::copy_n(receipts, L, sums.receipts.data());
}

/// Goods that reached a slot, in units of the goods. What they are more or less as a composite is nobody's loss.
double goods_arrived(const Step& k, std::size_t slot, std::size_t l) {
    double sum = 0.0;
    for (auto e = at(k.base.net.slot_link_ptr[slot]); e < at(k.base.net.slot_link_ptr[slot + 1]); ++e)
        sum += k.state.arrived[e * at(k.base.lanes) + l];
    return sum;
}

/// `stocks`: input stocks, whatever their sign, by (country, lane).
template <int L>
SUNDER_KERNEL void add_slots(const Step& k, const std::int32_t* family, double* change_sum, double* stocks,
                             WorldSums& sums) {
    const Base& b = k.base;
    const State& s = k.state;
    const double *stock_dev = s.stock_dev.data(), *transit_dev = s.transit_dev.data(), *use = s.use.data(),
                 *paid = s.outlay.data();
    double outlay[L] = {}, other[L] = {};
    for (std::size_t slot = 0; slot < at(b.slots); ++slot) {
        const std::size_t x = slot * L, f = at(family[at(b.net.slot_good[slot])]) * L;
        double *change = change_sum + f, *made = sums.made.data() + f, *moved = sums.moved.data() + f,
               *held = stocks + at(b.slot_country[slot]) * L;
        const double q0 = b.q0[slot];
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double stock = stock_dev[x + l], transit = transit_dev[x + l], used = use[x + l];
            change[l] += stock + transit;
            made[l] -= used - q0;
            moved[l] += used + std::abs(stock) + std::abs(transit);
            held[l] += std::abs(stock);
            outlay[l] += paid[x + l];
        }
        if (b.ces[slot] != 0)
            for (std::size_t l = 0; l < L; ++l) made[l] -= goods_arrived(k, slot, l) - s.arrivals[x + l];
    }
    for (std::size_t x = 0; x < s.tariff_paid.size(); x += L)  // of buyers
        for (std::size_t l = 0; l < L; ++l) other[l] += s.tariff_paid[x + l] + s.freight_paid[x + l] - s.credit_paid[x + l];
    std::copy_n(outlay, L, sums.outlay.data());
    std::copy_n(other, L, sums.other.data());
}

}  // namespace

void Audit::before_rules(const State& state) {
    held_.assign(families_ * at(base_.lanes), 0.0);
    with_lanes(base_.lanes, [&]<int L>() { add_held<L>(base_, state, family_of_good_.data(), held_.data()); });
}

void Audit::check_world(const Step& k) {
    const auto width = at(base_.lanes);
    std::vector<double>& change = held_;  // held now - held before - (made - used), which must vanish
    for (double& x : change) x = 0.0 - x;
    stocks_.assign(base_.net.countries.size() * width, 0.0);
    WorldSums sums(families_, width);
    with_lanes(base_.lanes, [&]<int L>() {
        add_units<L>(k, family_of_good_.data(), change.data(), sums);
        add_slots<L>(k, family_of_good_.data(), change.data(), stocks_.data(), sums);
    });
    for (std::size_t g = 0; g < base_.net.goods.size(); ++g)
        for (std::size_t l = 0; l < width; ++l)
            sums.made[at(family_of_good_[g]) * width + l] -= k.policy.scrapped()[g * width + l];
    std::vector<double> base_flow(families_, 0.0);
    for (std::size_t i = 0; i < at(base_.units); ++i)
        base_flow[at(family_of_good_[at(base_.net.unit_good[i])])] += base_.x0[i];
    std::array<Worst, identities> worst{};
    for (std::size_t f = 0; f < families_; ++f)
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t x = f * width + l;
            if (base_flow[f] > 0.0)
                worst[I2].see(std::abs(change[x] - sums.made[x]) / std::max(base_flow[f], sums.moved[x]), l, f);
        }
    const double world_trade = std::accumulate(base_.q0.begin(), base_.q0.end(), 0.0);  // what is traded now may be nothing
    for (std::size_t l = 0; l < width; ++l)
        worst[I9].see(std::abs(sums.outlay[l] - sums.receipts[l] - sums.other[l]) /
                          std::max({sums.outlay[l], sums.receipts[l], world_trade}),
                      l, 0);
    fold(k, {&worst, 1});
}

}  // namespace sunder
