// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "models/math/elementary.hpp"

// The cost of self-sufficiency, equation by equation. Money is billion base-year dollars (busd) or busd a year (busd_yr);
// shares are shares of the world.

namespace sunder::models {

/// Part of a world activity that a region must hold to make its own consumption.
///
///     need = g s c (1 + mm) / u
///
///     c   the region's share of world consumption
///     mm  product mismatch inside a class: capacity that stands idle because it makes the wrong thing
///     s   part of its consumption that the region wants to make;  g  demand over that of the base year
///     u   use of the region's plants over the world mean, above 0
[[nodiscard]] constexpr double needed_share(double consumption_share, double mismatch_share, double demand_share,
                                            double demand_factor, double utilisation) noexcept {
    return demand_factor * demand_share * consumption_share * (1.0 + mismatch_share) / utilisation;
}

/// What a region lacks: G = max(0, need - e). A surplus is stranded: it is no use to the region.
[[nodiscard]] constexpr double gap_share(double needed_share, double present_share) noexcept {
    return std::max(0.0, needed_share - present_share);
}

/// What a region has too much: max(0, e - need).
[[nodiscard]] constexpr double surplus_share(double needed_share, double present_share) noexcept {
    return std::max(0.0, present_share - needed_share);
}

/// Capital of the fabs of one class in the world: million wafers a year x class share x thousand $ per wafer a year = busd.
[[nodiscard]] constexpr double fab_stock_busd(double wafers_m_yr, double class_share, double capital_kusd) noexcept {
    return wafers_m_yr * class_share * capital_kusd;
}

/// Wafers of 300 mm a year, in millions, from thousand 200 mm equivalents a month: 12 months, area (300/200)^2 = 2.25.
[[nodiscard]] constexpr double wafers_300mm_m_yr(double wafers_200mm_k_month) noexcept {
    return wafers_200mm_k_month * 12.0 / 2.25 / 1000.0;
}

/// First investment in plants.
///
///     I = G stock kf iota (1 + mes)                                                    [busd]
///
///     stock  capital of the activity in the world;  kf  factor on it
///     iota   cost of building there over the cheapest place
///     mes    plants below the efficient scale: more capital for the same output
[[nodiscard]] constexpr double plant_upfront_busd(double gap_share, double stock_busd, double capital_factor,
                                                  double location_idx, double scale_premium_share) noexcept {
    return gap_share * stock_busd * capital_factor * location_idx * (1.0 + scale_premium_share);
}

/// What plants cost more to run than those that they replace: C = G opex (op + mes)          [busd_yr]
[[nodiscard]] constexpr double plant_recurring_busd_yr(double gap_share, double opex_busd_yr, double premium_share,
                                                       double scale_premium_share) noexcept {
    return gap_share * opex_busd_yr * (premium_share + scale_premium_share);
}

/// Smallest research effort that sustains a leading product line, read off the world as it is.
///
///     phi = min(1, s (f phi_leader + margin))                                          [share of world R&D]
///
///     phi_leader  share of the leading place;  f  how much of that the line really needs
///     margin      lines that even the leader lacks;  s  part of the lines wanted (choice: as part of demand)
[[nodiscard]] constexpr double leading_effort_share(double leader_share, double factor, double margin_share,
                                                    double demand_share) noexcept {
    return demand_share * std::clamp(leader_share * factor + margin_share, 0.0, 1.0);
}

/// Research that a region adds a year: max(0, phi - e) RD. It goes on for ever, since the frontier moves on.
[[nodiscard]] constexpr double research_recurring_busd_yr(double effort_share, double present_share,
                                                          double research_busd_yr) noexcept {
    return std::max(0.0, effort_share - present_share) * research_busd_yr;
}

/// First investment in knowledge: H = M years of the added research, to catch up.            [busd]
[[nodiscard]] constexpr double research_upfront_busd(double added_busd_yr, double catch_up_years) noexcept {
    return added_busd_yr * catch_up_years;
}

/// Capital recovery factor: the yearly payment that repays 1 over a life at a rate.
///
///     CRF = r / (1 - (1 + r)^-n)                                                       [1/year]
///
/// 1/n for r = 0; for r n below 1e-4 its series, where the formula would lose its digits (error below 1e-12).
[[nodiscard]] inline double capital_recovery_per_year(double rate_per_year, double life_years) noexcept {
    const double r = rate_per_year, n = life_years;
    if (r * n < 1e-4) return (1.0 + r * (n + 1.0) / 2.0 + r * r * (n * n - 1.0) / 12.0) / n;
    return r / (1.0 - pow_exact(1.0 + r, -n));
}

/// The price identity: (CRF upfront + recurring) / sales x pass-through. Nothing for a buyer without sales.
[[nodiscard]] constexpr double price_rise(double recovery_per_year, double upfront_busd, double recurring_busd_yr,
                                          double sales_busd_yr, double pass_through) noexcept {
    if (!(sales_busd_yr > 0.0)) return 0.0;
    return (recovery_per_year * upfront_busd + recurring_busd_yr) / sales_busd_yr * pass_through;
}

}  // namespace sunder::models
