// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "models/ordering/ordering.hpp"
#include "models/pricing/pricing.hpp"
#include "models/production/production.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// Units of one firm, country and family of goods share capacity (model.md 6.8). There are few pools: they are gone through
/// after the units, serially. A unit without pool, or a lane without the switch, keeps its own arithmetic.
template <int L, class Body>
void for_pools(Step& k, Body&& body) {
    for (std::size_t pool = 0; pool < k.base.pool_units.size(); ++pool)
        for (std::size_t l = 0; l < L; ++l)
            if (k.par.switches(static_cast<int>(l))[Switch::pools]) body(k.base.pool_units[pool], l);
}

/// Plans of pooled units: what each would plan for, within the capacity of the pool.
template <int L>
void plan_pools(Step& k) {
    State& s = k.state;
    const double* lam = k.par.rate(Param::tau_B);
    for_pools<L>(k, [&](std::span<const std::int32_t> units, std::size_t l) {
        const auto wish = [&](std::size_t i) {
            return s.expected[i * L + l] +
                   s.backlog_sum[i * L + l] * lam[static_cast<std::size_t>(k.par.unit_row()[i]) * L + l];
        };
        double sum = 0.0, capacity = 0.0;
        for (const std::int32_t i : units) {
            sum += wish(static_cast<std::size_t>(i));
            capacity += s.capacity[static_cast<std::size_t>(i) * L + l];
        }
        for (const std::int32_t i : units)
            s.plan[static_cast<std::size_t>(i) * L + l] =
                models::pooled_output(wish(static_cast<std::size_t>(i)), sum, capacity);
    });
}

/// Output that a unit desires: what is wanted, within its capacity or its part of the pool's.
template <int L>
double desired_output(const Step& k, std::size_t i, std::size_t l) {
    const State& s = k.state;
    const std::int32_t pool = k.base.pool_of_unit[i];
    if (pool < 0 || !k.par.switches(static_cast<int>(l))[Switch::pools])
        return std::min(s.want[i * L + l], s.capacity[i * L + l]);
    double sum = 0.0, capacity = 0.0;
    for (const std::int32_t member : k.base.pool_units[static_cast<std::size_t>(pool)]) {
        sum += s.want[static_cast<std::size_t>(member) * L + l];
        capacity += s.capacity[static_cast<std::size_t>(member) * L + l];
    }
    return models::pooled_output(s.want[i * L + l], sum, capacity);
}

/// Scarcity of pooled units: utilisation is that of the pool.
template <int L>
void price_pools(Step& k) {
    State& s = k.state;
    const double *u0 = k.par.of(Param::u0), *kap_up = k.par.of(Param::kap_up), *kap_dn = k.par.of(Param::kap_dn);
    for_pools<L>(k, [&](std::span<const std::int32_t> units, std::size_t l) {
        double output = 0.0, output0 = 0.0, capacity = 0.0, capacity0 = 0.0;
        for (const std::int32_t member : units) {
            const auto i = static_cast<std::size_t>(member);
            output += s.output[i * L + l];
            output0 += k.base.x0[i];
            capacity += s.capacity[i * L + l];
            capacity0 += k.base.x0[i] / u0[static_cast<std::size_t>(k.par.unit_row()[i]) * L + l];
        }
        for (const std::int32_t member : units) {
            const auto i = static_cast<std::size_t>(member);
            const std::size_t u = i * L + l, row = static_cast<std::size_t>(k.par.unit_row()[i]) * L + l;
            s.scarcity[u] = models::scarcity(s.want[u], s.output[u], output / output0, capacity / capacity0, u0[row],
                                             kap_up[row], kap_dn[row]);
        }
    });
}

}  // namespace sunder
