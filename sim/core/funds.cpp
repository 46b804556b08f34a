// SPDX-License-Identifier: Apache-2.0
#include "sim/core/funds.hpp"

#include "sim/core/week.hpp"

namespace sunder {

Funds::Funds(const Base&, const RunSpec&, const ParamTable&) {}

void Funds::enact(Step&) {}

template <int L>
void fund(Step& k) {
    k.funds.enact(k);
}

SUNDER_FOR_ALL_LANES(fund)

}  // namespace sunder
