// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "sim/core/network.hpp"

namespace sunder::cli {

/// Economies by name, each loaded once and kept at one address.
class EconomyShelf {
public:
    /// Throws InputError for an unknown name.
    [[nodiscard]] const Network& get(const std::string& name);

    /// The largest economy at hand (most links): what `sunder list` shows when none is named.
    [[nodiscard]] std::string largest();

private:
    std::map<std::string, std::unique_ptr<Network>> loaded_;
};

}  // namespace sunder::cli
