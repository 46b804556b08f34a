// SPDX-License-Identifier: Apache-2.0
#include "sim/core/row_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>

namespace sunder::tests {
namespace {

std::uintptr_t start_of(const RowArray& array) {
    return reinterpret_cast<std::uintptr_t>(array.data());
}

// A page of memory, half a large page, and more.
TEST(RowMemory, ArraysBeginOnACacheLine) {
    for (const std::size_t values : {1, 7, 512, 513, 1 << 17, (1 << 18) + 3}) {
        const RowArray array(values, 1.0);
        EXPECT_EQ(start_of(array) % 64, 0U) << values;
        EXPECT_EQ(array.back(), 1.0);
    }
}

// A first-level cache of 32 KiB with 8 ways holds 8 lines whose addresses agree modulo 4096; a kernel walks over two dozen.
TEST(RowMemory, ArraysOfOneSizeDoNotAllBeginOnTheSameLineOfAPage) {
    for (const std::size_t values : {std::size_t{1} << 14, std::size_t{1} << 18}) {
        const std::vector<RowArray> arrays(32, RowArray(values, 0.0));
        std::set<std::uintptr_t> lines;
        for (const RowArray& array : arrays) lines.insert(start_of(array) % 4096);
        EXPECT_EQ(lines.size(), arrays.size());
    }
}

}  // namespace
}  // namespace sunder::tests
