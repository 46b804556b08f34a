// SPDX-License-Identifier: Apache-2.0
#include "sim/core/accounts.hpp"

#include "sim/core/week.hpp"

namespace sunder {

Accounts::Accounts(const Base& base, const RunSpec&, const ParamTable&)
    : loss_index(base.net.countries.size() * static_cast<std::size_t>(base.lanes), 0.0), sector_index(loss_index) {}

void Accounts::settle(Step&) {}

template <int L>
void account(Step& k) {
    k.accounts.settle(k);
}

SUNDER_FOR_ALL_LANES(account)

}  // namespace sunder
