// SPDX-License-Identifier: Apache-2.0
#include "sim/core/vector_math.hpp"

#include <cmath>

#include "models/math/elementary.hpp"

// The one file with dispatch by processor: the same operations in wider registers, hence the same bits. Sanitizers do not
// survive the start-up resolvers that target_clones needs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define SUNDER_CLONES __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define SUNDER_CLONES
#endif

namespace sunder {

SUNDER_CLONES void exp_all(double* x, std::size_t n) noexcept {
    for (std::size_t i = 0; i < n; ++i) x[i] = models::exp_exact(x[i]);
}

SUNDER_CLONES void root_all(double* x, std::size_t n) noexcept {
    for (std::size_t i = 0; i < n; ++i) x[i] = std::sqrt(x[i]);
}

SUNDER_CLONES void log_all(double* x, std::size_t n) noexcept {
    for (std::size_t i = 0; i < n; ++i) x[i] = models::log_exact(x[i]);
}

}  // namespace sunder
