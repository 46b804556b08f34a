// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/cli/shelf.hpp"

namespace sunder::cli {

/// Whether a word names a sweep, as a file or by name, and no deck.
[[nodiscard]] bool names_sweep(const std::string& word);

/// Size, time by a measured pilot, memory and disk of a sweep, on stdout; false with its faults on stderr.
[[nodiscard]] bool check_sweep(const std::string& sweep, EconomyShelf& shelf);

}  // namespace sunder::cli
