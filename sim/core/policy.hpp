// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/content.hpp"
#include "sim/core/policy_compiled.hpp"
#include "sim/core/policy_expected.hpp"
#include "sim/core/run.hpp"
#include "sim/core/state.hpp"

namespace sunder {

/// Rules compiled to links. Only links that some rule touches, or that lead into a controlled zone, have a record; all
/// others are free of policy and cost nothing. Small and serial: a lane's rules never depend on another lane.
class Policy {
public:
    /// Throws SetupError for a rule that touches no link.
    Policy(const Base& base, const RunSpec& spec, const ParamTable& params);

    std::vector<std::int32_t> record;  ///< link -> record or -1
    /// Links that have a record, in order.
    [[nodiscard]] std::span<const std::int32_t> links() const noexcept { return link_of_record_; }

    // of records [lane]
    RowArray available;        ///< av
    RowArray cap;              ///< lic, base-M$ per step; infinity: none
    RowArray price_factor;     ///< landed price over seller's price, relative to the base year: added tariffs
    RowArray tariff;           ///< added tariff rate
    RowArray seen;             ///< avs
    RowArray later;            ///< avF
    RowArray credit;           ///< content credit, share of the seller's price given back to the buyer
    RowArray ln_attraction;    ///< what qualification and redesign add to the log weight of the link (rewire)
    RowArray risk;             ///< what the fear of sanctions adds to it (enact), <= 0; both are summed in use
    RowArray leak;             ///< leaks through hubs, base-M$ per step: added to `cap` of a closed link
    RowArray added_premium;    ///< what redesign and leakage add to the quote, log points (rewire)
    RowArray premium;          ///< of the zone, of announcements and added, log points
    RowArray wanted, allowed;  ///< des, al of the last order (written by place_orders)

    /// P0: what rules leave of each link and of goods under way, what buyers and investors expect, who may be served, what
    /// users stock and consumers demand. Work that depends on dates, shares and origins is done when one of them moves.
    void enact(std::int32_t step, Day day, const Base& base, const ParamTable& params, State& state);
    /// P2, second half: premiums of the outside zone and of announcements.
    void set_premiums(const Base& base, const ParamTable& params, State& state);

    /// Rents of capped flows that do not stay with the seller: State::rent, rent_given (model.md 6.3).
    void book_rents(const Base& base, State& state) const;

    /// Gives a link that no rule touches a record, neutral until somebody writes to it; returns its number.
    std::int32_t add_record(const Base& base, std::int32_t link);
    using Use = RuleUse;
    /// One row per measure id of the run (Dim::measure), for one lane.
    [[nodiscard]] std::vector<Use> use_of_rules(int lane, const State& state) const;

    /// Plants whose purchases a measure covers from its date on (exempt ones are not), by measure; the same in every lane.
    [[nodiscard]] const std::vector<std::vector<std::int32_t>>& covered_plants() const noexcept { return covered_plants_; }

    /// Rules and zones of each lane, with the links, slots and agents that they touch.
    [[nodiscard]] std::span<const PolicyLane> compiled() const noexcept { return lane_; }
    /// Value-added content of countries in goods; renewed every 13 weeks where a rule asks for it, else every 52.
    [[nodiscard]] const Content& content() const noexcept { return content_; }
    [[nodiscard]] bool content_moved() const noexcept { return content_moved_; }

    /// Decisions of governments (model.md 8): factor on compliance; take an on-call measure; announce none before `until`.
    void set_factor(int lane, std::int32_t measure, double factor);
    void take(int lane, std::int32_t measure, Day announce, Day effective);
    void postpone(int lane, std::int32_t measure, Day until);
    /// Part of this step in which the n-th rule of a lane acts: its days in force times what governments left of it. 0..1
    [[nodiscard]] double acting(std::int32_t lane, std::size_t n) const noexcept {
        const auto& rule = lane_[static_cast<std::size_t>(lane)].rules[n];
        return rule.days_share * rule.factor;
    }

    /// Ids of all measures of the run, in order of first appearance.
    [[nodiscard]] static std::vector<std::string> measure_ids(const RunSpec& spec);
    /// Goods written off when their transit was cut and the seller cannot stock them, this step, by good and lane.
    [[nodiscard]] std::span<const double> scrapped() const noexcept { return scrapped_; }

private:
    void compile(const Base& base, const RunSpec& spec, const ParamTable& params);
    void number_records();
    void size_records(const Base& base);
    void find_plants(const Base& base);
    void find_zones(const Base& base, std::int32_t lane, std::vector<char>& touched);
    void refresh_content(std::int32_t step, const Base& base, const State& state);
    [[nodiscard]] bool refresh_origins(std::size_t lane, const Base& base, const State& state);
    void set_caps(const Base& base, const State& state);
    void set_availability(std::int32_t lane, const Base& base, const ParamTable& params);
    void add_rent(const Rule& rule, const LinkEffect& effect, double share, const Base& base, std::size_t lane);
    void run_queues(std::int32_t lane, const Base& base, const State& state, std::int32_t step);
    void cut_transit(std::int32_t lane, std::int32_t step, Day day, const Base& base, State& state);
    void set_later(std::size_t lane, Day day, const Base& base);
    void set_risk(std::size_t lane, Day day, const Base& base, const ParamTable& params);
    template <int L>
    void price_zones(const GoodZones& zones, const Base& base, const ParamTable& params, State& state);

    std::int32_t lanes_ = 0, step_days_ = 7;
    double dt_ = 1.0;
    std::size_t measures_ = 0;
    std::vector<std::int32_t> link_of_record_;
    std::vector<PolicyLane> lane_;
    std::vector<GoodZones> zones_;
    std::vector<Rule> rules_;  ///< storage of the rules, all lanes
    std::vector<double> scrapped_;
    std::vector<std::vector<std::int32_t>> covered_plants_;
    std::vector<double> savings_days_, grandfather_, before_, chilled_;  ///< of records, this lane; av of the last step
    std::vector<char> capped_;                                           ///< [lane] some volume rule covers the record
    RowArray legal_, free_, rent_share_;       ///< [lane] quota; part that no rule covers; rent that the seller loses
    std::vector<std::int32_t> rent_to_;        ///< [lane] country that gets it
    std::vector<std::int32_t> waiting_slots_;  ///< slots with an anticipatory cover (any lane)
    Expected expected_;                        ///< of the lane in work
    Content content_;
    bool content_moved_ = true;
};

}  // namespace sunder
