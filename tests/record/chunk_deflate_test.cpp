// SPDX-License-Identifier: Apache-2.0
#include "sim/record/chunk_deflate.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace sunder {
namespace {

/// Leaves words on the stack where the next call will have its variables.
[[gnu::noinline]] void dirty_stack(std::uint16_t word) {
    volatile std::uint16_t rubbish[200'000];
    for (volatile std::uint16_t& place : rubbish) place = word;
}

std::vector<std::byte> packed(ChunkDeflate& deflate, const std::vector<double>& values) {
    std::vector<std::byte> raw(values.size() * sizeof(double));
    std::memcpy(raw.data(), values.data(), raw.size());
    const auto bytes = deflate(raw);
    return {bytes.begin(), bytes.end()};
}

// ISA-L 2.30, which was here before, failed for 8 of these 600 words: small ones look like places of its hash table.
TEST(ChunkDeflate, BytesDoNotDependOnWhatMemoryHeldBefore) {
    std::vector<double> values(91, 3.0);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 50 == 0 ? 3.0 : 0.0;
    ChunkDeflate deflate;
    dirty_stack(0);
    const std::vector<std::byte> once = packed(deflate, values);
    ASSERT_FALSE(once.empty());
    for (std::uint16_t word = 0; word < 600; ++word) {
        (void)packed(deflate, std::vector<double>(1000, 1.0 + word));
        dirty_stack(word);
        EXPECT_EQ(packed(deflate, values), once) << word;
    }
}

}  // namespace
}  // namespace sunder
