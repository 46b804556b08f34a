// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/shelf.hpp"

#include "sim/economy/economy.hpp"

namespace sunder::cli {

const Network& EconomyShelf::get(const std::string& name) {
    auto& place = loaded_[name];
    if (place == nullptr) place = std::make_unique<Network>(find_economy(name));
    return *place;
}

std::string EconomyShelf::largest() {
    std::string best;
    for (const std::string& name : economy_names())
        if (best.empty() || get(name).links() > get(best).links()) best = name;
    return best;
}

}  // namespace sunder::cli
