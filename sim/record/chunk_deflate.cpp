// SPDX-License-Identifier: Apache-2.0
#include "sim/record/chunk_deflate.hpp"

#include <isa-l.h>

#include <cstdint>

namespace sunder {

ChunkDeflate::ChunkDeflate() : level_memory_(ISAL_DEF_LVL1_DEFAULT) {}

std::span<const std::byte> ChunkDeflate::operator()(std::span<const std::byte> raw) {
    out_.resize(raw.size() + raw.size() / 8 + 4096);  // noise is stored in blocks of 64 KiB with 5 bytes each
    isal_zstream stream = {};  // ISA-L reads parts of it before it writes them: bytes would hang on what the stack held
    isal_deflate_stateless_init(&stream);
    stream.level = 1;
    stream.level_buf = level_memory_.data();
    stream.level_buf_size = static_cast<std::uint32_t>(level_memory_.size());
    stream.gzip_flag = IGZIP_ZLIB;
    stream.end_of_stream = 1;
    stream.flush = NO_FLUSH;
    // ISA-L takes its input without const and does not write it.
    stream.next_in = const_cast<std::uint8_t*>(reinterpret_cast<const std::uint8_t*>(raw.data()));
    stream.avail_in = static_cast<std::uint32_t>(raw.size());
    stream.next_out = reinterpret_cast<std::uint8_t*>(out_.data());
    stream.avail_out = static_cast<std::uint32_t>(out_.size());
    if (isal_deflate_stateless(&stream) != COMP_OK) return {};
    return std::span(out_).first(stream.total_out);
}

}  // namespace sunder
