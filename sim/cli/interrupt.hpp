// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sunder::cli {

/// While one lives, SIGINT, SIGTERM and SIGUSR1 only set a flag, so that a run can stop between two steps and clean up.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

    /// The signal that came, or 0.
    [[nodiscard]] static int signal() noexcept;
};

}  // namespace sunder::cli
