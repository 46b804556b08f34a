// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace sunder {

/// Memory of an array with a row per link, slot or unit. Large arrays begin on a cache line, so that a row of 8 lanes is one
/// line and not parts of two; each on another one, since a kernel walks over a dozen arrays at the same row and a cache
/// holds eight lines whose addresses agree in the low bits; and on large pages where the system has them.
[[nodiscard]] void* allocate_rows(std::size_t bytes);
void free_rows(void* rows, std::size_t bytes) noexcept;

/// std::allocator over allocate_rows.
template <class T>
struct RowAllocator {
    using value_type = T;
    RowAllocator() = default;
    template <class U>
    RowAllocator(const RowAllocator<U>&) noexcept {}  // NOLINT(google-explicit-constructor): as the standard asks
    [[nodiscard]] T* allocate(std::size_t n) { return static_cast<T*>(allocate_rows(n * sizeof(T))); }
    void deallocate(T* rows, std::size_t n) noexcept { free_rows(rows, n * sizeof(T)); }
    template <class U>
    bool operator==(const RowAllocator<U>&) const noexcept {
        return true;
    }
};

/// x[row * lanes + lane]
using RowArray = std::vector<double, RowAllocator<double>>;

}  // namespace sunder
