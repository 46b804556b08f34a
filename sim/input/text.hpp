// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/input/fault.hpp"

namespace sunder {

/// Position of the first byte that is not UTF-8, or npos. Overlong forms, surrogates and values above U+10FFFF are not
/// UTF-8.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view bytes) noexcept;

/// The fault for text that is not UTF-8 (with line, column and the likely cause), or nothing.
[[nodiscard]] std::optional<Fault> encoding_fault(std::string_view bytes, const std::string& file);

/// A number in plain notation: digits with a decimal point, sign and exponent allowed; no nan, inf, hex or group marks.
/// Does not depend on the locale. Nothing if the whole text is not a number.
[[nodiscard]] std::optional<double> parse_number(std::string_view text) noexcept;

/// Why `text` is not a number, for an error message: "; a decimal comma? write 0.5", or an empty text.
[[nodiscard]] std::string number_hint(std::string_view text);

/// FNV-1a, 64 bit: identifies the bytes of a file.
[[nodiscard]] std::uint64_t fnv1a64(std::string_view bytes) noexcept;

/// 16 hexadecimal digits.
[[nodiscard]] std::string hex16(std::uint64_t value);

/// Copy without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace sunder
