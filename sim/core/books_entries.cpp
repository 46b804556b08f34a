// SPDX-License-Identifier: Apache-2.0
// Books of plants and final users, one task each (model.md 9).
#include <algorithm>

#include "models/welfare/welfare.hpp"
#include "sim/core/books.hpp"
#include "sim/core/kernel.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr auto entries = static_cast<std::size_t>(Entry::count_);

constexpr double& in(double* row, Entry what, std::size_t lanes, std::size_t lane) {
    return row[static_cast<std::size_t>(what) * lanes + lane];
}

/// What a plant buys in a step, by lane.
template <int L>
struct Bought {
    double goods[L] = {}, tools[L] = {}, tools_change[L] = {}, stock_change[L] = {}, stock_flow[L] = {};
};

/// Adds one slot of a plant; its stock is remembered for the next step.
template <int L, class Flows>
void buy(const Base& b, const Flows& f, std::size_t s, double price0, Bought<L>& sum) {
    const std::size_t x = s * L;
    const double *outlay = f.outlay + x, *arrivals = f.arrivals + x;
    if (b.net.slot_kind[s] == SlotKind::cap) {  // delivered tools are the buyer's, in use or not yet
        const double *installed = f.installed + x, *tools = f.tools_dev + x, *last_tools = f.last_tools + x;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            sum.tools[l] += outlay[l];
            sum.tools_change[l] += price0 * ((arrivals[l] - installed[l]) + (tools[l] - last_tools[l]));
        }
    } else {
        const double *stock_dev = f.stock_dev + x, *use = f.use + x;
        double* last_stock = f.last_stock + x;
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const double stock = stock_dev[l];
            sum.goods[l] += outlay[l];
            sum.stock_change[l] += price0 * (stock - last_stock[l]);
            sum.stock_flow[l] += price0 * (arrivals[l] - use[l]);
            last_stock[l] = stock;
        }
    }
}

/// Plants [first, last): goods are sold on delivery, until then they are their stock; tools are stock as well.
template <int L, class Flows>
SUNDER_KERNEL void write_plants(const Base& b, const ParamTable& par, const Flows& f, double* books, std::size_t first,
                                std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
        double* row = books + i * entries * L;
        const double *rd = par.of(Param::rd) + at(par.unit_row()[i]) * L, *effort = f.effort + at(b.net.unit_group[i]) * L;
        Bought<L> bought;
        for (auto s = at(b.net.buyer_slot_ptr[i]); s < at(b.net.buyer_slot_ptr[i + 1]); ++s)
            buy<L>(b, f, s, f.cost0[s] / b.q0[s], bought);
        const double *labour = b.labour.data(), x0 = b.x0[i];
        SUNDER_LANES
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t u = i * L + l;
            const double held = f.output[u] - f.delivered[u];  // finished or under way
            const double wages = labour[u] * f.output[u] / f.productivity[u];
            const double research = models::research_cost(rd[l], x0, effort[l]);
            // The surplus rests on flows; what production adds rests on the stocks themselves.
            const double surplus =
                models::gross_surplus(f.receipts[u], bought.stock_flow[l] + held, bought.goods[l], wages, research);
            in(row, Entry::receipts, L, l) = f.receipts[u];
            in(row, Entry::purchases, L, l) = bought.goods[l];
            in(row, Entry::wages, L, l) = wages;
            in(row, Entry::research, L, l) = research;
            in(row, Entry::capex, L, l) = bought.tools[l];
            in(row, Entry::stock_change, L, l) = bought.stock_change[l] + held;
            in(row, Entry::stock_flow, L, l) = bought.stock_flow[l] + held;
            in(row, Entry::surplus, L, l) = surplus;
            in(row, Entry::earnings, L, l) =
                models::earnings(surplus, bought.tools[l], bought.tools_change[l], f.construction[u]);
            in(row, Entry::construction, L, l) = f.construction[u];
            in(row, Entry::exports, L, l) = f.exports[u];
            in(row, Entry::imports, L, l) = f.imports[u];
            in(row, Entry::tariffs, L, l) = f.tariff[u];
            in(row, Entry::freight, L, l) = f.freight[u];
            in(row, Entry::credits, L, l) = f.credit[u];
            in(row, Entry::grants, L, l) = f.grants[u] + f.tax_credits[u];
        }
    }
}

/// Adds the books of buyers to the sums of their countries.
template <int L>
SUNDER_KERNEL void add_buyers(const Base& b, const double* books, std::size_t buyers, double* sums) {
    for (std::size_t buyer = 0; buyer < buyers; ++buyer) {
        const double* from = books + buyer * entries * L;
        double* to = sums + at(b.net.buyer_country(static_cast<std::int32_t>(buyer))) * entries * L;
        for (std::size_t n = 0; n < entries; ++n) {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) to[n * L + l] += from[n * L + l];
        }
    }
}

/// Adds the books of plants to the sums of their owners' countries.
template <int L>
SUNDER_KERNEL void add_owners(const Base& b, const double* books, double* sums) {
    constexpr auto owned = static_cast<std::size_t>(Owned::count_);
    for (std::size_t i = 0; i < at(b.units); ++i) {
        const double* from = books + i * entries * L;
        double* to = sums + at(b.net.unit_hq(static_cast<std::int32_t>(i))) * owned * L;
        const GoodKind kind = b.net.goods[at(b.net.unit_good[i])].kind;
        const auto add = [&](Owned what, Entry entry) {
            const double* value = from + static_cast<std::size_t>(entry) * L;
            double* sum = to + static_cast<std::size_t>(what) * L;
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) sum[l] += value[l];
        };
        add(Owned::earnings, Entry::earnings);
        if (in_chip_sector(kind)) add(Owned::sector, Entry::earnings);
        if (kind == GoodKind::chip) add(Owned::chips, Entry::earnings);
        add(Owned::grants, Entry::grants);
        add(Owned::research, Entry::research);
    }
}

}  // namespace

template <int L>
void Books::book_plants(const Base& b, const ParamTable& par, const Flows& f, std::size_t first, std::size_t last) {
    write_plants<L>(b, par, f, books_.data(), first, last);
}

template <int L>
void Books::add_up(const Base& b, const Flows& f, Tables& sums) const {
    std::fill(sums.place.begin(), sums.place.end(), 0.0);
    std::fill(sums.owner.begin(), sums.owner.end(), 0.0);
    add_buyers<L>(b, books_.data(), buyers_, sums.place.data());
    add_owners<L>(b, books_.data(), sums.owner.data());
    for (std::size_t h = 0; h < b.net.groups.size(); ++h)
        for (std::size_t l = 0; l < L; ++l)
            sums.owner[(at(b.net.groups[h].hq) * owned + static_cast<std::size_t>(Owned::public_research)) * L + l] +=
                f.public_research[h * L + l];
}

/// A final user: what it pays, and what it gains or loses by price and by going without.
template <int L>
void Books::book_agent(const Base& b, const ParamTable& par, const Flows& f, std::size_t agent) {
    const std::size_t buyer = at(b.units) + agent;
    double* row = books_.data() + buyer * entries * L;
    double paid[L] = {}, gain[L] = {};
    for (auto s = at(b.net.buyer_slot_ptr[buyer]); s < at(b.net.buyer_slot_ptr[buyer + 1]); ++s) {
        const std::size_t par_row = at(par.slot_row()[s]) * L;
        for (std::size_t l = 0; l < L; ++l) {
            const std::size_t x = s * L + l;
            paid[l] += f.outlay[x];
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
        in(row, Entry::imports, L, l) = f.imports[buyer * L + l];
        in(row, Entry::tariffs, L, l) = f.tariff[buyer * L + l];
        in(row, Entry::freight, L, l) = f.freight[buyer * L + l];
        in(row, Entry::credits, L, l) = f.credit[buyer * L + l];
    }
}

#define SUNDER_BOOKS(L)                                                                                          \
    template void Books::book_plants<L>(const Base&, const ParamTable&, const Flows&, std::size_t, std::size_t); \
    template void Books::add_up<L>(const Base&, const Flows&, Tables&) const;                                    \
    template void Books::book_agent<L>(const Base&, const ParamTable&, const Flows&, std::size_t);
SUNDER_BOOKS(1)
SUNDER_BOOKS(2)
SUNDER_BOOKS(4)
SUNDER_BOOKS(8)
SUNDER_BOOKS(16)
#undef SUNDER_BOOKS

}  // namespace sunder
