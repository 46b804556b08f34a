// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "sim/scenario/fields.hpp"

namespace sunder {

/// The keys of a sweep, in the form of sim/scenario/fields.hpp: reader, JSON Schema and scenarios/sweeps/FIELDS.md.
[[nodiscard]] std::span<const Field> sweep_fields() noexcept;

/// All keys as a page of Markdown (scenarios/sweeps/FIELDS.md).
[[nodiscard]] std::string sweep_fields_markdown();

}  // namespace sunder
