// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/history_match.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/scenario/draw.hpp"

namespace sunder {

std::vector<Places> latin_hypercube(const std::vector<FreeParameter>& free, std::size_t count, std::uint64_t seed) {
    std::vector<Places> draws(count, Places(free.size()));
    for (std::size_t p = 0; p < free.size(); ++p) {
        std::vector<double> keys;
        for (std::uint32_t d = 0; d < count; ++d) keys.push_back(draw_uniform(seed, free[p].name, 2 * d));
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&keys](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
        for (std::size_t part = 0; part < count; ++part) {
            const double inside = draw_uniform(seed, free[p].name, 2 * static_cast<std::uint32_t>(part) + 1);
            draws[order[part]][p] = (static_cast<double>(part) + inside) / static_cast<double>(count);
        }
    }
    return draws;
}

HistoryMatch match_history(const CaseRuns& runs, std::size_t count, std::uint64_t seed, Blocks& blocks,
                           const CaseProgress& progress) {
    const CalibrationCase& c = runs.of();
    HistoryMatch match;
    match.draws = latin_hypercube(c.free, count, seed);
    std::vector<CaseDraw> draws;
    for (const Places& places : match.draws) draws.push_back({places, {}});
    match.values = runs.values(draws, blocks, progress);
    if (match.values.empty()) match.draws.clear();
    match.low.assign(c.free.size(), 1.0);
    match.high.assign(c.free.size(), 0.0);
    match.nearest.assign(c.moments.size(), std::numeric_limits<double>::infinity());
    for (std::size_t d = 0; d < match.draws.size(); ++d) {
        const std::vector<double> z = misses(c, match.values[d]);
        for (std::size_t m = 0; m < z.size(); ++m)
            if (std::isfinite(z[m])) match.nearest[m] = std::min(match.nearest[m], std::abs(z[m]));
        match.implausibility.push_back(implausibility(c, match.values[d]));
        if (std::ranges::all_of(z, [](double miss) { return std::isnan(miss); })) ++match.failed;
        if (!(match.implausibility.back() < implausible_from)) continue;
        ++match.standing;
        for (std::size_t p = 0; p < c.free.size(); ++p) {
            match.low[p] = std::min(match.low[p], match.draws[d][p]);
            match.high[p] = std::max(match.high[p], match.draws[d][p]);
        }
    }
    if (match.standing == 0) {
        match.low.assign(c.free.size(), 0.0);
        match.high.assign(c.free.size(), 1.0);
    }
    match.order.resize(match.draws.size());
    std::iota(match.order.begin(), match.order.end(), std::size_t{0});
    std::stable_sort(match.order.begin(), match.order.end(),
                     [&match](std::size_t a, std::size_t b) { return match.implausibility[a] < match.implausibility[b]; });
    return match;
}

}  // namespace sunder
