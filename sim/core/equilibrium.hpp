// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/core/simulation.hpp"

namespace sunder {

/// What is left open when prices and shares have come to rest.
enum class WageRule {
    fixed,    ///< wages stay, final demand follows prices alone
    clearing  ///< a wage per country clears its labour market, its final demand is its income; world factor income:
              ///< numeraire
};
/// How firms set prices over cost: at the mark-up of the base year, or at the one that their market share gives now,
/// relative to what it gave then [Atkeson & Burstein 2008].
enum class MarkUpRule { constant, cournot, bertrand };

struct EquilibriumSpec {
    WageRule wages = WageRule::fixed;
    MarkUpRule mark_up = MarkUpRule::constant;
    double tolerance = 1e-15;         ///< largest change of a log price in the last round
    std::int32_t most_rounds = 5000;  ///< of prices and quantities for given wages; of wages
};

/// No equilibrium was found.
struct EquilibriumError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Ids of a lane's measures that are in force on a day and that a static equilibrium cannot express: caps on volumes short
/// of a ban (shortage has no price there), and whatever works through money, service, research or time.
[[nodiscard]] std::vector<std::string> not_static(const LaneSpec& lane, Day day);

/// Long-run equilibrium of a run for the rules and the final demand of its last step: the phases of the week (cost, prices,
/// suppliers, orders) with all speeds 1 until nothing moves (model.md section 11, N2). Prices stand at mark-up over cost,
/// capacity and stocks are no limit, tools are replaced in proportion to output, knowledge stands still.
class Equilibrium {
public:
    /// Throws SetupError: what Simulation refuses; with clearing wages a country that makes goods but has no final demand;
    /// with a mark-up game a seller whose demand is not elastic.
    Equilibrium(const Network& network, RunSpec spec, Blocks& blocks, EquilibriumSpec how = {});
    ~Equilibrium();
    Equilibrium(const Equilibrium&) = delete;
    Equilibrium& operator=(const Equilibrium&) = delete;

    /// Throws EquilibriumError naming what does not come to rest, or the buyers that no supplier may serve.
    void solve();

    /// State at rest: list, purchase_price, share, composite, order, orders = output, wage.
    [[nodiscard]] Simulation::Impl& impl() noexcept;

    /// A country in one lane, relative to the base year.
    struct CountryChange {
        double wage = 1.0, income = 1.0, price_index = 1.0, welfare = 1.0;  ///< welfare: real final spending
    };
    /// With clearing wages; all 1 with fixed ones.
    [[nodiscard]] CountryChange country(std::int32_t country, std::int32_t lane) const;
    /// Largest relative excess demand for labour, or income not spent, that is left.
    [[nodiscard]] double labour_gap() const noexcept;

private:
    struct Work;
    std::unique_ptr<Work> work_;
};

}  // namespace sunder
