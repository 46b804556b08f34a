// SPDX-License-Identifier: Apache-2.0
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "sim/parallel/parallel.hpp"

namespace sunder {
namespace {

class TbbBlocks final : public Blocks {
public:
    explicit TbbBlocks(int threads)
        : limit_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)), arena_(threads) {}

    void for_blocks(std::int32_t n, const std::function<void(std::int32_t)>& body) override {
        // Blocks are large enough (about 2,000 links) to be tasks of their own. Which thread takes which does not matter:
        // bodies write only their own rows, and sums are folded in the order of blocks by the caller.
        arena_.execute([&] { tbb::parallel_for(std::int32_t{0}, n, body, tbb::simple_partitioner{}); });
    }

private:
    tbb::global_control limit_;  // without it TBB starts no more threads than CPUs
    tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<Blocks> make_blocks(int threads) {
    const int n = thread_count(threads);
    if (n == 1) return std::make_unique<SerialBlocks>();
    return std::make_unique<TbbBlocks>(n);
}

}  // namespace sunder
