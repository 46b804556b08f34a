// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

// exp and log whose bits do not depend on the machine: glibc takes other paths with FMA than without. Branch-free, so that
// loops over them vectorise; scalar and vector code do the same operations in the same order. Built without contraction.
// About 1 ulp; exp(0) = 1 and log(1) = 0 exactly, which the reference form needs. Reductions and polynomial coefficients:
// W. J. Cody and W. Waite 1980, as published with FDLIBM 5.3 (e_exp.c, e_log.c).

namespace sunder::models {

/// Natural exponential; arguments below -708 and above 709 are clamped.
[[nodiscard]] inline double exp_exact(double x) noexcept {
    constexpr double round = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to an integer
    constexpr double ln2_hi = 6.93147180369123816490e-01, ln2_lo = 1.90821492927058770002e-10;
    x = x < -708.0 ? -708.0 : x;
    x = x > 709.0 ? 709.0 : x;
    const double shifted = x * 1.44269504088896338700 + round;
    const double k = shifted - round;
    const double hi = x - k * ln2_hi;
    const double lo = k * ln2_lo;
    const double r = hi - lo;
    const double t = r * r;
    const double c =
        r -
        t * (1.66666666666666019037e-01 +
             t * (-2.77777777770155933842e-03 +
                  t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    const double y = 1.0 - ((lo - (r * c) / (2.0 - c)) - hi);
    const std::uint64_t scale = (std::bit_cast<std::uint64_t>(shifted) + 1023U) << 52U;  // 2^k
    return y * std::bit_cast<double>(scale);
}

/// Natural logarithm of a number above 1e-300; smaller ones (zero included) give log(1e-300).
[[nodiscard]] inline double log_exact(double x) noexcept {
    constexpr double ln2_hi = 6.93147180369123816490e-01, ln2_lo = 1.90821492927058770002e-10;
    constexpr std::uint64_t root_half = 0x3fe6a09e00000000U;  // mantissas are taken in [sqrt(1/2), sqrt(2))
    x = x < 1e-300 ? 1e-300 : x;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t offset = bits - root_half + (1024ULL << 52U);
    const double k = std::bit_cast<double>(0x4330000000000000ULL | (offset >> 52U)) - (4503599627370496.0 + 1024.0);
    const std::uint64_t exponent = (offset & 0xfff0000000000000ULL) - (1024ULL << 52U);
    const double f = std::bit_cast<double>(bits - exponent) - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double w = z * z;
    const double t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double t2 = z * (6.666666666666735130e-01 +
                           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const double half_square = 0.5 * f * f;
    const double result = k * ln2_hi - ((half_square - (s * (half_square + (t1 + t2)) + k * ln2_lo)) - f);
    return x == x ? result : x;  // not a number stays one, so that audits see it
}

/// x^y for x >= 0 (x below 1e-300 counts as 1e-300); exactly 1 for x = 1 or y = 0.
[[nodiscard]] inline double pow_exact(double x, double y) noexcept {
    return exp_exact(y * log_exact(x));
}

/// Share of a gap closed in one step: lam(tau) = 1 - exp(-dt/tau); linear form min(1, dt/tau); 1 for tau = 0.
[[nodiscard]] inline double rate(double dt_weeks, double tau_weeks, bool linear = false) noexcept {
    if (!(tau_weeks > 0.0)) return 1.0;
    return linear ? std::min(1.0, dt_weeks / tau_weeks) : 1.0 - exp_exact(-dt_weeks / tau_weeks);
}

}  // namespace sunder::models
