// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sunder::cli {

/// Version of the project, e.g. "0.1.0".
[[nodiscard]] std::string_view program_version() noexcept;

/// Git revision it was built from ("-dirty" with changes), or "unknown" outside a clone or without git.
[[nodiscard]] std::string_view git_revision() noexcept;

}  // namespace sunder::cli
