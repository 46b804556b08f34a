// SPDX-License-Identifier: Apache-2.0
// The decks of the program on the economies they name, as built in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "sim/economy/economy.hpp"
#include "sim/scenario/scenario.hpp"
#include "tiny_world.hpp"

namespace sunder {
namespace {

const Network& shipped_economy(const std::string& name) {
    static std::map<std::string, Network> known;
    const auto at = known.find(name);
    return at != known.end() ? at->second : known.emplace(name, find_economy(name)).first->second;
}

TEST(ShippedDecks, ReadOnTheirOwnEconomyWithoutFaultOrWarning) {
    for (const std::string& name : deck_names()) {
        try {
            EXPECT_THAT(read_scenario(name, {}, shipped_economy).warnings, ::testing::IsEmpty()) << name;
        } catch (const InputError& error) {
            ADD_FAILURE() << error.what();
        }
    }
}

TEST(ShippedMeasures, TouchTheWorldEconomy) {
    for (const std::string& id : measure_names()) {
        try {
            static_cast<void>(
                read_scenario_text(testing::deck_with("measures = ['" + id + "']\n"), "deck.toml", {}, shipped_economy));
        } catch (const InputError& error) {
            ADD_FAILURE() << error.what();
        }
    }
}

}  // namespace
}  // namespace sunder
