// SPDX-License-Identifier: Apache-2.0
// Phases: ship, receive, settle (model.md 6.9, 9).
#include <algorithm>

#include "models/pricing/pricing.hpp"
#include "models/shipping/shipping.hpp"
#include "models/sourcing/sourcing.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/supplier_sums.hpp"
#include "sim/core/week.hpp"

namespace sunder {

namespace {

// Per link and lane: reads order, backlog, fill; writes shipped, backlog, fill.
template <int L>
SUNDER_KERNEL void ship_slots(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    const double *lapse = k.par.rate(Param::tau_c), *lam_see = k.par.rate(Param::tau_see),
                 *tau_see = k.par.of(Param::tau_see);
    const double *order = k.state.order.data(), *serve = k.state.serve.data(), *caps = k.policy.cap.data();
    double *backlog = k.state.backlog.data(), *fill = k.state.fill.data(), *sent = k.state.shipped.data();
    for (std::size_t slot = first; slot < last; ++slot) {
        const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        const bool lost = b.net.slot_kind[slot] == SlotKind::fin;  // final sales that are not served are lost
        double owed[L] = {}, lam[L], gone[L];
        for (std::size_t l = 0; l < L; ++l) {
            const double early = k.state.alert_weeks[static_cast<std::size_t>(b.slot_country[slot]) * L + l];
            lam[l] = early > 0.0 ? models::rate(b.dt_weeks, std::max(1.0, tau_see[row + l] - early)) : lam_see[row + l];
            gone[l] = lost ? 1.0 : lapse[row + l];
        }
        for (auto e = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
             e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e) {
            const double* share = serve + static_cast<std::size_t>(b.net.link_supplier[e]) * L;
            const std::size_t x = e * L;
            const auto ship_claim = [&](std::size_t l, double claim) {
                const double ordered = order[x + l], shipped = share[l] * claim;
                const double left = models::backlog_step(ordered, backlog[x + l], shipped, gone[l]);
                const double filled = ordered > shipped ? shipped / ordered : 1.0;
                sent[x + l] = shipped;
                backlog[x + l] = left;
                owed[l] += left;
                fill[x + l] = models::seen(fill[x + l], filled, lam[l]);
            };
            if (const std::int32_t record = k.policy.record[e]; record < 0) {
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) ship_claim(l, order[x + l] + backlog[x + l]);
            } else {
                const double* cap = caps + static_cast<std::size_t>(record) * L;
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) ship_claim(l, std::min(order[x + l] + backlog[x + l], cap[l]));
            }
        }
        for (std::size_t l = 0; l < L; ++l) k.state.owed[slot * L + l] = owed[l];
    }
}

}  // namespace

template <int L>
void ship(Step& k) {
    for_slot_blocks(k, &ship_slots<L>);
}

namespace {

/// What one slot receives in a step, by lane: goods in base-M$, the rest at current prices.
template <int L>
struct Receipt {
    double arrived[L], installed[L], shipped[L], value[L], tariff[L], freight[L], outlay[L], credit[L], abroad[L];
    Receipt() {  // `= {}` becomes one rep stos for all, which takes longer to start than to do: a tenth of the phase
        for (double* row : {arrived, installed, shipped, value, tariff, freight, outlay, credit, abroad})
            std::fill_n(row, L, 0.0);
    }
};

/// Takes the arrivals of one slot out of its ring and puts this step's shipments in.
/// A tool is paid when delivered and enters the stock when installed; other goods do both at once.
template <int L, bool tools>
void turn_ring(Step& k, std::size_t slot, Receipt<L>& got) {
    const Base& b = k.base;
    State& s = k.state;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
    const auto width = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]) - first;
    // Without lead time the goods of this step are their own pipeline.
    const bool at_once = b.lead[slot] == 0;
    const auto cell = [&](std::int32_t step) {
        return at_once ? s.shipped.data() + first * L : s.ring.data() + b.ring_cell(slot, step) * L;
    };
    double* used = cell(k.t);
    const double* delivered = tools ? cell(k.t - b.deliver[slot]) : used;
    const double *sent = s.shipped.data() + first * L, *contract = s.contract.data() + first * L;
    double* arrivals = s.arrived.data() + first * L;
    auto cohort = static_cast<std::size_t>(b.cohort_ptr[slot]);
    for (std::size_t n = 0; n < width; ++n) {
        const std::size_t e = first + n, x = n * L;
        if (tools)
            while (b.cohort_link_ptr[cohort + 1] <= static_cast<std::int32_t>(e)) ++cohort;
        double* entered = s.entered.data() + cohort * L;
        const double z0 = b.z0[e], tariff0 = static_cast<double>(b.net.link_tariff0[e]),
                     freight0 = static_cast<double>(b.net.link_freight0[e]), abroad = static_cast<double>(b.link_abroad[e]);
        const auto take = [&](std::size_t l, double tariff, double factor, double credit_rate) {
            const double shipped = sent[x + l], arrived = delivered[x + l], price = contract[x + l];
            const double installed = tools ? used[x + l] : arrived;
            used[x + l] = shipped;
            arrivals[x + l] = arrived;
            if (tools) entered[l] += installed;
            const double paid = arrived * price, credit = paid * credit_rate;
            got.arrived[l] += arrived;
            got.installed[l] += installed;
            got.shipped[l] += shipped - z0;
            got.value[l] += paid * factor;
            got.tariff[l] += paid * tariff;
            got.freight[l] += paid * freight0;
            got.abroad[l] += paid * abroad;
            got.credit[l] += credit;
            got.outlay[l] += paid * (1.0 + tariff + freight0) - credit;
        };
        if (const std::int32_t record = k.policy.record[e]; record < 0) {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) take(l, tariff0, 1.0, 0.0);
        } else {
            const std::size_t r = static_cast<std::size_t>(record) * L;
            const double *added = k.policy.tariff.data() + r, *factor = k.policy.price_factor.data() + r,
                         *credit = k.policy.credit.data() + r;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) take(l, tariff0 + added[l], factor[l], credit[l]);
        }
    }
}

constexpr double least_priced = 1e-3;  ///< of a step's base use; a plant that has less makes next to nothing

/// Stocks of an input after a step: use within what is there, and the mean price paid.
template <int L>
void use_stock(Step& k, std::size_t slot, const Receipt<L>& got) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L, x = slot * L;
    const auto buyer = static_cast<std::size_t>(b.net.slot_buyer[slot]);
    const double *cover = k.par.of(Param::n) + row, *ces = k.par.of(Param::ces) + row;
    const double *need = s.need.data() + x, *permit = s.permit.data() + x, *arrivals = s.arrivals.data() + x;
    const double *thrift = s.thrift.data() + x, *price = s.purchase_price.data() + x;
    const bool service = b.net.slot_kind[slot] == SlotKind::srv, any_ces = b.ces[slot] != 0;
    const double *output = service ? need : s.output.data() + buyer * L,
                 *productivity = service ? need : s.productivity.data() + buyer * L;
    double *use = s.use.data() + x, *stock_cost = s.stock_cost.data() + x, *stock_dev = s.stock_dev.data() + x;
    const double q0 = b.q0[slot], x0 = service ? 1.0 : b.x0[buyer], dt_weeks = b.dt_weeks;
    const auto take = [&](std::size_t l, double wanted, double value) {
        const double stock = cover[l] / dt_weeks * q0 + stock_dev[l];
        const double used = std::max(0.0, std::min(wanted, stock + arrivals[l]));  // an empty stock may be -1e-17
        use[l] = used;
        stock_cost[l] = models::stock_cost(stock_cost[l], stock, arrivals[l], value, least_priced * q0);
        stock_dev[l] += (arrivals[l] - q0) - (used - q0);
    };
    const auto for_output = [&](std::size_t l) { return q0 * (output[l] / x0) * thrift[l] / productivity[l]; };
    if (any_ces) {
        for (std::size_t l = 0; l < L; ++l)  // bought at Pces a unit
            take(l, service ? need[l] * permit[l] : for_output(l), ces[l] != 0.0 ? arrivals[l] * price[l] : got.value[l]);
    } else if (service) {
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) take(l, need[l] * permit[l], got.value[l]);
    } else {
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) take(l, for_output(l), got.value[l]);
    }
}

/// What the buyer pays on top of goods, and what comes from abroad, over its slots in their order.
template <int L>
void add_to_bill(Step& k, std::size_t slot, const Receipt<L>& got) {
    State& s = k.state;
    const auto buyer = static_cast<std::size_t>(k.base.net.slot_buyer[slot]), row = buyer * L;
    double *tariff = s.tariff_paid.data() + row, *freight = s.freight_paid.data() + row,
           *credit = s.credit_paid.data() + row, *abroad = s.bought_abroad.data() + row;
    if (static_cast<std::size_t>(k.base.net.buyer_slot_ptr[buyer]) == slot)
        for (double* sum : {tariff, freight, credit, abroad}) std::fill_n(sum, L, 0.0);
    SUNDER_LANES
    for (std::size_t l = 0; l < L; ++l) {
        tariff[l] += got.tariff[l];
        freight[l] += got.freight[l];
        credit[l] += got.credit[l];
        abroad[l] += got.abroad[l];
    }
}

// Per link and lane: reads ring, shipped, contract; writes ring, arrived.
template <int L>
SUNDER_KERNEL void receive_slots(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    State& s = k.state;
    double *arrivals = s.arrivals.data(), *outlay = s.outlay.data(), *filled = s.filled.data(),
           *transit = s.transit_dev.data();
    for (std::size_t slot = first; slot < last; ++slot) {
        const SlotKind kind = b.net.slot_kind[slot];
        for (auto c = static_cast<std::size_t>(b.cohort_ptr[slot]) * L;
             c < static_cast<std::size_t>(b.cohort_ptr[slot + 1]) * L; ++c)
            s.entered[c] = 0.0;
        Receipt<L> got;
        if (kind == SlotKind::cap)
            turn_ring<L, true>(k, slot, got);
        else
            turn_ring<L, false>(k, slot, got);
        if (b.ces[slot] != 0)
            for (std::size_t l = 0; l < L; ++l)
                got.arrived[l] = composite_arrivals<L>(
                    k, slot, l, s.arrived.data() + static_cast<std::size_t>(b.net.slot_link_ptr[slot]) * L);
        const std::size_t x = slot * L;
        const double q0 = b.q0[slot];
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            arrivals[x + l] = got.arrived[l];
            outlay[x + l] = got.outlay[l];
            filled[x + l] = q0 + got.shipped[l];
            transit[x + l] += got.shipped[l] - (got.installed[l] - q0);
        }
        add_to_bill<L>(k, slot, got);
        if (kind == SlotKind::cap) {
            std::copy_n(got.installed, L, s.installed.data() + x);
            std::copy_n(got.installed, L, s.use.data() + x);
        } else if (kind == SlotKind::fin) {
            std::copy_n(got.arrived, L, s.use.data() + x);
        } else {
            use_stock<L>(k, slot, got);
        }
    }
}

}  // namespace

template <int L>
void receive(Step& k) {
    for_slot_blocks(k, &receive_slots<L>);
}

namespace {

/// What a unit is paid for, and what left it: the audit holds `goods` against what was rationed.
struct Sales {
    static constexpr std::size_t count = 4;
    template <int L>
    using Slot = NothingInCommon;
    // Per link and lane: reads arrived, contract, shipped.
    template <int L>
    static void fetch(const Step& k, std::size_t link) {
        fetch_row<L>(k.state.arrived.data() + link * L);
        fetch_row<L>(k.state.contract.data() + link * L);
        fetch_row<L>(k.state.shipped.data() + link * L);
    }
    template <int L>
    static void add(const Step& k, std::size_t link, const Slot<L>&, double* sums) {
        const double *arrived = k.state.arrived.data() + link * L, *contract = k.state.contract.data() + link * L,
                     *shipped = k.state.shipped.data() + link * L;
        double *money = sums, *goods = sums + L, *delivered = sums + 2 * L, *abroad = sums + 3 * L;
        const auto across = static_cast<double>(k.base.link_abroad[link]);
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double paid = arrived[l] * contract[l];
            money[l] += paid;
            goods[l] += shipped[l];
            delivered[l] += arrived[l];
            abroad[l] += paid * across;
        }
    }
    template <int L>
    static void finish(Step& k, std::size_t i, const double* sums) {
        State& s = k.state;
        std::copy_n(sums, L, s.receipts.data() + i * L);
        std::copy_n(sums + L, L, s.dispatched.data() + i * L);
        std::copy_n(sums + 2 * L, L, s.delivered.data() + i * L);
        std::copy_n(sums + 3 * L, L, s.sold_abroad.data() + i * L);
    }
};

}  // namespace

template <int L>
void settle(Step& k) {
    sum_by_supplier<Sales, L>(k);
    k.policy.book_rents(k.base, k.state);
}

SUNDER_FOR_ALL_LANES(ship)
SUNDER_FOR_ALL_LANES(receive)
SUNDER_FOR_ALL_LANES(settle)

}  // namespace sunder
