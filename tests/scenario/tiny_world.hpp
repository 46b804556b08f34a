// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder::testing {

/// Builds a network by hand: units and final agents first, then who buys what from whom (1 M$ a year each).
class NetworkBuilder {
public:
    NetworkBuilder& country(const std::string& code, std::vector<std::string> sets = {});
    NetworkBuilder& good(const std::string& code, GoodKind kind);
    NetworkBuilder& group(const std::string& name, const std::string& hq);
    /// A plant; returns its index. The group is made (with HQ in the plant's country) if it is new.
    std::int32_t unit(const std::string& group, const std::string& country, const std::string& good);
    NetworkBuilder& sells(std::int32_t supplier, std::int32_t buyer_unit);
    NetworkBuilder& sells_to_final(std::int32_t supplier, const std::string& country);
    [[nodiscard]] Network build(const std::string& name) const;

private:
    Network network_;
    std::vector<std::pair<std::int32_t, std::int32_t>> sales_;        // supplier, buying unit
    std::vector<std::pair<std::int32_t, std::int32_t>> final_sales_;  // supplier, final agent
};

/// A dozen plants under the names of world-2021, such that every library measure has something to touch. Called
/// "world-2021".
[[nodiscard]] const Network& tiny_world();

/// Gives tiny_world() for "world-2021"; throws InputError for any other name.
[[nodiscard]] const Network& tiny_economy(const std::string& name);

/// Reads a deck text as "deck.toml" on tiny_economy.
[[nodiscard]] Scenario read(const std::string& deck, const std::vector<std::string>& set = {});

/// What `read` complains about, one fault a line; empty when the deck is fine.
[[nodiscard]] std::string faults_of(const std::string& deck, const std::vector<std::string>& set = {});

/// title, economy, start and end of a deck, four lines, then `rest`.
[[nodiscard]] std::string deck_with(const std::string& rest);

}  // namespace sunder::testing
