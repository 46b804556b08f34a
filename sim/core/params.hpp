// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sunder {

/// Where a parameter is looked up: by the unit's own good, or by the good that a slot buys.
enum class ParamScope : std::int32_t { unit, slot };

/// One row: the reader of tables and decks, `sunder explain`, the JSON Schema and scenarios/FIELDS.md all come from it.
struct ParamKey {
    std::string_view name;  ///< as in model.md section 13; also the column of goods.csv where there is one
    ParamScope scope;
    std::string_view unit;
    double initial, least, most;
    std::string_view meaning;
};

/// Parameters of model.md section 13; the order of param_keys().
enum class Param : std::int32_t {
    // of a unit, by the good it makes
    u0,
    mu,
    rd,
    eta,
    m,
    tau_p,
    r_dn,
    kap_up,
    kap_dn,
    w_ann,
    tau_ann,
    tau_D,
    tau_B,
    tau_I,
    mI,
    ot_max,
    tau_ot,
    tau_nv,
    nv_min,
    xi,
    tau_N,
    tau_up,
    tau_down,
    shell,
    shell_step,
    shell_cost,
    A,
    capital_years,
    // knowledge, of a unit by the good it makes
    theta_R,
    theta_A,
    delta_R,
    phi_S,
    learn_rate,
    s_L,
    E_years,
    gap,
    gap_floor,
    i0,
    i1,
    i2,
    gamma,
    // of a slot, by the good it buys
    sig,
    ces,
    tau_sw,
    tau_F,
    nu,
    tau_see,
    tau_avs,
    spill,
    phi_over,
    T_con,
    lead_weeks,
    ship_weeks,
    tau_c,
    n,
    nmin,
    crit,
    eps,
    eps_f,
    H,
    tau_S,
    beta,
    tau_K,
    tau_KN,
    delta,
    r_c,
    install_weeks,
    tau_deg,
    tau_rep,
    h_fl,
    h_fl_gain,
    h_fl_max,
    ps,
    T_q,
    F_q,
    q_gain,
    T_rd,
    ef,
    l_max,
    f_k,
    tau_l,
    leak_markup,
    rho_risk,
    fear_years,
    P_choke,
    mcf,
    count_
};
inline constexpr std::size_t param_count = static_cast<std::size_t>(Param::count_);

[[nodiscard]] std::span<const ParamKey, param_count> param_keys() noexcept;

}  // namespace sunder
