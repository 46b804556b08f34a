// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/equilibrium/armington.hpp"
#include "models/equilibrium/trade_world.hpp"
#include "sim/core/base.hpp"
#include "sim/core/equilibrium.hpp"
#include "sim/validation/toy.hpp"

namespace sunder::toy {

/// Worlds of trade theory as networks: one plant per country and good (or pair of countries), labour the only factor, no
/// mark-up, no research.

/// The reference tables of tests/limits/gravity, as they are built into the program.
[[nodiscard]] models::GravityWorld gravity_tables();
[[nodiscard]] models::TradeWorld trade_tables(bool new_tariffs);
/// A table of them: the value of every row, in the order of the names given (`from`, `to`, ... as columns of names).
struct NamedValue {
    std::vector<std::string> names;
    double value;
};
[[nodiscard]] std::vector<NamedValue> reference_table(const std::string& file, std::size_t name_columns,
                                                      std::size_t value_column);
/// Place of a country or good of those tables, in order of first appearance.
[[nodiscard]] std::size_t place_of(const std::string& name);

/// The same with base tariffs as a network holds them (single precision), so that both sides solve one world.
[[nodiscard]] models::TradeWorld storable(models::TradeWorld world);

struct TradeNetwork {
    Network network;
    std::vector<std::int32_t> unit;  ///< of good * countries + country
};
/// Plants, inputs and final users of a world in its base year.
[[nodiscard]] TradeNetwork network_of(const models::TradeWorld& world);

/// The economy `mini` as it is built into the program, without freight and base-year tariffs if asked so: they are wedges.
[[nodiscard]] Network mini_economy(bool wedges);

/// Prices at cost (no scarcity, no fixed cost), final demand of elasticity `eps_f`, slack capacity, fast adjustment; with
/// `ces` suppliers are differentiated and hold no stock, else their goods add up.
[[nodiscard]] LaneSpec cost_plus_lane(const Network& network, bool ces, double eps_f);
/// Tariffs of the world as rules: what they are now above those of the base year.
void add_tariffs(LaneSpec& lane, const models::TradeWorld& world);
/// One tariff, on a good (-1: all) from one country into another (-1: all others).
[[nodiscard]] Rule tariff_of(double rate, std::int32_t good, std::int32_t from, std::int32_t to);

/// Long-run prices and outputs by the equations of models/equilibrium alone: no kernel of the simulation takes part. What
/// prices at cost, Leontief production, tools replaced in proportion to output and the aggregators of `ces` by slot say.
struct LongRunAnswer {
    std::vector<double> price, output;  ///< of units, ratio to the base year
    std::vector<double> composite;      ///< Pc of slots
};
struct LongRunQuestion {
    std::vector<double> landed;  ///< of links: (1 + tariff now)/(1 + tariff in the base year), freight included
    std::vector<double> productivity, research;  ///< of units; research per unit of output
    std::vector<double> sig, eps_f;              ///< of slots
    std::vector<char> ces;
};
[[nodiscard]] LongRunQuestion question_of(const Base& base, const ParamTable& params);
[[nodiscard]] LongRunAnswer solve_long_run(const Base& base, const LongRunQuestion& question);

}  // namespace sunder::toy
