// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/core/base.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// A link that keeps less than this of its base flow counts as closed: for its maker, who redesigns for a bin that is open
/// above it, and for a hub, which cannot pass on what is barred to itself (choice).
inline constexpr double closed_below = 0.5;

/// Ways around a measure: products redesigned below a threshold, suppliers qualified, goods that leak through hubs
/// (model.md 6.5, 6.8, 6.15). Looks at the world every four weeks; writes the records of Policy only. Serial.
class Rewiring {
public:
    Rewiring(const Base& base, const RunSpec& spec, const ParamTable& params, const Policy& policy);

    /// Marks the links that need a record because a touched link of their maker's higher bin may be redesigned to them.
    static void touch(const Base& base, std::vector<char>& touched);

    /// Sets Policy::ln_attraction, added_premium and leak for the next step.
    void rewire(Step& step);

    /// Spent on qualifications in this step, M$ at base-year prices, [country][lane].
    [[nodiscard]] std::span<const double> qualification_cost() const noexcept { return cost_; }
    /// Part of a link's goods that is redesigned from a higher bin, by record of the first records and lane; 0..1.
    [[nodiscard]] std::span<const double> redesigned_part() const noexcept { return redesigned_; }

    /// Records with leaks in a lane; what leaked of this step's orders, base-M$; the most so far; part of what the link has.
    [[nodiscard]] std::span<const std::int32_t> leaky(std::size_t lane) const noexcept { return leaky_[lane]; }
    [[nodiscard]] double leaked(std::size_t record, std::size_t lane) const noexcept {
        return used_[record * lanes_ + lane];
    }
    [[nodiscard]] double most_leaked(std::size_t record, std::size_t lane) const noexcept {
        return peak_[record * lanes_ + lane];
    }
    [[nodiscard]] double leaked_part(std::size_t record, std::size_t lane) const noexcept {
        return part_[record * lanes_ + lane];
    }
    /// Calls f(country of the hub, its part of the record's leak) for every hub that takes a part.
    template <class F>
    void each_hub(std::size_t record, std::size_t lane, F&& f) const;
    [[nodiscard]] std::size_t records() const noexcept { return records_; }

private:
    struct Redesign {  ///< of one denied link: the maker's lower bins in the slot, highest and largest first
        std::int32_t record, slot;
        std::int32_t first, last;  ///< range of lower_
    };
    struct Trial {
        std::int32_t record;
        std::size_t lane;
        double start_week, weeks, weight;
    };
    struct Search {  ///< what a buyer looks for in a slot
        std::size_t slot, lane;
        bool by_price;
    };

    void find_redesigns(const Base& base, const Policy& policy);
    void find_hubs(const Base& base, const Policy& policy);
    void read_rules(const Step& step);
    void look_around(const Step& step);
    void redesign(const Step& step, std::size_t lane);
    void bar_hubs(const Step& step, const CompiledRule& rule, std::size_t lane);
    void find_leaks(const Step& step);
    void leak(Step& step, std::size_t lane);
    void use_leaks(Step& step, std::size_t lane);
    void price_leak(Step& step, std::size_t record, std::size_t lane, double part);
    void look_for_suppliers(Step& step, std::size_t lane);
    void try_supplier(Step& step, const Search& search);
    void write_attraction(Step& step);

    std::size_t lanes_, records_;  ///< records there were at the start; those of trials come after
    std::int32_t every_;           ///< steps between two looks
    std::vector<char> rules_;      ///< of lanes: it has rules
    // of records [lane]
    RowArray left_;      ///< what announced rules leave of the link
    RowArray known_;     ///< day from which its maker counts it as closed
    RowArray enforced_;  ///< e_h that rules in force add
    RowArray pull_, redesigned_, redesign_premium_, redesign_attraction_, part_, used_, peak_;
    std::vector<Redesign> redesigns_;
    std::vector<std::int32_t> lower_;  ///< records
    std::vector<std::int32_t> hub_ptr_, hub_;
    std::vector<double> level_;  ///< l of record and hub [lane]
    std::vector<std::vector<std::int32_t>> leaky_;
    std::vector<std::vector<std::size_t>> may_leak_;
    // of slots [lane]
    std::vector<std::int32_t> poor_looks_;
    std::vector<double> last_trial_;
    std::vector<std::vector<std::size_t>> poor_slots_, disturbed_slots_;  ///< of lanes: whose buyers may look for a supplier
    std::vector<char> tried_;                                             ///< of links [lane]
    std::vector<Trial> trials_;
    std::vector<double> cost_, weight_;  ///< of countries [lane]; of hubs
    std::vector<std::int32_t> hub_country_;
    std::vector<char> barred_;  ///< (good, country) [lane]: a rule in force keeps the good from this hub
};

template <class F>
void Rewiring::each_hub(std::size_t record, std::size_t lane, F&& f) const {
    double sum = 0.0;
    const auto part = [&](std::int32_t n) {
        const auto entry = static_cast<std::size_t>(n);
        return level_[entry * lanes_ + lane] * weight_[static_cast<std::size_t>(hub_[entry])];
    };
    for (std::int32_t n = hub_ptr_[record]; n < hub_ptr_[record + 1]; ++n) sum += part(n);
    for (std::int32_t n = hub_ptr_[record]; n < hub_ptr_[record + 1]; ++n)
        if (const double share = part(n); share > 0.0)
            f(hub_country_[static_cast<std::size_t>(hub_[static_cast<std::size_t>(n)])], share / sum);
}

}  // namespace sunder
