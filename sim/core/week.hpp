// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "sim/core/step.hpp"

namespace sunder {

/// One phase of the week. `writes` lists the arrays of State that it may change ("policy" = records of Policy); a test holds
/// each phase to it. A phase reads what earlier phases of the step, or the last step, left.
struct Phase {
    std::string_view name, reads, writes;
    void (*does)(Step&);
};

// clang-format off
// The phases, as templates on the lane count (1, 2, 4, 8, 16); equations in models/, order below.
template <int L> void suffer_accidents(Step&);
template <int L> void enact_rules(Step&);
template <int L> void fund(Step&);
template <int L> void cost(Step&);
template <int L> void set_prices(Step&);
template <int L> void choose_suppliers(Step&);
template <int L> void plan_output(Step&);
template <int L> void require_inputs(Step&);
template <int L> void place_orders(Step&);
template <int L> void gather_orders(Step&);
template <int L> void produce(Step&);
template <int L> void ship(Step&);
template <int L> void receive(Step&);
template <int L> void settle(Step&);
template <int L> void service_and_install(Step&);
template <int L> void invest(Step&);
template <int L> void account(Step&);
template <int L> void learn(Step&);
template <int L> void rewire(Step&);
template <int L> void govern(Step&);
// clang-format on

/// The week. Changing the order is a change of model.
// clang-format off
template <int L>
inline constexpr std::array week{
    //    name                reads                                              writes                                                    does
    Phase{"suffer accidents", "calendar, serve",                                 "damage capital_lost rebuild_orders capacity",            suffer_accidents<L>},
    Phase{"enact rules",      "calendar, orders, ring",                          "policy backlog owed ring transit_dev inventory_dev anticipated anticipation permit alert_weeks demand_factor", enact_rules<L>},
    Phase{"fund",             "calendar, outlay, construction, capacity_ratio",    "capital_factor invest_speed growth_cap grants tax_credits research_aid research_grants joint", fund<L>},
    Phase{"cost",             "stock_cost, thrift, purchase_price, wage","cost_ratio ln_cost variable_cost",                       cost<L>},
    Phase{"set prices",       "ln_cost, scarcity, wanted, allowed",              "ln_list list premium policy",                            set_prices<L>},
    Phase{"choose suppliers", "list, premium, tariff, seen, fill",               "contract share notional_share composite purchase_price thrift share_gap", choose_suppliers<L>},
    Phase{"plan output",      "expected, backlog, capacity",                     "backlog_sum plan",                                       plan_output<L>},
    Phase{"require inputs",   "plan, stocks, transit, backlog, target, demand",  "requirement notional_need need",                         require_inputs<L>},
    Phase{"place orders",     "requirement, share, cap",                         "order policy",                                           place_orders<L>},
    Phase{"gather orders",    "order, backlog, cap, notional_share, notional_need", "orders claims want notional notional_mean expected",     gather_orders<L>},
    Phase{"produce",          "want, capacity, stocks",                          "desired output limiting_slot scarcity serve sold inventory_dev", produce<L>},
    Phase{"ship",             "serve, order, backlog",                           "shipped backlog fill owed",                                   ship<L>},
    Phase{"receive",          "ring, shipped, contract, output",                    "arrived ring arrivals use filled stock_dev transit_dev stock_cost outlay tariff_paid credit_paid freight_paid bought_abroad installed entered", receive<L>},
    Phase{"settle",           "arrived, contract, shipped",                               "receipts dispatched delivered sold_abroad rent rent_given",                                settle<L>},
    Phase{"service, install", "use, need, entered",                              "health floor tool_dev tool_ratio",                       service_and_install<L>},
    Phase{"invest",           "tool_ratio, notional_mean, list, variable_cost",  "capacity_ratio capacity overtime normal_volume shell target last_start pending_step pending_add binding_slot construction", invest<L>},
    Phase{"account",          "receipts, outlay, output, money",                 "",                                                       account<L>},
    Phase{"learn",            "receipts, output, policy, research_aid, joint",    "research_mean knowledge experience_dev gap_dev productivity ln_quality", learn<L>},
    Phase{"rewire",           "order, fill, purchase_price",                     "policy",                                                 rewire<L>},
    Phase{"govern",           "accounts",                                        "policy",                                                 govern<L>},
};
// clang-format on

/// The first phases of a step, which move stocks and capacity by decree: the audit takes its bearings after them.
inline constexpr std::size_t phases_by_decree = 2;

/// Explicit instances of a phase for every lane count that a run may have.
#define SUNDER_FOR_ALL_LANES(phase) \
    template void phase<1>(Step&);  \
    template void phase<2>(Step&);  \
    template void phase<4>(Step&);  \
    template void phase<8>(Step&);  \
    template void phase<16>(Step&);

}  // namespace sunder
