// SPDX-License-Identifier: Apache-2.0
// The table of recorded variables: name, dimensions, unit, meaning, and the function that fills one time slice.
#include <utility>
#include <vector>

#include "sim/core/output_rows.hpp"
#include "sim/core/outputs_rewiring.hpp"
#include "sim/core/policy_lane.hpp"

namespace sunder {
namespace {

using namespace slices;

void output(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return per_week(v, v.step.state.output[u]); });
}
void capacity(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return per_week(v, v.step.state.capacity[u]); });
}
void utilisation(const View& v, Out o) {
    mean_units(
        v, o, [&](std::size_t, std::size_t u) { return v.step.state.output[u]; },
        [&](std::size_t, std::size_t u) { return v.step.state.capacity[u]; });
}
void price_index(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return v.step.state.list[u]; });
}
void unit_cost(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return v.step.state.cost_ratio[u]; });
}
void scarcity(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return v.step.state.scarcity[u]; });
}
void orders(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return per_week(v, v.step.state.orders[u]); });
}
void backlog(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return v.step.state.backlog_sum[u]; });
}
void fill_share(const View& v, Out o) {
    mean_units(
        v, o, [&](std::size_t, std::size_t u) { return v.step.state.sold[u]; },
        [&](std::size_t, std::size_t u) { return v.step.state.claims[u]; });
}
void lead_time(const View& v, Out o) {  // L + B/X
    const Base& b = v.step.base;
    mean_units(
        v, o, [&](std::size_t, std::size_t u) { return v.step.state.backlog_sum[u] * b.dt_weeks; },
        [&](std::size_t, std::size_t u) { return v.step.state.output[u]; });
    for (std::size_t cell = 0; cell < o.size(); ++cell) o[cell] += b.good_lead[cell % b.net.goods.size()];
}
void input_cover(const View& v, Out o) {
    const Base& b = v.step.base;
    const double* n = v.step.par.of(Param::n);
    for (std::size_t cell = 0; cell < b.cell_slots.size(); ++cell) {
        double stock = 0.0, use = 0.0;
        for (const std::int32_t s : b.cell_slots[cell]) {
            const SlotKind kind = b.net.slot_kind[at(s)];
            if (kind != SlotKind::cur && kind != SlotKind::srv) continue;
            const std::size_t x = at(s) * at(b.lanes) + v.lane;
            stock += n[at(v.step.par.slot_row()[at(s)]) * at(b.lanes) + v.lane] / b.dt_weeks * b.q0[at(s)] +
                     v.step.state.stock_dev[x];
            use += v.step.state.use[x];
        }
        o[cell] = use > 0.0 ? stock / use * b.dt_weeks : nothing;
    }
}
void unmet_demand(const View& v, Out o) {
    const Base& b = v.step.base;
    each_slot(v, [&](std::size_t s, std::size_t x, std::size_t country) {
        const double missing = v.step.state.requirement[x] - v.step.state.filled[x];
        if (missing > 0.0) o[country * b.net.goods.size() + at(b.net.slot_good[s])] += per_week(v, missing);
    });
}
void limiting_input(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t i = 0; i < at(b.units); ++i) {
        const std::size_t u = i * at(b.lanes) + v.lane;
        const std::int32_t slot = v.step.state.limiting_slot[u];
        if (slot >= 0)
            o[at(b.net.unit_country[i]) * b.net.goods.size() + at(b.net.slot_good[at(slot)])] +=
                per_week(v, v.step.state.desired[u] - v.step.state.output[u]);
    }
}
void binding_tool_class(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t i = 0; i < at(b.units); ++i) {
        const std::size_t u = i * at(b.lanes) + v.lane;
        const std::int32_t slot = v.step.state.binding_slot[u];
        const double lost = v.step.state.want[u] - v.step.state.capacity[u];
        if (slot >= 0 && lost > 0.0)
            o[at(b.net.unit_country[i]) * v.tool_count + at(v.tool_row[at(b.net.slot_good[at(slot)])])] += per_week(v, lost);
    }
}
void chip_price_index(const View& v, Out o) {
    const Base& b = v.step.base;
    std::vector<double> weight(o.size(), 0.0);
    each_slot(v, b.chip_slots, [&](std::size_t s, std::size_t x, std::size_t country) {
        o[country] += b.q0[s] * v.step.state.purchase_price[x];
        weight[country] += b.q0[s];
    });
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = weight[c] > 0.0 ? o[c] / weight[c] : nothing;
}
void service_health(const View& v, Out o) {
    const Base& b = v.step.base;
    std::vector<double> weight(o.size(), 0.0);
    each_slot(v, of_kind(v, SlotKind::srv), [&](std::size_t s, std::size_t x, std::size_t country) {
        const std::size_t cell = country * v.vendor_count + at(v.vendors[at(b.net.slot_vendor[s])]);
        o[cell] += b.q0[s] * v.step.state.health[x];
        weight[cell] += b.q0[s];
    });
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = weight[c] > 0.0 ? o[c] / weight[c] : nothing;
}
void tool_stock(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t c = 0; c < b.cohort_q0.size(); ++c) {
        const std::size_t x = c * at(b.lanes) + v.lane, slot = at(b.cohort_slot[c]);
        const std::size_t country = at(b.net.buyer_country(b.net.slot_buyer[slot]));
        o[(country * v.tool_count + at(v.tool_row[at(b.net.slot_good[slot])])) * v.vendor_count +
          at(v.vendors[at(b.cohort_vendor[c])])] += b.t0[x] + v.step.state.tool_dev[x];
    }
}
void value_added_real(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t i = 0; i < at(b.units); ++i)
        o[at(b.net.unit_country[i])] += per_week(v, v.step.state.output[i * at(b.lanes) + v.lane]);
    for (const SlotKind kind : {SlotKind::cur, SlotKind::srv})
        each_slot(v, of_kind(v, kind),
                  [&](std::size_t, std::size_t x, std::size_t country) { o[country] -= per_week(v, v.step.state.use[x]); });
}
void investment(const View& v, Out o) {
    each_slot(v, of_kind(v, SlotKind::cap),
              [&](std::size_t, std::size_t x, std::size_t country) { o[country] += per_week(v, v.step.state.outlay[x]); });
}
void tariff_revenue(const View& v, Out o) {
    const Base& b = v.step.base;
    for (std::size_t buyer = 0; buyer + 1 < b.net.buyer_slot_ptr.size(); ++buyer)
        o[at(b.net.buyer_country(static_cast<std::int32_t>(buyer)))] +=
            per_week(v, v.step.state.tariff_paid[buyer * at(b.lanes) + v.lane]);
}
void revenue(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return per_week(v, v.step.state.receipts[u]); });
}
void delivered(const View& v, Out o) {
    const Base& b = v.step.base;
    each_slot(v, of_kind(v, SlotKind::fin), [&](std::size_t s, std::size_t x, std::size_t country) {
        const std::size_t agent = at(b.net.slot_buyer[s] - b.units);
        o[country * b.net.markets.size() + at(b.net.final_market[agent])] += per_week(v, v.step.state.arrivals[x]);
    });
}
template <class Field>
void rules(const View& v, Out o, Field&& field) {
    const auto use = v.step.policy.use_of_rules(static_cast<int>(v.lane), v.step.state);
    for (std::size_t n = 0; n < use.size(); ++n) o[n] = field(use[n]);
}
void measure_in_force(const View& v, Out o) {
    rules(v, o, [](const Policy::Use& u) { return u.in_force; });
}
void licence_use(const View& v, Out o) {
    rules(v, o, [&](const Policy::Use& u) { return per_week(v, u.licensed); });
}
void denied_value(const View& v, Out o) {
    rules(v, o, [&](const Policy::Use& u) { return per_week(v, u.denied); });
}

void covered_output(const View& v, Out o) {
    const auto& plants = v.step.policy.covered_plants();
    for (std::size_t n = 0; n < plants.size(); ++n)
        for (const std::int32_t i : plants[n])
            o[n] += per_week(v, v.step.state.output[at(i) * at(v.step.base.lanes) + v.lane]);
}

void rent(const View& v, Out o) {
    for (std::size_t c = 0; c < o.size(); ++c) o[c] = per_week(v, v.step.state.rent[c * at(v.step.base.lanes) + v.lane]);
}
void reserve_stock(const View& v, Out o) {
    add_reserve_stock(v.step.policy.compiled()[v.lane], v.lane, v.step.day, v.step.base, v.step.state, o);
}
void content_share(const View& v, Out o) {
    const Base& b = v.step.base;
    mean_units(
        v, o,
        [&](std::size_t i, std::size_t) {
            return v.step.base.x0[i] * v.step.policy.content().of(v.lane, i, at(b.net.unit_country[i]));
        },
        [&](std::size_t i, std::size_t) { return v.step.base.x0[i]; });
}

void spread(const View& v, Out o, std::span<const double> rows, const std::vector<std::int32_t>& cells) {
    for (std::size_t r = 0; r < cells.size(); ++r) o[at(cells[r])] += rows[r * v.lanes + v.lane];
}
void trade_quantity(const View& v, Out o) {
    spread(v, o, v.month_quantity, v.step.base.trade_cell);
    reroute(v, o, false);
}
void trade_value(const View& v, Out o) {
    spread(v, o, v.month_value, v.step.base.trade_cell);
    reroute(v, o, true);
}
void trade_value_by_hq(const View& v, Out o) {
    spread(v, o, v.month_value, v.step.base.trade_hq_cell);
}

/// The variables of trade, plants and prices.
std::vector<OutputRow> core_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly, m = Frequency::monthly;
    // clang-format off
    std::vector<OutputRow> rows{
        {{"output",            w, {country, good}, "M$/week", "output at base-year prices", "X, model 6.7"}, output},
        {{"capacity",          w, {country, good}, "M$/week", "effective capacity at base-year prices", "cap = ot (X0/u0) Kh (1 - damage), model 6.10, 6.12"}, capacity},
        {{"utilisation",       w, {country, good}, "1", "output over capacity", "X/cap"}, utilisation},
        {{"price_index",       w, {country, good}, "1", "list price, base year = 1, weighted by base-year output", "exp(lnp), model 6.3"}, price_index},
        {{"unit_cost",         w, {country, good}, "1", "unit cost, base year = 1, weighted by base-year output", "ch, model 6.2"}, unit_cost},
        {{"scarcity",          w, {country, good}, "1", "scarcity seen by sellers, log points", "z, model 6.3"}, scarcity},
        {{"orders",            w, {country, good}, "M$/week", "new orders received", "sum of O, model 6.6"}, orders},
        {{"backlog",           w, {country, good}, "M$", "orders not yet filled, start of the week", "sum of B, model 6.9"}, backlog},
        {{"fill_share",        w, {country, good}, "1", "shipments over orders and backlog", "f, model 6.9"}, fill_share},
        {{"lead_time",         w, {country, good}, "weeks", "normal lead time plus backlog over output", "L + B/X"}, lead_time},
        {{"revenue",           w, {country, good}, "M$/week", "receipts of sellers, current prices, on delivery", "sum arr pc, model 9"}, revenue},
        {{"input_cover",       w, {country, good}, "weeks", "users' stock of the good over their use of it", "(S0+dS)/use"}, input_cover},
        {{"unmet_demand",      w, {country, good}, "M$/week", "required by buyers of the country and not shipped to them", "sum max(0, Q - sum Z)"}, unmet_demand},
        {{"limiting_input",    w, {country, good}, "M$/week", "output lost in the country because this input was the scarcest", "Xd - X by scarcest input, model 6.7"}, limiting_input},
        {{"binding_tool_class",w, {country, tool_class}, "M$/week", "output wanted beyond capacity where this tool class is the scarcest", "max(0, want - cap) by argmin Kh, model 6.10"}, binding_tool_class},
        {{"service_health",    w, {country, vendor_country}, "1", "health of installed tools by vendor country, 1 = full service", "hl, model 6.11"}, service_health},
        {{"delivered",         w, {country, end_market}, "M$/week", "deliveries to end markets at base-year prices", "arr, model 6.12"}, delivered},
        {{"chip_price_index",  w, {country}, "1", "landed price of the chips that the country buys, base-year basket", "sum Q0 Pc / sum Q0, model 17"}, chip_price_index},
        {{"value_added_real",  w, {country}, "M$/week", "value added of the chain at base-year prices: output less inputs used", "sum X - sum use, model 9"}, value_added_real},
        {{"investment",        w, {country}, "M$/week", "tools delivered, landed, current prices", "model 6.10"}, investment},
        {{"tariff_revenue",    w, {country}, "M$/week", "tariffs paid by buyers of the country, base-year ones included", "sum rate arr pc, model 6.4"}, tariff_revenue},
        {{"rent",              w, {country}, "M$/week", "rents of capped flows that go to the state or to smugglers of the country", "(pc - p) arr, model 6.3"}, rent},
        {{"measure_in_force",  w, {measure}, "1", "share of the week's days on which the measure is in force", "wd, model 7.1"}, measure_in_force},
        {{"licence_use",       w, {measure}, "M$/week", "shipped on covered links, weighted by coverage, while the measure is in force; base-year prices", "model 7.1"}, licence_use},
        {{"denied_value",      w, {measure}, "M$/week", "ordered on covered links and refused, or service barred; base-year prices", "des - al, model 6.5, 6.11"}, denied_value},
        {{"covered_output",    w, {measure}, "M$/week", "output of the plants whose purchases the measure covers; the same plants in both runs, exempt ones left out", "X, model 6.7"}, covered_output},
        {{"content_share",     m, {country, good}, "1", "value of the country's goods that is added at home, inputs of inputs included", "con, model 7.3"}, content_share},
        {{"reserve_stock",     m, {country, good}, "M$", "stock that stockpiling measures ask of users, base-year prices", "nant use, model 6.12"}, reserve_stock},
        {{"tool_stock",        m, {country, tool_class, vendor_country}, "M$", "installed tools at base-year prices, end of month", "T0+dT, model 6.10"}, tool_stock},
        {{"trade_quantity",    m, {good, exporter, importer}, "M$/month", "shipments at base-year prices by plant and buyer country, when exported; diagonal: home sales", "Z, model 6.9"}, trade_quantity},
        {{"trade_value",       m, {good, exporter, importer}, "M$/month", "the same at the seller's contract price", "Z pc, model 9"}, trade_value},
        {{"trade_value_by_hq", m, {good, exporter, importer}, "M$/month", "the same, exporter = country of the seller's headquarters", "Z pc, model 9"}, trade_value_by_hq},
    };
    // clang-format on
    return rows;
}

const std::vector<OutputRow>& table() {
    static const std::vector<OutputRow> rows = [] {
        std::vector<OutputRow> all = core_outputs();
        for (auto more : {knowledge_outputs(), money_outputs(), account_outputs(), government_outputs(), rewiring_outputs(),
                          ario_outputs()})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    return rows;
}

}  // namespace

std::span<const OutputInfo> outputs() {
    static const std::vector<OutputInfo> infos = [] {
        std::vector<OutputInfo> result;
        for (const OutputRow& row : table()) result.push_back(row.info);
        return result;
    }();
    return infos;
}

Filler filler_of(std::size_t output) {
    return table()[output].fill;
}

}  // namespace sunder
