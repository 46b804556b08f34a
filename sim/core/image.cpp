// SPDX-License-Identifier: Apache-2.0
#include "sim/core/image.hpp"

#include <bit>
#include <string>
#include <string_view>
#include <type_traits>

#include "sim/core/network_check.hpp"

namespace sunder {
namespace {

// Format: 8 bytes "SUNDERIM", u32 version, u64 length of the body, u64 FNV-1a 64 of the body, body.
// Body: the fields of Network in the order of `visit`. Integers and enums are i32, double and float IEEE 754, bool one
// byte, all little-endian; a text is u32 length and bytes; a list is u32 count and elements.
constexpr std::string_view magic = "SUNDERIM";
constexpr std::size_t header_bytes = 8 + 4 + 8 + 8;

std::uint64_t fnv1a64(std::span<const std::byte> bytes) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const std::byte b : bytes) hash = (hash ^ std::to_integer<std::uint64_t>(b)) * 0x100000001b3ULL;
    return hash;
}

template <class T>
struct BitsOf {
    using type =
        std::conditional_t<sizeof(T) == 8, std::uint64_t, std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint8_t>>;
};
template <class T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
public:
    template <Scalar T>
    void operator()(const T& value) {
        using Bits = typename BitsOf<T>::type;
        const Bits bits = std::bit_cast<Bits>(value);
        for (std::size_t i = 0; i < sizeof(Bits); ++i) bytes_.push_back(static_cast<std::byte>((bits >> (8 * i)) & 0xFFU));
    }
    void operator()(const std::string& text) {
        (*this)(static_cast<std::uint32_t>(text.size()));
        for (const char c : text) bytes_.push_back(static_cast<std::byte>(c));
    }
    template <class T>
    void operator()(const std::vector<T>& list);

    std::vector<std::byte> bytes_;
};

/// Never reads or reserves beyond the bytes that are there.
class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

    template <Scalar T>
    void operator()(T& value) {
        using Bits = typename BitsOf<T>::type;
        need(sizeof(Bits));
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < sizeof(Bits); ++i) bits |= std::to_integer<std::uint64_t>(rest_[i]) << (8 * i);
        rest_ = rest_.subspan(sizeof(Bits));
        if constexpr (std::is_same_v<T, bool>)
            value = bits != 0;
        else
            value = std::bit_cast<T>(static_cast<Bits>(bits));
    }
    void operator()(std::string& text) {
        const std::size_t size = count();
        need(size);
        text.assign(reinterpret_cast<const char*>(rest_.data()), size);
        rest_ = rest_.subspan(size);
    }
    template <class T>
    void operator()(std::vector<T>& list);

    [[nodiscard]] bool done() const noexcept { return rest_.empty(); }

private:
    std::size_t count() {
        std::uint32_t size = 0;
        (*this)(size);
        return size;
    }
    void need(std::size_t bytes) const {
        if (bytes > rest_.size()) throw ImageError("economy image: the body ends too early");
    }
    std::span<const std::byte> rest_;
};

template <class T>
concept Leaf = Scalar<std::remove_const_t<T>> || std::is_same_v<std::remove_const_t<T>, std::string>;

// One list of fields for both directions: reading visits a type, writing the same type as const.
template <class Io>
void visit(Io& io, Leaf auto& value) {
    io(value);
}

template <class Io, class... Fields>
void fields(Io& io, Fields&... values) {
    (io(values), ...);
}

template <class T, class U>
concept Is = std::is_same_v<std::remove_const_t<T>, U>;

template <class Io>
void visit(Io& io, Is<Country> auto& c) {
    fields(io, c.code, c.name, c.groups, c.build_days);
}
template <class Io>
void visit(Io& io, Is<Good> auto& g) {
    fields(io, g.code, g.name, g.kind, g.slot, g.phys_unit, g.price_musd_per_phys_unit, g.storable);
}
template <class Io>
void visit(Io& io, Is<Group> auto& g) {
    fields(io, g.name, g.hq, g.owners);
}
template <class Io>
void visit(Io& io, Is<Owner> auto& o) {
    fields(io, o.country, o.share);
}
template <class Io>
void visit(Io& io, Is<Hub> auto& h) {
    fields(io, h.country, h.weight, h.enforcement, h.good);
}
template <class Io>
void visit(Io& io, Is<ParamSetting> auto& p) {
    fields(io, p.key, p.good, p.country, p.group, p.value);
}
template <class Io>
void visit(Io& io, Is<DemandPoint> auto& p) {
    fields(io, p.agent, p.day, p.ratio);
}
template <class Io>
void visit(Io& io, Is<Project> auto& p) {
    fields(io, p.name, p.unit, p.announce_day, p.online_day, p.addition);
}
template <class Io>
void visit(Io& io, Is<StatusShare> auto& s) {
    fields(io, s.table, s.status, s.value_musd);
}
template <class Io>
void visit(Io& io, Is<TableHash> auto& t) {
    fields(io, t.file, t.hash);
}
template <class Io>
void visit(Io& io, Is<Network> auto& n) {
    fields(io, n.name, n.base_year, n.countries, n.goods, n.groups, n.markets);
    fields(io, n.unit_group, n.unit_country, n.unit_good, n.final_country, n.final_market);
    fields(io, n.buyer_slot_ptr, n.slot_buyer, n.slot_kind, n.slot_good, n.slot_vendor);
    fields(io, n.slot_link_ptr, n.link_supplier, n.link_z0_musd_yr, n.link_tariff0, n.link_freight0);
    fields(io, n.params, n.demand_path, n.projects, n.hubs, n.status_shares, n.table_hashes);
}

template <class T>
void Writer::operator()(const std::vector<T>& list) {
    (*this)(static_cast<std::uint32_t>(list.size()));
    for (const T& element : list) visit(*this, element);
}

template <class T>
void Reader::operator()(std::vector<T>& list) {
    const std::size_t size = count();
    // Every element takes at least one byte, so a longer list cannot be there; it grows as it is read, so that a small
    // image cannot ask for much memory.
    if (size > rest_.size()) throw ImageError("economy image: a list is longer than the body");
    if constexpr (Scalar<T>) need(size * sizeof(T));
    list.clear();
    for (std::size_t i = 0; i < size; ++i) {
        T element{};
        visit(*this, element);
        list.push_back(std::move(element));
    }
}

/// The body of an image whose header fits it.
std::span<const std::byte> body_of(std::span<const std::byte> image) {
    if (image.size() < header_bytes) throw ImageError("economy image: too short to be one");
    for (std::size_t i = 0; i < magic.size(); ++i)
        if (image[i] != static_cast<std::byte>(magic[i])) throw ImageError("economy image: this is not one");
    Reader header(image.subspan(magic.size(), header_bytes - magic.size()));
    std::uint32_t version = 0;
    std::uint64_t length = 0, hash = 0;
    fields(header, version, length, hash);
    if (version != image_version)
        throw ImageError("economy image: version " + std::to_string(version) + ", but this program reads version " +
                         std::to_string(image_version) + "; make it anew from its tables");
    const auto body = image.subspan(header_bytes);
    if (length != body.size())
        throw ImageError("economy image: " + std::to_string(body.size()) + " bytes, but its header says " +
                         std::to_string(length));
    if (hash != fnv1a64(body)) throw ImageError("economy image: damaged (its hash does not fit)");
    return body;
}

}  // namespace

std::vector<std::byte> write_image(const Network& network) {
    Writer body;
    visit(body, network);
    Writer image;
    for (const char c : magic) image.bytes_.push_back(static_cast<std::byte>(c));
    const std::uint64_t length = body.bytes_.size(), hash = fnv1a64(body.bytes_);
    fields(image, image_version, length, hash);
    image.bytes_.insert(image.bytes_.end(), body.bytes_.begin(), body.bytes_.end());
    return std::move(image.bytes_);
}

Network read_image(std::span<const std::byte> image) {
    Reader reader(body_of(image));
    Network network;
    visit(reader, network);
    if (!reader.done()) throw ImageError("economy image: the body is longer than its fields");
    if (const std::string fault = network_fault(network); !fault.empty()) throw ImageError("economy image: " + fault);
    return network;
}

std::string image_hash(std::span<const std::byte> image) {
    std::uint64_t hash = fnv1a64(body_of(image));
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; hash >>= 4U) text[i] = "0123456789abcdef"[hash & 15U];
    return text;
}

}  // namespace sunder
