// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace sunder {

/// Adds a text to the root of a finished file, which stays whole: a copy gets the text and then the file's name. A text of
/// that name is replaced. Throws RecordError; the file is then as it was.
void amend_file(const std::filesystem::path& path, const char* attribute, std::string_view text);

}  // namespace sunder
