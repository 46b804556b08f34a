// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/sink.hpp"

namespace sunder {

/// Raised when a reader of older files would misread a new one.
inline constexpr std::int64_t result_format_version = 1;

/// Labels of a dimension: `dim_labels` of the core, or a test's own.
using DimLabels = std::function<std::vector<std::string>(Dim, const Network&, const RunSpec&)>;

struct DimInfo {
    Dim dim;
    std::string_view name;  ///< as in the file
    std::string_view long_name;
};
/// Every dimension besides run, time and month, in the order in which files list them.
[[nodiscard]] std::span<const DimInfo> dim_table() noexcept;
[[nodiscard]] const DimInfo& dim_info(Dim dim) noexcept;

/// "time" or "month".
[[nodiscard]] std::string_view time_name(Frequency frequency) noexcept;
/// All dimensions of a variable as in the file: run, time or month, then its own.
[[nodiscard]] std::vector<std::string> file_dims(const OutputInfo& output);

/// The tables of FORMAT.md (dimensions, variables) in Markdown: what a reader may expect of a file with these outputs.
[[nodiscard]] std::string format_markdown(std::span<const OutputInfo> outputs);

}  // namespace sunder
