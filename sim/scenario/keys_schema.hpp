// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/scenario/fields.hpp"

namespace sunder {

/// JSON Schema (draft-07) of a kind of file with a table of keys of its own.
[[nodiscard]] std::string keys_schema(std::string_view title, std::span<const Field> keys);

}  // namespace sunder
