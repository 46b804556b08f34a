// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/policy_lane.hpp"

namespace sunder {

/// What users expect to lose of each link, all rules of a lane together. Announced rules take one after the other, each of
/// what the others leave, as they will when in force. What an issuer is feared to do it does at once, or not at all:
///
///     left = prod_announced (1 - e_r c_r)  prod_issuers (1 - h_i (1 - prod_(feared rules of i) (1 - c_r)))     [share]
///
///     e_r  belief that the rule comes     c_r  what it takes of the link     h_i  belief that the issuer acts
///
/// A seller's fear of lists is one, however many lists there are: of chilled effects the worst counts.
class Expected {
public:
    /// Everything is expected to arrive, on the links that have a record.
    void open(std::span<const std::int32_t> links);
    /// One effect of an announced rule takes the share `lost`, 0..1; of a feared one, till the next `believe`.
    void announce(const LinkEffect& effect, double lost) { take(row(effect.record).announced, effect, lost); }
    void fear(const LinkEffect& effect, double lost);
    /// The issuer of all that was feared since the last call acts with the probability belief(link).
    template <class Belief>
    void believe(Belief&& belief) {
        for (const std::int32_t r : feared_) {
            Row& it = rows_[static_cast<std::size_t>(r)];
            it.left *= 1.0 - belief(link(r)) * (1.0 - it.feared.left());
            it.feared = {};
        }
        feared_.clear();
    }
    [[nodiscard]] std::size_t link(std::int32_t record) const noexcept {
        return static_cast<std::size_t>(links_[static_cast<std::size_t>(record)]);
    }
    /// Records that some rule takes from, in order of first mention; expected loss of one, share of its base flow.
    [[nodiscard]] std::span<const std::int32_t> records() const noexcept { return touched_; }
    [[nodiscard]] double lost(std::int32_t record) const noexcept {
        const Row& it = rows_[static_cast<std::size_t>(record)];
        return 1.0 - it.left * it.announced.left();
    }

private:
    struct Takers {
        double listed = 1.0, chilled = 1.0;  ///< what rules leave, what the worst of chilled effects leaves
        [[nodiscard]] double left() const noexcept { return listed * chilled; }
    };
    struct Row {
        Takers announced, feared;
        double left = 1.0;  ///< by issuers that are feared
        bool touched = false;
    };
    static void take(Takers& from, const LinkEffect& effect, double lost) {
        if (effect.chilled)
            from.chilled = std::min(from.chilled, 1.0 - lost);
        else
            from.listed *= 1.0 - lost;
    }
    Row& row(std::int32_t record);

    std::span<const std::int32_t> links_;
    std::vector<Row> rows_;
    std::vector<std::int32_t> touched_, feared_;
};

/// Adds to State::anticipated what buyers stock before a restriction that is announced, or that they fear from what its
/// issuer says and does (model.md 6.6, 7.2 EXP); notes the slots in `waiting`.
void front_run(const LaneWork& work, const ParamTable& params, std::span<const std::int32_t> links, Expected& expected,
               std::vector<std::int32_t>& waiting);

/// OutsideZone::expected_loss, what buyers expect the rules to take of each zone's base supply.
void expect_in_zones(const LaneWork& work, const ParamTable& params, std::span<const std::int32_t> links,
                     Expected& expected);

}  // namespace sunder
