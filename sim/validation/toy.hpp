// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/run.hpp"

namespace sunder::toy {

/// A network as a list of plants and sales, free of any order; `build` puts it into the order that network.hpp demands.
/// Plants and final agents are named by their place in the draft; `unit_place` tells where a plant went.
struct Draft {
    struct Plant {
        std::int32_t group, country, good;
    };
    struct Sale {
        std::int32_t supplier;  ///< plant
        std::int32_t buyer;     ///< plant, or -1 - agent for final agents
        SlotKind kind;
        double musd_yr;
        float tariff0 = 0.0F, freight0 = 0.0F;
    };
    Network frame;  ///< countries, goods, groups, markets, final agents, params, demand path
    std::vector<Plant> plants;
    std::vector<Sale> sales;
    std::vector<Project> projects;  ///< unit = place in `plants`

    Draft() = default;
    explicit Draft(const Network& network);  ///< takes a network apart; plants stand in its order of units

    std::int32_t country(const std::string& code, double build_days = 700.0);
    std::int32_t good(const std::string& code, GoodKind kind, bool storable = false);
    std::int32_t group(const std::string& name, std::int32_t hq);
    std::int32_t plant(std::int32_t group, std::int32_t country, std::int32_t good);
    /// A final agent; returns the buyer to put into `sell` (-1 - agent).
    std::int32_t consumer(std::int32_t country);
    void sell(std::int32_t supplier, std::int32_t buyer, SlotKind kind, double musd_yr, float tariff0 = 0.0F,
              float freight0 = 0.0F);
    /// A parameter by its name in param_keys(); throws std::out_of_range for an unknown one.
    void set(std::string_view key, double value, std::int32_t good = -1, std::int32_t country = -1, std::int32_t group = -1);

    /// Throws std::logic_error when the result breaks the rules of network.hpp.
    [[nodiscard]] Network build() const;
    /// Index in the built network of every plant.
    [[nodiscard]] std::vector<std::int32_t> unit_place() const;
};

/// A parameter row for a lane or a network.
[[nodiscard]] ParamSetting param(std::string_view key, double value, std::int32_t good = -1, std::int32_t country = -1);

/// One value for every good and country, whatever rows the economy has (the most specific row wins).
void set_everywhere(LaneSpec& lane, const Network& network, std::string_view key, double value);

/// Prices at cost and no reaction of quantities to prices: eps_f 0 and the switches scarcity_price, full_cost, thrift,
/// profit_motive, announcement_price and price_zones off. What is left are quantities.
void fix_prices(LaneSpec& lane, const Network& network);

/// A run of one lane from Monday 2021-01-04 on, 7 days a step, without recording. Knowledge stands still (switches research,
/// learning, entrants off): the exact cases are solved for a given technology.
[[nodiscard]] RunSpec run_of(std::int32_t steps, LaneSpec lane = {}, std::int32_t step_days = 7);
/// First day of such a run, and the first day of one of its steps.
[[nodiscard]] Day first_day() noexcept;
[[nodiscard]] inline Day day_of(std::int32_t step) noexcept {
    return first_day() + 7 * step;
}

/// Demand of final agent `agent` is the base year's before step `from` and `ratio` times it from then on.
void step_demand(Network& network, std::int32_t agent, std::int32_t from, double ratio);

}  // namespace sunder::toy
