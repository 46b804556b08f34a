// SPDX-License-Identifier: Apache-2.0
// Apart from build.cpp: make_image links the tables' code without the files built into the program.
#include <algorithm>
#include <filesystem>
#include <span>

#include "sim/core/image.hpp"
#include "sim/economy/economy.hpp"
#include "sim/embedded/embedded.hpp"

namespace sunder {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view image_folder = "economies/";
constexpr std::string_view image_ending = ".bin";

std::vector<fs::path> own_folders() {
    return {fs::path("scenarios") / "economies", fs::path("economies")};
}

bool is_economy(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / "countries.csv", error) || fs::is_regular_file(folder / "Z.csv", error);
}

/// A name, not the path of a folder.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name != "." && name != "..";
}

}  // namespace

std::vector<std::string> economy_names() {
    std::vector<std::string> names;
    for (const fs::path& parent : own_folders()) {
        std::error_code error;
        for (fs::directory_iterator at(parent, error), end; !error && at != end; at.increment(error))
            if (is_economy(at->path())) names.push_back(at->path().filename().string());
    }
    for (const EmbeddedFile& file : embedded_files())
        if (file.path.substr(0, image_folder.size()) == image_folder)
            names.emplace_back(
                file.path.substr(image_folder.size(), file.path.size() - image_folder.size() - image_ending.size()));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Network find_economy(const std::string& name) {
    if (is_plain_name(name)) {
        for (const fs::path& parent : own_folders())
            if (is_economy(parent / name)) return build_economy(parent / name);
        const std::string_view bytes = embedded_file(std::string{image_folder} + name + std::string{image_ending});
        if (!bytes.empty()) return read_image(std::as_bytes(std::span(bytes.data(), bytes.size())));
    } else if (is_economy(name)) {
        return build_economy(name);
    }
    const auto names = economy_names();
    std::string known;
    for (const std::string& other : names) known += (known.empty() ? "" : ", ") + other;
    throw InputError({{"economy '" + name + "'", 0, 0,
                       "is not known; there are " + (known.empty() ? "none" : known) + did_you_mean(name, names)}});
}

}  // namespace sunder
