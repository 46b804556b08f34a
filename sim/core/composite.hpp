// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/core/step.hpp"

namespace sunder {

// What a CES composite is made of (model.md 6.5). Its base shares are of spending at landed prices: a supplier behind a
// base-year tariff counts with what the buyer pays, not with what the seller gets.

/// Landed price over the seller's price in the base year.
[[nodiscard]] inline double landed0(const Base& b, std::size_t link) noexcept {
    return 1.0 + static_cast<double>(b.net.link_tariff0[link]) + static_cast<double>(b.net.link_freight0[link]);
}

/// Composite units in something of each supplier, `of(link)` in units of its goods: the base flow of the slot when each
/// supplier's base flow comes at the mean price.
///
///     Q0 sum l0 cv x / sum l0 Z0                                              [base-M$ of the composite]
///
/// Exactly Q0 for x = Z0 and cv = 1.
template <class Of>
[[nodiscard]] double composite_of(const Base& b, std::size_t slot, Of of) {
    double sum = 0.0, sum0 = 0.0;
    for (auto e = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
         e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e) {
        sum += landed0(b, e) * of(e);
        sum0 += landed0(b, e) * b.z0[e];
    }
    return b.q0[slot] * (sum / sum0);
}

/// Base-year spending of a slot per unit of its base flow, sum l0 Z0/Q0.
[[nodiscard]] inline double mean_landed0(const Base& b, std::size_t slot) noexcept {
    double sum0 = 0.0;
    for (auto e = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
         e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e)
        sum0 += landed0(b, e) * b.z0[e];
    return sum0 / b.q0[slot];
}

/// Composite units that reach a slot this step, out of what was shipped `lead` steps ago; a plain sum where goods add up.
template <int L>
[[nodiscard]] double composite_arrivals(const Step& k, std::size_t slot, std::size_t l, const double* arrived) {
    const Base& b = k.base;
    const auto first = static_cast<std::size_t>(b.net.slot_link_ptr[slot]);
    if (k.par.of(Param::ces)[static_cast<std::size_t>(k.par.slot_row()[slot]) * L + l] == 0.0) {
        double sum = 0.0;
        for (auto e = first; e < static_cast<std::size_t>(b.net.slot_link_ptr[slot + 1]); ++e)
            sum += arrived[(e - first) * L + l];
        return sum;
    }
    return composite_of(b, slot, [&](std::size_t e) { return k.state.composite[e * L + l] * arrived[(e - first) * L + l]; });
}

}  // namespace sunder
