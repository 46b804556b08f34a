// SPDX-License-Identifier: Apache-2.0
// Books of countries: the sums, the base year, what the step before left.
#include "sim/core/books.hpp"

#include <algorithm>

#include "sim/core/kernel.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

/// Each value once per lane.
RowArray for_lanes(const std::vector<double>& values, std::size_t lanes) {
    RowArray result;
    result.reserve(values.size() * lanes);
    for (const double v : values) result.insert(result.end(), lanes, v);
    return result;
}

}  // namespace

Books::Books(const Base& b, const ParamTable& par)
    : lanes_(at(b.lanes)), buyers_(b.net.slot_kind.empty() ? 0 : b.net.buyer_slot_ptr.size() - 1) {
    const std::size_t countries = b.net.countries.size(), slots = at(b.slots);
    now_.place.assign(countries * entries * lanes_, 0.0);
    now_.owner.assign(countries * owned * lanes_, 0.0);
    base_ = now_;
    books_.assign(buyers_ * entries * lanes_, 0.0);
    last_stock_.assign(slots * lanes_, 0.0);
    last_tools_ = tools_ = last_stock_;
    wanted_ = for_lanes(b.q0, lanes_);
    demand_first_.assign(slots, -1);
    for (const std::int32_t s : b.kind_slots[static_cast<std::size_t>(SlotKind::fin)]) {
        demand_first_[at(s)] = static_cast<std::int64_t>(demand_.size() / lanes_);
        demand_.insert(demand_.end(), at(std::max(1, b.lead[at(s)])) * lanes_, b.q0[at(s)]);
    }
    book_base_year(b, par);
}

/// The base year as flows: every link carries its base flow at a price of 1. Sums run as in `receive` and `settle`.
void Books::book_base_year(const Base& b, const ParamTable& par) {
    const std::size_t slots = at(b.slots), units = at(b.units);
    std::vector<double> outlay(slots, 0.0), exports(units, 0.0);
    std::vector<double> tariff(slots, 0.0), freight(slots, 0.0), imports(slots, 0.0);  // then summed over a buyer's slots
    for (std::size_t e = 0; e < at(b.links); ++e) {
        const std::size_t s = at(b.link_slot[e]);
        const auto rate = static_cast<double>(b.net.link_tariff0[e]), carriage = static_cast<double>(b.net.link_freight0[e]);
        outlay[s] += b.z0[e] * (1.0 + rate + carriage);
        tariff[s] += b.z0[e] * rate;
        freight[s] += b.z0[e] * carriage;
        imports[s] += b.z0[e] * b.link_abroad[e];
    }
    for (std::size_t i = 0; i < units; ++i)
        for (const std::int32_t e : b.seller[i]) exports[i] += b.z0[at(e)] * b.link_abroad[at(e)];
    cost0_ = outlay;
    const auto wide = [&](const std::vector<double>& values) { return for_lanes(values, lanes_); };
    const auto bill = [&](const std::vector<double>& of_slot) {
        std::vector<double> sum(buyers_, 0.0);
        for (std::size_t s = 0; s < slots; ++s) sum[at(b.net.slot_buyer[s])] += of_slot[s];
        return wide(sum);
    };
    const RowArray l_outlay = wide(outlay), l_tariff = bill(tariff), l_freight = bill(freight), l_imports = bill(imports),
                   l_exports = wide(exports), q0 = wide(b.q0), x0 = wide(b.x0);
    const std::vector<double> zero(std::max({slots, buyers_, b.net.groups.size()}) * lanes_, 0.0), one(zero.size(), 1.0);
    const Flows f{.outlay = l_outlay.data(),
                  .tariff = l_tariff.data(),
                  .freight = l_freight.data(),
                  .credit = zero.data(),
                  .imports = l_imports.data(),
                  .arrivals = q0.data(),
                  .use = q0.data(),
                  .installed = q0.data(),
                  .stock_dev = zero.data(),
                  .receipts = x0.data(),
                  .delivered = x0.data(),
                  .exports = l_exports.data(),
                  .output = x0.data(),
                  .productivity = one.data(),
                  .grants = zero.data(),
                  .tax_credits = zero.data(),
                  .construction = zero.data(),
                  .effort = one.data(),
                  .public_research = zero.data(),
                  .tools_dev = zero.data(),
                  .wanted = q0.data(),
                  .cost0 = cost0_.data(),
                  .last_tools = last_tools_.data(),
                  .last_stock = last_stock_.data()};
    SerialBlocks serial;
    with_lanes(b.lanes, [&]<int L>() { book<L>(b, par, serial, f, base_); });
    now_ = base_;
}

template <int L>
void Books::book(const Base& b, const ParamTable& par, Blocks& blocks, const Flows& f, Tables& sums) {
    blocks.for_blocks(b.unit_blocks(), [&](std::int32_t block) {
        book_plants<L>(b, par, f, at(b.unit_block[at(block)]), at(b.unit_block[at(block) + 1]));
    });
    constexpr std::size_t agents_per_block = 64;
    const std::size_t agents = buyers_ - at(b.units);
    blocks.for_blocks(static_cast<std::int32_t>((agents + agents_per_block - 1) / agents_per_block),
                      [&](std::int32_t block) {
                          const std::size_t last = std::min(agents, (at(block) + 1) * agents_per_block);
                          for (std::size_t a = at(block) * agents_per_block; a < last; ++a) book_agent<L>(b, par, f, a);
                      });
    add_up<L>(b, f, sums);
}

/// Final demand that this step's deliveries answer is that of `lead` steps ago.
void Books::find_wanted(const Step& k) {
    const Base& b = k.base;
    for (const std::int32_t r : b.kind_slots[static_cast<std::size_t>(SlotKind::fin)]) {
        const std::size_t s = at(r), agent = at(b.net.slot_buyer[s] - b.units);
        const auto place = static_cast<std::size_t>(demand_first_[s] + k.t % std::max(1, b.lead[s])) * lanes_;
        for (std::size_t l = 0; l < lanes_; ++l) {
            const double now = b.q0[s] * (k.demand[agent] * k.state.demand_factor[agent * lanes_ + l]);
            wanted_[s * lanes_ + l] = b.lead[s] == 0 ? now : demand_[place + l];
            demand_[place + l] = now;
        }
    }
}

template <int L>
void Books::find_tools(const Base& b, const State& state) {
    std::swap(last_tools_, tools_);
    for (const std::int32_t s : b.kind_slots[static_cast<std::size_t>(SlotKind::cap)]) {
        double sum[L] = {};
        for (auto c = at(b.cohort_ptr[at(s)]); c < at(b.cohort_ptr[at(s) + 1]); ++c) {
            SUNDER_LANES
            for (std::size_t l = 0; l < L; ++l) sum[l] += state.tool_dev[c * L + l];
        }
        std::copy_n(sum, L, tools_.data() + at(s) * L);
    }
}

template <int L>
void Books::keep(Step& k) {
    const State& s = k.state;
    find_wanted(k);
    find_tools<L>(k.base, s);
    const Flows f{.outlay = s.outlay.data(),
                  .tariff = s.tariff_paid.data(),
                  .freight = s.freight_paid.data(),
                  .credit = s.credit_paid.data(),
                  .imports = s.bought_abroad.data(),
                  .arrivals = s.arrivals.data(),
                  .use = s.use.data(),
                  .installed = s.installed.data(),
                  .stock_dev = s.stock_dev.data(),
                  .receipts = s.receipts.data(),
                  .delivered = s.delivered.data(),
                  .exports = s.sold_abroad.data(),
                  .output = s.output.data(),
                  .productivity = s.productivity.data(),
                  .grants = s.grants.data(),
                  .tax_credits = s.tax_credits.data(),
                  .construction = s.construction.data(),
                  .effort = s.research_mean.data(),
                  .public_research = s.research_grants.data(),
                  .tools_dev = tools_.data(),
                  .wanted = wanted_.data(),
                  .cost0 = cost0_.data(),
                  .last_tools = last_tools_.data(),
                  .last_stock = last_stock_.data()};
    book<L>(k.base, k.par, k.blocks, f, now_);
}

models::CountryBooks Books::country(std::size_t c, std::size_t l, bool base_year) const {
    const auto at_place = [&](Entry what) { return base_year ? base(what, c, l) : of(what, c, l); };
    const auto at_owner = [&](Owned what) { return base_year ? base(what, c, l) : of(what, c, l); };
    return {.receipts = at_place(Entry::receipts),
            .purchases = at_place(Entry::purchases),
            .wages = at_place(Entry::wages),
            .research_paid = at_place(Entry::research),
            .research_done = at_owner(Owned::research),
            .public_research = at_owner(Owned::public_research),
            .capex = at_place(Entry::capex),
            .construction = at_place(Entry::construction),
            .spending = at_place(Entry::spending),
            .stock_change = at_place(Entry::stock_change),
            .stock_flow = at_place(Entry::stock_flow),
            .surplus = at_place(Entry::surplus),
            .exports = at_place(Entry::exports),
            .imports = at_place(Entry::imports),
            .tariffs = at_place(Entry::tariffs),
            .freight = at_place(Entry::freight),
            .credits = at_place(Entry::credits)};
}

template void Books::keep<1>(Step&);
template void Books::keep<2>(Step&);
template void Books::keep<4>(Step&);
template void Books::keep<8>(Step&);
template void Books::keep<16>(Step&);

}  // namespace sunder
