// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "sim/sweep/answers.hpp"
#include "sim/sweep/sweep_folder.hpp"

namespace sunder {

/// A sweep's runs as far as they are there.
struct SweepResults {
    std::vector<DrawState> states;
    std::vector<std::vector<double>> values;  ///< [draw][indicator], NaN where there is none
    std::vector<IndicatorAnswer> answers;

    [[nodiscard]] std::size_t count(DrawState state) const noexcept;
};

/// Reads the indicators of all runs and answers from them.
[[nodiscard]] SweepResults read_results(const Sweep& sweep, const SweepFolder& folder);

/// Writes DIR/sweep.h5 and DIR/manifest.csv; what was there is replaced. The runs' series stay where they are and are
/// pointed at, or are copied. Throws RecordError.
void write_index(const Sweep& sweep, const SweepFolder& folder, const SweepIdentity& identity, const SweepResults& results,
                 bool copy);

}  // namespace sunder
