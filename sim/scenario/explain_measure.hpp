// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sunder {

/// What a measure of the library does, in plain words: who may not sell what to whom, from when, on what terms, what is
/// believed, and where the numbers come from. Needs no economy. Throws InputError when the library file has faults.
[[nodiscard]] std::string explain_measure(const std::string& id);

}  // namespace sunder
