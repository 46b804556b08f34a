// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {

/// Finds the names of a deck in an economy; an unknown one is a fault with the nearest known one.
class NameBook {
public:
    explicit NameBook(const Network& network) : network_(network) {}

    /// Index, or -1 with a fault.
    std::int32_t country(const Name& name, std::vector<Fault>& faults) const;
    std::int32_t good(const Name& name, std::vector<Fault>& faults) const;
    std::int32_t group(const Name& name, std::vector<Fault>& faults) const;

    /// Countries, sets of countries, or "*" for all but `issuer`; each once, in order.
    std::vector<std::int32_t> country_list(const std::vector<Name>& names, std::int32_t issuer,
                                           std::vector<Fault>& faults) const;
    std::vector<std::int32_t> all_countries_but(std::int32_t issuer) const;
    std::vector<std::int32_t> group_list(const std::vector<Name>& names, std::vector<Fault>& faults) const;
    /// End markets.
    std::vector<std::int32_t> market_list(const std::vector<Name>& names, std::vector<Fault>& faults) const;
    /// A good; or every good of a class; or, for "*", every good.
    std::vector<std::int32_t> goods_or_class(const Name& name, std::vector<Fault>& faults) const;

private:
    std::int32_t unknown(const Name& name, std::string_view what, const std::vector<std::string>& known,
                         std::vector<Fault>& faults) const;
    const Network& network_;
};

}  // namespace sunder
