// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sunder::cli {

// What other programs read about the commands, made from their rows like the help itself.

/// Manual page in section 1 (troff, macros of man(7)).
[[nodiscard]] std::string manual_page();

/// Completion for bash: commands, options, and names of decks, measures and economies from the program itself.
[[nodiscard]] std::string bash_completion();

/// The same for zsh (#compdef).
[[nodiscard]] std::string zsh_completion();

}  // namespace sunder::cli
