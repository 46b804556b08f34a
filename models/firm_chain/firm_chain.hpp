// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sunder::models {

/// Stock of one supplier's goods after a step, where the suppliers of one sector stand in for each other.
///
///     S_ij' = max(0, S_ij + O*_ij - S_ij (x_i/x0_i) A_is / S_is)                              [M$]
///
///     O*_ij  delivered last step        A_is, S_is  use per step and stock of the sector of j
///
/// An empty sector uses nothing.
[[nodiscard]] inline double firm_stock(double stock, double delivered, double output_ratio, double sector_use,
                                       double sector_stock) noexcept {
    const double used = sector_stock > 0.0 ? stock * output_ratio * sector_use / sector_stock : 0.0;
    return std::max(0.0, stock + delivered - used);
}

/// Order to one supplier: what was used, and part of the gap to a stock of n steps of it.
///
///     O_ij = max(0, A_ij x_i/x0_i + (n A_ij x_i/x0_i - S_ij) / tau)                           [M$/step]
[[nodiscard]] inline double firm_order(double use, double output_ratio, double cover, double stock, double tau) noexcept {
    const double wanted = use * output_ratio;
    return std::max(0.0, wanted + (cover * wanted - stock) / tau);
}

/// What one sector of inputs allows; the whole stock may be used in a step.
///
///     limit = S_is / A_is x0_i                                                                [M$/step]
[[nodiscard]] inline double sector_limit(double sector_stock, double sector_use, double output0) noexcept {
    return sector_stock / sector_use * output0;
}

/// A buyer's claim on a firm's output: what it orders now, and what it bought in the base year. Final demand is one too.
struct Claim {
    double order = 0.0, base = 0.0;  ///< M$/step; base above 0
    double served = 0.0;             ///< result
};

/// All claims in proportion:  served = order x / D.  Nothing is served where nothing is ordered.
inline void ration_evenly(double output, std::span<Claim> claims) noexcept {
    double demand = 0.0;
    for (const Claim& claim : claims) demand += claim.order;
    for (Claim& claim : claims) claim.served = demand > 0.0 ? claim.order * (output / demand) : 0.0;
}

/// The last claim (final demand) gets what the others leave; these share evenly what there is.
inline void ration_last_last(double output, std::span<Claim> claims) noexcept {
    const std::span<Claim> first = claims.first(claims.size() - 1);
    double demand = 0.0;
    for (const Claim& claim : first) demand += claim.order;
    const double left = output - demand;
    ration_evenly(std::min(output, demand), first);
    claims.back().served = std::max(0.0, std::min(claims.back().order, left));
}

/// Smallest relative order first (Inoue & Todo 2019): the claim with the least order/base sets a level m that all open
/// claims are served, in proportion to base; met claims are closed, and so on. When output does not last for a level, what
/// is left goes to open claims in proportion to base.
///
/// A claim of 0 is open in the first round: it is served m base although it ordered nothing, as in the program that the
/// reference series come from (`serve_idle`); without, it is closed from the start.
inline void ration_smallest_first(double output, std::span<Claim> claims, bool serve_idle) {
    struct Open {
        Claim* claim;
        double level;  ///< relative order not yet served
    };
    constexpr double met = 1e-15;  // round-off of relative orders, which are near 1
    std::vector<Open> open;
    for (Claim& claim : claims) {
        claim.served = 0.0;
        const double level = claim.order / claim.base;
        if (level > met || serve_idle) open.push_back({&claim, level});
    }
    for (double left = output; !open.empty();) {
        double least = 0.0, base = 0.0, wanting = 0.0;
        for (const Open& one : open) {
            base += one.claim->base;
            if (one.level <= met) continue;
            wanting += one.claim->base;
            least = least > 0.0 ? std::min(least, one.level) : one.level;
        }
        if (!(least > 0.0)) return;
        if (!(left > least * base)) {
            for (const Open& one : open)
                if (one.level > met) one.claim->served += left / wanting * one.claim->base;
            return;
        }
        left -= least * base;
        for (Open& one : open) {
            one.claim->served += least * one.claim->base;
            one.level -= least;
        }
        std::erase_if(open, [](const Open& one) { return one.level <= met; });
    }
}

}  // namespace sunder::models
