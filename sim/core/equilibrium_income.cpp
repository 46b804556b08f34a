// SPDX-License-Identifier: Apache-2.0
// Wages that clear labour markets, and incomes that are spent (model.md section 11, N2; closure of section 9).
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/composite.hpp"
#include "sim/core/equilibrium_work.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

/// Income and spending of countries at the prices and orders of the state, M$ per step.
///
///     Y_c = w_c L_c + profit of firms at home in c + (tariffs - credits + freight paid in c) + B_c,   B_c = E0_c - Y0_c
///     profit = receipts - purchases at landed prices, replacement of tools included - w (labour + research)
///
/// `labour` becomes the labour and research asked for at base-year wages. Freight is a service of the buyer's country.
void Equilibrium::Work::read_incomes(std::vector<double>& labour) {
    const Base& b = impl.base;
    const State& s = impl.state;
    const std::size_t countries = b.net.countries.size();
    labour.assign(countries * width, 0.0);
    spending.assign(countries * width, 0.0);
    income.assign(countries * width, 0.0);
    for (std::size_t l = 0; l < width; ++l) {
        for (std::size_t i = 0; i < at(b.units); ++i) {
            const std::size_t u = i * width + l, c = at(b.net.unit_country[i]) * width + l;
            const double people =
                (b.labour[u] / s.productivity[u] + impl.params.of(Param::rd)[at(impl.params.unit_row()[i]) * width + l]) *
                s.orders[u];
            labour[c] += people;
            income[at(b.net.unit_hq(static_cast<std::int32_t>(i))) * width + l] -= s.wage[c] * people;
        }
        for (std::size_t slot = 0; slot < at(b.slots); ++slot) {
            const std::size_t there = at(b.slot_country[slot]) * width + l;
            const std::int32_t buyer = b.net.slot_buyer[slot];
            for (auto e = at(b.net.slot_link_ptr[slot]); e < at(b.net.slot_link_ptr[slot + 1]); ++e) {
                const std::int32_t record = impl.policy.record[e];
                const std::size_t r = at(record) * width + l;
                const double paid = s.order[e * width + l] * s.contract[e * width + l];
                const double added = record < 0 ? 0.0 : impl.policy.tariff[r] - impl.policy.credit[r];
                const double wedge = paid * (static_cast<double>(b.net.link_tariff0[e]) + added +
                                             static_cast<double>(b.net.link_freight0[e]));
                income[at(b.net.unit_hq(b.net.link_supplier[e])) * width + l] += paid;
                income[there] += wedge;
                if (buyer < b.units)
                    income[at(b.net.unit_hq(buyer)) * width + l] -= paid + wedge;
                else
                    spending[there] += paid + wedge;
            }
        }
        for (std::size_t c = 0; c < countries; ++c)
            income[c * width + l] += s.wage[c * width + l] * endowment[c * width + l];
    }
    if (income0.empty()) return;
    for (std::size_t x = 0; x < income.size(); ++x) income[x] = spending0[x] + (income[x] - income0[x]);
}

/// Endowments and balances that make the base year an equilibrium.
void Equilibrium::Work::start_incomes() {
    const Network& net = impl.base.net;
    const std::size_t countries = net.countries.size();
    endowment.assign(countries * width, 0.0);
    impl.state.orders.clear();
    for (const double x0 : impl.base.x0) impl.state.orders.insert(impl.state.orders.end(), width, x0);
    const State::Array productivity = impl.state.productivity;
    impl.state.productivity.assign(productivity.size(), 1.0);
    std::vector<double> labour;
    read_incomes(labour);
    endowment = labour;
    read_incomes(labour);
    impl.state.productivity = productivity;
    spending0 = spending;
    income0 = income;
    eps_f.assign(countries * width, -1.0);
    for (std::size_t slot = 0; slot < at(impl.base.slots); ++slot) {
        if (net.slot_kind[slot] != SlotKind::fin) continue;
        for (std::size_t l = 0; l < width; ++l) {
            const double eps = impl.params.of(Param::eps_f)[at(impl.params.slot_row()[slot]) * width + l];
            double& known = eps_f[at(impl.base.slot_country[slot]) * width + l];
            known = known < 0.0 || known == eps ? eps : std::numeric_limits<double>::quiet_NaN();
        }
    }
    std::string faults;
    for (std::size_t c = 0; c < countries; ++c)
        if (endowment[c * width] > 0.0 && !(spending0[c * width] > 0.0))
            faults += "country " + net.countries[c].code +
                      " makes goods but has no final demand; with clearing wages its income would go nowhere\n";
    if (!faults.empty()) throw SetupError(faults.substr(0, faults.size() - 1));
}

/// Scales the final demand of every country so that it costs the country's income.
void Equilibrium::Work::spend_incomes() {
    const Base& b = impl.base;
    std::vector<double> labour;
    read_incomes(labour);
    for (std::size_t f = 0; f < b.net.final_country.size(); ++f)
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t c = at(b.net.final_country[f]) * width + l;
            impl.state.demand_factor[f * width + l] *= income[c] / spending[c];
        }
}

/// Wages rise where more labour is asked for than there is; world factor income keeps its value.
///
///     w' = w (L_demand/L)^kappa,   sum w' L = sum L
void Equilibrium::Work::clear_labour(double kappa) {
    State& s = impl.state;
    std::vector<double> labour;
    read_incomes(labour);
    labour_gap = 0.0;
    for (std::size_t l = 0; l < width; ++l) {
        double sum = 0.0, sum0 = 0.0;
        for (std::size_t x = l; x < labour.size(); x += width) {
            if (spending[x] > 0.0) labour_gap = std::max(labour_gap, std::abs(income[x] / spending[x] - 1.0));
            if (!(endowment[x] > 0.0)) continue;
            const double excess = labour[x] / endowment[x];
            labour_gap = std::max(labour_gap, std::abs(excess - 1.0));
            s.wage[x] *= models::pow_exact(excess, kappa);
            sum += s.wage[x] * endowment[x];
            sum0 += endowment[x];
        }
        for (std::size_t x = l; x < labour.size(); x += width)
            if (endowment[x] > 0.0) s.wage[x] *= sum0 / sum;
    }
}

/// Price of a unit of a country's real final spending, relative to the base year. Where its final goods have one elasticity
/// eps_f they substitute with it; where they differ no utility stands behind demand, and the index is Tornqvist's.
///
///     P = (sum_k s_k Pc_k^(1-e))^(1/(1-e));   e = 1: prod Pc_k^s_k;   e differs: prod Pc_k^((s_k + s'_k)/2)   [index]
double Equilibrium::Work::price_index(std::size_t country, std::size_t l) const {
    const Base& b = impl.base;
    const State& s = impl.state;
    const double e = eps_f[country * width + l], total0 = spending0[country * width + l],
                 total = spending[country * width + l];
    double sum = 0.0, logs = 0.0, later_logs = 0.0;
    for (std::size_t slot = 0; slot < at(b.slots); ++slot) {
        if (b.net.slot_kind[slot] != SlotKind::fin || at(b.slot_country[slot]) != country) continue;
        double value0 = 0.0, value = 0.0;
        for (auto n = at(b.net.slot_link_ptr[slot]); n < at(b.net.slot_link_ptr[slot + 1]); ++n) {
            const std::int32_t record = impl.policy.record[n];
            const double factor = record < 0 ? 1.0 : impl.policy.price_factor[at(record) * width + l];
            value0 += b.z0[n] * landed0(b, n);
            value += s.order[n * width + l] * s.contract[n * width + l] * landed0(b, n) * factor;
        }
        const double price = s.purchase_price[slot * width + l], ln_price = models::log_exact(price);
        logs += value0 / total0 * ln_price;
        later_logs += value / total * ln_price;
        if (e >= 0.0) sum += value0 / total0 * models::pow_exact(price, 1.0 - e);
    }
    if (!(e >= 0.0)) return models::exp_exact(0.5 * (logs + later_logs));
    return e == 1.0 ? models::exp_exact(logs) : models::pow_exact(sum, 1.0 / (1.0 - e));
}

}  // namespace sunder
