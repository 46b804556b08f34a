// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace sunder {

/// Where the document goes in the page that the build makes (analysis/page).
inline constexpr std::string_view page_data_mark = "<!--sunder:data-->";

/// The page with the document inside: as text of a script element, so that nothing in it can end the element or be run.
/// Throws std::logic_error when the page has no mark.
[[nodiscard]] std::string compose_page(std::string_view page, std::string_view document);

/// Writes the page whole or not at all; refuses an existing file without `force`. Throws RecordError.
void write_page(const std::filesystem::path& path, bool force, std::string_view html);

}  // namespace sunder
