// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>

#include "sim/core/date.hpp"

namespace sunder::cli {

/// "2022-10-07", or "" for `never`.
[[nodiscard]] inline std::string date_text(Day day) {
    if (day == never) return {};
    const auto date = to_date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace sunder::cli
