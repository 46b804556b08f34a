// SPDX-License-Identifier: Apache-2.0
// Phase: learn (model.md 6.13, 6.14).
#include "sim/core/week.hpp"

namespace sunder {

template <int L>
void learn(Step&) {}

SUNDER_FOR_ALL_LANES(learn)

}  // namespace sunder
