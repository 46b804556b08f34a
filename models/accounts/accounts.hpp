// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/math/elementary.hpp"

namespace sunder::models {

/// Accounts of one country in one step, M$ at current prices. Entries are of plants and final users that sit in the country;
/// goods under way belong to the seller until they are delivered and paid.
struct CountryBooks {
    double receipts = 0.0;                ///< of plants, on delivery, before tariff and freight
    double purchases = 0.0;               ///< current inputs and service, landed, less content credits
    double wages = 0.0;                   ///< labour and services of the rest of the economy
    double research_paid = 0.0;           ///< research that the country's plants pay for
    double research_done = 0.0;           ///< research of firms with headquarters here: done by labour here
    double public_research = 0.0;         ///< research that governments pay firms with headquarters here to do
    double capex = 0.0;                   ///< tools delivered, landed
    double construction = 0.0;            ///< buildings, from the rest of the economy
    double spending = 0.0;                ///< final purchases, landed, less content credits
    double stock_change = 0.0;            ///< inputs, finished goods, goods under way: read off the stocks, base prices
    double stock_flow = 0.0;              ///< the same from what went in and out
    double surplus = 0.0;                 ///< gross operating surplus of plants
    double exports = 0.0, imports = 0.0;  ///< paid across the border, before tariff and freight
    double tariffs = 0.0, freight = 0.0;  ///< paid by buyers here; freight is bought from the rest of their economy
    double credits = 0.0;                 ///< content credits: subsidies on products
};

/// Gross operating surplus of a plant.
///
///     GOS = receipts + change of stocks - purchases - wages - research                  [M$/step]
///
/// Changes of stocks stand at base prices, so that no holding gains appear (choice, model.md 9).
[[nodiscard]] inline double gross_surplus(double receipts, double stock_change, double purchases, double wages,
                                          double research) noexcept {
    return receipts + stock_change - purchases - wages - research;
}

/// Earnings of a plant's owner before grants: gross surplus less what tools cost beyond what they add to the plant.
///
///     E = GOS - capex + change of tools at base prices - construction                   [M$/step]
///
/// In the base year capex is replacement and tools do not change: E = GOS - consumption of capital. A plant that is denied
/// tools does not gain by it: what it saves it loses in tools. Buildings do not wear in the model: they are a cost when
/// built.
[[nodiscard]] inline double earnings(double surplus, double capex, double tool_change, double construction) noexcept {
    return surplus - capex + tool_change - construction;
}

/// Research that a plant pays for: a budget that follows the group's revenue, not the plant's output.
///
///     RD = rd X0 effort                                                                 [M$/step]
[[nodiscard]] inline double research_cost(double rd, double x0, double effort) noexcept {
    return rd * x0 * effort;
}

/// GDP of the chain by production: value added of plants, of the labour that does research, of builders and of freight, and
/// taxes less subsidies on products. Research done for plants abroad is an export of service.
[[nodiscard]] inline double gdp_by_production(const CountryBooks& b) noexcept {
    const double plants = b.receipts + b.stock_change - b.purchases - b.research_paid;
    return plants + (b.research_done + b.public_research) + b.construction + b.freight + (b.tariffs - b.credits);
}

/// By expenditure: final purchases, tools, buildings, public research, change of stocks, exports less imports of goods and
/// research.
[[nodiscard]] inline double gdp_by_expenditure(const CountryBooks& b) noexcept {
    return b.spending + b.capex + b.construction + b.public_research + b.stock_flow + (b.exports - b.imports) +
           (b.research_done - b.research_paid);
}

/// By income: wages in plants, laboratories, building and freight, gross surplus, taxes less subsidies on products.
[[nodiscard]] inline double gdp_by_income(const CountryBooks& b) noexcept {
    return b.wages + (b.research_done + b.public_research) + b.construction + b.freight + b.surplus +
           (b.tariffs - b.credits);
}

/// One link of a chained Tornqvist index (Diewert 1976): what one good adds to the log of the index.
///
///     d ln P = 1/2 (w_0 + w_1) ln(p_1 / p_0),   w shares of value                       [log points]
[[nodiscard]] inline double tornqvist_link(double share0, double share1, double price0, double price1) noexcept {
    return 0.5 * (share0 + share1) * log_exact(price1 / price0);
}

}  // namespace sunder::models
