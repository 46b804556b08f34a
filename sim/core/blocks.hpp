// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace sunder {

/// The seam for loops: `body(b)` for every block b in [0, n), in any order, possibly at the same time.
/// Bodies write only rows of their own block, so results do not depend on the backend. The core has the serial backend;
/// sim/parallel has the one on TBB (and on std::thread under TSan).
class Blocks {
public:
    virtual ~Blocks() = default;
    virtual void for_blocks(std::int32_t n, const std::function<void(std::int32_t)>& body) = 0;
    /// Whether bodies run one after the other: a loop may then take another way to the same bits.
    [[nodiscard]] virtual bool in_order() const noexcept { return false; }
};

class SerialBlocks final : public Blocks {
public:
    void for_blocks(std::int32_t n, const std::function<void(std::int32_t)>& body) override {
        for (std::int32_t b = 0; b < n; ++b) body(b);
    }
    [[nodiscard]] bool in_order() const noexcept override { return true; }
};

}  // namespace sunder
