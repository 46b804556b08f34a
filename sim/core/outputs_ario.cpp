// SPDX-License-Identifier: Apache-2.0
// Recorded variables of accidents, and those that users of ARIO expect (model.md 6.12, 11).
#include "sim/core/output_rows.hpp"

namespace sunder {
namespace {

using namespace slices;

void overtime(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return v.step.state.overtime[u]; });
}
void damage(const View& v, Out o) {
    output_mean(v, o, [&](std::size_t, std::size_t u) { return v.step.state.damage[u]; });
}
void capital_lost(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return v.step.state.capital_lost[u]; });
}
void rebuild_orders(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return per_week(v, v.step.state.rebuild_orders[u]); });
}
void rebuilt(const View& v, Out o) {
    sum_units(v, o, [&](std::size_t, std::size_t u) { return per_week(v, v.step.state.rebuilt[u]); });
}

/// value(link, buyer's slot) summed over the links of final users, by the seller's country and good.
template <class Value>
void sum_final_links(const View& v, Out o, Value&& value) {
    const Base& b = v.step.base;
    for (const std::int32_t slot : of_kind(v, SlotKind::fin))
        for (auto e = at(b.net.slot_link_ptr[at(slot)]); e < at(b.net.slot_link_ptr[at(slot) + 1]); ++e) {
            const auto j = at(b.net.link_supplier[e]);
            o[at(b.net.unit_country[j]) * b.net.goods.size() + at(b.net.unit_good[j])] +=
                per_week(v, value(e * at(b.lanes) + v.lane));
        }
}
void final_orders(const View& v, Out o) {
    sum_final_links(v, o, [&](std::size_t x) { return v.step.state.order[x]; });
}
void final_undelivered(const View& v, Out o) {
    sum_final_links(v, o, [&](std::size_t x) { return v.step.state.order[x] - v.step.state.shipped[x]; });
}
void final_unmet(const View& v, Out o) {
    const Base& b = v.step.base;
    each_slot(v, of_kind(v, SlotKind::fin), [&](std::size_t s, std::size_t x, std::size_t country) {
        const auto agent = at(b.net.slot_buyer[s] - b.units);
        o[country * b.net.markets.size() + at(b.net.final_market[agent])] +=
            per_week(v, v.step.state.requirement[x] - v.step.state.filled[x]);
    });
}
void input_stock(const View& v, Out o) {
    const Base& b = v.step.base;
    if (!b.ario) return;  // no cells
    const double* n = v.step.par.of(Param::n);
    const std::size_t goods = b.net.goods.size(), countries = b.net.countries.size();
    each_slot(v, of_kind(v, SlotKind::cur), [&](std::size_t s, std::size_t x, std::size_t country) {
        const std::size_t cover = at(v.step.par.slot_row()[s]) * at(b.lanes) + v.lane;
        const std::size_t made = at(b.net.unit_good[at(b.net.slot_buyer[s])]);
        o[(at(b.net.slot_good[s]) * countries + country) * goods + made] +=
            n[cover] / b.dt_weeks * b.q0[s] + v.step.state.stock_dev[x];
    });
}

}  // namespace

std::vector<OutputRow> ario_outputs() {
    using enum Dim;
    constexpr auto w = Frequency::weekly;
    // clang-format off
    return {
        {{"overtime",          w, {country, good}, "1", "overtime factor on capacity, weighted by base-year output", "ot, model 6.7"}, overtime},
        {{"damage",            w, {country, good}, "1", "share of capacity that accidents have put out, weighted by base-year output", "delta, model 6.12"}, damage},
        {{"capital_lost",      w, {country, good}, "M$", "productive capital lost by accidents and not yet restored, start of the step", "L, model 6.12"}, capital_lost},
        {{"rebuild_orders",    w, {country, good}, "M$/week", "orders for rebuilding received by sellers (switch ario)", "R = need/tau, model 6.12"}, rebuild_orders},
        {{"rebuilt",           w, {country, good}, "M$/week", "delivered for rebuilding by sellers (switch ario)", "f R, model 6.12"}, rebuilt},
        {{"final_orders",      w, {country, good}, "M$/week", "orders of final users, by the seller's country; part of orders", "sum of O of final users, model 6.12"}, final_orders},
        {{"final_undelivered", w, {country, good}, "M$/week", "ordered by final users and not shipped, by the seller's country", "sum O - Z of final users, model 6.9"}, final_undelivered},
        {{"final_unmet",       w, {country, end_market}, "M$/week", "required by final users and not shipped to them, by their country", "sum Q - sum Z of final users, model 6.12"}, final_unmet},
        {{"input_stock",       w, {input, country, good}, "M$", "stock of an input held by the makers of a good, end of the step (only with the switch ario)", "S0+dS, model 6.6"}, input_stock},
    };
    // clang-format on
}

}  // namespace sunder
