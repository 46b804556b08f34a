// SPDX-License-Identifier: Apache-2.0
#include "sim/core/content.hpp"

#include <algorithm>
#include <cmath>

#include "models/policy/policy.hpp"
#include "sim/core/kernel.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

constexpr int content_sweeps = 20;
// From the last values: each sweep takes inputs, at most some 0.7 of value, one stage further, and a quarter moves little.
constexpr int renewal_sweeps = 5;

/// Own value added of every plant; where inputs are worth more than the output they are scaled to it.
void close_shares(const Network& net, InputShares& shares) {
    shares.own.assign(at(net.units()), 1.0);
    for (std::size_t j = 0; j < shares.own.size(); ++j) {
        const auto first = at(net.slot_link_ptr[at(net.buyer_slot_ptr[j])]),
                   last = at(net.slot_link_ptr[at(net.buyer_slot_ptr[j + 1])]);
        double sum = 0.0;
        for (std::size_t e = first; e < last; ++e) sum += shares.link[e];
        if (sum > 1.0)
            for (std::size_t e = first; e < last; ++e) shares.link[e] /= sum;
        shares.own[j] = models::own_content(sum);
    }
}

/// One sweep over `width` columns; home(j, c): 1 where the column holds the plant's own country.
template <class Home>
SUNDER_KERNEL void sweep(const Network& net, const InputShares& shares, std::size_t width, const std::vector<double>& from,
                         std::vector<double>& to, Home&& home) {
    for (std::size_t j = 0; j < shares.own.size(); ++j) {
        double* __restrict out = to.data() + j * width;
        for (std::size_t c = 0; c < width; ++c) out[c] = shares.own[j] * home(j, c);
        const auto first = at(net.slot_link_ptr[at(net.buyer_slot_ptr[j])]),
                   last = at(net.slot_link_ptr[at(net.buyer_slot_ptr[j + 1])]);
        for (std::size_t e = first; e < last; ++e) {
            const double w = shares.link[e];
            const double* __restrict in = from.data() + at(net.link_supplier[e]) * width;
            for (std::size_t c = 0; c < width; ++c) out[c] += w * in[c];
        }
    }
}

}  // namespace

InputShares input_shares(const Network& net) {
    InputShares shares;
    std::vector<double> sales(at(net.units()), 0.0);
    for (std::size_t e = 0; e < at(net.links()); ++e) sales[at(net.link_supplier[e])] += net.link_z0_musd_yr[e];
    shares.link.assign(at(net.links()), 0.0);
    for (std::size_t s = 0; s < at(net.slots()); ++s)
        if (const std::int32_t buyer = net.slot_buyer[s]; buyer < net.units())
            for (auto e = at(net.slot_link_ptr[s]); e < at(net.slot_link_ptr[s + 1]); ++e)
                shares.link[e] = net.link_z0_musd_yr[e] / sales[at(buyer)];
    close_shares(net, shares);
    return shares;
}

std::vector<double> base_content(const Network& net, std::span<const std::int32_t> countries) {
    const InputShares shares = input_shares(net);
    std::vector<double> home(at(net.units()), 0.0);
    for (std::size_t j = 0; j < home.size(); ++j)
        home[j] = std::find(countries.begin(), countries.end(), net.unit_country[j]) != countries.end() ? 1.0 : 0.0;
    std::vector<double> now = home, next = home;
    for (int n = 0; n < content_sweeps; ++n) {
        sweep(net, shares, 1, now, next, [&](std::size_t j, std::size_t) { return home[j]; });
        now.swap(next);
    }
    return now;
}

Content::Content(const Base& base) : countries_(base.net.countries.size()), shares_(input_shares(base.net)) {
    std::vector<double> now(at(base.units) * countries_, 0.0);
    for (std::size_t j = 0; j < at(base.units); ++j) now[j * countries_ + at(base.net.unit_country[j])] = 1.0;
    next_ = now;
    for (int n = 0; n < content_sweeps; ++n) {
        sweep(base.net, shares_, countries_, now, next_,
              [&](std::size_t j, std::size_t c) { return at(base.net.unit_country[j]) == c ? 1.0 : 0.0; });
        now.swap(next_);
    }
    lane_.assign(at(base.lanes), now);
}

void Content::refresh(const Base& base, const State& state, std::size_t lane) {
    const Network& net = base.net;
    const auto width = at(base.lanes);
    for (std::size_t s = 0; s < at(base.slots); ++s) {
        const std::int32_t buyer = net.slot_buyer[s];
        if (buyer >= base.units) continue;
        const std::size_t u = at(buyer) * width + lane;
        const double per_value =
            state.thrift[s * width + lane] / (state.productivity[u] * base.x0[at(buyer)] * state.list[u]);
        for (auto e = at(net.slot_link_ptr[s]); e < at(net.slot_link_ptr[s + 1]); ++e)
            shares_.link[e] = base.z0[e] * state.share[e * width + lane] * state.contract[e * width + lane] * per_value;
    }
    close_shares(net, shares_);
    for (int n = 0; n < renewal_sweeps; ++n) {
        sweep(net, shares_, countries_, lane_[lane], next_,
              [&](std::size_t j, std::size_t c) { return at(net.unit_country[j]) == c ? 1.0 : 0.0; });
        lane_[lane].swap(next_);
    }
}

double Content::of(std::size_t lane, std::size_t unit, std::span<const std::int32_t> countries) const noexcept {
    double sum = 0.0;
    for (const std::int32_t c : countries) sum += of(lane, unit, at(c));
    return sum;
}

double Content::residual(std::size_t lane) const noexcept {
    double worst = 0.0;
    const auto see = [&worst](double x) { worst = x <= worst || worst != worst ? worst : x; };  // not a number is kept
    for (std::size_t j = 0; j < lane_[lane].size() / countries_; ++j) {
        double sum = 0.0;
        for (std::size_t c = 0; c < countries_; ++c) {
            const double share = of(lane, j, c);
            see(-share);
            see(share - 1.0);
            sum += share;
        }
        see(std::abs(sum - 1.0));
    }
    return worst;
}

}  // namespace sunder
