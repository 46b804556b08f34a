// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/find.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

#include "sim/embedded/embedded.hpp"
#include "sim/input/fault.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view ending = ".toml";

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) throw InputError({Fault{path, 0, 0, "cannot be read", false}});
    return text;
}

/// A name, not a path: no separators or control characters, so that it can neither leave the folder nor name a hidden file.
bool plain_name(const std::string& name) {
    return !name.empty() && name.front() != '.' &&
           std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == '/' || c == '\\'; });
}

bool find_named(const std::string& name, const std::vector<std::string>& folders, const std::string& built_in,
                SourceText& found) {
    if (!plain_name(name)) return false;
    const bool complete = name.size() > ending.size() && name.ends_with(ending);
    const std::string file = complete ? name : name + std::string(ending);
    for (const std::string& folder : folders)
        if (const std::string path = folder + file; is_file(path)) return found = {path, read_file(path)}, true;
    const std::string path = built_in + file;
    for (const EmbeddedFile& embedded : embedded_files())
        if (embedded.path == path) return found = {path, std::string(embedded.bytes)}, true;
    return false;
}

/// Stems of *.toml in the folders and in the built-in folder; a text file is a deck or a measure by its folder.
std::vector<std::string> names(const std::vector<std::string>& folders, const std::string& built_in) {
    std::set<std::string> found;
    for (const std::string& folder : folders) {
        std::error_code error;
        for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
            if (it->path().extension() == ending && is_file(it->path()) && plain_name(it->path().filename().string()))
                found.insert(it->path().stem().string());
    }
    for (const EmbeddedFile& file : embedded_files()) {
        if (!file.path.starts_with(built_in) || !file.path.ends_with(ending)) continue;
        const std::string name(file.path.substr(built_in.size(), file.path.size() - built_in.size() - ending.size()));
        if (plain_name(name)) found.insert(name);
    }
    return {found.begin(), found.end()};
}

const std::vector<std::string> deck_folders{"", "scenarios/"};
const std::vector<std::string> measure_folders{"measures/", "scenarios/measures/"};
const std::vector<std::string> study_folders{"cost/", "scenarios/cost/"};
const std::vector<std::string> sweep_folders{"sweeps/", "scenarios/sweeps/"};
const std::vector<std::string> calibration_folders{"calibration/", "scenarios/calibration/"};

struct Shelf {
    std::string_view what, command;
    std::vector<std::string> (*known)();
};
constexpr std::array<Shelf, 3> shelves{
    // by FileKind
    {{"deck", "run", deck_names}, {"cost study", "cost", study_names}, {"sweep", "sweep", sweep_names}}};

/// What it is and who reads it, for the name of another kind of file.
std::string where_it_is(const std::string& wanted) {
    for (std::size_t kind = 0; kind < shelves.size(); ++kind) {
        const std::vector<std::string> here = shelves[kind].known();
        if (std::find(here.begin(), here.end(), wanted) != here.end()) return who_reads(static_cast<FileKind>(kind), wanted);
    }
    return {};
}

/// By path, or by name; throws InputError that says `what` there is none of, with the nearest name.
SourceText find_or_refuse(const std::string& wanted, const std::vector<std::string>& folders, const std::string& built_in,
                          std::string_view what, std::vector<std::string> (*known)()) {
    SourceText found;
    if (is_file(wanted)) return {wanted, read_file(wanted)};
    if (find_named(wanted, folders, built_in, found)) return found;
    std::error_code error;
    if (fs::exists(wanted, error)) throw InputError({Fault{wanted, 0, 0, "is not a file", false}});
    std::string hint = where_it_is(wanted);
    if (hint.empty()) hint = did_you_mean(wanted, known());
    throw InputError({Fault{wanted, 0, 0, "no such " + std::string(what) + ", as a file or by name" + hint, false}});
}

}  // namespace

std::string_view name_of(FileKind kind) {
    return shelves[static_cast<std::size_t>(kind)].what;
}

std::string who_reads(FileKind kind, const std::string& word) {
    const Shelf& shelf = shelves[static_cast<std::size_t>(kind)];
    return "; it is a " + std::string(shelf.what) + ": sunder " + std::string(shelf.command) + ' ' + word;
}

SourceText find_deck(const std::string& deck) {
    return find_or_refuse(deck, deck_folders, "scenarios/", "deck", deck_names);
}

SourceText find_study(const std::string& study) {
    return find_or_refuse(study, study_folders, "scenarios/cost/", "cost study", study_names);
}

SourceText find_sweep(const std::string& sweep) {
    return find_or_refuse(sweep, sweep_folders, "scenarios/sweeps/", "sweep", sweep_names);
}

SourceText find_calibration(const std::string& name_or_path) {
    return find_or_refuse(name_or_path, calibration_folders, "scenarios/calibration/", "calibration case",
                          calibration_names);
}

bool find_measure(const std::string& id, SourceText& found) {
    return find_named(id, measure_folders, "scenarios/measures/", found);
}

bool find_validation(const std::string& name, SourceText& found) {
    return find_named(name, {"scenarios/validation/"}, "scenarios/validation/", found);
}

std::vector<std::string> deck_names() {
    return names(deck_folders, "scenarios/");
}
std::vector<std::string> study_names() {
    return names(study_folders, "scenarios/cost/");
}
std::vector<std::string> sweep_names() {
    return names(sweep_folders, "scenarios/sweeps/");
}
std::vector<std::string> calibration_names() {
    return names(calibration_folders, "scenarios/calibration/");
}
std::vector<std::string> measure_names() {
    return names(measure_folders, "scenarios/measures/");
}

}  // namespace sunder
