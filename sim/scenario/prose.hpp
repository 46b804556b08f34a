// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/core/terms.hpp"
#include "sim/input/document.hpp"

namespace sunder {

/// Width of what `sunder explain` prints.
inline constexpr std::size_t page_width = 100;

/// Words of `text` in lines of at most `page_width`; each line behind `indent` spaces, the first behind `first`, which may
/// be a label of the same width.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t indent, std::string_view first = {});

/// "12.5%"
[[nodiscard]] std::string percent(double share);
/// The texts of a key, by commas; empty where there are none.
[[nodiscard]] std::string names_of(const Value& table, std::string_view key);
/// "1 from 2023-01-02, 0.8 from 2026-01-02", numbers by `show`.
[[nodiscard]] std::string points_text(const DayPath& path, std::string (*show)(double));
/// 39000 as "39,000 M$".
[[nodiscard]] std::string money(double musd);

}  // namespace sunder
