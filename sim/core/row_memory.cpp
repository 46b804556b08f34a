// SPDX-License-Identifier: Apache-2.0
#include "sim/core/row_memory.hpp"

#include <cstdint>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace sunder {
namespace {

constexpr std::size_t line = 64, page = 4096, large_page = std::size_t{2} << 20U;
constexpr std::size_t places = page / line;  ///< of the first line within a page: as many as a first-level cache has sets
constexpr std::size_t spread = 16;           ///< pages over which large arrays are spread, for the second-level cache

/// Alignment of the block that holds an array: the array begins less than this behind it.
std::size_t unit_of(std::size_t bytes) {
    return bytes >= large_page / 2 ? large_page : page;
}

}  // namespace

void* allocate_rows(std::size_t bytes) {
    if (bytes < page) return ::operator new (bytes, std::align_val_t{line});
    thread_local std::size_t arrays = 0;
    const std::size_t number = arrays++, unit = unit_of(bytes);
    const std::size_t offset = number % places * line + (unit == large_page ? number % spread * page : 0);
    const std::size_t size = (bytes + offset + page - 1) / page * page;
    void* block = ::operator new (size, std::align_val_t{unit});
#if defined(__linux__)
    if (unit == large_page) ::madvise(block, size, MADV_HUGEPAGE);  // advice: without large pages nothing is lost
#endif
    return static_cast<char*>(block) + offset;
}

void free_rows(void* rows, std::size_t bytes) noexcept {
    if (bytes < page) return ::operator delete (rows, std::align_val_t{line});
    const std::size_t unit = unit_of(bytes);
    ::operator delete (reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(rows) / unit * unit),
                       std::align_val_t{unit});
}

}  // namespace sunder
