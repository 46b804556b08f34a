// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/core/network.hpp"

namespace sunder {

/// Format version of the economy image; a reader refuses any other.
inline constexpr std::uint32_t image_version = 2;

struct ImageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Economy image: "SUNDERIM", version, length, FNV-1a 64 hash of the body, body (little-endian, fixed-width fields).
/// The same network gives the same bytes on every machine.
[[nodiscard]] std::vector<std::byte> write_image(const Network& network);

/// Reads an image; throws ImageError when it is not one, is cut, is of another version, or its hash does not fit.
[[nodiscard]] Network read_image(std::span<const std::byte> image);

/// Hash of an image's body, as 16 hexadecimal digits; what results carry to say which economy they used.
[[nodiscard]] std::string image_hash(std::span<const std::byte> image);

}  // namespace sunder
