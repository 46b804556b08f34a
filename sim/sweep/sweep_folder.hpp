// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/sweep/sweep.hpp"
#include "sim/sweep/task.hpp"

namespace sunder {

enum class DrawState : std::int8_t { missing, done, failed };

/// Who made a sweep's runs: other tables or another program would give other numbers.
struct SweepIdentity {
    std::string program, revision;  ///< of sunder
};

/// The folder of a sweep. The files are the truth: a draw is done when its run file has its name, failed when its reason
/// has; both appear whole or not at all. Any number of processes may work in one folder.
///
///     DIR/sweep.toml              the sweep as written, and what it was resolved against
///     DIR/base.toml               the deck that draws start from
///     DIR/runs/draw_000123.h5     a run file; or draw_000123.failed: why there is none
///     DIR/tasks/...               one file per task, locked while its process lives
///     DIR/sweep.h5, manifest.csv  made by `sunder collect`
class SweepFolder {
public:
    explicit SweepFolder(std::filesystem::path path) : path_(std::move(path)) {}

    /// Makes the folder, or holds an existing one against this sweep. Throws RecordError when it cannot be written, belongs
    /// to another sweep, deck, economy or program.
    void open(const Sweep& sweep, const SweepIdentity& identity) const;
    /// Removes runs and index of an earlier sweep; refuses a folder that is not that of a sweep.
    void clear() const;
    [[nodiscard]] bool exists() const;
    /// The sweep as it was begun, whatever its deck is called now.
    [[nodiscard]] Sweep read(const EconomyProvider& economy) const;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path run_file(std::size_t draw) const;
    [[nodiscard]] std::filesystem::path index_file() const { return path_ / "sweep.h5"; }
    [[nodiscard]] std::filesystem::path manifest_file() const { return path_ / "manifest.csv"; }

    /// State of every draw, from one look at the folder.
    [[nodiscard]] std::vector<DrawState> states(std::size_t draws) const;
    [[nodiscard]] DrawState state(std::size_t draw) const;
    void record_failure(std::size_t draw, const std::string& reason) const;
    [[nodiscard]] std::string reason(std::size_t draw) const;
    /// Removes unfinished files of processes that are gone from this machine, and old ones of other machines.
    void sweep_up() const;

private:
    std::filesystem::path path_;
};

/// Held by a process while it works on a task. The system lets go of it when the process ends, however it ends.
class TaskLock {
public:
    /// Throws RecordError when another process holds it, naming host and process.
    TaskLock(const SweepFolder& folder, const SweepTask& task);
    ~TaskLock();
    TaskLock(const TaskLock&) = delete;
    TaskLock& operator=(const TaskLock&) = delete;

private:
    int file_ = -1;
};

/// A task that was started in a folder.
struct TaskTrace {
    SweepTask task;
    std::string who;     ///< "host process 4711"
    bool alive = false;  ///< as far as this machine can know
};
[[nodiscard]] std::vector<TaskTrace> task_traces(const SweepFolder& folder);

}  // namespace sunder
