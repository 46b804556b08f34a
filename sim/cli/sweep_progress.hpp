// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "sim/sweep/engine.hpp"

namespace sunder::cli {

/// How far a sweep is, how fast it goes and how long it still takes: one line on a terminal; elsewhere (a cluster's log) a
/// line a minute. Nothing on a terminal where CI is set.
class SweepProgressLine {
public:
    SweepProgressLine();
    ~SweepProgressLine();
    SweepProgressLine(const SweepProgressLine&) = delete;
    SweepProgressLine& operator=(const SweepProgressLine&) = delete;

    void show(const SweepProgress& at);

private:
    bool terminal_;
    std::chrono::steady_clock::time_point start_, next_;
};

/// "312 of 1000 draws, 4.2 a second, 2:43 left"
[[nodiscard]] std::string progress_text(const SweepProgress& at, double seconds);

/// "2:43", "1:02:43"
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace sunder::cli
