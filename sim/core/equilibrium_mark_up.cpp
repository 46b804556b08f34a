// SPDX-License-Identifier: Apache-2.0
// The mark-up game of a static equilibrium (model.md 6.3): a firm's price over cost follows its shares of its buyers'
// spending [Atkeson & Burstein 2008].
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "models/equilibrium/mark_up.hpp"
#include "sim/core/composite.hpp"
#include "sim/core/equilibrium_work.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

/// Elasticity that the seller of a plant's goods sees: that of each buyer, weighted by sales, since it posts one price.
///
///     e = sum Z p e_s / sum Z p,   e_s by the share of all plants of its firm in the buyer's spending on the slot
///
/// Firms that buy from themselves count like others (choice).
double Equilibrium::Work::elasticity(std::size_t unit, std::size_t l) const {
    const Base& b = impl.base;
    const State& s = impl.state;
    double sales = 0.0, weighted = 0.0;
    for (const std::int32_t link : b.seller[unit]) {
        const auto slot = at(b.link_slot[at(link)]);
        const std::size_t row = at(impl.params.slot_row()[slot]) * width + l;
        double own = 0.0, all = 0.0;
        for (auto e = at(b.net.slot_link_ptr[slot]); e < at(b.net.slot_link_ptr[slot + 1]); ++e) {
            const std::int32_t record = impl.policy.record[e];
            const double factor = record < 0 ? 1.0 : impl.policy.price_factor[at(record) * width + l];
            const double units = b.ces[slot] != 0 ? s.composite[e * width + l] : 1.0;
            const double spent =
                b.z0[e] * s.share[e * width + l] / units * s.contract[e * width + l] * factor * landed0(b, e);
            all += spent;
            if (b.net.unit_group[at(b.net.link_supplier[e])] == b.net.unit_group[unit]) own += spent;
        }
        const double eps = b.net.slot_kind[slot] == SlotKind::fin   ? impl.params.of(Param::eps_f)[row]
                           : b.net.slot_kind[slot] == SlotKind::cur ? impl.params.of(Param::eps)[row]
                                                                    : 0.0;
        const double sig = impl.params.of(Param::sig)[row], share = own / all;
        const double seen = how.mark_up == MarkUpRule::cournot ? models::cournot_elasticity(share, sig, eps)
                                                               : models::bertrand_elasticity(share, sig, eps);
        const double value = s.order[at(link) * width + l] * s.contract[at(link) * width + l];
        sales += value;
        weighted += value * seen;
    }
    return sales > 0.0 ? weighted / sales : 0.0;
}

void Equilibrium::Work::start_mark_ups() {
    const Base& b = impl.base;
    ln_mark_up.assign(at(b.units) * width, 0.0);
    mark_up0.assign(at(b.units) * width, 1.0);
    std::map<std::int32_t, double> least;  // of a good, where it is too small: one line each
    for (std::size_t i = 0; i < at(b.units); ++i)
        for (std::size_t l = 0; l < width; ++l) {
            const double e = elasticity(i, l);
            if (!(e > 1.0)) {
                const auto place = least.try_emplace(b.net.unit_good[i], e).first;
                place->second = std::min(place->second, e);
            }
            mark_up0[i * width + l] = models::mark_up_factor(e);
        }
    std::string lines;
    for (const auto& [good, e] : least) {
        if (!lines.empty()) lines += '\n';
        lines += "good ";
        lines += b.net.goods[at(good)].code;
        lines += ": a seller sees a demand elasticity of ";
        lines += std::to_string(e).substr(0, 5);
        lines += " in the base year; a mark-up game needs more than 1 (parameters sig, eps, eps_f)";
    }
    if (!lines.empty()) throw SetupError(lines);
}

/// Half of the way to the mark-up that present shares give; adds it to the list price. A firm without sales keeps its own.
void Equilibrium::Work::set_mark_ups() {
    State& s = impl.state;
    for (std::size_t i = 0; i < at(impl.base.units); ++i)
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t u = i * width + l;
            const double e = elasticity(i, l);
            if (e > 1.0) ln_mark_up[u] += 0.5 * (models::log_exact(models::mark_up_factor(e) / mark_up0[u]) - ln_mark_up[u]);
            if (e > 0.0 && !(e > 1.0))
                throw EquilibriumError("good " + impl.base.net.goods[at(impl.base.net.unit_good[i])].code +
                                       ": a seller comes to see a demand elasticity of " + std::to_string(e).substr(0, 5) +
                                       "; no price is high enough for it");
            s.ln_list[u] += ln_mark_up[u];
            s.list[u] = models::exp_exact(s.ln_list[u]);
        }
}

}  // namespace sunder
