// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/systemic/systemic.hpp"

namespace sunder::models {

/// Who sells to whom, as the index needs it. An inlet is (buyer, sector of its input); its links stand together.
struct SystemicNetwork {
    struct Inlet {
        std::int32_t buyer = -1, first_link = 0, last_link = 0;  ///< links first .. last - 1
        Essentiality kind = Essentiality::essential;
    };
    std::vector<Inlet> inlets;         ///< by buyer
    std::vector<std::int32_t> seller;  ///< of a link
    std::vector<double> down, up;      ///< of a link: L and U
    std::vector<double> out;           ///< of a firm: its weight in the index, and its size in its market
    std::vector<std::int32_t> market;  ///< of a firm; empty: nothing is replaced (sigma = 1)
    std::int32_t markets = 0;
};

/// What is lost in the end when firms keep only psi of their output.
struct SystemicLoss {
    double both = 0.0, downstream = 0.0, upstream = 0.0;  ///< share of all output: sum out (1 - h) / sum out
    std::vector<double> loss_down, loss_up;               ///< by firm: 1 - h
    std::int32_t sweeps = 0;
};

/// One sweep after another over a SystemicNetwork.
class SystemicSpread {
public:
    explicit SystemicSpread(const SystemicNetwork& network)
        : net_(network),
          down_(network.out.size(), 1.0),
          up_(network.out.size(), 1.0),
          sigma_(network.out.size(), 1.0),
          lost_up_(network.out.size()),
          essential_(network.out.size()),
          other_(network.out.size()),
          alive_(static_cast<std::size_t>(network.markets)) {}

    /// All firms from the values of the sweep before; returns the largest fall of any of them.
    double sweep(std::span<const double> psi) {
        replace();
        gather();
        double fall = 0.0;
        for (std::size_t i = 0; i < down_.size(); ++i) {
            const double d = alive_downstream(psi[i], essential_[i], other_[i]), u = alive_upstream(psi[i], lost_up_[i]);
            fall = std::max({fall, down_[i] - d, up_[i] - u});
            down_[i] = d;
            up_[i] = u;
        }
        return fall;
    }
    [[nodiscard]] SystemicLoss loss() const {
        SystemicLoss result;
        double all = 0.0;
        for (std::size_t i = 0; i < down_.size(); ++i) {
            all += net_.out[i];
            result.loss_down.push_back(1.0 - down_[i]);
            result.loss_up.push_back(1.0 - up_[i]);
            result.both += net_.out[i] * (1.0 - std::min(down_[i], up_[i]));
            result.downstream += net_.out[i] * (1.0 - down_[i]);
            result.upstream += net_.out[i] * (1.0 - up_[i]);
        }
        for (double* sum : {&result.both, &result.downstream, &result.upstream}) *sum = all > 0.0 ? *sum / all : 0.0;
        return result;
    }

private:
    void replace() {
        if (net_.market.empty()) return;
        std::fill(alive_.begin(), alive_.end(), 0.0);
        const auto market = [this](std::size_t i) { return static_cast<std::size_t>(net_.market[i]); };
        for (std::size_t i = 0; i < down_.size(); ++i) alive_[market(i)] += down_[i] * net_.out[i];
        for (std::size_t i = 0; i < down_.size(); ++i) sigma_[i] = irreplaceable_share(net_.out[i], alive_[market(i)]);
    }
    void gather() {
        for (auto* sums : {&lost_up_, &essential_, &other_}) std::fill(sums->begin(), sums->end(), 0.0);
        for (const SystemicNetwork::Inlet& inlet : net_.inlets) {
            const auto j = static_cast<std::size_t>(inlet.buyer);
            double lost = 0.0;
            for (auto e = static_cast<std::size_t>(inlet.first_link); e < static_cast<std::size_t>(inlet.last_link); ++e) {
                const auto i = static_cast<std::size_t>(net_.seller[e]);
                lost += sigma_[i] * net_.down[e] * (1.0 - down_[i]);
                lost_up_[i] += net_.up[e] * (1.0 - up_[j]);
            }
            if (inlet.kind == Essentiality::essential) essential_[j] = std::max(essential_[j], lost);
            if (inlet.kind == Essentiality::other) other_[j] += lost;
        }
    }

    const SystemicNetwork& net_;
    std::vector<double> down_, up_, sigma_, lost_up_, essential_, other_, alive_;
};

/// The economic systemic risk index (Diem et al. 2022): losses travel down to buyers and up to sellers, apart from each
/// other, until nothing falls by more than eps.
///
///     index = sum_i (out_i / sum out) (1 - min(h_d,i, h_u,i))                                 [share]
///
/// psi is 0 for a firm that fails and 1 for one that is not hit; without shock every loss is exactly 0.
[[nodiscard]] inline SystemicLoss systemic_loss(const SystemicNetwork& net, std::span<const double> psi, double eps) {
    SystemicSpread spread(net);
    std::int32_t sweeps = 1;
    while (spread.sweep(psi) > eps) ++sweeps;
    SystemicLoss result = spread.loss();
    result.sweeps = sweeps;
    return result;
}

}  // namespace sunder::models
