// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/core/week.hpp"

namespace sunder {

// clang-format off
// Phases of the step of ARIO that differ from those of the week, as templates on the lane count (phases_ario.cpp).
template <int L> void require_for_goal(Step&);
template <int L> void share_by_capacity(Step&);
template <int L> void work_overtime(Step&);
template <int L> void produce_from_stocks(Step&);
template <int L> void receive_at_once(Step&);

/// The step of ARIO (switch ario; model.md 11, N1; Hallegatte 2008, 2014 as in BoARIO 0.6.4). The reference orders at the
/// end of a step what the next one receives: the same cycle, cut open before the orders.
template <int L>
inline constexpr std::array ario_step{
    //    name                reads                                          writes                                                 does
    Phase{"suffer accidents", "calendar, serve",                             "damage capital_lost rebuild_orders",                  suffer_accidents<L>},
    Phase{"enact rules",      "calendar, orders",                            "policy backlog owed inventory_dev anticipated anticipation permit alert_weeks demand_factor", enact_rules<L>},
    Phase{"require inputs",   "want, rebuilt, capacity, output, stock_dev",  "requirement notional_need",                           require_for_goal<L>},
    Phase{"choose suppliers", "capacity",                                    "share share_gap",                                     share_by_capacity<L>},
    Phase{"place orders",     "requirement, share, cap",                     "order policy",                                        place_orders<L>},
    Phase{"gather orders",    "order, rebuild_orders, cap, notional_need",   "orders claims want notional notional_mean expected",  gather_orders<L>},
    Phase{"work overtime",    "want, output, damage",                        "overtime capacity",                                   work_overtime<L>},
    Phase{"produce",          "want, capacity, stock_dev",                   "desired output limiting_slot serve sold rebuilt",     produce_from_stocks<L>},
    Phase{"ship",             "serve, order",                                "shipped backlog fill owed",                           ship<L>},
    Phase{"receive",          "shipped, output",                             "arrived arrivals use filled stock_dev transit_dev stock_cost outlay tariff_paid credit_paid freight_paid bought_abroad installed entered", receive_at_once<L>},
    Phase{"settle",           "arrived, shipped",                            "receipts dispatched delivered sold_abroad rent rent_given", settle<L>},
    Phase{"account",          "receipts, outlay, output",                    "",                                                    account<L>},
};
// clang-format on

}  // namespace sunder
