// SPDX-License-Identifier: Apache-2.0
#include "sim/record/chunk_deflate.hpp"

#include <libdeflate.h>

#include <new>

namespace sunder {

namespace {
constexpr int fastest = 1;
}

ChunkDeflate::ChunkDeflate() : packer_(libdeflate_alloc_compressor(fastest), libdeflate_free_compressor) {
    if (!packer_) throw std::bad_alloc();
}

std::span<const std::byte> ChunkDeflate::operator()(std::span<const std::byte> raw) {
    out_.resize(libdeflate_zlib_compress_bound(packer_.get(), raw.size()));
    const std::size_t size = libdeflate_zlib_compress(packer_.get(), raw.data(), raw.size(), out_.data(), out_.size());
    return std::span(out_).first(size);
}

}  // namespace sunder
