// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace sunder::cli {

/// One line on stderr that says how far a run is; only on a terminal, and not where CI is set. Gone when it ends.
class Progress {
public:
    /// `what` stands before the count: "step", "attribution, step".
    explicit Progress(std::int32_t steps, std::string_view what = "step");
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::int32_t step);

private:
    std::int32_t steps_;
    std::string_view what_;
    bool on_;
    std::chrono::steady_clock::time_point next_{};
};

}  // namespace sunder::cli
