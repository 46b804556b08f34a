// SPDX-License-Identifier: Apache-2.0
// Books of plants and final users, one task each (model.md 9).
#include "models/welfare/welfare.hpp"
#include "sim/core/books.hpp"
#include "sim/core/kernel.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr double& in(double* row, Entry what, std::size_t lanes, std::size_t lane) {
    return row[static_cast<std::size_t>(what) * lanes + lane];
}

}  // namespace

/// A plant: goods are sold on delivery, until then they are its stock; tools are stock as well.
template <int L>
void Books::book_plant(const Base& b, const ParamTable& par, const Flows& f, std::size_t i) {
    double* row = books_.data() + i * entries * L;
    const double* rd = par.of(Param::rd) + at(par.unit_row()[i]) * L;
    double bought[L] = {}, tools_bought[L] = {}, tools_change[L] = {}, stock_change[L] = {}, stock_flow[L] = {};
    double imports[L] = {}, tariffs[L] = {}, freight[L] = {}, credits[L] = {};
    for (auto s = at(b.net.buyer_slot_ptr[i]); s < at(b.net.buyer_slot_ptr[i + 1]); ++s) {
        const double price0 = cost0_[s] / b.q0[s];
        const std::size_t x = s * L;
        const double *outlay = f.outlay + x, *arrivals = f.arrivals + x;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            imports[l] += f.imports[x + l];
            tariffs[l] += f.tariff[x + l];
            freight[l] += f.freight[x + l];
            credits[l] += f.credit[x + l];
        }
        if (b.net.slot_kind[s] == SlotKind::cap) {  // delivered tools are the buyer's, in use or not yet
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) {
                tools_bought[l] += outlay[l];
                tools_change[l] += price0 * ((arrivals[l] - f.installed[x + l]) + (f.tools_dev[x + l] - last_tools_[x + l]));
            }
        } else {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) {
                bought[l] += outlay[l];
                stock_change[l] += price0 * (f.stock_dev[x + l] - last_stock_[x + l]);
                stock_flow[l] += price0 * (arrivals[l] - f.use[x + l]);
            }
        }
    }
    const std::size_t group = at(b.net.unit_group[i]) * L;
    for (std::size_t l = 0; l < L; ++l) {
        const std::size_t u = i * L + l;
        const double held = f.output[u] - f.delivered[u];  // finished or under way
        const double wages = b.labour[u] * f.output[u] / f.productivity[u];
        const double research = models::research_cost(rd[l], b.x0[i], f.effort[group + l]);
        // The surplus rests on flows; what production adds rests on the stocks themselves.
        const double surplus = models::gross_surplus(f.receipts[u], stock_flow[l] + held, bought[l], wages, research);
        in(row, Entry::receipts, L, l) = f.receipts[u];
        in(row, Entry::purchases, L, l) = bought[l];
        in(row, Entry::wages, L, l) = wages;
        in(row, Entry::research, L, l) = research;
        in(row, Entry::capex, L, l) = tools_bought[l];
        in(row, Entry::stock_change, L, l) = stock_change[l] + held;
        in(row, Entry::stock_flow, L, l) = stock_flow[l] + held;
        in(row, Entry::surplus, L, l) = surplus;
        in(row, Entry::earnings, L, l) = models::earnings(surplus, tools_bought[l], tools_change[l], f.construction[u]);
        in(row, Entry::construction, L, l) = f.construction[u];
        in(row, Entry::exports, L, l) = f.exports[u];
        in(row, Entry::imports, L, l) = imports[l];
        in(row, Entry::tariffs, L, l) = tariffs[l];
        in(row, Entry::freight, L, l) = freight[l];
        in(row, Entry::credits, L, l) = credits[l];
        in(row, Entry::grants, L, l) = f.grants[u] + f.tax_credits[u];
    }
}

/// A final user: what it pays, and what it gains or loses by price and by going without.
template <int L>
void Books::book_agent(const Base& b, const ParamTable& par, const Flows& f, std::size_t agent) {
    const std::size_t buyer = at(b.units) + agent;
    double* row = books_.data() + buyer * entries * L;
    double paid[L] = {}, gain[L] = {}, imports[L] = {}, tariffs[L] = {}, freight[L] = {}, credits[L] = {};
    for (auto s = at(b.net.buyer_slot_ptr[buyer]); s < at(b.net.buyer_slot_ptr[buyer + 1]); ++s) {
        const std::size_t par_row = at(par.slot_row()[s]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = s * L + l;
            paid[l] += f.outlay[x];
            imports[l] += f.imports[x];
            tariffs[l] += f.tariff[x];
            freight[l] += f.freight[x];
            credits[l] += f.credit[x];
            if (f.wanted[x] > 0.0)
                gain[l] +=
                    models::surplus_change(cost0_[s] * (f.wanted[x] / b.q0[s]), f.arrivals[x] / f.wanted[x], f.outlay[x],
                                           par.of(Param::eps_f)[par_row + l], par.of(Param::P_choke)[par_row + l]);
            else
                gain[l] -= f.outlay[x];
        }
    }
    for (std::size_t l = 0; l < L; ++l) {
        in(row, Entry::spending, L, l) = paid[l];
        in(row, Entry::consumers, L, l) = gain[l];
        in(row, Entry::imports, L, l) = imports[l];
        in(row, Entry::tariffs, L, l) = tariffs[l];
        in(row, Entry::freight, L, l) = freight[l];
        in(row, Entry::credits, L, l) = credits[l];
    }
}

#define SUNDER_BOOKS(L)                                                                            \
    template void Books::book_plant<L>(const Base&, const ParamTable&, const Flows&, std::size_t); \
    template void Books::book_agent<L>(const Base&, const ParamTable&, const Flows&, std::size_t);
SUNDER_BOOKS(1)
SUNDER_BOOKS(2)
SUNDER_BOOKS(4)
SUNDER_BOOKS(8)
SUNDER_BOOKS(16)
#undef SUNDER_BOOKS

}  // namespace sunder
