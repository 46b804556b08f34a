// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/equilibrium.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {
class JsonWriter;
}

namespace sunder::cli {

/// What a static equilibrium says, by good and country: scenario over baseline - 1, unless said otherwise.
struct EquilibriumTable {
    struct Cell {
        std::int32_t good, country;
        double buyers = 0.0;       ///< landed price that the country's buyers pay, mean over its slots by base flow
        double sellers = 0.0;      ///< list price of its plants, mean by base output; NaN without plants
        double output = 0.0;       ///< of its plants; NaN without
        double change_musd = 0.0;  ///< of output a year, at base-year prices
    };
    struct Good {
        std::int32_t good;
        double price = 0.0, output = 0.0;                    ///< of the world: buyers' price, output
        std::int32_t dearest = -1, loser = -1, gainer = -1;  ///< countries; -1: none
        double dearest_price = 0.0, lost = 0.0, gained = 0.0;
    };
    struct Trade {
        std::int32_t good, from, to;
        double before = 0.0, after = 0.0;  ///< part of the buyers' spending on the good, 0..1
        double value_musd = 0.0;           ///< that spending in the base year, M$ a year
    };
    struct Country {
        std::int32_t country;
        double wage = 0.0, price_index = 0.0, welfare = 0.0;
    };
    std::vector<Cell> cells;         ///< by good and country, those with trade
    std::vector<Good> goods;         ///< largest change of price first
    std::vector<Trade> trades;       ///< largest change of spending moved first
    std::vector<Country> countries;  ///< with clearing wages; largest change of welfare first
};

/// Reads lane 1 against lane 0 of a solved equilibrium.
[[nodiscard]] EquilibriumTable equilibrium_table(Equilibrium& solved, WageRule wages);

/// Within a screen: the goods, flows and countries that move most.
[[nodiscard]] std::string equilibrium_text(const EquilibriumTable& table, const Network& network);
/// Everything, as the members "goods", "cells", "trade" and "countries" of a JSON object that is open.
void equilibrium_json(JsonWriter& json, const EquilibriumTable& table, const Network& network);

/// Faults that name the measures of a deck that a static equilibrium cannot express, each at its line of the deck.
[[nodiscard]] std::vector<Fault> static_faults(const Scenario& scenario, const std::string& deck,
                                               const std::vector<std::string>& measures);

}  // namespace sunder::cli
