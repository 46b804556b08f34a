// SPDX-License-Identifier: Apache-2.0
// Identities of the accounts: I9 (trade balances), I10 (three ways to GDP), I11 (public money).
#include <algorithm>
#include <cmath>

#include "sim/core/accounts.hpp"
#include "sim/core/audit.hpp"
#include "sim/core/funds.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

void Audit::check_accounts(const Step& k) {
    const Books& books = k.accounts.books();
    const std::size_t width = at(base_.lanes);
    std::array<Worst, identities> worst{};
    for (std::size_t l = 0; l < width; ++l) {
        double balance = 0.0, world = 0.0;
        for (std::size_t c = 0; c < base_.net.countries.size(); ++c) {
            const models::CountryBooks b = books.country(c, l);
            const double produced = models::gdp_by_production(b), spent = models::gdp_by_expenditure(b),
                         earned = models::gdp_by_income(b);
            // Round-off grows with the sums that are subtracted, not with what is left of them: 1e-13 of stocks.
            const double scale =
                std::max({k.accounts.scale(c, l), b.receipts, b.spending, b.purchases, b.capex, b.construction, b.wages,
                          b.exports, b.imports, std::abs(b.stock_change), 1e-3 * stocks_[c * width + l]});
            if (scale <= 0.0) continue;  // not so if it is not a number
            worst[I10].see(std::abs(produced - spent) / scale, l, c);
            worst[I10].see(std::abs(produced - earned) / scale, l, c);
            balance += b.exports - b.imports;
            world += b.exports;
        }
        // Budgets are sums of payments, each cut to what is left: nothing may be paid beyond them.
        worst[I11].see(std::max(k.funds.overspent(), 0.0), l, 0);
        if (!(world <= 0.0)) worst[I9].see(std::abs(balance) / world, l, 0);
    }
    fold(k, {&worst, 1});
}

/// Tariffs in the books against rate times value, link by link.
void Audit::check_tariffs(const Step& k) {
    const std::size_t width = at(base_.lanes), countries = base_.net.countries.size();
    std::vector<double> due(countries * width, 0.0);
    for (std::size_t e = 0; e < at(base_.links); ++e) {
        const std::size_t c = at(base_.slot_country[at(base_.link_slot[e])]);
        const std::int32_t record = k.policy.record[e];
        for (std::size_t l = 0; l < width; ++l) {
            const double added = record < 0 ? 0.0 : k.policy.tariff[at(record) * width + l];
            due[c * width + l] += (static_cast<double>(base_.net.link_tariff0[e]) + added) * k.state.arrived[e * width + l] *
                                  k.state.contract[e * width + l];
        }
    }
    std::array<Worst, identities> worst{};
    for (std::size_t c = 0; c < countries; ++c)
        for (std::size_t l = 0; l < width; ++l) {
            const double scale = std::max(k.accounts.scale(c, l), std::abs(due[c * width + l]));
            if (!(scale <= 0.0))
                worst[I11].see(std::abs(due[c * width + l] - k.accounts.books().of(Entry::tariffs, c, l)) / scale, l, c);
        }
    fold(k, {&worst, 1});
}

}  // namespace sunder
