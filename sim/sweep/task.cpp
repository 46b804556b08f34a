// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/task.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace sunder {
namespace {

/// A launcher's variables: this one's number, how many there are (or the last number), the first number.
struct LauncherRow {
    const char *number, *count, *last, *first, *step;
    int origin;  ///< first number where no variable says it
};
constexpr std::array arrays{
    LauncherRow{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", nullptr, "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP",
                0},
    LauncherRow{"SGE_TASK_ID", nullptr, "SGE_TASK_LAST", "SGE_TASK_FIRST", "SGE_TASK_STEPSIZE", 1},
    LauncherRow{"LSB_JOBINDEX", nullptr, "LSB_JOBINDEX_END", nullptr, "LSB_JOBINDEX_STEP", 1},
    LauncherRow{"PBS_ARRAY_INDEX", nullptr, nullptr, nullptr, nullptr, 1},
    LauncherRow{"PBS_ARRAYID", nullptr, nullptr, nullptr, nullptr, 1},
};
// The variables that srun sets for a step: those of a batch script alone would count tasks that nobody started.
constexpr std::array ranks{
    LauncherRow{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", nullptr, nullptr, nullptr, 0},
    LauncherRow{"PMI_RANK", "PMI_SIZE", nullptr, nullptr, nullptr, 0},
    LauncherRow{"SLURM_PROCID", "SLURM_STEP_NUM_TASKS", nullptr, nullptr, nullptr, 0},
};

std::optional<int> whole(const Environment& environment, const char* name) {
    if (name == nullptr) return std::nullopt;
    const auto text = environment(name);
    if (!text) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;  // "undefined" outside an array
    return number;
}

/// Number from 1, and the count (0: not known).
std::optional<SweepTask> read_launcher(const LauncherRow& row, const Environment& environment) {
    const auto number = whole(environment, row.number);
    if (!number) return std::nullopt;
    const int first = whole(environment, row.first).value_or(row.origin);
    const int step = std::max(1, whole(environment, row.step).value_or(1));
    SweepTask task{(*number - first) / step + 1, whole(environment, row.count).value_or(0), row.number};
    if (const auto last = whole(environment, row.last); last && task.of == 0) task.of = (*last - first) / step + 1;
    if (row.number == std::string_view("LSB_JOBINDEX") && *number == 0) return std::nullopt;  // a job that is no array
    return task;
}

template <std::size_t N>
std::optional<SweepTask> first_of(const std::array<LauncherRow, N>& rows, const Environment& environment) {
    for (const LauncherRow& row : rows)
        if (auto task = read_launcher(row, environment)) return task;
    return std::nullopt;
}

SweepTask checked(SweepTask task) {
    if (task.of < 1)
        throw std::invalid_argument(fmt::format("{} does not say how many tasks there are: give --tasks", task.from));
    if (task.number < 1 || task.number > task.of)
        throw std::invalid_argument(
            fmt::format("task {} of {} (from {}), but tasks count from 1", task.number, task.of, task.from));
    return task;
}

}  // namespace

bool SweepTask::takes(std::size_t p, std::size_t n) const noexcept {
    const auto i = static_cast<std::size_t>(number), all = static_cast<std::size_t>(of);
    return n * (i - 1) / all <= p && p < n * i / all;
}

Environment process_environment() {
    return [](const char* name) -> std::optional<std::string> {
        const char* text = std::getenv(name);
        return text == nullptr ? std::nullopt : std::optional<std::string>(text);
    };
}

SweepTask find_task(std::optional<int> task, std::optional<int> tasks, const Environment& environment) {
    if (task && !tasks) throw std::invalid_argument("--task needs --tasks, the number of all tasks");
    if (task) return checked({*task, *tasks, "--task"});
    auto array = first_of(arrays, environment);
    const auto rank = first_of(ranks, environment);
    if (array && tasks && array->of == 0) array->of = *tasks;
    if (array && array->of == 1 && rank) array.reset();
    if (tasks && !(array && array->of == *tasks))
        throw std::invalid_argument("--tasks needs --task, the number of this one (from 1)");
    if (array && rank && rank->of > 1)
        return checked(
            {(array->number - 1) * rank->of + rank->number, array->of * rank->of, array->from + " and " + rank->from});
    if (array) return checked(*array);
    if (rank && rank->of >= 1) return checked(*rank);
    return {};
}

}  // namespace sunder
