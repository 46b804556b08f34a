// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"
#include "sim/sweep/sweep_folder.hpp"

namespace sunder {
namespace {

namespace fs = std::filesystem;

std::string words_in(int file) {
    std::array<char, 256> text{};
    const ssize_t n = ::pread(file, text.data(), text.size(), 0);
    std::string words(text.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    while (!words.empty() && words.back() == '\n') words.pop_back();
    return words;
}

/// A lock of the open file (not of the process), which network file systems know too.
struct flock whole_file() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

}  // namespace

TaskLock::TaskLock(const SweepFolder& folder, const SweepTask& task) {
    const fs::path path = folder.path() / "tasks" / fmt::format("task_{}_of_{}", task.number, task.of);
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file_ < 0) throw RecordError(path, std::generic_category().message(errno));
    struct flock lock = whole_file();
    if (::fcntl(file_, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES)) {
        const std::string who = words_in(file_);
        ::close(file_);
        throw RecordError(folder.path(), fmt::format("{} works on task {} of {} already; this one does nothing",
                                                     who.empty() ? "another process" : who, task.number, task.of));
    }
    // Any other answer: a file system without locks. Two processes then do the same work twice, with the same bytes.
    const std::string words = fmt::format("{} process {}\n", PartFile::host(), ::getpid());
    if (::ftruncate(file_, 0) == 0 && ::pwrite(file_, words.data(), words.size(), 0) < 0) {
        const int error = errno;
        ::close(file_);
        throw RecordError(path, std::generic_category().message(error));
    }
}

TaskLock::~TaskLock() {
    if (file_ >= 0) ::close(file_);
}

std::vector<TaskTrace> task_traces(const SweepFolder& folder) {
    std::vector<TaskTrace> traces;
    std::error_code error;
    for (fs::directory_iterator it(folder.path() / "tasks", error), end; !error && it != end; it.increment(error)) {
        TaskTrace trace;
        if (std::sscanf(it->path().filename().c_str(), "task_%d_of_%d", &trace.task.number, &trace.task.of) != 2) continue;
        const int file = ::open(it->path().c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) continue;
        trace.who = words_in(file);
        struct flock lock = whole_file();
        trace.alive = ::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
        ::close(file);
        traces.push_back(std::move(trace));
    }
    return traces;
}

}  // namespace sunder
