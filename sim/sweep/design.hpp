// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/sweep/axis.hpp"

namespace sunder {

enum class DesignKind : std::int32_t { factorial, latin_hypercube, sobol, saltelli, random };

struct DesignTerms {
    DesignKind kind = DesignKind::factorial;
    std::size_t draws = 0;  ///< points of a sample; of saltelli the base sample; factorial: not used
    std::uint64_t seed = 1;
    std::size_t replications = 1;
};

/// Points of a design: a code for every axis. A point depends on the terms and on the names and laws of the axes alone.
/// Order: factorial: the last axis fastest; saltelli: A, B, then A with axis 1, 2, ... of B, for each base point.
class SweepDesign {
public:
    SweepDesign() = default;
    SweepDesign(const DesignTerms& terms, const std::vector<SweepAxis>& axes);

    [[nodiscard]] std::size_t points() const noexcept { return axes_ == 0 ? 0 : codes_.size() / axes_; }
    [[nodiscard]] std::span<const double> point(std::size_t p) const noexcept {
        return std::span(codes_).subspan(p * axes_, axes_);
    }

private:
    std::size_t axes_ = 0;
    std::vector<double> codes_;
};

/// Number of points, without making them; largest double where it overflows.
[[nodiscard]] double design_points(const DesignTerms& terms, const std::vector<SweepAxis>& axes);

/// Numbers in (0, 1): `count` points of a Sobol sequence with a digital shift by seed and stream name; [point][dimension].
/// The first 2^m points lie one in each of 2^m equal parts of every dimension.
[[nodiscard]] std::vector<double> shifted_sobol(std::span<const std::string> streams, std::size_t count, std::uint64_t seed);

}  // namespace sunder
