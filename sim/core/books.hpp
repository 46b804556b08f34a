// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/accounts/accounts.hpp"
#include "sim/core/base.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// Entries in the books of a plant or final user; added up by the country where it sits. M$ per step.
enum class Entry : std::size_t {
    receipts,
    purchases,
    wages,
    research,
    capex,
    construction,
    spending,
    stock_change,
    stock_flow,
    surplus,
    earnings,
    exports,
    imports,
    tariffs,
    freight,
    credits,
    grants,     ///< and tax credits that plants received
    consumers,  ///< change of consumers' surplus against base-year prices
    count_
};
/// Entries added up by the country of the owner's headquarters.
enum class Owned : std::size_t {
    earnings,  ///< before grants
    sector,    ///< the same, of the chip sector: all but raw materials and end goods
    chips,     ///< the same, of chip makers
    grants,
    research,  ///< done by the owners' laboratories
    public_research,
    count_
};

/// The chip sector of the accounts: everything that makes chips possible, without raw materials and end goods.
[[nodiscard]] constexpr bool in_chip_sector(GoodKind kind) noexcept {
    return kind != GoodKind::raw && kind != GoodKind::end;
}

/// Keeps the books of every plant, final user and country, from the flows of the step (model.md 9). The base year goes
/// through the same operations, so that changes are exactly 0 when nothing happens.
class Books {
public:
    Books(const Base& base, const ParamTable& params);
    template <int L>
    void keep(Step& step);

    [[nodiscard]] double of(Entry what, std::size_t country, std::size_t lane) const {
        return now_.place[(country * entries + static_cast<std::size_t>(what)) * lanes_ + lane];
    }
    [[nodiscard]] double of(Owned what, std::size_t country, std::size_t lane) const {
        return now_.owner[(country * owned + static_cast<std::size_t>(what)) * lanes_ + lane];
    }
    [[nodiscard]] double base(Entry what, std::size_t country, std::size_t lane) const {
        return base_.place[(country * entries + static_cast<std::size_t>(what)) * lanes_ + lane];
    }
    [[nodiscard]] double base(Owned what, std::size_t country, std::size_t lane) const {
        return base_.owner[(country * owned + static_cast<std::size_t>(what)) * lanes_ + lane];
    }
    /// One entry of one plant, or (number of units + agent) final user.
    [[nodiscard]] double of_buyer(Entry what, std::size_t buyer, std::size_t lane) const {
        return books_[(buyer * entries + static_cast<std::size_t>(what)) * lanes_ + lane];
    }
    [[nodiscard]] models::CountryBooks country(std::size_t country, std::size_t lane, bool base_year = false) const;

private:
    static constexpr auto entries = static_cast<std::size_t>(Entry::count_), owned = static_cast<std::size_t>(Owned::count_);
    struct Tables {  ///< sums by country: [(country * entries + entry) * lanes + lane]
        std::vector<double> place, owner;
    };
    /// Flows of one step, rows of slots, buyers, units and groups; the step's, or those of the base year.
    struct Flows {
        const double* outlay;                                  // slots
        const double *tariff, *freight, *credit, *imports;     // buyers
        const double *arrivals, *use, *installed, *stock_dev;  // slots
        const double *receipts, *delivered, *exports, *output, *productivity, *grants, *tax_credits, *construction;  // units
        const double *effort, *public_research;  // groups
        const double* tools_dev;                 // slots: tools of the slot's cohorts
        const double* wanted;                    // slots: final demand that this step's deliveries answer, base prices
        const double *cost0, *last_tools;        // slots: base-year purchases (no lanes); tools of the last step
        double* last_stock;                      // slots: stock_dev of the last step, set to this step's
    };
    template <int L>
    void book(const Base& base, const ParamTable& params, Blocks& blocks, const Flows& flows, Tables& sums);
    template <int L>
    void book_plants(const Base& base, const ParamTable& params, const Flows& flows, std::size_t first, std::size_t last);
    template <int L>
    void book_agent(const Base& base, const ParamTable& params, const Flows& flows, std::size_t agent);
    template <int L>
    void add_up(const Base& base, const Flows& flows, Tables& sums) const;
    void book_base_year(const Base& base, const ParamTable& params);
    void find_wanted(const Step& step);
    template <int L>
    void find_tools(const Base& base, const State& state);

    std::size_t lanes_, buyers_;
    std::vector<double> cost0_;  ///< slot: base-year purchases at landed prices
    RowArray books_;             ///< [(buyer * entries + entry) * lanes + lane]
    Tables now_, base_;
    RowArray last_stock_, last_tools_;        ///< of the last step, slot and lane
    RowArray tools_, wanted_;                 ///< of this step, slot and lane
    std::vector<std::int64_t> demand_first_;  ///< final slot -> its first place in demand_; others -1
    std::vector<double> demand_;              ///< final demand of the last `lead` steps, a ring
};

}  // namespace sunder
