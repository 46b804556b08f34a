// SPDX-License-Identifier: Apache-2.0
#include "sim/core/rewiring.hpp"

#include "sim/core/week.hpp"

namespace sunder {

Rewiring::Rewiring(const Base&, const RunSpec&, const ParamTable&, const Policy&) {}

void Rewiring::rewire(Step&) {}

template <int L>
void rewire(Step& k) {
    k.rewiring.rewire(k);
}

SUNDER_FOR_ALL_LANES(rewire)

}  // namespace sunder
