// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes as the body of an economy image. The header is made to fit, so that the hash does not keep the fuzzer out.
// Whatever happens must be an ImageError or a network that is written back to an image that reads again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "sim/core/image.hpp"

namespace {

void append(std::vector<std::byte>& bytes, std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) bytes.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xFFU));
}

std::vector<std::byte> with_header(const std::uint8_t* data, std::size_t size) {
    std::vector<std::byte> image;
    for (const char c : {'S', 'U', 'N', 'D', 'E', 'R', 'I', 'M'}) image.push_back(static_cast<std::byte>(c));
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (std::size_t i = 0; i < size; ++i) hash = (hash ^ data[i]) * 0x100000001b3ULL;
    append(image, sunder::image_version, 4);
    append(image, size, 8);
    append(image, hash, 8);
    for (std::size_t i = 0; i < size; ++i) image.push_back(static_cast<std::byte>(data[i]));
    return image;
}

/// A small sound network, so that the fuzzer starts from one.
std::vector<std::byte> small_image() {
    sunder::Network n;
    n.name = "x";
    n.countries = {{"AAA", "A", {"G"}, 1.0}};
    n.goods = {{"g", "g", sunder::GoodKind::end, "g", "", 0.0, true}};
    n.groups = {{"f", 0}};
    n.markets = {"m"};
    n.unit_group = n.unit_country = n.unit_good = n.final_country = n.final_market = {0};
    n.buyer_slot_ptr = {0, 0, 1};
    n.slot_buyer = {1};
    n.slot_kind = {sunder::SlotKind::fin};
    n.slot_good = {0};
    n.slot_vendor = {-1};
    n.slot_link_ptr = {0, 1};
    n.link_supplier = {0};
    n.link_z0_musd_yr = {1.0};
    n.link_tariff0 = n.link_freight0 = {0.0F};
    n.params = {{0, -1, -1, -1, 0.5}};
    n.demand_path = {{0, 1, 1.0}};
    n.projects = {{"p", 0, 1, 2, 0.1}};
    return sunder::write_image(n);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<std::byte> sound = small_image();
    constexpr std::size_t header = 28;
    // Odd first byte: the bytes are laid over the sound body, from a place that the second byte chooses.
    std::vector<std::uint8_t> body;
    if (size >= 2 && data[0] % 2 == 1) {
        for (std::size_t i = header; i < sound.size(); ++i) body.push_back(std::to_integer<std::uint8_t>(sound[i]));
        const std::size_t at = body.size() * data[1] / 256;
        for (std::size_t i = 2; i < size && at + i - 2 < body.size(); ++i) body[at + i - 2] = data[i];
        data = body.data();
        size = body.size();
    }
    try {
        const sunder::Network network = sunder::read_image(with_header(data, size));
        (void)sunder::read_image(sunder::write_image(network));
    } catch (const sunder::ImageError&) {
    }
    try {
        (void)sunder::read_image(std::as_bytes(std::span(data, size)));  // and without a header
    } catch (const sunder::ImageError&) {
    }
    return 0;
}
