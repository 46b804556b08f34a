// SPDX-License-Identifier: Apache-2.0
#include "sim/core/trade_prices.hpp"

#include "models/accounts/accounts.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

struct Partners {
    std::size_t exporter, importer;
};
Partners partners(const Base& b, std::size_t row, std::size_t countries) {
    const std::size_t cell = at(b.trade_cell[row]);
    return {cell / countries % countries, cell % countries};
}

}  // namespace

TradePrices::TradePrices(const Base& base) : countries_(base.net.countries.size()) {}

/// Before the first month stands the base year: its flows at a price of 1.
void TradePrices::start(const Base& b, std::size_t lanes) {
    lanes_ = lanes;
    ln_index_.assign(countries_ * 2 * lanes, 0.0);
    price_.assign(b.trade_links.size() * lanes, 1.0);
    value_.clear();
    for (std::size_t row = 0; row < b.trade_links.size(); ++row) {
        double sum = 0.0;
        for (const std::int32_t e : b.trade_links[row]) sum += b.z0[at(e)];
        value_.insert(value_.end(), lanes, sum);
    }
}

void TradePrices::close_month(const Base& b, std::span<const double> quantity, std::span<const double> value,
                              std::size_t lanes) {
    if (lanes_ != lanes) start(b, lanes);
    const std::size_t rows = b.trade_links.size(), sides = countries_ * 2;
    const auto each = [&](auto&& body) {  // rows across a border that were traded now and before, both sides
        for (std::size_t row = 0; row < rows; ++row) {
            const auto [exporter, importer] = partners(b, row, countries_);
            if (exporter == importer) continue;
            for (std::size_t l = 0; l < lanes; ++l) {
                const std::size_t x = row * lanes + l;
                if (!(quantity[x] > 0.0 && value[x] > 0.0)) continue;
                body((exporter * 2) * lanes + l, x);
                body((importer * 2 + 1) * lanes + l, x);
            }
        }
    };
    std::vector<double> before(sides * lanes, 0.0), now(sides * lanes, 0.0);
    each([&](std::size_t side, std::size_t x) {
        before[side] += value_[x];
        now[side] += value[x];
    });
    each([&](std::size_t side, std::size_t x) {
        ln_index_[side] +=
            models::tornqvist_link(value_[x] / before[side], value[x] / now[side], price_[x], value[x] / quantity[x]);
    });
    for (std::size_t x = 0; x < rows * lanes; ++x)
        if (quantity[x] > 0.0 && value[x] > 0.0) {
            price_[x] = value[x] / quantity[x];
            value_[x] = value[x];
        }
}

double TradePrices::exports(std::size_t country, std::size_t lane) const {
    return models::exp_exact(ln_index_[(country * 2) * lanes_ + lane]);
}
double TradePrices::imports(std::size_t country, std::size_t lane) const {
    return models::exp_exact(ln_index_[(country * 2 + 1) * lanes_ + lane]);
}

}  // namespace sunder
