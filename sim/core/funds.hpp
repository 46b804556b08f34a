// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/funds_compiled.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// Money of governments: grants, tax credits, research money, capital screens, guardrails, and what measures make of joint
/// research, qualification and taste (model.md 7.2, 7.4). Rules with an action on plants and firms, compiled once to units
/// and groups (funds_match.hpp says whom a rule covers). A lane's rules never depend on another lane; no rule: nothing is
/// touched. Grants and credits pay for capital expenditure = tools delivered in the last step, landed, and building in it
/// (State::construction): one step late.
class Funds {
public:
    /// Throws SetupError for a rule that covers no plant, firm or pair of countries that it could act on.
    Funds(const Base& base, const RunSpec& spec, const ParamTable& params);

    /// Sets capital_factor, invest_speed, growth_cap, grants, tax_credits, research_aid, research_grants, joint and the
    /// arrays below, for this step.
    void enact(Step& step);

    // Who pays: issuers of the measures, current M$ of this step, [country * lanes + lane]
    RowArray subsidy, tax_credit, research;
    RowArray clawback;       ///< grants and credits that the country got back
    RowArray measure_money;  ///< paid under a measure, less what was paid back; [measure * lanes + lane]

    /// Factor on the time in which a buyer in one country qualifies a supplier in the other (partnership); 1: none.
    [[nodiscard]] double qualify_factor(std::int32_t buyer_country, std::int32_t supplier_country, int lane) const noexcept {
        return qualify_.empty() ? 1.0 : qualify_[pair(buyer_country, supplier_country) + static_cast<std::size_t>(lane)];
    }
    /// What preference measures add to the log quality of a plant's goods, on every market alike (choice: one figure
    /// for all destinations).
    [[nodiscard]] double preference(std::size_t unit, int lane) const noexcept {
        return preference_.empty() ? 0.0
                                   : preference_[unit * static_cast<std::size_t>(lanes_) + static_cast<std::size_t>(lane)];
    }
    /// Largest amount by which any measure has paid more than was appropriated for it so far (I11): never above 0.
    [[nodiscard]] double overspent() const noexcept;
    /// Paid so far by the n-th rule of a lane, current M$; grants paid back do not lower it.
    [[nodiscard]] double paid(int lane, std::size_t rule) const noexcept;

private:
    static constexpr double no_limit = std::numeric_limits<double>::infinity();

    void compile(FundRule& rule, std::int32_t lane, const Base& base, const ParamTable& params);
    static void find_recipients(FundRule& rule, const Base& base);
    static void find_laboratories(FundRule& rule, std::int32_t lane, const Base& base, const ParamTable& params);
    [[nodiscard]] double research_share(const FundRule& rule, std::int32_t lane, const Base& base,
                                        const ParamTable& params) const;
    void find_sites(std::int32_t lane, const Base& base, const ParamTable& params);
    void clear(std::int32_t lane, Step& k);
    void pay_plants(FundRule& rule, std::int32_t lane, Step& k);
    void pay_research(FundRule& rule, std::int32_t lane, Step& k);
    void guard(FundRule& rule, std::int32_t lane, Step& k);
    void book(FundRule& rule, double pay, double left, RowArray& payers, std::int32_t lane);
    void take_back(FundRule& rule, std::int32_t recipient, std::int32_t lane, Step& k);
    void screen(const FundRule& rule, std::int32_t lane, Step& k);
    void link_countries(const FundRule& rule, std::int32_t lane, Step& k);
    void prefer(const FundRule& rule, std::int32_t lane, Step& k);
    void set_user_cost(std::int32_t lane, Step& k);
    [[nodiscard]] std::size_t pair(std::int32_t c, std::int32_t c2) const noexcept {
        return static_cast<std::size_t>((c * countries_ + c2) * lanes_);
    }

    std::int32_t lanes_ = 0, countries_ = 0;
    std::vector<Rule> rules_;  ///< storage, all lanes
    std::vector<FundLane> lane_;
    RowArray qualify_, preference_;                     ///< empty: no rule of that kind
    std::vector<double> granted_, credited_, premium_;  ///< of units, of the lane in work
};

}  // namespace sunder
