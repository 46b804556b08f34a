// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/interrupt.hpp"

#include <csignal>

namespace sunder::cli {
namespace {

// A signal handler can reach nothing but a variable of this kind: the one piece of global state.
volatile std::sig_atomic_t caught = 0;

extern "C" void remember(int number) {
    caught = number;
}

}  // namespace

InterruptGuard::InterruptGuard() {
    caught = 0;
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
    std::signal(SIGUSR1, remember);  // batch systems send it before the time limit
}

InterruptGuard::~InterruptGuard() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGUSR1, SIG_DFL);
}

int InterruptGuard::signal() noexcept {
    return caught;
}

}  // namespace sunder::cli
