// SPDX-License-Identifier: Apache-2.0
#include "sim/record/part_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include "sim/record/record_error.hpp"

namespace sunder {
namespace fs = std::filesystem;
namespace {

std::string reason(int error) {
    return std::generic_category().message(error);
}

void sync(const fs::path& path, const fs::path& target) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) throw RecordError(target, reason(errno));
    const int failed = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    // EINVAL: a file system without sync, which is no reason to lose the result.
    if (failed != 0 && failed != EINVAL) throw RecordError(target, reason(failed));
}

fs::path folder_of(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

fs::path hidden_name(const fs::path& target, const char* ending) {
    return folder_of(target) / fmt::format(".{}.{}.{}{}", target.filename().string(), PartFile::host(), ::getpid(), ending);
}

}  // namespace

const std::string& PartFile::host() {
    static const std::string name = [] {
        std::array<char, 256> text{};
        if (::gethostname(text.data(), text.size() - 1) != 0) return std::string("host");
        std::string found(text.data());
        std::replace(found.begin(), found.end(), '.', '-');
        return found.empty() ? std::string("host") : found;
    }();
    return name;
}

bool PartFile::writer_lives(const fs::path& part) {
    const std::string name = part.stem().string();  // .<name>.<host>.<pid>
    const auto dot = name.rfind('.');
    const auto before = dot == std::string::npos || dot == 0 ? std::string::npos : name.rfind('.', dot - 1);
    if (before == std::string::npos) return true;
    const pid_t process = static_cast<pid_t>(std::strtol(name.c_str() + dot + 1, nullptr, 10));
    if (name.substr(before + 1, dot - before - 1) == host()) return ::kill(process, 0) == 0 || errno == EPERM;
    std::error_code error;
    const auto changed = fs::last_write_time(part, error);
    return !error && fs::file_time_type::clock::now() - changed < std::chrono::hours{1};
}

PartFile::PartFile(fs::path target, Kind kind, bool force) : target_(std::move(target)), kind_(kind), force_(force) {
    if (!target_.has_filename()) throw RecordError(target_, "not the name of a file");
    refuse_existing();
    std::error_code error;
    if (!fs::is_directory(folder_of(target_), error)) {
        throw RecordError(target_, "its folder " + folder_of(target_).string() + " does not exist");
    }
    part_ = hidden_name(target_, ".part");
    fs::remove_all(part_, error);  // left by a killed process that had our number
    if (kind_ == Kind::folder && !fs::create_directory(part_, error)) throw RecordError(target_, error.message());
}

PartFile::~PartFile() {
    discard();
}

void PartFile::refuse_existing() const {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(target_, error);
    if (!fs::exists(status)) return;
    if (!force_) throw RecordError(target_, "exists already; --force replaces it");
    if (fs::is_directory(status) != (kind_ == Kind::folder)) {
        throw RecordError(target_, kind_ == Kind::folder ? "exists and is not a folder" : "exists and is a folder");
    }
    // A device (/dev/null) is not ours to replace by a file.
    if (kind_ == Kind::file && !fs::is_regular_file(status) && !fs::is_symlink(status))
        throw RecordError(target_, "exists and is neither a file nor a link to one");
}

/// rename() cannot replace a folder with content: the old one steps aside, and goes once the new one is in place.
void PartFile::replace_folder() const {
    const fs::path old = hidden_name(target_, ".old");
    std::error_code error;
    const bool exists = fs::exists(target_, error);
    if (exists) fs::rename(target_, old, error);
    if (!error) fs::rename(part_, target_, error);
    if (error) {
        std::error_code back;
        if (exists && !fs::exists(target_, back)) fs::rename(old, target_, back);
        throw RecordError(target_, error.message());
    }
    fs::remove_all(old, error);
}

void PartFile::publish() {
    refuse_existing();
    if (kind_ == Kind::folder) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(part_, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            sync(entry->path(), target_);
        }
        if (error) throw RecordError(target_, error.message());
        sync(part_, target_);
        replace_folder();
    } else {
        sync(part_, target_);
        // Without --force a file that appeared since the check must survive; some file systems lack the flag (EINVAL).
        int failed =
            force_ ? EINVAL
                   : (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno);
        if (failed == EINVAL || failed == ENOSYS) failed = ::rename(part_.c_str(), target_.c_str()) == 0 ? 0 : errno;
        if (failed != 0)
            throw RecordError(target_, failed == EEXIST ? "exists already; --force replaces it" : reason(failed));
    }
    done_ = true;
    sync(folder_of(target_), target_);
}

void PartFile::discard() noexcept {
    if (done_) return;
    std::error_code error;
    fs::remove_all(part_, error);
    done_ = true;
}

}  // namespace sunder
