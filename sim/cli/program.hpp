// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sunder::cli {

/// The whole program behind main(): finds the command, runs it, turns exceptions into lines on stderr and an exit code.
[[nodiscard]] int program(const std::vector<std::string>& args);

}  // namespace sunder::cli
