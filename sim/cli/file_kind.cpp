// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/file_kind.hpp"

#include <array>
#include <filesystem>
#include <optional>

#include "sim/input/document.hpp"
#include "sim/input/fault.hpp"
#include "sim/scenario/find.hpp"

namespace sunder::cli {
namespace {

struct KindWords {
    const char *name, *read_by;
};
constexpr std::array<KindWords, 3> words{{{"deck", "run"}, {"sweep", "sweep"}, {"cost study", "cost"}}};

/// By the keys that only this kind has.
std::optional<FileKind> kind_of(const std::string& file) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(file, none)) return {};
    try {
        const SourceText source = find_deck(file);
        const Value text = parse_toml(source.text, source.file);
        if (text.find("axis") != nullptr) return FileKind::sweep;
        if (text.find("economy") != nullptr) return FileKind::deck;
        if (text.find("region") != nullptr) return FileKind::study;
    } catch (const InputError&) {
        return {};
    }
    return {};
}

}  // namespace

void expect_kind(const std::string& word, FileKind expected) {
    const std::optional<FileKind> found = kind_of(word);
    if (!found || *found == expected) return;
    const auto [wanted, unused] = words[static_cast<std::size_t>(expected)];
    const auto [name, command] = words[static_cast<std::size_t>(*found)];
    throw InputError(
        {Fault{word, 0, 0, std::string("no ") + wanted + "; it is a " + name + ": sunder " + command + " " + word}});
}

}  // namespace sunder::cli
