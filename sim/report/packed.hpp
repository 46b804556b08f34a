// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sunder {

/// Numbers as a page carries them: single precision, little endian, a zlib stream, base64. "" for none.
[[nodiscard]] std::string packed(std::span<const float> values);

/// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::span<const std::byte> bytes);

}  // namespace sunder
