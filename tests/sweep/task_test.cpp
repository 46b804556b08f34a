// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/task.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace sunder::tests {
namespace {

SweepTask found(const std::map<std::string, std::string>& variables, std::optional<int> task = {},
                std::optional<int> tasks = {}) {
    return find_task(task, tasks, [&](const char* name) -> std::optional<std::string> {
        const auto at = variables.find(name);
        return at == variables.end() ? std::nullopt : std::optional(at->second);
    });
}

MATCHER_P2(IsTask, number, of, "") {
    return arg.number == number && arg.of == of;
}

TEST(SweepTask, SharesCoverEverythingOnceAndDifferByOneAtMost) {
    for (const int tasks : {1, 3, 7, 12}) {
        std::vector<std::size_t> shares;
        std::vector<int> taken(11, 0);
        for (int task = 1; task <= tasks; ++task) {
            std::size_t share = 0;
            for (std::size_t p = 0; p < taken.size(); ++p)
                if (SweepTask{task, tasks, ""}.takes(p, taken.size())) {
                    ++taken[p];
                    ++share;
                }
            shares.push_back(share);
        }
        EXPECT_THAT(taken, testing::Each(1)) << tasks;
        EXPECT_LE(*std::max_element(shares.begin(), shares.end()) - *std::min_element(shares.begin(), shares.end()), 1U);
    }
}

TEST(FindTask, NothingSaidIsTheWhole) {
    EXPECT_THAT(found({}), IsTask(1, 1));
    EXPECT_THAT(found({{"SGE_TASK_ID", "undefined"}}), IsTask(1, 1));                  // Grid Engine outside an array
    EXPECT_THAT(found({{"LSB_JOBINDEX", "0"}}), IsTask(1, 1));                         // LSF outside an array
    EXPECT_THAT(found({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}}), IsTask(1, 1));  // a batch script without srun
}

TEST(FindTask, ArraysCountFromTheirFirstMember) {
    EXPECT_THAT(found({{"SLURM_ARRAY_TASK_ID", "0"}, {"SLURM_ARRAY_TASK_COUNT", "4"}, {"SLURM_ARRAY_TASK_MIN", "0"}}),
                IsTask(1, 4));
    EXPECT_THAT(found({{"SLURM_ARRAY_TASK_ID", "7"},
                       {"SLURM_ARRAY_TASK_COUNT", "3"},
                       {"SLURM_ARRAY_TASK_MIN", "3"},
                       {"SLURM_ARRAY_TASK_STEP", "2"}}),
                IsTask(3, 3));  // 3, 5, 7
    EXPECT_THAT(found({{"SGE_TASK_ID", "6"}, {"SGE_TASK_FIRST", "2"}, {"SGE_TASK_LAST", "10"}, {"SGE_TASK_STEPSIZE", "4"}}),
                IsTask(2, 3));  // 2, 6, 10
    EXPECT_THAT(found({{"LSB_JOBINDEX", "2"}, {"LSB_JOBINDEX_END", "5"}}), IsTask(2, 5));
}

TEST(FindTask, RanksCountFromZeroAndMultiplyWithTheArray) {
    EXPECT_THAT(found({{"OMPI_COMM_WORLD_RANK", "3"}, {"OMPI_COMM_WORLD_SIZE", "4"}}), IsTask(4, 4));
    EXPECT_THAT(found({{"PMI_RANK", "0"}, {"PMI_SIZE", "2"}}), IsTask(1, 2));
    EXPECT_THAT(found({{"SLURM_PROCID", "1"}, {"SLURM_STEP_NUM_TASKS", "2"}}), IsTask(2, 2));
    // the second of three array members, rank 1 of 2: 1 x 2 + 1, from 0
    EXPECT_THAT(found({{"SLURM_ARRAY_TASK_ID", "1"},
                       {"SLURM_ARRAY_TASK_COUNT", "3"},
                       {"SLURM_ARRAY_TASK_MIN", "0"},
                       {"OMPI_COMM_WORLD_RANK", "1"},
                       {"OMPI_COMM_WORLD_SIZE", "2"}}),
                IsTask(4, 6));
}

TEST(FindTask, OptionsBeatTheEnvironmentAndFillInWhatItLacks) {
    EXPECT_THAT(found({{"SLURM_ARRAY_TASK_ID", "5"}, {"SLURM_ARRAY_TASK_COUNT", "9"}}, 1, 2), IsTask(1, 2));
    EXPECT_THAT(found({{"PBS_ARRAY_INDEX", "2"}}, {}, 4), IsTask(2, 4));
    EXPECT_THROW((void)found({{"PBS_ARRAY_INDEX", "2"}}), std::invalid_argument);
    EXPECT_THROW((void)found({}, 1), std::invalid_argument);
    EXPECT_THROW((void)found({}, {}, 3), std::invalid_argument);
    EXPECT_THROW((void)found({}, 3, 2), std::invalid_argument);
}

}  // namespace
}  // namespace sunder::tests
