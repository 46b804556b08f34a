// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace sunder::tests {

/// Counter-based random numbers (SplitMix64: Steele, Lea & Flood 2014): draw n of a seed and a purpose is the same on every
/// machine, whatever other purposes draw.
class Dice {
public:
    Dice(std::uint64_t seed, std::uint64_t purpose) noexcept : key_(mix(seed * 0x9e3779b97f4a7c15U + mix(purpose + 1))) {}

    /// Uniform in [0, 1).
    double share() noexcept { return static_cast<double>(mix(key_ + ++count_ * 0x9e3779b97f4a7c15U) >> 11U) * 0x1p-53; }
    double between(double least, double most) noexcept { return least + (most - least) * share(); }
    /// Uniform in the logarithm; both ends above 0.
    double log_between(double least, double most) noexcept { return least * std::pow(most / least, share()); }
    bool chance(double probability) noexcept { return share() < probability; }
    /// A whole number in [least, most].
    std::int32_t whole(std::int32_t least, std::int32_t most) noexcept {
        return least + static_cast<std::int32_t>(share() * (most - least + 1));
    }
    std::int32_t below(std::size_t count) noexcept { return whole(0, static_cast<std::int32_t>(count) - 1); }
    template <class List>
    const auto& of(const List& list) noexcept {
        return list[static_cast<std::size_t>(below(list.size()))];
    }
    /// Numbers of [0, count), each with a probability, in order; at least one unless `empty_allowed`.
    std::vector<std::int32_t> some(std::size_t count, double probability, bool empty_allowed = false) {
        std::vector<std::int32_t> chosen;
        for (std::size_t i = 0; i < count; ++i)
            if (chance(probability)) chosen.push_back(static_cast<std::int32_t>(i));
        if (chosen.empty() && !empty_allowed && count > 0) chosen.push_back(below(count));
        return chosen;
    }
    /// Positive parts that sum to 1, log-normal with this spread.
    std::vector<double> parts(std::size_t count, double spread) {
        std::vector<double> part;
        for (std::size_t i = 0; i < count; ++i) {
            double normal = -6.0;  // sum of twelve uniforms: about standard normal
            for (int n = 0; n < 12; ++n) normal += share();
            part.push_back(std::exp(spread * normal));
        }
        const double sum = std::accumulate(part.begin(), part.end(), 0.0);
        for (double& p : part) p /= sum;
        return part;
    }

private:
    static std::uint64_t mix(std::uint64_t z) noexcept {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    std::uint64_t key_, count_ = 0;
};

}  // namespace sunder::tests
