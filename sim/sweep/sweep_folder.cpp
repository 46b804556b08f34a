// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sweep_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>

#include "sim/input/text.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view head = "draw_", done_ending = ".h5", failed_ending = ".failed";

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) throw RecordError(path, "cannot be read");
    return text;
}

/// A small file that appears whole; false: somebody else was first.
bool write_once(const fs::path& path, const std::string& text, bool replace) {
    std::error_code error;
    if (!replace && fs::exists(path, error)) return false;
    PartFile part(path, PartFile::Kind::file, true);
    {
        std::ofstream out(part.part(), std::ios::binary);
        out << text;
        out.flush();
        if (!out) throw RecordError(path, errno != 0 ? std::generic_category().message(errno) : "cannot be written");
    }
    part.publish();
    return true;
}

void make_folder(const fs::path& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) throw RecordError(path, error.message());
    if (!fs::is_directory(path)) throw RecordError(path, "is not a folder");
}

std::string economy_hash(const Network& network) {
    std::string lines;
    for (const TableHash& table : network.table_hashes) lines += table.file + ' ' + table.hash + '\n';
    return hex16(fnv1a64(lines));
}

/// Texts of all library measures that a draw may use.
std::string measures_hash(const Sweep& sweep) {
    std::vector<std::string> ids;
    for (const Rule& rule : sweep.spec.lanes.back().rules) {
        ids.push_back(rule.id);
        if (!rule.leader.empty()) ids.push_back(rule.leader);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::string texts;
    for (const std::string& id : ids)
        if (SourceText found; find_measure(id, found)) texts += found.text;
    return hex16(fnv1a64(texts));
}

struct Mark1 {
    std::string key, value, what;  ///< what: in words, for the error
};

/// What a sweep was resolved against; none of it may change between its runs.
std::vector<Mark1> identity_of(const Sweep& sweep, const SweepIdentity& identity) {
    return {{"sweep_hash", hex16(fnv1a64(sweep.text.text)), "the sweep deck"},
            {"base_hash", hex16(fnv1a64(sweep.base.text)), "the base deck"},
            {"measures_hash", measures_hash(sweep), "a measure of the library"},
            {"economy_hash", economy_hash(*sweep.network), "the economy"},
            {"program", identity.program + " " + identity.revision, "the program"}};
}

constexpr std::string_view own_heading =
    "\n# Written by sunder sweep; the text above is the sweep as it was given.\n[resolved]\n";

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string stored_text(const Sweep& sweep, const std::vector<Mark1>& marks) {
    std::string text = sweep.text.text;
    text += own_heading;
    text += fmt::format("name = {}\nbase_file = {}\neconomy = {}\ndraws = {}\n", quoted(sweep.name), quoted(sweep.base.file),
                        quoted(sweep.economy), sweep.draws());
    for (const Mark1& mark : marks) text += fmt::format("{} = {}\n", mark.key, quoted(mark.value));
    return text;
}

std::size_t number_of(std::string_view name, std::string_view ending) {
    if (!name.starts_with(head) || !name.ends_with(ending)) return SIZE_MAX;
    const std::string_view digits = name.substr(head.size(), name.size() - head.size() - ending.size());
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : SIZE_MAX;
}

fs::path failed_file(const SweepFolder& folder, std::size_t draw) {
    return folder.path() / "runs" / fmt::format("{}{:06}{}", head, draw, failed_ending);
}

}  // namespace

bool SweepFolder::exists() const {
    std::error_code error;
    return fs::exists(path_ / "sweep.toml", error);
}

void SweepFolder::open(const Sweep& sweep, const SweepIdentity& identity) const {
    const std::vector<Mark1> marks = identity_of(sweep, identity);
    const fs::path deck = path_ / "sweep.toml";
    std::error_code error;
    if (!exists() && fs::is_directory(path_, error) && !fs::is_empty(path_, error) && !fs::exists(path_ / "runs", error))
        throw RecordError(path_, "is a folder with something else in it; name a new one");
    make_folder(path_);
    make_folder(path_ / "runs");
    make_folder(path_ / "tasks");
    write_once(path_ / "base.toml", sweep.base.text, false);
    if (write_once(deck, stored_text(sweep, marks), false)) return;
    const Value stored = parse_toml(text_of(deck), deck.string());
    const Value* resolved = get_table(stored, "resolved");
    for (const Mark1& mark : marks) {
        const auto found = resolved == nullptr ? std::nullopt : get_text(*resolved, mark.key);
        if (found && *found != mark.value)
            throw RecordError(path_, fmt::format("{} has changed since the sweep was begun (was {}, is {}); use another "
                                                 "folder, or --force to begin anew",
                                                 mark.what, *found, mark.value));
        if (!found) throw RecordError(deck, "is not the file of a sweep: it lacks resolved." + mark.key);
    }
}

void SweepFolder::clear() const {
    std::error_code error;
    if (!fs::exists(path_, error) || fs::is_empty(path_, error)) return;
    if (!exists()) throw RecordError(path_, "is not the folder of a sweep; --force clears nothing else");
    for (const char* name : {"sweep.h5", "manifest.csv", "runs", "tasks", "base.toml", "sweep.toml"}) {
        fs::remove_all(path_ / name, error);
        if (error) throw RecordError(path_ / name, error.message());
    }
}

Sweep SweepFolder::read(const EconomyProvider& economy) const {
    if (!exists()) throw RecordError(path_, "is not the folder of a sweep: it has no sweep.toml");
    const fs::path deck = path_ / "sweep.toml";
    SourceText text{deck.string(), text_of(deck)};
    const Value stored = parse_toml(text.text, text.file);
    const Value* resolved = get_table(stored, "resolved");
    if (resolved == nullptr) throw RecordError(deck, "is not the file of a sweep: it has no [resolved]");
    if (const auto at = text.text.rfind(own_heading); at != std::string::npos) text.text.resize(at);
    Sweep sweep = read_sweep_text(
        text, {get_text(*resolved, "base_file").value_or("base.toml"), text_of(path_ / "base.toml")}, economy);
    sweep.name = get_text(*resolved, "name").value_or(sweep.name);
    return sweep;
}

fs::path SweepFolder::run_file(std::size_t draw) const {
    return path_ / "runs" / fmt::format("{}{:06}{}", head, draw, done_ending);
}

std::vector<DrawState> SweepFolder::states(std::size_t draws) const {
    std::vector<DrawState> states(draws, DrawState::missing);
    std::error_code error;
    for (fs::directory_iterator it(path_ / "runs", error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (const std::size_t done = number_of(name, done_ending); done < draws) states[done] = DrawState::done;
        if (const std::size_t failed = number_of(name, failed_ending); failed < draws && states[failed] != DrawState::done)
            states[failed] = DrawState::failed;
    }
    if (error) throw RecordError(path_ / "runs", error.message());
    return states;
}

DrawState SweepFolder::state(std::size_t draw) const {
    std::error_code error;
    if (fs::exists(run_file(draw), error)) return DrawState::done;
    return fs::exists(failed_file(*this, draw), error) ? DrawState::failed : DrawState::missing;
}

void SweepFolder::record_failure(std::size_t draw, const std::string& reason) const {
    write_once(failed_file(*this, draw), reason + '\n', true);
}

std::string SweepFolder::reason(std::size_t draw) const {
    std::string text = text_of(failed_file(*this, draw));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

void SweepFolder::sweep_up() const {
    std::error_code error;
    std::vector<fs::path> stale;
    for (fs::directory_iterator it(path_ / "runs", error), end; !error && it != end; it.increment(error))
        if (const fs::path& file = it->path(); file.extension() == ".part" && !PartFile::writer_lives(file))
            stale.push_back(file);
    for (const fs::path& file : stale) fs::remove(file, error);
}

}  // namespace sunder
