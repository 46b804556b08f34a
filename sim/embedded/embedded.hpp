// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace sunder {

/// A file built into the program, so that a first result needs none beside it.
struct EmbeddedFile {
    std::string_view path;  ///< as in the source tree: "scenarios/flagship.toml", "economies/mini.bin"
    std::string_view bytes;
};

/// All of them: decks, measures, and economy images; sorted by path.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

/// One of them, or an empty view.
[[nodiscard]] std::string_view embedded_file(std::string_view path) noexcept;

}  // namespace sunder
