// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "sim/cost/answer.hpp"
#include "sim/cost/cost_keys.hpp"
#include "sim/cost/sampler.hpp"
#include "sim/scenario/draw.hpp"

namespace sunder {
namespace {

constexpr std::int32_t draws_per_block = 1000;

std::int32_t blocks_for(std::int32_t n) {
    return (n + draws_per_block - 1) / draws_per_block;
}

/// Numbers of one draw, by varied input.
void uniforms(const CostStudy& study, const CostSampler& sampler, std::string_view stream, std::int32_t number,
              std::vector<double>& to) {
    to.resize(sampler.varied().size());
    for (std::size_t v = 0; v < to.size(); ++v) {
        const CostInputKey& key = cost_inputs()[static_cast<std::size_t>(sampler.varied()[v])];
        to[v] = draw_uniform(study.seed, std::string(stream) + std::string(key.name), static_cast<std::uint32_t>(number));
    }
}

/// Results of all draws: a column for each result, so that percentiles read straight memory.
class Columns {
public:
    Columns(std::size_t columns, std::int32_t draws)
        : draws_(static_cast<std::size_t>(draws)), values_(columns * draws_), columns_(columns) {}
    void put(std::size_t column, std::int32_t draw, double value) {
        values_[column * draws_ + static_cast<std::size_t>(draw)] = value;
    }
    [[nodiscard]] std::size_t count() const noexcept { return columns_; }

    /// Linear between the neighbours in order: place (n - 1) p.
    Percentiles percentiles(std::size_t column) {
        const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(column * draws_);
        const auto end = begin + static_cast<std::ptrdiff_t>(draws_);
        Percentiles result{};
        auto sorted_to = begin;
        for (std::size_t i = 0; i < cost_percentiles.size(); ++i) {
            const double place = static_cast<double>(draws_ - 1) * cost_percentiles[i] / 100.0;
            const auto at = begin + static_cast<std::ptrdiff_t>(place);
            std::nth_element(sorted_to, at, end);
            const double above = at + 1 == end ? *at : *std::min_element(at + 1, end);
            result[i] = *at + (place - std::floor(place)) * (above - *at);
            sorted_to = at;
        }
        return result;
    }

private:
    std::size_t draws_;
    std::vector<double> values_;
    std::size_t columns_;
};

/// The results of a case in the order of the columns.
template <class Visit>
void visit_results(const CostCaseResult& result, Visit visit) {
    visit(result.upfront_busd);
    visit(result.recurring_busd_yr);
    visit(result.price_rise);
    visit(result.manufacturing_share);
    for (const auto* list : {&result.region_upfront_busd, &result.region_recurring_busd_yr, &result.region_price_rise,
                             &result.activity_upfront_busd, &result.activity_recurring_busd_yr})
        for (const double value : *list) visit(value);
}

CostDraws collect(const CostStudy& study, const std::vector<Percentiles>& columns) {
    CostDraws draws;
    draws.draws = study.draws;
    draws.upfront_busd = columns[0];
    draws.recurring_busd_yr = columns[1];
    draws.price_rise = columns[2];
    draws.manufacturing_share = columns[3];
    auto at = columns.begin() + 4;
    const auto take = [&at](std::vector<Percentiles>& to, std::size_t n) {
        to.assign(at, at + static_cast<std::ptrdiff_t>(n));
        at += static_cast<std::ptrdiff_t>(n);
    };
    take(draws.region_upfront_busd, study.regions_count());
    take(draws.region_recurring_busd_yr, study.regions_count());
    take(draws.region_price_rise, study.regions_count());
    take(draws.activity_upfront_busd, study.activities_count());
    take(draws.activity_recurring_busd_yr, study.activities_count());
    return draws;
}

/// Sums of one block of the Sobol sample, for two results (first investment, price rise).
struct SobolSums {
    std::array<double, 2> sum{}, squares{};
    std::vector<std::array<double, 2>> first, total;  ///< by varied input
};

std::array<double, 2> both(const CostCaseResult& result) {
    return {result.upfront_busd, result.price_rise};
}

/// Saltelli's scheme: for base points A and B, and A with one input of B. First order by Saltelli et al. 2010, total by
/// Jansen 1999; values are taken from those of the mid case, which loses no digits.
SobolSums sobol_block(const CostStudy& study, const CostSampler& sampler, const std::array<double, 2>& centre,
                      std::int32_t from, std::int32_t to) {
    const std::size_t n = sampler.varied().size();
    SobolSums sums{{}, {}, std::vector<std::array<double, 2>>(n), std::vector<std::array<double, 2>>(n)};
    CostSampler::Scratch scratch = sampler.scratch();
    const auto value = [&](const std::vector<double>& point) {
        sampler.fill(point, scratch);
        std::array<double, 2> found = both(solve_case(study.world, scratch.terms));
        for (std::size_t k = 0; k < 2; ++k) found[k] -= centre[k];
        return found;
    };
    std::vector<double> a, b;
    for (std::int32_t i = from; i < to; ++i) {
        uniforms(study, sampler, "sobol a ", i, a);
        uniforms(study, sampler, "sobol b ", i, b);
        const auto fa = value(a), fb = value(b);
        for (std::size_t k = 0; k < 2; ++k) {
            sums.sum[k] += fa[k] + fb[k];
            sums.squares[k] += fa[k] * fa[k] + fb[k] * fb[k];
        }
        for (std::size_t v = 0; v < n; ++v) {
            std::vector<double> mixed = a;
            mixed[v] = b[v];
            const auto f = value(mixed);
            for (std::size_t k = 0; k < 2; ++k) {
                sums.first[v][k] += fb[k] * (f[k] - fa[k]);
                sums.total[v][k] += 0.5 * (fa[k] - f[k]) * (fa[k] - f[k]);
            }
        }
    }
    return sums;
}

}  // namespace

CostDraws draw_costs(const CostStudy& study, Blocks& blocks) {
    const CostSampler sampler(study);
    Columns columns(4 + 3 * study.regions_count() + 2 * study.activities_count(), study.draws);
    blocks.for_blocks(blocks_for(study.draws), [&](std::int32_t block) {
        CostSampler::Scratch scratch = sampler.scratch();
        std::vector<double> point;
        const std::int32_t end = std::min(study.draws, (block + 1) * draws_per_block);
        for (std::int32_t draw = block * draws_per_block; draw < end; ++draw) {
            uniforms(study, sampler, "draw ", draw, point);
            sampler.fill(point, scratch);
            std::size_t column = 0;
            visit_results(solve_case(study.world, scratch.terms), [&](double value) { columns.put(column++, draw, value); });
        }
    });
    std::vector<Percentiles> percentiles(columns.count());
    blocks.for_blocks(static_cast<std::int32_t>(columns.count()), [&](std::int32_t column) {
        percentiles[static_cast<std::size_t>(column)] = columns.percentiles(static_cast<std::size_t>(column));
    });
    return collect(study, percentiles);
}

void add_sobol(const CostStudy& study, const CostSampler& sampler, Blocks& blocks, std::vector<InputEffect>& effects) {
    const std::int32_t n = study.sobol_draws;
    const std::array<double, 2> centre = both(solve_case(study.world, terms_of(study, CostCase::mid)));
    std::vector<SobolSums> parts(static_cast<std::size_t>(blocks_for(n)));
    blocks.for_blocks(blocks_for(n), [&](std::int32_t block) {
        parts[static_cast<std::size_t>(block)] =
            sobol_block(study, sampler, centre, block * draws_per_block, std::min(n, (block + 1) * draws_per_block));
    });
    for (std::size_t v = 0; v < effects.size(); ++v)
        for (std::size_t k = 0; k < 2; ++k) {
            double sum = 0.0, squares = 0.0, first = 0.0, total = 0.0;
            for (const SobolSums& part : parts) {
                sum += part.sum[k];
                squares += part.squares[k];
                first += part.first[v][k];
                total += part.total[v][k];
            }
            const double mean = sum / (2.0 * n), variance = squares / (2.0 * n) - mean * mean;
            (k == 0 ? effects[v].upfront_first : effects[v].price_first) = first / n / variance;
            (k == 0 ? effects[v].upfront_total : effects[v].price_total) = total / n / variance;
        }
}

}  // namespace sunder
