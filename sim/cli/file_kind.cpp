// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/file_kind.hpp"

#include <filesystem>
#include <optional>

#include "sim/cost/study.hpp"
#include "sim/input/document.hpp"
#include "sim/input/fault.hpp"
#include "sim/sweep/sweep.hpp"

namespace sunder::cli {
namespace {

std::optional<FileKind> kind_of(const std::string& file) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(file, none)) return {};
    try {
        const SourceText source = find_deck(file);
        if (looks_like_sweep(source)) return FileKind::sweep;
        if (is_study(file)) return FileKind::study;
        if (parse_toml(source.text, source.file).find("economy") != nullptr) return FileKind::deck;
    } catch (const InputError&) {
        return {};  // whoever reads it next says why
    }
    return {};
}

}  // namespace

void expect_kind(const std::string& word, FileKind expected) {
    const std::optional<FileKind> found = kind_of(word);
    if (!found || *found == expected) return;
    throw InputError({Fault{word, 0, 0, "no " + std::string(name_of(expected)) + who_reads(*found, word)}});
}

}  // namespace sunder::cli
