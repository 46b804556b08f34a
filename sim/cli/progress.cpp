// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace sunder::cli {

Progress::Progress(std::int32_t steps, std::string_view what)
    : steps_(steps), what_(what), on_(isatty(STDERR_FILENO) == 1 && std::getenv("CI") == nullptr) {}

Progress::~Progress() {
    if (on_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(std::int32_t step) {
    const auto now = std::chrono::steady_clock::now();
    if (!on_ || now < next_) return;
    next_ = now + std::chrono::milliseconds{100};
    fmt::print(stderr, "\r\x1b[K{} {} of {} ({} %)", what_, step, steps_, steps_ > 0 ? 100 * step / steps_ : 100);
    std::fflush(stderr);
}

}  // namespace sunder::cli
