// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/scenario/find.hpp"

namespace sunder::cli {

/// Throws InputError, one line with the command that reads it, when a word is a file of another kind than is expected. Names
/// and files that cannot be read, or are of no kind, pass: their reader says what is wrong.
void expect_kind(const std::string& word, FileKind expected);

}  // namespace sunder::cli
