// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/validation/toy.hpp"

namespace sunder::toy {

/// A network written in another way, and which unit of the original each of its units is (a part of).
struct Variant {
    Network network;
    std::vector<std::int32_t> origin;  ///< unit of `network` -> unit of the original
};

/// Every plant split into clones with these shares of it (their sum is 1); every pair of clones trades its share.
[[nodiscard]] Variant replicated(const Network& network, std::span<const double> shares);

/// Countries, goods, groups and the plants within a country and good numbered in reverse. Goods of one family keep their
/// order.
[[nodiscard]] Variant relabelled(const Network& network);

/// All flows times `factor`.
[[nodiscard]] Variant in_other_money(const Network& network, double factor);

/// One country cut into two halves with everything in it: plants, final agents and the groups that have their HQ there.
/// Read backwards: two identical countries merged into one.
[[nodiscard]] Variant halved(const Network& network, const std::string& country);

}  // namespace sunder::toy
