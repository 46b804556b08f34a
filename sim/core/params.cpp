// SPDX-License-Identifier: Apache-2.0
#include "sim/core/params.hpp"

#include <array>

#include "sim/core/run.hpp"

namespace sunder {
namespace {

constexpr auto unit = ParamScope::unit;
constexpr auto slot = ParamScope::slot;

// Defaults and ranges: model.md section 13. Values by good stand in an economy's goods.csv and params.csv and beat these.
// clang-format off
constexpr std::array<ParamKey, param_count> keys{{
    {"u0",            unit, "share",    0.85, 0.05, 1.0,    "capacity utilisation in the base year"},
    {"mu",            unit, "share",    0.15, 0.0,  2.0,    "mark-up over unit cost in the base year"},
    {"rd",            unit, "share",    0.05, 0.0,  0.6,    "research and development spending per unit of output"},
    {"eta",           unit, "1",        0.6,  0.0,  10.0,   "response of the list price to scarcity"},
    {"m",             unit, "1",        1.0,  0.0,  10.0,   "pull of the list price towards unit cost; 0: market clearing"},
    {"tau_p",         unit, "weeks",    26.0, 0.0,  520.0,  "time in which list prices adjust"},
    {"r_dn",          unit, "ratio",    1.0,  0.0,  1.0,    "speed of falling list prices relative to rising ones (downward rigidity)"},
    {"kap_up",        unit, "1",        0.5,  0.0,  5.0,    "weight of utilisation above normal in scarcity"},
    {"kap_dn",        unit, "1",        0.5,  0.0,  5.0,    "weight of utilisation below normal in scarcity"},
    {"w_ann",         unit, "share",    0.0,  0.0,  1.0,    "part of the expected shortage that is priced at the announcement"},
    {"tau_ann",       unit, "weeks",    1.0,  0.0,  52.0,   "time in which the announcement premium builds and fades"},
    {"tau_D",         unit, "weeks",    8.0,  0.0,  520.0,  "memory of expected orders"},
    {"tau_B",         unit, "weeks",    6.0,  0.0,  520.0,  "time in which a seller means to work off its backlog"},
    {"tau_I",         unit, "weeks",    6.0,  0.0,  520.0,  "time in which a seller restores its finished stock"},
    {"mI",            unit, "weeks",    3.0,  0.0,  52.0,   "finished stock in weeks of output; storable goods only"},
    {"ot_max",        unit, "ratio",    1.15, 1.0,  2.0,    "largest overtime factor; 1 for fabs, which run round the clock"},
    {"tau_ot",        unit, "weeks",    52.0, 0.0,  520.0,  "time in which overtime builds up"},
    {"tau_nv",        unit, "weeks",    52.0, 0.0,  520.0,  "memory of the normal volume over which fixed cost is spread"},
    {"nv_min",        unit, "ratio",    0.3,  0.01, 1.0,    "least normal volume"},
    {"xi",            unit, "1",        0.5,  0.0,  3.0,    "response of the capacity target to profitability"},
    {"tau_N",         unit, "weeks",    26.0, 0.0,  520.0,  "memory of notional demand that investment follows"},
    {"tau_up",        unit, "weeks",    78.0, 0.0,  1040.0, "time in which units without tool classes expand"},
    {"tau_down",      unit, "weeks",    364.0,0.0,  5200.0, "time in which units without tool classes shrink"},
    {"shell",         unit, "ratio",    1.15, 1.0,  5.0,    "clean-room space in the base year, ratio to tools installed"},
    {"shell_step",    unit, "ratio",    0.10, 0.01, 5.0,    "least addition of a building project, ratio to base-year capacity"},
    {"shell_cost",    unit, "share",    0.25, 0.0,  0.9,    "part of the cost of a new fab that is building, not tools; paid evenly while building"},
    {"A",             unit, "ratio",    1.0,  0.01, 100.0,  "productivity, ratio to the base year; divides all unit costs but research"},
    {"capital_years", unit, "years",    4.0,  0.0,  100.0,  "productive capital in years of value added: what accidents destroy is a share of it (choice of ARIO)"},
    {"theta_R",       unit, "1",        0.3,  0.0,  2.0,    "response of the quality of a firm's goods to its knowledge stock"},
    {"theta_A",       unit, "1",        0.1,  0.0,  2.0,    "response of productivity to the knowledge stock"},
    {"delta_R",       unit, "1/year",   0.2,  0.0,  2.0,    "knowledge that becomes obsolete per year"},
    {"phi_S",         unit, "share",    0.2,  0.0,  1.0,    "weight of research done in other countries in the growth of knowledge"},
    {"learn_rate",    unit, "share",    0.2,  0.0,  0.9,    "fall of unit cost with each doubling of cumulated output"},
    {"s_L",           unit, "share",    0.3333333333333333, 0.0, 1.0, "weight of the output of others in a plant's cumulated experience"},
    {"E_years",       unit, "years",    10.0, 0.1,  100.0,  "base-year experience in years of base-year output"},
    {"gap",           unit, "share",    0.0,  0.0,  1.0,    "distance to the frontier in the base year; 0: at the frontier"},
    {"gap_floor",     unit, "share",    0.0,  0.0,  1.0,    "part of the gap that cannot be closed at home (a ceiling)"},
    {"i0",            unit, "1/year",   0.03, 0.0,  1.0,    "speed at which the gap closes by itself"},
    {"i1",            unit, "1/year",   0.1,  0.0,  2.0,    "added speed when foreign supply of the home market is denied in full"},
    {"i2",            unit, "1/year",   0.1,  0.0,  2.0,    "added speed when public research money equals the firm's own"},
    {"gamma",         unit, "1",        2.0,  0.0,  10.0,   "response of quality to the gap, log points per unit"},

    {"sig",           slot, "1",        4.0,  1.01, 20.0,   "elasticity of substitution between suppliers of a slot"},
    {"ces",           slot, "0 or 1",   0.0,  0.0,  1.0,    "1: suppliers are differentiated (CES composite), 0: their goods add up"},
    {"tau_sw",        slot, "weeks",    39.0, 0.0,  1040.0, "time in which supplier shares adjust"},
    {"tau_F",         slot, "weeks",    26.0, 0.0,  1040.0, "time in which notional shares adjust"},
    {"nu",            slot, "1",        0.5,  0.0,  4.0,    "response of supplier shares to the share of orders filled"},
    {"tau_see",       slot, "weeks",    13.0, 0.0,  520.0,  "time in which buyers see how orders are filled"},
    {"tau_avs",       slot, "weeks",    8.0,  0.0,  520.0,  "time in which buyers see how a licence cap binds"},
    {"spill",         slot, "share",    0.15, 0.0,  1.0,    "part of refused volume that goes to other suppliers in the same step"},
    {"phi_over",      slot, "1",        0.5,  0.0,  4.0,    "over-ordering when orders are poorly filled (switch phantom_orders)"},
    {"T_con",         slot, "weeks",    26.0, 0.0,  520.0,  "memory of contract prices; 0: spot"},
    {"lead_weeks",    slot, "weeks",    12.0, 0.0,  260.0,  "time from order to arrival, making and shipping; at least one step, with the switch ario none"},
    {"ship_weeks",    slot, "weeks",    1.0,  0.0,  52.0,   "shipping part of the lead time; goods are exported when it remains"},
    {"tau_c",         slot, "weeks",    26.0, 0.0,  5200.0, "time in which an unfilled order lapses"},
    {"n",             slot, "weeks",    8.0,  0.0,  260.0,  "target stock, in weeks of use"},
    {"nmin",          slot, "weeks",    1.0,  0.0,  52.0,   "stock below which output is cut, in weeks of use (at least one step)"},
    {"crit",          slot, "share",    1.0,  0.0,  1.0,    "criticality of the input: 1 critical, 0.5 important, 0 not"},
    {"eps",           slot, "1",        0.1,  0.0,  5.0,    "thrift: elasticity of the input coefficient to its price"},
    {"eps_f",         slot, "1",        0.8,  0.0,  5.0,    "price elasticity of final demand"},
    {"H",             slot, "weeks",    13.0, 0.0,  260.0,  "extra cover wanted before a full loss of supply"},
    {"tau_S",         slot, "weeks",    6.0,  0.0,  520.0,  "time in which buyers close their stock gap"},
    {"beta",          slot, "1",        1.0,  0.0,  1.0,    "weight of goods in transit and backlog in orders"},
    {"tau_K",         slot, "weeks",    52.0, 0.0,  1040.0, "time in which fabs close their tool gap"},
    {"tau_KN",        slot, "weeks",    208.0,0.0,  2080.0, "time over which notional tool demand spreads a gap"},
    {"delta",         slot, "1/year",   0.14285714285714285, 0.01, 1.0, "tools worn out or obsolete per year"},
    {"r_c",           slot, "1/year",   0.08, 0.0,  0.5,    "cost of capital"},
    {"install_weeks", slot, "weeks",    13.0, 0.0,  104.0,  "from delivery of a tool to its use"},
    {"tau_deg",       slot, "weeks",    60.0, 1.0,  5200.0, "decay of tools without the vendor's service"},
    {"tau_rep",       slot, "weeks",    6.0,  0.1,  520.0,  "repair once service is back"},
    {"h_fl",          slot, "share",    0.6,  0.0,  1.0,    "tool health that a fab holds without the vendor"},
    {"h_fl_gain",     slot, "1/year",   0.02, 0.0,  1.0,    "yearly rise of that floor while service is missing: own maintenance"},
    {"h_fl_max",      slot, "share",    0.95, 0.0,  1.0,    "highest floor"},    {"ps",            slot, "share",    0.1,  0.0,  1.0,    "share of a vendor's field engineers who are persons of a country that bars them"},
    {"T_q",           slot, "weeks",    26.0, 0.0,  520.0,  "time to qualify a supplier that sold next to nothing to the slot"},
    {"F_q",           slot, "years",    0.01, 0.0,  1.0,    "cost of a qualification, in years of the slot's purchases"},
    {"q_gain",        slot, "share",    0.2,  0.0,  1.0,    "share of a slot that a qualified supplier can reach at equal price (choice)"},
    {"T_rd",          slot, "weeks",    26.0, 0.0,  520.0,  "time to redesign a product below a threshold"},
    {"ef",            slot, "ratio",    0.7,  0.05, 1.0,    "function of a redesigned product per dollar, relative to the denied one"},
    {"l_max",         slot, "share",    0.1,  0.0,  1.0,    "largest share of a denied flow that leaks through hubs"},
    {"f_k",           slot, "log points", 0.2, 0.0, 10.0,   "cost of smuggling"},
    {"tau_l",         slot, "weeks",    17.0, 0.0,  520.0,  "time in which leakage builds up"},
    {"leak_markup",   slot, "ratio",    1.5,  1.0,  10.0,   "price of leaked goods over the list price"},
    {"rho_risk",      slot, "log points", 0.03, 0.0, 1.0,   "premium that buyers in a sanctioned country put on the sanctioning country's goods"},
    {"fear_years",    slot, "years",    1.0,  0.0,  10.0,   "horizon over which users weigh the risk of measures not yet announced"},
    {"P_choke",       slot, "ratio",    10.0, 1.0,  1000.0, "price at which final demand chokes, for the surplus under rationing"},
    {"mcf",           slot, "share",    0.0,  0.0,  2.0,    "marginal cost of public funds, for the welfare of subsidies"},
}};

constexpr std::array<SwitchKey, switch_count> switches{{
    {"forecast_sharing",    true,  "investment follows expected orders, not notional demand"},
    {"supply_line",         true,  "orders ignore goods in transit and backlog (beta = 0)"},
    {"anticipatory_stocks", true,  "no front-running before a restriction"},
    {"announcement_price",  true,  "no announcement premium"},
    {"price_zones",         true,  "one price zone: no premium outside a controlling country"},
    {"scarcity_price",      true,  "cost-plus prices (eta = 0)"},
    {"contract_prices",     true,  "contract price = quote"},
    {"resourcing",          true,  "supplier shares are fixed"},
    {"spill_over",          true,  "refused volume is not redirected in the same step"},
    {"phantom_orders",      false, "orders are not inflated when fills are low (the default)"},
    {"backlog",             true,  "unfilled orders are lost"},
    {"overtime",            true,  "no overtime"},
    {"thrift",              true,  "input coefficients do not react to prices"},
    {"investment",          true,  "tool orders = base-year replacement"},
    {"profit_motive",       true,  "investment ignores profitability (xi = 0)"},
    {"construction_time",   true,  "no time to build"},
    {"vendor_service",      true,  "tools need no service"},
    {"replace_lost_health", false, "lost tool health does not count as lost stock in the tool gap (the default)"},
    {"full_cost",           true,  "fixed cost per unit does not depend on volume"},
    {"licence_queue",       false, "licences in closed form, no office with finite capacity (the default)"},
    {"linear_rates",        false, "adjustment by 1 - exp(-dt/tau), not min(1, dt/tau) (the default)"},
    {"qualification",       true,  "no supplier is qualified beyond those of the base year"},
    {"research",            true,  "knowledge, quality and productivity stay as in the base year"},
    {"learning",            true,  "no learning by doing"},
    {"entrants",            true,  "the gap to the frontier closes no faster than in the reference path"},
    {"redesign",            true,  "no move to a lower bin of a family"},
    {"chilling",            true,  "buyers that are not listed lose nothing"},
    {"sanction_risk",       true,  "no risk premium on goods of a sanctioning country"},
    {"leakage",             true,  "nothing leaks through hubs"},
    {"early_warning",       true,  "coordination bodies have no effect"},
    {"expectations",        true,  "measures act on beliefs only from their announcement"},
    {"pools",               true,  "units of a firm and family do not share capacity"},
    {"endogenous_governments", false, "governments follow the script (the default)"},
    {"ario",                false, "orders follow expected sales and all goods under way, not the rules of ARIO (the default)"},
    {"ario_compat",         false, "none of the oddities of the reference program of ARIO (the default)"},
    {"orders_by_capacity",  false, "with ario: orders go to suppliers by base-year shares, not by their remaining capacity (the default)"},
}};
// clang-format on

}  // namespace

std::span<const ParamKey, param_count> param_keys() noexcept {
    return keys;
}
std::span<const SwitchKey, switch_count> switch_keys() noexcept {
    return switches;
}

Switches::Switches() noexcept {
    for (std::size_t i = 0; i < switch_count; ++i) on_[i] = switches[i].initial;
}

}  // namespace sunder
