// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/economy/allocate.hpp"
#include "sim/economy/base.hpp"
#include "sim/economy/world.hpp"

namespace sunder {

/// A unit while the economy is built; `output_musd_yr` is the sum of its sales once its good has been placed.
struct ChainUnit {
    std::int32_t group = -1, country = -1, good = -1;
    double output_musd_yr = 0.0;
    bool captive = false;
};

struct ChainLink {
    std::int32_t supplier = -1;  ///< place in Chain::units
    double z0_musd_yr = 0.0;
};

/// A slot while the economy is built. Buyers: units 0.., final agents -1 - agent.
struct ChainSlot {
    std::int32_t buyer = 0;
    SlotKind kind = SlotKind::cur;
    std::int32_t good = -1;    ///< first good of the family; the class of a tool slot
    std::int32_t vendor = -1;  ///< HQ country of a service slot
    std::vector<ChainLink> links;
};

struct Chain {
    std::vector<Group> groups;  ///< of the tables, then one per tail
    std::vector<ChainUnit> units;
    std::vector<ChainSlot> slots;
    double closing_error = 0.0;  ///< largest relative gap of a seller's or buyer's sum
    int widened = 0;             ///< goods whose set of links had to grow
    int seeds = 0;               ///< links that stand only as seeds
};

/// Builds all units, slots and flows, good by good from final demand upstream, so that every unit's output is what it sells.
/// Appends a fault for each good whose flows do not close, and warnings for what is dropped or added.
[[nodiscard]] Chain build_chain(const BaseYear& base, const World& world, const LinkRules& rules, const std::string& label,
                                std::vector<Fault>& faults);

/// Name of the group of a tail: "tail:CHN:analog".
[[nodiscard]] std::string tail_name(const BaseYear& base, std::int32_t country, std::int32_t good);

}  // namespace sunder
