// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

struct libdeflate_compressor;

namespace sunder {

/// Makes zlib streams (what HDF5's gzip filter reads) with libdeflate, whose bytes hang on nothing but its input; on data
/// like ours (half of the cells zero) it is faster than zlib's level 1. Figures: README.md.
class ChunkDeflate {
public:
    ChunkDeflate();
    /// The result is valid until the next call; empty when packing failed (it never does on memory of its own).
    [[nodiscard]] std::span<const std::byte> operator()(std::span<const std::byte> raw);

private:
    std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> packer_;
    std::vector<std::byte> out_;
};

}  // namespace sunder
