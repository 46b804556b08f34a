// SPDX-License-Identifier: Apache-2.0
#include "sim/core/param_table.hpp"

#include <map>
#include <tuple>

#include "models/math/elementary.hpp"

namespace sunder {
namespace {

constexpr double endless = 1e30;  ///< a time constant that never passes

/// What a switch that is off (or, for the last rows, not on) does to the parameters.
struct SwitchEffect {
    Switch key;
    Param param;
    double value;
};
constexpr std::array switch_effects{
    SwitchEffect{Switch::supply_line, Param::beta, 0.0},
    SwitchEffect{Switch::anticipatory_stocks, Param::H, 0.0},
    SwitchEffect{Switch::announcement_price, Param::w_ann, 0.0},
    SwitchEffect{Switch::scarcity_price, Param::eta, 0.0},
    SwitchEffect{Switch::contract_prices, Param::T_con, 0.0},
    SwitchEffect{Switch::resourcing, Param::tau_sw, endless},
    SwitchEffect{Switch::resourcing, Param::tau_F, endless},
    SwitchEffect{Switch::spill_over, Param::spill, 0.0},
    SwitchEffect{Switch::phantom_orders, Param::phi_over, 0.0},
    SwitchEffect{Switch::backlog, Param::tau_c, 0.0},
    SwitchEffect{Switch::overtime, Param::ot_max, 1.0},
    SwitchEffect{Switch::thrift, Param::eps, 0.0},
    SwitchEffect{Switch::investment, Param::tau_up, endless},
    SwitchEffect{Switch::investment, Param::tau_down, endless},
    SwitchEffect{Switch::profit_motive, Param::xi, 0.0},
    SwitchEffect{Switch::construction_time, Param::shell, 1e9},
    SwitchEffect{Switch::vendor_service, Param::tau_deg, endless},
    SwitchEffect{Switch::full_cost, Param::tau_nv, endless},
};

// What the switch ario implies: quantities alone, at base-year prices, shipped and used at once, nothing kept or owed.
constexpr std::array ario_switches_off{
    Switch::announcement_price,
    Switch::price_zones,
    Switch::scarcity_price,
    Switch::contract_prices,
    Switch::resourcing,
    Switch::backlog,
    Switch::phantom_orders,
    Switch::thrift,
    Switch::investment,
    Switch::profit_motive,
    Switch::vendor_service,
    Switch::full_cost,
    Switch::licence_queue,
    Switch::qualification,
    Switch::research,
    Switch::learning,
    Switch::entrants,
    Switch::redesign,
    Switch::chilling,
    Switch::sanction_risk,
    Switch::leakage,
    Switch::pools,
    Switch::endogenous_governments,
};
struct FixedParam {
    Param param;
    double value;
};
constexpr std::array ario_params{
    FixedParam{Param::u0, 1.0},
    FixedParam{Param::mu, 0.0},
    FixedParam{Param::rd, 0.0},
    FixedParam{Param::mI, 0.0},
    FixedParam{Param::lead_weeks, 0.0},
    FixedParam{Param::ship_weeks, 0.0},
    FixedParam{Param::install_weeks, 0.0},
    FixedParam{Param::H, 0.0},
};

Switches with_implied(Switches on) {
    if (!on[Switch::ario]) return on;
    for (const Switch off : ario_switches_off) on.set(off, false);
    on.set(Switch::linear_rates, true);
    return on;
}

bool is_time(const ParamKey& key) {
    return key.unit == "weeks";
}

}  // namespace

/// Units or slots with the same signature have the same parameters: names that no setting mentions do not count.
struct ParamTable::Signature {
    std::int32_t good, country, group;
    auto operator<=>(const Signature&) const = default;
};

double ParamTable::resolve(std::size_t key, std::int32_t good, std::int32_t country, std::int32_t group,
                           const Lane& lane) const noexcept {
    double value = param_keys()[key].initial;
    int best = -1;
    for (const ParamSetting& s : lane.settings[key]) {
        const bool fits =
            (s.good < 0 || s.good == good) && (s.country < 0 || s.country == country) && (s.group < 0 || s.group == group);
        const int weight = (s.group >= 0 ? 4 : 0) + (s.country >= 0 ? 2 : 0) + (s.good >= 0 ? 1 : 0);
        if (fits && weight >= best) {
            best = weight;
            value = s.value;
        }
    }
    for (const SwitchEffect& e : switch_effects)
        if (index(e.param) == key && !lane.switches[e.key]) value = e.value;
    if (lane.switches[Switch::ario])
        for (const FixedParam& fixed : ario_params)
            if (index(fixed.param) == key) value = fixed.value;
    return value;
}

double ParamTable::of_good(Param key, std::int32_t good, int lane) const {
    return resolve(index(key), good, -1, -1, lanes_[static_cast<std::size_t>(lane)]);
}

void ParamTable::set_everywhere(Param key, double value) {
    value_[index(key)].assign(value_[index(key)].size(), value);
}

void ParamTable::set_speed(Param key, double lam) {
    for (std::size_t i = 0; i < rate_[index(key)].size(); ++i)
        if (value_[index(key)][i] < endless) rate_[index(key)][i] = lam;
}

void ParamTable::add_row(ParamScope scope, const Signature& signature) {
    for (std::size_t key = 0; key < param_count; ++key)
        if (param_keys()[key].scope == scope)
            for (const Lane& lane : lanes_)
                value_[key].push_back(
                    resolve(key, signature.good, signature.country, signature.group, lane) *
                    (key == index(Param::n) || key == index(Param::nmin) ? stock_factor(signature, lane) : 1.0));
}

/// The reference program of ARIO takes covers of a day or less for two days (switch ario_compat).
double ParamTable::stock_factor(const Signature& signature, const Lane& lane) const noexcept {
    if (!lane.switches[Switch::ario] || !lane.switches[Switch::ario_compat]) return 1.0;
    constexpr double day = 1.0 / 7.0, rounding = 1e-12;
    const double n = resolve(index(Param::n), signature.good, signature.country, signature.group, lane);
    return n > 0.0 && n <= day + rounding ? 2.0 * day / n : 1.0;
}

void ParamTable::derive_rates(const RunSpec& spec) {
    const double dt = spec.step_days / 7.0;
    for (std::size_t key = 0; key < param_count; ++key) {
        const bool wear = key == index(Param::delta);
        if (!wear && !is_time(param_keys()[key])) continue;
        for (std::size_t i = 0; i < value_[key].size(); ++i) {
            const bool linear = lanes_[i % lanes_.size()].switches[Switch::linear_rates];
            const double tau = wear ? weeks_per_year / value_[key][i] : value_[key][i];
            rate_[key].push_back(models::rate(dt, tau, linear));
        }
    }
}

ParamTable::ParamTable(const Network& network, const RunSpec& spec, int lanes) {
    std::vector<char> country_named(network.countries.size(), 0), group_named(network.groups.size(), 0);
    for (int l = 0; l < lanes; ++l) {
        const LaneSpec& lane_spec =
            spec.lanes[static_cast<std::size_t>(l) < spec.lanes.size() ? static_cast<std::size_t>(l) : 0];
        Lane lane;
        lane.switches = with_implied(lane_spec.switches);
        for (const auto* source : {&network.params, &lane_spec.params})
            for (const ParamSetting& s : *source) {
                lane.settings[static_cast<std::size_t>(s.key)].push_back(s);
                if (s.country >= 0) country_named[static_cast<std::size_t>(s.country)] = 1;
                if (s.group >= 0) group_named[static_cast<std::size_t>(s.group)] = 1;
            }
        lanes_.push_back(std::move(lane));
    }
    const auto signature = [&](std::int32_t good, std::int32_t country, std::int32_t group) {
        return Signature{good, country_named[static_cast<std::size_t>(country)] ? country : -1,
                         group >= 0 && group_named[static_cast<std::size_t>(group)] ? group : -1};
    };
    const auto rows_of = [&](ParamScope scope, std::int32_t count, auto&& signature_of, std::vector<std::int32_t>& rows) {
        std::map<Signature, std::int32_t> known;
        for (std::int32_t i = 0; i < count; ++i) {
            const Signature key = signature_of(static_cast<std::size_t>(i));
            const auto [place, fresh] = known.try_emplace(key, static_cast<std::int32_t>(known.size()));
            if (fresh) add_row(scope, key);
            rows.push_back(place->second);
        }
    };
    rows_of(
        ParamScope::unit, network.units(),
        [&](std::size_t i) { return signature(network.unit_good[i], network.unit_country[i], network.unit_group[i]); },
        unit_row_);
    rows_of(
        ParamScope::slot, network.slots(),
        [&](std::size_t s) {
            const std::int32_t buyer = network.slot_buyer[s];
            return signature(network.slot_good[s], network.buyer_country(buyer),
                             buyer < network.units() ? network.unit_group[static_cast<std::size_t>(buyer)] : -1);
        },
        slot_row_);
    derive_rates(spec);
}

}  // namespace sunder
