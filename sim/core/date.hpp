// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace sunder {

/// A calendar day as days since 2000-01-01 (the time axis of result files).
using Day = std::int32_t;
inline constexpr Day never = std::numeric_limits<Day>::max();

[[nodiscard]] constexpr Day to_day(std::chrono::year_month_day date) noexcept {
    using namespace std::chrono;
    return static_cast<Day>((sys_days{date} - sys_days{year{2000} / January / 1}).count());
}
[[nodiscard]] constexpr Day to_day(int y, unsigned m, unsigned d) noexcept {
    using namespace std::chrono;
    return to_day(year{y} / month{m} / day{d});
}
[[nodiscard]] constexpr std::chrono::year_month_day to_date(Day day) noexcept {
    using namespace std::chrono;
    return year_month_day{sys_days{year{2000} / January / 1} + days{day}};
}

}  // namespace sunder
