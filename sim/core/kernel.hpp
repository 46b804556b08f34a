// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "sim/core/step.hpp"

// How the wide loops of the week are written: a kernel goes over a range of rows, and within a row over lanes in a loop of
// fixed length without exits, on pointers taken before the rows. What is common to the lanes of a row (its kind, whether a
// rule has a record of it) is decided outside that loop.

/// A kernel is compiled for wider registers too and chosen by processor: the same operations, without contraction, hence the
/// same bits. Sanitizers do not survive the start-up resolvers that target_clones needs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SUNDER_KERNEL __attribute__((target_clones("default", "avx2"), flatten))
#else
#define SUNDER_KERNEL
#endif

/// Stands before a loop over lanes: no lane depends on another, and the loop is not to be unrolled before it is vectorised.
#if defined(__GNUC__) && !defined(__clang__)
#define SUNDER_LANES _Pragma("GCC ivdep") _Pragma("GCC unroll 1")
#else
#define SUNDER_LANES
#endif

namespace sunder {

/// Runs kernel(step, first, last) over all slots (units) in blocks of fixed bounds.
inline void for_slot_blocks(Step& k, void (*kernel)(Step&, std::size_t, std::size_t)) {
    k.blocks.for_blocks(k.base.slot_blocks(), [&](std::int32_t b) {
        const std::int32_t* bound = k.base.slot_block.data() + b;
        kernel(k, static_cast<std::size_t>(bound[0]), static_cast<std::size_t>(bound[1]));
    });
}
inline void for_unit_blocks(Step& k, void (*kernel)(Step&, std::size_t, std::size_t)) {
    k.blocks.for_blocks(k.base.unit_blocks(), [&](std::int32_t b) {
        const std::int32_t* bound = k.base.unit_block.data() + b;
        kernel(k, static_cast<std::size_t>(bound[0]), static_cast<std::size_t>(bound[1]));
    });
}

/// Calls f<L>() for the lane count at hand (outside the phase tables, which have it).
template <class F>
decltype(auto) with_lanes(int lanes, F&& f) {
    switch (lanes) {
        case 1:
            return f.template operator()<1>();
        case 2:
            return f.template operator()<2>();
        case 4:
            return f.template operator()<4>();
        case 8:
            return f.template operator()<8>();
        default:
            return f.template operator()<16>();
    }
}

/// A seller's links lie all over the arrays: asks for the row of a link some links ahead, to hide the latency of jumping.
inline constexpr std::size_t links_ahead = 16;
template <int L>
inline void fetch_row(const double* row) noexcept {
    __builtin_prefetch(row);
    if constexpr (L > 8) __builtin_prefetch(row + 8);
}

}  // namespace sunder
