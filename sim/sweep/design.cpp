// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <numeric>

#include "sim/scenario/draw.hpp"

namespace sunder {
namespace {

/// The middle of the cell of 2^-53 that `bits` fall in: never 0 or 1.
double open_unit(std::uint64_t bits) noexcept {
    return (static_cast<double>(bits >> 11U) + 0.5) * 0x1.0p-53;
}

double open_uniform(std::uint64_t seed, const std::string& stream, std::size_t number) noexcept {
    return draw_uniform(seed, stream, static_cast<std::uint32_t>(number)) + 0x1.0p-54;
}

/// One point in each of `count` equal parts of (0, 1), in random order.
std::vector<double> latin_column(std::uint64_t seed, const std::string& name, std::size_t count) {
    std::vector<double> keys;
    for (std::size_t n = 0; n < count; ++n) keys.push_back(open_uniform(seed, name, 2 * n));
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&keys](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    std::vector<double> column(count);
    for (std::size_t part = 0; part < count; ++part)
        column[order[part]] =
            (static_cast<double>(part) + open_uniform(seed, name, 2 * part + 1)) / static_cast<double>(count);
    return column;
}

std::vector<double> factorial(const std::vector<SweepAxis>& axes) {
    std::vector<double> codes{};
    std::vector<std::vector<double>> levels;
    std::size_t points = 1;
    for (const SweepAxis& axis : axes) points *= levels.emplace_back(axis.levels()).size();
    codes.reserve(points * axes.size());
    for (std::size_t p = 0; p < points; ++p) {
        std::size_t rest = points, at = p;
        for (const std::vector<double>& of_axis : levels) {
            rest /= of_axis.size();
            codes.push_back(of_axis[at / rest]);
            at %= rest;
        }
    }
    return codes;
}

/// Places in (0, 1), [point][axis].
std::vector<double> places(const DesignTerms& terms, const std::vector<SweepAxis>& axes) {
    const std::size_t n = axes.size();
    std::vector<std::string> names;
    for (const SweepAxis& axis : axes) names.push_back(axis.name);
    if (terms.kind == DesignKind::sobol) return shifted_sobol(names, terms.draws, terms.seed);
    std::vector<double> cells(terms.draws * n);
    for (std::size_t a = 0; a < n; ++a) {
        if (terms.kind == DesignKind::latin_hypercube) {
            const std::vector<double> column = latin_column(terms.seed, names[a], terms.draws);
            for (std::size_t d = 0; d < terms.draws; ++d) cells[d * n + a] = column[d];
        } else {
            for (std::size_t d = 0; d < terms.draws; ++d) cells[d * n + a] = open_uniform(terms.seed, names[a], d);
        }
    }
    return cells;
}

std::vector<double> saltelli_places(const DesignTerms& terms, const std::vector<SweepAxis>& axes) {
    const std::size_t n = axes.size();
    std::vector<std::string> streams;
    for (const char* matrix : {"A ", "B "})
        for (const SweepAxis& axis : axes) streams.push_back(matrix + axis.name);
    const std::vector<double> base = shifted_sobol(streams, terms.draws, terms.seed);
    std::vector<double> cells;
    cells.reserve(terms.draws * (n + 2) * n);
    for (std::size_t d = 0; d < terms.draws; ++d) {
        const double *a = &base[d * 2 * n], *b = a + n;
        cells.insert(cells.end(), a, a + n);
        cells.insert(cells.end(), b, b + n);
        for (std::size_t mixed = 0; mixed < n; ++mixed)
            for (std::size_t x = 0; x < n; ++x) cells.push_back(x == mixed ? b[x] : a[x]);
    }
    return cells;
}

}  // namespace

std::vector<double> shifted_sobol(std::span<const std::string> streams, std::size_t count, std::uint64_t seed) {
    const std::size_t n = streams.size();
    boost::random::sobol sequence(n);
    std::vector<double> cells(count * n);
    std::vector<std::uint64_t> shifts(n);
    for (std::size_t d = 0; d < n; ++d) {
        const auto word = [&](std::uint32_t part) {
            return static_cast<std::uint64_t>(draw_uniform(seed, "sobol " + streams[d], part) * 0x1.0p32);
        };
        shifts[d] = word(0) << 32U | word(1);
    }
    for (std::size_t p = 0; p < count; ++p)
        for (std::size_t d = 0; d < n; ++d)  // Boost leaves out the first point, whose digits are all 0
            cells[p * n + d] = open_unit((p == 0 ? std::uint64_t{0} : static_cast<std::uint64_t>(sequence())) ^ shifts[d]);
    return cells;
}

double design_points(const DesignTerms& terms, const std::vector<SweepAxis>& axes) {
    if (terms.kind == DesignKind::saltelli) return static_cast<double>(terms.draws) * static_cast<double>(axes.size() + 2);
    if (terms.kind != DesignKind::factorial) return static_cast<double>(terms.draws);
    double points = 1.0;
    for (const SweepAxis& axis : axes) points *= static_cast<double>(axis.levels().size());
    return points;
}

SweepDesign::SweepDesign(const DesignTerms& terms, const std::vector<SweepAxis>& axes) : axes_(axes.size()) {
    if (terms.kind == DesignKind::factorial) {
        codes_ = factorial(axes);
        return;
    }
    codes_ = terms.kind == DesignKind::saltelli ? saltelli_places(terms, axes) : places(terms, axes);
    for (std::size_t i = 0; i < codes_.size(); ++i) codes_[i] = axes[i % axes_].at(codes_[i]);
}

}  // namespace sunder
