// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/answers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/sensitivity/sample_quantile.hpp"
#include "models/sensitivity/sobol_indices.hpp"
#include "sim/scenario/draw.hpp"

namespace sunder {
namespace {

constexpr int bootstraps = 200;  // enough for the ends of a band of 90 % to a tenth of its width
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Mean over the replications of every point; NaN where all are.
std::vector<double> point_means(const Sweep& sweep, const std::vector<std::vector<double>>& values, std::size_t indicator) {
    std::vector<double> means(sweep.design.points(), nan);
    const std::size_t r = sweep.terms.replications;
    for (std::size_t p = 0; p < means.size(); ++p) {
        double sum = 0.0;
        int count = 0;
        for (std::size_t d = p * r; d < (p + 1) * r; ++d)
            if (std::isfinite(values[d][indicator])) {
                sum += values[d][indicator];
                ++count;
            }
        if (count > 0) means[p] = sum / count;
    }
    return means;
}

SobolBand band(double value, std::vector<double> resampled) {
    std::erase_if(resampled, [](double x) { return !std::isfinite(x); });
    std::sort(resampled.begin(), resampled.end());
    return {value, models::sample_quantile(resampled, 0.05), models::sample_quantile(resampled, 0.95)};
}

void find_indices(const Sweep& sweep, const std::vector<double>& means, IndicatorAnswer& answer) {
    const std::size_t axes = sweep.axes.size(), n = sweep.terms.draws, width = axes + 2;
    const auto column = [&](std::size_t c) {
        std::vector<double> x;
        for (std::size_t row = 0; row < n; ++row) x.push_back(means[row * width + c]);
        return x;
    };
    std::vector<std::int32_t> all(n);
    std::iota(all.begin(), all.end(), 0);
    std::vector<std::vector<std::int32_t>> samples(bootstraps, std::vector<std::int32_t>(n));
    for (std::size_t s = 0; s < samples.size(); ++s)
        for (std::size_t row = 0; row < n; ++row) {
            const double u = draw_uniform(sweep.terms.seed, "bootstrap", static_cast<std::uint32_t>(s * n + row));
            samples[s][row] = static_cast<std::int32_t>(u * static_cast<double>(n));
        }
    const std::vector<double> a = column(0), b = column(1);
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const std::vector<double> mixed = column(axis + 2);
        const models::SaltelliSample sample{a, b, mixed};
        std::vector<double> first, total;
        for (const std::vector<std::int32_t>& rows : samples) {
            first.push_back(models::sobol_first_order(sample, rows));
            total.push_back(models::sobol_total_order(sample, rows));
        }
        answer.first.push_back(band(models::sobol_first_order(sample, all), std::move(first)));
        answer.total.push_back(band(models::sobol_total_order(sample, all), std::move(total)));
    }
}

}  // namespace

std::vector<IndicatorAnswer> answer_sweep(const Sweep& sweep, const std::vector<std::vector<double>>& values) {
    std::vector<IndicatorAnswer> answers;
    for (std::size_t i = 0; i < sweep.indicators.size(); ++i) {
        IndicatorAnswer answer;
        std::vector<double> sorted;
        for (std::size_t d = 0; d < values.size(); ++d) {
            if (!std::isfinite(values[d][i])) continue;
            if (sorted.empty() || values[d][i] < values[answer.least][i]) answer.least = d;
            if (sorted.empty() || values[d][i] > values[answer.most][i]) answer.most = d;
            sorted.push_back(values[d][i]);
        }
        std::sort(sorted.begin(), sorted.end());
        answer.draws = sorted.size();
        for (std::size_t q = 0; q < sweep_quantiles.size(); ++q)
            answer.quantiles[q] = models::sample_quantile(sorted, sweep_quantiles[q]);
        if (sweep.terms.kind == DesignKind::saltelli) find_indices(sweep, point_means(sweep, values, i), answer);
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace sunder
