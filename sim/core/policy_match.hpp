// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/rule.hpp"

namespace sunder {

/// How a link stands to a rule's origin test. `moving`: content, tools or software of the supplier decide, and they change.
enum class OriginFit : char { no, yes, moving };

/// Which links a rule on trade reaches:
///
///     items        the supplier's good; an empty list covers every good
///     origin       any one suffices; none set: every link
///       ship_from    supplier's plant in the list and buyer in another country
///       vendor_hq    supplier's HQ in the list; flows inside a country count too
///       owned_by     countries that hold at least owner_min of the supplier's group
///       content_of   their content in the supplier's goods is at least content_min, and above 0
///       fdpr_of      their vendors' share of a tool class or of a software input of the plant is above fdpr_min
///     sellers      supplier's group
///     destination  country of the buying plant or final agent
///     entities, buyer_hq, end_use   group, HQ and good of the buying plant; final agents are none, so never covered
///     markets      end market of the buying final agent; plants are none, so never covered
///     exempt_*     buyers out of reach as long as exemptions hold (until exempt_until)
///
/// For content_credit the origin says who is left out (content above content_min), and only final agents buy.
class LinkMatch {
public:
    LinkMatch(const Rule& rule, const Network& network);

    /// The buyer of a slot is reached.
    [[nodiscard]] bool buyer(std::int32_t slot, bool exemptions_hold) const noexcept;
    /// A plant beside the listed ones: in their country and within reach but for the list (chilling, model.md 6.15).
    [[nodiscard]] bool unlisted(std::int32_t slot, bool exemptions_hold) const noexcept;
    /// Share of the good of a link's supplier that the rule covers, 0..1; 0 for sellers out of reach.
    [[nodiscard]] double goods(std::int32_t link) const noexcept;
    /// Origin test of a link.
    [[nodiscard]] OriginFit origin(std::int32_t slot, std::int32_t link) const noexcept;
    /// The same, where it moves by what the base year says.
    [[nodiscard]] bool passes_in_base_year(std::int32_t slot, std::int32_t link) const noexcept;
    /// The moving part of that test, from what the supplier's goods are made of now.
    [[nodiscard]] static bool fits(const Rule& rule, double content, double vendor_share) noexcept;
    /// Share of a link's flow that the rule is aimed at, judged by the base year, 0..1. `coverage`, `compliance`,
    /// `probability` and dates are not in it.
    [[nodiscard]] double share(std::int32_t slot, std::int32_t link, bool exemptions_hold = true) const noexcept;

private:
    const Rule& rule_;
    const Network& net_;
    std::vector<double> good_share_;         ///< of goods
    std::vector<OriginFit> fixed_;           ///< of units: all of the origin test but ship_from
    std::vector<char> fits_;                 ///< of units, where the test is `moving`: its outcome in the base year
    std::vector<std::int32_t> unlisted_in_;  ///< countries whose unlisted plants feel the rule
};

/// LinkMatch::share for one link; for many, make a LinkMatch.
[[nodiscard]] double covers(const Rule& rule, const Network& network, std::int32_t slot, std::int32_t link,
                            bool exemptions_hold = true);

/// Links the rule reaches in the base year at any time (exemptions that end do not count).
[[nodiscard]] std::int32_t covered_links(const Rule& rule, const Network& network);

/// Part of a service slot that a service ban bars, 0..1, before coverage and compliance. Plants as by the predicates on
/// buyers. Items: the service good bars all of it; tool classes bar it by their part of the vendor's tools; other goods are
/// those that the plant makes.
[[nodiscard]] double service_cover(const Rule& rule, const Network& network, std::int32_t slot, bool exemptions_hold);

/// Part of a slot that a stockpile covers, 0..1: items bought, by plants within the predicates on buyers.
[[nodiscard]] double stock_cover(const Rule& rule, const Network& network, std::int32_t slot);

/// The measure moves the demand of this final agent.
[[nodiscard]] bool moves_demand(const Rule& rule, const Network& network, std::int32_t agent) noexcept;

}  // namespace sunder
