// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "models/welfare/welfare.hpp"
#include "sim/core/base.hpp"
#include "sim/core/books.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"
#include "sim/core/trade_prices.hpp"

namespace sunder {

/// National accounts and welfare of every country and lane (model.md 9), from the flows of the step. Changes are against the
/// base year: the effect of a policy is the change of its lane less that of the reference lane.
class Accounts {
public:
    Accounts(const Base& base, const RunSpec& spec, const ParamTable& params);
    template <int L>
    void settle(Step& step);

    [[nodiscard]] const Books& books() const noexcept { return books_; }
    [[nodiscard]] TradePrices& trade_prices() noexcept { return trade_prices_; }

    // of one country and lane, M$ of this step
    [[nodiscard]] models::WelfareParts welfare_parts(std::size_t country, std::size_t lane) const;
    [[nodiscard]] double welfare(std::size_t country, std::size_t lane) const;
    [[nodiscard]] double gdp_change(std::size_t country, std::size_t lane) const;
    [[nodiscard]] double gni_change(std::size_t country, std::size_t lane) const;
    /// Tariffs and rents less subsidies.
    [[nodiscard]] double government_balance(std::size_t country, std::size_t lane) const;
    /// Largest base-year flow of the country, to which residuals are compared.
    [[nodiscard]] double scale(std::size_t country, std::size_t lane) const;

    // [country * lanes + lane]; what governments look at (model.md 8); 0 in lanes where they follow the script
    std::vector<double> loss_index;    ///< mean welfare loss of a year over base-year GDP or spending, the larger
    std::vector<double> sector_index;  ///< mean loss of chip-sector earnings of a year over base-year earnings

    /// What a lane would be without measures: welfare and sector earnings by step and country, [step * countries + country].
    struct Reference {
        std::vector<double> welfare, sector;
    };
    /// Losses of a lane are against this path from now on.
    void compare(std::size_t lane, Reference reference);

    // [country * lanes + lane], M$ of this step
    std::vector<double> subsidies;           ///< paid by the government, content credits included
    std::vector<double> rents, rents_given;  ///< of capped flows: received by state or smugglers; lost by owners of sellers

private:
    void share_money(const Step& step);
    void follow_losses(const Step& step);

    std::size_t lanes_, countries_;
    Books books_;
    TradePrices trade_prices_;
    std::vector<double> mcf_;  ///< by lane
    double year_rate_;
    std::vector<Reference> reference_;  ///< by lane; empty: none
};

/// Paths without measures (those that only move final demand stay) of all lanes whose governments decide; one run for lanes
/// that share parameters and switches, so that a lane's bits do not depend on its neighbours.
void set_references(Accounts& accounts, const Network& network, const RunSpec& spec, Blocks& blocks, std::size_t lanes);

}  // namespace sunder
