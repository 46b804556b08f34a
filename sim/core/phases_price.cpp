// SPDX-License-Identifier: Apache-2.0
// Phases: enact rules, cost, set prices, choose suppliers (model.md 6.2 - 6.5).
#include <algorithm>
#include <cmath>
#include <vector>

#include "models/pricing/pricing.hpp"
#include "models/sourcing/sourcing.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/kernel.hpp"
#include "sim/core/vector_math.hpp"
#include "sim/core/week.hpp"

namespace sunder {

template <int L>
void enact_rules(Step& k) {
    k.policy.enact(k.t, k.day, k.base, k.par, k.state);
}

namespace {

template <int L>
SUNDER_KERNEL void cost_units(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    State& s = k.state;
    const double *price = s.purchase_price.data(), *thrift = s.thrift.data(), *stock_cost = s.stock_cost.data(),
                 *charge = b.capital_charge.data();
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t u = i * L;
        const double *wage = s.wage.data() + static_cast<std::size_t>(b.net.unit_country[i]) * L,
                     *rd = k.par.of(Param::rd) + static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        const double *capital_factor = s.capital_factor.data() + u, *productivity = s.productivity.data() + u,
                     *labour = b.labour.data() + u, *normal_volume = s.normal_volume.data() + u,
                     *unit_cost0 = b.unit_cost0.data() + u;
        double inputs[L] = {}, capital[L] = {};
        for (auto r = b.net.buyer_slot_ptr[i]; r < b.net.buyer_slot_ptr[i + 1]; ++r) {
            const auto slot = static_cast<std::size_t>(r), x = slot * L;
            const double coefficient = b.landed_coefficient[slot];
            if (b.net.slot_kind[slot] == SlotKind::cap) {
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) capital[l] += charge[x + l] * price[x + l] * capital_factor[l];
            } else {
                SUNDER_LANES
                for (std::size_t l = 0; l < L; ++l) inputs[l] += coefficient * thrift[x + l] * stock_cost[x + l];
            }
        }
        double *variable_cost = s.variable_cost.data() + u, *cost_ratio = s.cost_ratio.data() + u,
               *ln_cost = s.ln_cost.data() + u;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double variable = (labour[l] * wage[l] + inputs[l]) / productivity[l];
            const double c = models::unit_cost(variable, capital[l] / productivity[l], rd[l] * wage[l], normal_volume[l]);
            const double ratio = c / unit_cost0[l];
            variable_cost[l] = variable;
            cost_ratio[l] = ratio;
            ln_cost[l] = models::log_exact(ratio);
        }
    }
}

template <int L>
SUNDER_KERNEL void price_units(Step& k, std::size_t first, std::size_t last) {
    State& s = k.state;
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t u = i * L, row = static_cast<std::size_t>(k.par.unit_row()[i]) * L;
        const double *eta = k.par.of(Param::eta) + row, *m = k.par.of(Param::m) + row, *r_dn = k.par.of(Param::r_dn) + row,
                     *lam = k.par.rate(Param::tau_p) + row;
        const double *ln_cost = s.ln_cost.data() + u, *scarcity = s.scarcity.data() + u, dt_weeks = k.base.dt_weeks;
        double *ln_list = s.ln_list.data() + u, *list = s.list.data() + u;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double lnp =
                models::list_price(ln_list[l], ln_cost[l], scarcity[l], eta[l], m[l], lam[l], r_dn[l], dt_weeks);
            ln_list[l] = lnp;
            list[l] = models::exp_exact(lnp);
        }
    }
}

}  // namespace

template <int L>
void cost(Step& k) {
    for_unit_blocks(k, &cost_units<L>);
}

template <int L>
void set_prices(Step& k) {
    for_unit_blocks(k, &price_units<L>);
    k.policy.set_premiums(k.base, k.par, k.state);
}

namespace {

/// Landed prices P and weights w, wN of the links of some slots, while the weights are made from price and fill.
/// Kept out of State: they would be the widest streams of the week.
struct Weights {
    std::vector<double> now, later, price, thrift;
    std::vector<double> flow;  ///< base flows of a slot with composites, by link and lane
    std::size_t first = 0;     ///< first link
};
constexpr std::int32_t links_at_once = 256;  ///< weights of so many links stay in the first caches

/// Landed prices of the links of one slot, and the arguments of the logs of their weights.
template <int L>
void price_links(Step& k, std::size_t slot, Weights& weights) {
    const Base& b = k.base;
    const double* lam = k.par.rate(Param::T_con) + static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double *list = k.state.list.data(), *ln_list = k.state.ln_list.data(), *fill = k.state.fill.data();
    double *contract = k.state.contract.data(), *now = weights.now.data(), *later = weights.later.data(),
           *price = weights.price.data();
    for (auto link = b.net.slot_link_ptr[slot]; link < b.net.slot_link_ptr[slot + 1]; ++link) {
        const auto e = static_cast<std::size_t>(link);
        const std::size_t x = e * L, j = static_cast<std::size_t>(b.net.link_supplier[e]) * L, w = (e - weights.first) * L;
        const auto agree = [&](std::size_t l, double quote, double factor) {
            const double agreed = models::contract_price(contract[x + l], quote, lam[l]), landed = agreed * factor;
            contract[x + l] = agreed;
            price[w + l] = landed;
            later[w + l] = landed;
            now[w + l] = fill[x + l];
        };
        if (const std::int32_t record = k.policy.record[e]; record < 0) {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) agree(l, list[j + l], 1.0);
        } else {
            const double *premium = k.policy.premium.data() + static_cast<std::size_t>(record) * L,
                         *factor = k.policy.price_factor.data() + static_cast<std::size_t>(record) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) agree(l, models::exp_exact(ln_list[j + l] + premium[l]), factor[l]);
        }
    }
}

/// Price and physical units of a CES composite (model.md 6.5); in lanes where the slot is homogeneous `paid`, and units 1.
/// Without any supplier left the price stays.
template <int L>
void compose(Step& k, std::size_t slot, const double* price, const double (&scale)[L], const double (&paid)[L]) {
    const Base& b = k.base;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double *ces = k.par.of(Param::ces) + row, *sig = k.par.of(Param::sig) + row;
    double* pc = k.state.purchase_price.data() + slot * L;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]),
               last = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]);
    for (std::size_t l = 0; l < L; ++l)
        if (ces[l] == 0.0)
            pc[l] = paid[l] / b.q0[slot];
        else if (scale[l] > 0.0)
            pc[l] = models::composite_price(scale[l], sig[l]);
    for (std::size_t e = first; e < last; ++e)
        for (std::size_t l = 0; l < L; ++l)
            k.state.composite[e * L + l] = ces[l] == 0.0 ? 1.0 : models::composite_units(price[(e - first) * L + l], pc[l]);
}

/// Base flows that the shares of a slot are of, by link and lane, and their sums: of quantities, or of spending where the
/// slot is a composite.
template <int L>
void base_flows(const Step& k, std::size_t slot, std::vector<double>& flow, double (&sum)[L]) {
    const Base& b = k.base;
    const double* ces = k.par.of(Param::ces) + static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]),
               last = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]);
    flow.resize((last - first) * L);
    for (std::size_t e = first; e < last; ++e)
        for (std::size_t l = 0; l < L; ++l) {
            flow[(e - first) * L + l] = ces[l] == 0.0 ? b.z0[e] : landed0(b, e) * b.z0[e];
            sum[l] += flow[(e - first) * L + l];
        }
}

/// Weights of the links of a slot that rules touch, times what their buyers expect to get.
template <int L>
void expect_fills(const Step& k, std::size_t first, std::size_t last, double* now, double* later) {
    for (std::size_t e = first; e < last; ++e, now += L, later += L) {
        const std::int32_t record = k.policy.record[e];
        if (record < 0) continue;
        const double *seen = k.policy.seen.data() + static_cast<std::size_t>(record) * L,
                     *seen_later = k.policy.later.data() + static_cast<std::size_t>(record) * L;
        for (std::size_t l = 0; l < L; ++l) {
            now[l] *= seen[l];
            later[l] *= seen_later[l];
        }
    }
}

/// How shares follow weights: 1 / mean weight, and speed. Both 0 when no supplier is left: where nothing has been filled for
/// long, weights have left the range in which numbers keep their digits.
template <int L>
struct Pull {
    double scale[L], lam[L];
    Pull(const double (&base)[L], const double (&weights)[L], double q0, const double* rate) {
        const double least = 1e-280 * q0;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const bool any = weights[l] > least;
            scale[l] = any ? base[l] / weights[l] : 0.0;
            lam[l] = any ? rate[l] : 0.0;
        }
    }
};

/// Share ratios and composite price of one slot from the weights of its links.
template <int L, bool ces>
void share_slot(Step& k, std::size_t slot, Weights& weights) {
    const Base& b = k.base;
    State& s = k.state;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]),
               last = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]);
    double* __restrict now = weights.now.data() + (first - weights.first) * L;
    double* __restrict later = weights.later.data() + (first - weights.first) * L;
    const double* __restrict price = weights.price.data() + (first - weights.first) * L;
    const double* __restrict z0 = b.z0.data() + first;
    double base[L] = {};
    if constexpr (ces)
        base_flows<L>(k, slot, weights.flow, base);
    else
        std::fill_n(base, L, b.q0[slot]);
    const auto flow = [&](std::size_t n, [[maybe_unused]] std::size_t l) { return ces ? weights.flow[n * L + l] : z0[n]; };
    expect_fills<L>(k, first, last, now, later);
    double sum[L] = {}, notional_sum[L] = {};
    for (std::size_t n = 0; n < last - first; ++n) {
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            sum[l] += flow(n, l) * now[n * L + l];
            notional_sum[l] += flow(n, l) * later[n * L + l];
        }
    }
    const Pull<L> pull(base, sum, b.q0[slot], k.par.rate(Param::tau_sw) + row),
        notional_pull(base, notional_sum, b.q0[slot], k.par.rate(Param::tau_F) + row);
    double* __restrict share = s.share.data() + first * L;
    double* __restrict notional = s.notional_share.data() + first * L;
    double paid[L] = {}, share_sum[L] = {}, notional_share_sum[L] = {};
    for (std::size_t n = 0; n < last - first; ++n) {
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = n * L + l;
            const double sh = models::share_step(share[x], now[x], pull.scale[l], pull.lam[l]);
            const double sh_later = models::share_step(notional[x], later[x], notional_pull.scale[l], notional_pull.lam[l]);
            share[x] = sh;
            notional[x] = sh_later;
            share_sum[l] += flow(n, l) * sh;
            notional_share_sum[l] += flow(n, l) * sh_later;
            paid[l] += flow(n, l) * sh * price[x];
        }
    }
    if constexpr (ces)
        compose<L>(k, slot, price, pull.scale, paid);
    else
        for (std::size_t l = 0; l < L; ++l) s.purchase_price[slot * L + l] = paid[l] / b.q0[slot];
    for (std::size_t l = 0; l < L; ++l) {
        s.share_gap[slot * L + l] = std::abs(share_sum[l] / base[l] - 1.0) + std::abs(notional_share_sum[l] / base[l] - 1.0);
    }
}

/// Thrift of the current inputs among some slots: models::thrift, logs and exps taken together. That of others stays 1.
template <int L>
void thrift_slots(Step& k, std::size_t first, std::size_t last, std::vector<double>& scratch) {
    const double *eps = k.par.of(Param::eps), *price = k.state.purchase_price.data();
    const auto each_input = [&](auto&& body) {
        double* row = scratch.data();
        for (std::size_t slot = first; slot < last; ++slot)
            if (k.base.net.slot_kind[slot] == SlotKind::cur) {
                body(slot, row);
                row += L;
            }
        return static_cast<std::size_t>(row - scratch.data());
    };
    scratch.resize(std::max(scratch.size(), (last - first) * L));
    const std::size_t count = each_input([&](std::size_t slot, double* row) { std::copy_n(price + slot * L, L, row); });
    log_all(scratch.data(), count);
    each_input([&](std::size_t slot, double* row) {
        const double* exponent = eps + static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
        for (std::size_t l = 0; l < L; ++l) row[l] *= -exponent[l];
    });
    exp_all(scratch.data(), count);
    each_input([&](std::size_t slot, double* row) { std::copy_n(row, L, k.state.thrift.data() + slot * L); });
}

/// Weights of the links of one slot: logs of price weights, and fills.
template <int L>
void weigh_links(const Step& k, std::size_t slot, Weights& weights) {
    const Base& b = k.base;
    const std::size_t row = static_cast<std::size_t>(k.par.slot_row()[slot]) * L;
    const double *sig = k.par.of(Param::sig) + row, *ces = k.par.of(Param::ces) + row, *nu = k.par.of(Param::nu) + row;
    const auto from = static_cast<std::size_t>(b.net.slot_link_ptr[slot]),
               to = static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]);
    double exponent[L], fear[L];  // the risk premium comes as -sig times its log points
    for (std::size_t l = 0; l < L; ++l) {
        exponent[l] = models::weight_exponent(sig[l], ces[l]);
        fear[l] = b.ces[slot] != 0 ? exponent[l] / sig[l] : 1.0;
    }
    for (std::size_t e = from; e < to; ++e) {
        double* ln_weight = weights.later.data() + (e - weights.first) * L;
        const double* ln_quality = k.state.ln_quality.data() + static_cast<std::size_t>(b.net.link_supplier[e]) * L;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l)
            ln_weight[l] = models::price_log_weight(ln_weight[l], exponent[l]) + ln_quality[l];
        if (const std::int32_t record = k.policy.record[e]; record >= 0) {
            const double *attraction = k.policy.ln_attraction.data() + static_cast<std::size_t>(record) * L,
                         *risk = k.policy.risk.data() + static_cast<std::size_t>(record) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) ln_weight[l] += attraction[l] + risk[l] * fear[l];
        }
    }
    for (std::size_t l = 0; l < L; ++l)
        if (nu[l] != 0.5)  // the root was for the default
            for (std::size_t e = from; e < to; ++e)
                weights.now[(e - weights.first) * L + l] = models::fill_weight(k.state.fill[e * L + l], nu[l]);
}

// Per link and lane: reads list, fill, contract, shares, z0; writes contract, 2 shares; 1 log, 1 exp, 1 square root.
template <int L>
SUNDER_KERNEL void choose_for_slots(Step& k, std::size_t first, std::size_t last, Weights& weights) {
    const Base& b = k.base;
    weights.first = static_cast<std::size_t>(b.net.slot_link_ptr[first]);
    const std::size_t count = (static_cast<std::size_t>(b.net.slot_link_ptr[last]) - weights.first) * L;
    for (std::size_t slot = first; slot < last; ++slot) price_links<L>(k, slot, weights);
    log_all(weights.later.data(), count);
    root_all(weights.now.data(), count);
    for (std::size_t slot = first; slot < last; ++slot) weigh_links<L>(k, slot, weights);
    exp_all(weights.later.data(), count);
    double* __restrict now = weights.now.data();
    const double* __restrict later = weights.later.data();
    for (std::size_t w = 0; w < count; ++w) now[w] *= later[w];
    for (std::size_t slot = first; slot < last; ++slot)
        if (b.ces[slot] != 0)
            share_slot<L, true>(k, slot, weights);
        else
            share_slot<L, false>(k, slot, weights);
    thrift_slots<L>(k, first, last, weights.thrift);
}

}  // namespace

template <int L>
void choose_suppliers(Step& k) {
    const std::vector<std::int32_t>& links = k.base.net.slot_link_ptr;
    k.blocks.for_blocks(k.base.slot_blocks(), [&](std::int32_t block) {
        thread_local Weights weights;  // grows to the largest part once
        const auto last = static_cast<std::size_t>(k.base.slot_block[static_cast<std::size_t>(block) + 1]);
        for (auto slot = static_cast<std::size_t>(k.base.slot_block[static_cast<std::size_t>(block)]); slot < last;) {
            std::size_t end = slot + 1;
            while (end < last && links[end + 1] - links[slot] <= links_at_once) ++end;
            const auto count = static_cast<std::size_t>(links[end] - links[slot]) * L;
            if (weights.now.size() < count)
                for (auto* array : {&weights.now, &weights.later, &weights.price}) array->resize(count);
            choose_for_slots<L>(k, slot, end, weights);
            slot = end;
        }
    });
}

SUNDER_FOR_ALL_LANES(enact_rules)
SUNDER_FOR_ALL_LANES(cost)
SUNDER_FOR_ALL_LANES(set_prices)
SUNDER_FOR_ALL_LANES(choose_suppliers)

}  // namespace sunder
