// SPDX-License-Identifier: Apache-2.0
// Long-run prices and outputs by hat algebra and the Leontief system, solved by rounds.
#include <algorithm>
#include <cmath>

#include "sim/core/composite.hpp"
#include "sim/validation/trade_toy.hpp"

namespace sunder::toy {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Base shares (of spending for a composite, of quantities where goods add up) and landed prices of a slot's suppliers.
struct SlotView {
    std::vector<double> share, price;
};

SlotView view_of(const Base& b, const LongRunQuestion& q, const std::vector<double>& price, std::size_t slot) {
    SlotView view;
    const double mean = q.ces[slot] != 0 ? mean_landed0(b, slot) : 1.0;
    for (auto e = at(b.net.slot_link_ptr[slot]); e < at(b.net.slot_link_ptr[slot + 1]); ++e) {
        view.share.push_back(b.z0[e] / b.q0[slot] * (q.ces[slot] != 0 ? landed0(b, e) / mean : 1.0));
        view.price.push_back(price[at(b.net.link_supplier[e])] * q.landed[e]);
    }
    return view;
}

/// ph_i = ((v_i + sum a Ph)/A_i + rd_i)/c0_i
double price_round(const Base& b, const LongRunQuestion& q, LongRunAnswer& now) {
    for (std::size_t s = 0; s < at(b.slots); ++s) {
        const SlotView view = view_of(b, q, now.price, s);
        now.composite[s] = q.ces[s] != 0 ? models::ces_price(view.share, view.price, q.sig[s])
                                         : models::additive_price(view.share, view.price, q.sig[s]);
    }
    double moved = 0.0;
    const auto width = at(b.lanes);
    for (std::size_t i = 0; i < at(b.units); ++i) {
        double cost = b.labour[i * width], cost0 = cost;
        for (auto s = at(b.net.buyer_slot_ptr[i]); s < at(b.net.buyer_slot_ptr[i + 1]); ++s) {
            const double a = b.net.slot_kind[s] == SlotKind::cap ? b.capital_charge[s * width] : b.landed_coefficient[s];
            cost += a * now.composite[s];
            cost0 += a;
        }
        const double next = (cost / q.productivity[i] + q.research[i]) / (cost0 + q.research[i]);
        moved = std::max(moved, std::abs(next - now.price[i]));
        now.price[i] = next;
    }
    return moved;
}

/// Sales of every unit when buyers make `output`: z0 (quantity per unit bought) (what the buyer needs).
std::vector<double> sales_at(const Base& b, const LongRunQuestion& q, const LongRunAnswer& now) {
    std::vector<double> flow(b.z0.size(), 0.0), sales(at(b.units), 0.0);
    const auto buy = [&](std::size_t s, double need) {
        const SlotView view = view_of(b, q, now.price, s);
        const auto first = at(b.net.slot_link_ptr[s]);
        for (std::size_t n = 0; n < view.price.size(); ++n) {
            const double per_unit = q.ces[s] != 0 ? models::ces_quantity(view.price[n], now.composite[s], q.sig[s])
                                                  : models::additive_quantity(view.share, view.price, q.sig[s], n);
            flow[first + n] = b.z0[first + n] * per_unit * need;
        }
    };
    for (std::size_t s = 0; s < at(b.slots); ++s) {
        const std::int32_t buyer = b.net.slot_buyer[s];
        if (b.net.slot_kind[s] == SlotKind::srv) continue;
        buy(s, buyer < b.units ? now.output[at(buyer)] / q.productivity[at(buyer)]
                               : models::pow_exact(now.composite[s], -q.eps_f[s]));
    }
    for (std::size_t s = 0; s < at(b.slots); ++s) {  // service follows the buyer's tools of this vendor
        if (b.net.slot_kind[s] != SlotKind::srv) continue;
        double tools = 0.0, tools0 = 0.0;
        for (const std::int32_t c : b.service_cohorts[s]) {
            const double life = b.t0[at(c) * at(b.lanes)] / b.cohort_q0[at(c)];
            for (auto e = at(b.cohort_link_ptr[at(c)]); e < b.z0.size() && b.link_slot[e] == b.cohort_slot[at(c)] &&
                                                        b.net.unit_hq(b.net.link_supplier[e]) == b.cohort_vendor[at(c)];
                 ++e) {
                tools += life * flow[e];
                tools0 += life * b.z0[e];
            }
        }
        buy(s, tools0 > 0.0 ? tools / tools0 : 1.0);
    }
    for (std::size_t e = 0; e < flow.size(); ++e) sales[at(b.net.link_supplier[e])] += flow[e];
    return sales;
}

}  // namespace

LongRunQuestion question_of(const Base& b, const ParamTable& params) {
    LongRunQuestion q;
    q.landed.assign(b.z0.size(), 1.0);
    q.productivity.assign(at(b.units), 1.0);
    for (std::size_t i = 0; i < at(b.units); ++i)
        q.research.push_back(params.of(Param::rd)[at(params.unit_row()[i]) * at(b.lanes)]);
    for (std::size_t s = 0; s < at(b.slots); ++s) {
        const std::size_t row = at(params.slot_row()[s]) * at(b.lanes);
        q.sig.push_back(params.of(Param::sig)[row]);
        q.eps_f.push_back(params.of(Param::eps_f)[row]);
        q.ces.push_back(params.of(Param::ces)[row] != 0.0 ? 1 : 0);
    }
    return q;
}

LongRunAnswer solve_long_run(const Base& b, const LongRunQuestion& q) {
    constexpr int most = 10000;
    LongRunAnswer now{std::vector<double>(at(b.units), 1.0), std::vector<double>(at(b.units), 1.0),
                      std::vector<double>(at(b.slots), 1.0)};
    for (int n = 0; n < most && price_round(b, q, now) > 1e-16; ++n) continue;
    for (int n = 0; n < most; ++n) {
        const std::vector<double> sales = sales_at(b, q, now);
        double moved = 0.0;
        for (std::size_t i = 0; i < sales.size(); ++i) {
            moved = std::max(moved, std::abs(sales[i] / b.x0[i] - now.output[i]));
            now.output[i] = sales[i] / b.x0[i];
        }
        if (moved <= 1e-16) break;
    }
    return now;
}

}  // namespace sunder::toy
