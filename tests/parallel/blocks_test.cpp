// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <bit>
#include <chrono>
#include <cmath>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "sim/parallel/parallel.hpp"

namespace sunder {
namespace {

constexpr int rows_per_block = 2000;

/// The pattern of every sum of the program: partial sums by block, folded in the order of blocks.
double sum(Blocks& blocks, const std::vector<double>& x) {
    const auto n = static_cast<std::int32_t>((x.size() + rows_per_block - 1) / rows_per_block);
    std::vector<double> partial(static_cast<std::size_t>(n), 0.0);
    blocks.for_blocks(n, [&](std::int32_t b) {
        const std::size_t first = static_cast<std::size_t>(b) * rows_per_block;
        const std::size_t last = std::min(first + rows_per_block, x.size());
        double s = 0.0;
        for (std::size_t i = first; i < last; ++i) s += x[i];
        partial[static_cast<std::size_t>(b)] = s;
    });
    double total = 0.0;
    for (const double p : partial) total += p;
    return total;
}

TEST(Blocks, SumsHaveTheSameBitsForAnyNumberOfThreads) {
    std::vector<double> x(300'001);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = std::sin(static_cast<double>(i)) * std::ldexp(1.0, static_cast<int>(i % 40));
    // The test can fail: summed the other way round the bits differ.
    const std::vector<double> reversed(x.rbegin(), x.rend());
    SerialBlocks serial;
    const auto bits = std::bit_cast<std::uint64_t>(sum(serial, x));
    ASSERT_NE(bits, std::bit_cast<std::uint64_t>(sum(serial, reversed)));
    for (const int threads : {1, 2, 3, 4, 7}) {
        const auto blocks = make_blocks(threads);
        for (int repeat = 0; repeat < 5; ++repeat) EXPECT_EQ(bits, std::bit_cast<std::uint64_t>(sum(*blocks, x))) << threads;
    }
}

TEST(Blocks, EveryBlockIsDoneOnce) {
    for (const int threads : {1, 2, 7}) {
        const auto blocks = make_blocks(threads);
        for (const std::int32_t n : {1, 2, 6, 1000}) {
            std::vector<std::atomic<int>> seen(static_cast<std::size_t>(n));
            blocks->for_blocks(n, [&](std::int32_t b) { ++seen[static_cast<std::size_t>(b)]; });
            for (const auto& count : seen) EXPECT_EQ(count, 1);
        }
    }
}

TEST(Blocks, ThreadsReallyWorkAtTheSameTime) {
    // Two bodies that wait for each other end only on two threads; the deadline turns a hang into a failure.
    const auto blocks = make_blocks(2);
    std::atomic<int> arrived{0};
    std::atomic<bool> met{true};
    blocks->for_blocks(2, [&](std::int32_t) {
        ++arrived;
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1500);
        while (arrived < 2) {
            if (std::chrono::steady_clock::now() > deadline) {
                met = false;
                return;
            }
            std::this_thread::yield();
        }
    });
    EXPECT_TRUE(met);
}

TEST(Blocks, UsesNoMoreThreadsThanAsked) {
    const auto blocks = make_blocks(3);
    std::mutex guard;
    for (int repeat = 0; repeat < 20; ++repeat) {
        std::set<std::thread::id> now;
        blocks->for_blocks(64, [&](std::int32_t) {
            const std::scoped_lock lock(guard);
            now.insert(std::this_thread::get_id());
        });
        EXPECT_LE(now.size(), 3u);
    }
}

TEST(Blocks, ExceptionsComeOutAndTheNextLoopWorks) {
    for (const int threads : {1, 2, 4}) {
        const auto blocks = make_blocks(threads);
        const auto body = [](std::int32_t b) {
            if (b == 17) throw std::domain_error("block 17");
        };
        try {
            blocks->for_blocks(100, body);
            FAIL() << "no exception with " << threads << " threads";
        } catch (const std::domain_error& error) {
            EXPECT_STREQ(error.what(), "block 17");
        }
        std::atomic<int> done{0};
        blocks->for_blocks(10, [&](std::int32_t) { ++done; });
        EXPECT_EQ(done, 10);
    }
}

TEST(Blocks, NoBlocksIsNoWork) {
    for (const int threads : {1, 2, 7}) {
        make_blocks(threads)->for_blocks(0, [](std::int32_t) { FAIL(); });
    }
}

}  // namespace
}  // namespace sunder
