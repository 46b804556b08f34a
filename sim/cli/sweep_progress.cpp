// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/sweep_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace sunder::cli {
namespace {

using namespace std::chrono_literals;

}  // namespace

std::string duration_text(double seconds) {
    const auto s = std::llround(seconds);
    return s < 3600 ? fmt::format("{}:{:02}", s / 60, s % 60) : fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

std::string progress_text(const SweepProgress& at, double seconds) {
    const std::size_t missing = at.share - at.found;
    const double runs = at.part * static_cast<double>(missing);
    std::string text = fmt::format("{} of {} draws", at.found + at.done + at.failed, at.share);
    if (at.failed > 0) text += fmt::format(" ({} failed)", at.failed);
    if (!(runs > 0.0) || !(seconds > 0.0)) return text;
    const double rate = runs / seconds;
    return text + (rate >= 1.0 ? fmt::format(", {:.3g} a second", rate) : fmt::format(", {:.3g} a minute", 60.0 * rate)) +
           fmt::format(", {} left", duration_text((static_cast<double>(missing) - runs) / rate));
}

SweepProgressLine::SweepProgressLine()
    : terminal_(isatty(STDERR_FILENO) == 1 && std::getenv("CI") == nullptr),
      start_(std::chrono::steady_clock::now()),
      next_(start_ + (terminal_ ? 0s : 60s)) {}

SweepProgressLine::~SweepProgressLine() {
    if (terminal_) fmt::print(stderr, "\r\x1b[K");
}

void SweepProgressLine::show(const SweepProgress& at) {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + (terminal_ ? std::chrono::steady_clock::duration(200ms) : std::chrono::steady_clock::duration(60s));
    const std::string text = progress_text(at, std::chrono::duration<double>(now - start_).count());
    fmt::print(stderr, "{}{}{}", terminal_ ? "\r\x1b[K" : "", text, terminal_ ? "" : "\n");
    std::fflush(stderr);
}

}  // namespace sunder::cli
