// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/sweep/collect.hpp"
#include "sim/sweep/sweep_folder.hpp"

namespace sunder::cli {

/// What a sweep answers: quantiles, Sobol indices, extreme draws and how to rerun them, failures; at most 100 columns.
[[nodiscard]] std::string sweep_text(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results);
/// The same as one JSON document.
[[nodiscard]] std::string sweep_json(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results);

/// What goes into the files of this program's sweeps.
[[nodiscard]] SweepIdentity this_program();

}  // namespace sunder::cli
