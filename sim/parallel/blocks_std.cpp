// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "sim/parallel/parallel.hpp"

namespace sunder {
namespace {

/// Starts its threads anew in each loop: slow, but ThreadSanitizer sees every hand-over.
class StdBlocks final : public Blocks {
public:
    explicit StdBlocks(int threads) : threads_(threads) {}

    void for_blocks(std::int32_t n, const std::function<void(std::int32_t)>& body) override {
        std::atomic<std::int32_t> next{0};
        std::exception_ptr first;
        std::mutex first_guard;
        const auto work = [&] {
            try {
                for (std::int32_t b = next++; b < n; b = next++) body(b);
            } catch (...) {
                const std::scoped_lock lock(first_guard);
                if (!first) first = std::current_exception();
                next = n;
            }
        };
        {
            std::vector<std::jthread> others;
            for (int t = 1; t < threads_ && t < n; ++t) others.emplace_back(work);
            work();
        }
        if (first) std::rethrow_exception(first);
    }

private:
    int threads_;
};

}  // namespace

std::unique_ptr<Blocks> make_blocks(int threads) {
    const int n = thread_count(threads);
    if (n == 1) return std::make_unique<SerialBlocks>();
    return std::make_unique<StdBlocks>(n);
}

}  // namespace sunder
