// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "sim/core/kernel.hpp"

namespace sunder {

/// Of slots whose links have nothing in common.
struct NothingInCommon {
    NothingInCommon(const Step&, std::size_t) {}
};

/// Sums over the links of every supplier: what a unit's buyers order, owe and pay. Links lie in buyer order, a supplier's
/// all over the arrays. `Sums` says what is added and what becomes of it:
///     static constexpr std::size_t count;                                 rows of a unit's sums, row r at sums + r * L
///     template <int L> static void fetch(const Step&, std::size_t link);  asks for the rows of a link that comes soon
///     template <int L> struct Slot { Slot(const Step&, std::size_t slot); };  what the links of a slot have in common
///     template <int L> static void add(const Step&, std::size_t link, const Slot<L>&, double* sums);
///     template <int L> static void finish(Step&, std::size_t unit, const double* sums);
///
/// Two ways, the same additions in the same order (by number of the link), hence the same bits:
/// each unit gathers its own, so that units may be summed at the same time;
template <class Sums, int L>
SUNDER_KERNEL void gather_sums(Step& k, std::size_t first, std::size_t last) {
    const Base& b = k.base;
    const std::int32_t* end = b.seller.item.data() + b.seller.item.size();
    for (std::size_t i = first; i < last; ++i) {
        double sums[Sums::count * L];
        for (std::size_t row = 0; row < Sums::count; ++row) std::fill_n(sums + row * L, L, 0.0);
        for (const std::int32_t& link : b.seller[i]) {
            if (&link + links_ahead < end) Sums::template fetch<L>(k, static_cast<std::size_t>((&link)[links_ahead]));
            const auto e = static_cast<std::size_t>(link);
            const typename Sums::template Slot<L> slot(k, static_cast<std::size_t>(b.link_slot[e]));
            Sums::template add<L>(k, e, slot, sums);
        }
        Sums::template finish<L>(k, i, sums);
    }
}

/// or, where one thread does all, links are gone through as they lie, and the sums of all units stay in the second cache.
template <class Sums, int L>
SUNDER_KERNEL void scatter_sums(Step& k, double* sums) {
    const std::int32_t *supplier = k.base.net.link_supplier.data(), *links = k.base.net.slot_link_ptr.data();
    for (std::size_t s = 0; s < static_cast<std::size_t>(k.base.slots); ++s) {
        const typename Sums::template Slot<L> slot(k, s);
        for (auto e = static_cast<std::size_t>(links[s]); e < static_cast<std::size_t>(links[s + 1]); ++e)
            Sums::template add<L>(k, e, slot, sums + static_cast<std::size_t>(supplier[e]) * Sums::count * L);
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(k.base.units); ++i)
        Sums::template finish<L>(k, i, sums + i * Sums::count * L);
}

template <class Sums, int L>
void sum_by_supplier(Step& k) {
    if (!k.blocks.in_order()) return for_unit_blocks(k, &gather_sums<Sums, L>);
    thread_local RowArray sums;  // grows to the largest economy once
    sums.assign(static_cast<std::size_t>(k.base.units) * Sums::count * L, 0.0);
    scatter_sums<Sums, L>(k, sums.data());
}

}  // namespace sunder
