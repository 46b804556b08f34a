// SPDX-License-Identifier: Apache-2.0
#include "sim/core/accounts.hpp"

#include <algorithm>

#include "sim/core/funds.hpp"
#include "sim/core/week.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr double year_weeks = 52.0;  // memory of the loss indices, model.md 8

}  // namespace

Accounts::Accounts(const Base& base, const RunSpec&, const ParamTable& params)
    : loss_index(base.net.countries.size() * at(base.lanes), 0.0),
      sector_index(loss_index),
      subsidies(loss_index),
      rents(loss_index),
      rents_given(loss_index),
      lanes_(at(base.lanes)),
      countries_(base.net.countries.size()),
      books_(base, params),
      trade_prices_(base),
      year_rate_(models::rate(base.dt_weeks, year_weeks)),
      reference_(lanes_) {
    constexpr std::int32_t any = -1;
    for (std::size_t l = 0; l < lanes_; ++l) mcf_.push_back(params.of_good(Param::mcf, any, static_cast<int>(l)));
}

template <int L>
void Accounts::settle(Step& k) {
    books_.keep<L>(k);
    share_money(k);
    follow_losses(k);
}

/// Who pays subsidies: the issuers of the measures; content credits are paid where the buyer is.
void Accounts::share_money(const Step& k) {
    for (std::size_t c = 0; c < countries_; ++c)
        for (std::size_t l = 0; l < lanes_; ++l) {
            const std::size_t x = c * lanes_ + l;
            subsidies[x] = k.funds.subsidy[x] + k.funds.tax_credit[x] + k.funds.research[x] - k.funds.clawback[x] +
                           books_.of(Entry::credits, c, l);
            rents[x] = k.state.rent[x];
            rents_given[x] = k.state.rent_given[x];
        }
}

models::WelfareParts Accounts::welfare_parts(std::size_t c, std::size_t l) const {
    const std::size_t x = c * lanes_ + l;
    return {.surplus = books_.of(Entry::consumers, c, l),
            .profit = books_.of(Owned::earnings, c, l) - books_.base(Owned::earnings, c, l) +
                      books_.of(Owned::grants, c, l) - rents_given[x],
            .tariffs = books_.of(Entry::tariffs, c, l) - books_.base(Entry::tariffs, c, l),
            .subsidies = subsidies[x],
            .rents = rents[x]};
}

double Accounts::welfare(std::size_t c, std::size_t l) const {
    return models::welfare_change(welfare_parts(c, l), mcf_[l]);
}

double Accounts::gdp_change(std::size_t c, std::size_t l) const {
    return models::gdp_by_production(books_.country(c, l)) - models::gdp_by_production(books_.country(c, l, true));
}

double Accounts::gni_change(std::size_t c, std::size_t l) const {
    const double now = books_.of(Owned::earnings, c, l) - books_.of(Entry::earnings, c, l);
    const double base = books_.base(Owned::earnings, c, l) - books_.base(Entry::earnings, c, l);
    return gdp_change(c, l) + (now - base) + (rents[c * lanes_ + l] - rents_given[c * lanes_ + l]);
}

double Accounts::government_balance(std::size_t c, std::size_t l) const {
    const std::size_t x = c * lanes_ + l;
    return books_.of(Entry::tariffs, c, l) + rents[x] - subsidies[x];
}

double Accounts::scale(std::size_t c, std::size_t l) const {
    const models::CountryBooks b = books_.country(c, l, true);
    return std::max(b.receipts, b.spending);
}

void Accounts::compare(std::size_t lane, Reference reference) {
    reference_[lane] = std::move(reference);
}

void Accounts::follow_losses(const Step& k) {
    for (std::size_t l = 0; l < lanes_; ++l) {
        const Reference& reference = reference_[l];
        const std::size_t first = at(k.t) * countries_;
        if (first + countries_ > reference.welfare.size()) continue;
        for (std::size_t c = 0; c < countries_; ++c) {
            const double gdp0 = models::gdp_by_production(books_.country(c, l, true));
            double &loss = loss_index[c * lanes_ + l], &sector_loss = sector_index[c * lanes_ + l];
            loss = models::loss_step(loss, welfare(c, l) - reference.welfare[first + c],
                                     std::max(gdp0, books_.base(Entry::spending, c, l)), year_rate_);
            sector_loss = models::loss_step(sector_loss, books_.of(Owned::sector, c, l) - reference.sector[first + c],
                                            books_.base(Owned::sector, c, l), year_rate_);
        }
    }
}

template <int L>
void account(Step& k) {
    k.accounts.settle<L>(k);
}

SUNDER_FOR_ALL_LANES(account)

}  // namespace sunder
