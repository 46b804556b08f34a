// SPDX-License-Identifier: Apache-2.0
#include "sim/core/government.hpp"

#include "sim/core/week.hpp"

namespace sunder {

Government::Government(const Base&, const RunSpec&, const Policy&) {}

void Government::review(Step&) {}

template <int L>
void govern(Step& k) {
    k.government.review(k);
}

SUNDER_FOR_ALL_LANES(govern)

}  // namespace sunder
