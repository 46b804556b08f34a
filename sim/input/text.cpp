// SPDX-License-Identifier: Apache-2.0
#include "sim/input/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sunder {
namespace {

/// Length of the UTF-8 character at the front of `s`, 0 if there is none (Unicode 15, table 3-7).
std::size_t utf8_length(std::string_view s) noexcept {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
    const auto tail = [&](std::size_t i, unsigned least = 0x80, unsigned most = 0xBF) {
        return byte(i) >= least && byte(i) <= most;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool second = tail(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        return second && tail(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool second = tail(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        return second && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::size_t first_bad_utf8(std::string_view bytes) noexcept {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8_length(bytes.substr(at, 4));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::optional<Fault> encoding_fault(std::string_view bytes, const std::string& file) {
    if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF")
        return Fault{file, 1, 1, "this is UTF-16 text; save it as 'CSV UTF-8'"};
    const std::size_t at = first_bad_utf8(bytes);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view before = bytes.substr(0, at);
    const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    const std::string byte = hex16(static_cast<unsigned char>(bytes[at])).substr(14);
    return Fault{file, static_cast<int>(line), static_cast<int>(column),
                 "byte 0x" + byte + " is not UTF-8; saved as Windows-1252? Save it as 'CSV UTF-8'"};
}

std::optional<double> parse_number(std::string_view text) noexcept {
    const std::string_view digits = text.substr(text.substr(0, 1) == "+" ? 1 : 0);
    const std::size_t first = digits.substr(0, 1) == "-" && digits.size() == text.size() ? 1 : 0;
    if (first >= digits.size()) return std::nullopt;
    const char lead = digits[first];
    if (lead != '.' && (lead < '0' || lead > '9')) return std::nullopt;  // leaves out nan, inf and a second sign
    double value = 0.0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string number_hint(std::string_view text) {
    std::string with_point{text};
    const auto commas = std::count(text.begin(), text.end(), ',');
    if (commas == 1) std::replace(with_point.begin(), with_point.end(), ',', '.');
    if (commas == 1 && parse_number(with_point)) return "; a decimal comma? write " + with_point;
    std::string plain;
    for (const char c : text)
        if (c != ',' && c != ' ' && c != '\'' && c != '%' && c != '_') plain += c;
    if (plain.size() < text.size() && parse_number(plain)) {
        if (text.find('%') != std::string_view::npos) return "; write shares as 0..1, without %";
        return "; write numbers without marks between groups of digits";
    }
    return {};
}

std::uint64_t fnv1a64(std::string_view bytes) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

std::string hex16(std::uint64_t value) {
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4U) text[i] = "0123456789abcdef"[value & 15U];
    return text;
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace sunder
