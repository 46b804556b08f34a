// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/slurm_script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sunder::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SweepPilot pilot_of(std::size_t batches, double step_seconds) {
    SweepPilot pilot;
    pilot.batches = batches;
    pilot.step_seconds = step_seconds;
    return pilot;
}

TEST(SlurmScript, TasksTakeTenMinutesAndAreNeverMoreThanBatches) {
    // 600 batches of 100 steps of 0.1 s: 6000 s on one CPU, 3000 s on two
    EXPECT_EQ(slurm_tasks(pilot_of(600, 0.1), 100, 1), 10U);
    EXPECT_EQ(slurm_tasks(pilot_of(600, 0.1), 100, 2), 5U);
    EXPECT_EQ(slurm_tasks(pilot_of(3, 60.0), 100, 1), 3U);
    EXPECT_EQ(slurm_tasks(pilot_of(1, 1e-6), 100, 1), 1U);
}

TEST(SlurmScript, LimitsLeaveRoom) {
    SlurmJob job;
    job.task_seconds = 601.0;  // three times that: 30.05 minutes
    job.batch_bytes = 100e6;   // 200 + 1.25 * 100 * 2
    job.cpus = 2;
    EXPECT_EQ(job.minutes(), 31);
    EXPECT_EQ(job.megabytes(), 450);
    job.task_seconds = 1.0;
    EXPECT_EQ(job.minutes(), 10);
}

TEST(SlurmScript, WordsOfTheUserCannotBecomeCommands) {
    EXPECT_EQ(shell_quoted("runs/a-b_1.toml"), "runs/a-b_1.toml");
    EXPECT_EQ(shell_quoted(""), "''");
    EXPECT_EQ(shell_quoted("my out"), "'my out'");
    EXPECT_EQ(shell_quoted("a'; rm -r $HOME"), R"('a'\''; rm -r $HOME')");
    SlurmJob job;
    job.name = "two\nlines $(x)";
    const std::string script = slurm_script(job);
    EXPECT_THAT(script, HasSubstr("# Sweep two lines $(x): "));
    EXPECT_THAT(script, HasSubstr("--job-name='two\nlines $(x)' "));
}

TEST(SlurmScript, SaysTasksAndCpusAsTheyAre) {
    SlurmJob job;
    job.tasks = 7;
    job.cpus = 2;
    job.draws = 70;
    EXPECT_THAT(slurm_script(job), HasSubstr("70 draws in 7 tasks of 2 CPUs"));
    EXPECT_THAT(slurm_script(job), HasSubstr("--array=1-7 --ntasks=1 --cpus-per-task=2"));
    job.tasks = job.cpus = 1;
    EXPECT_THAT(slurm_script(job), HasSubstr("in 1 task of 1 CPU,"));
    EXPECT_THAT(slurm_script(job), Not(HasSubstr("1 tasks")));
}

}  // namespace
}  // namespace sunder::cli
