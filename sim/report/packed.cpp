// SPDX-License-Identifier: Apache-2.0
#include "sim/report/packed.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/record/chunk_deflate.hpp"

namespace sunder {

static_assert(std::endian::native == std::endian::little, "numbers are packed as they lie in memory");

std::string base64(std::span<const std::byte> bytes) {
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t here = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < 3; ++k)
            word = word << 8 | (k < here ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) text += k <= here ? digits[word >> (18 - 6 * k) & 63u] : '=';
    }
    return text;
}

std::string packed(std::span<const float> values) {
    if (values.empty()) return {};
    ChunkDeflate deflate;
    return base64(deflate(std::as_bytes(values)));
}

}  // namespace sunder
