// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/core/terms.hpp"
#include "sim/input/document.hpp"

namespace sunder {

/// What an action changes in the model, in plain words, with the parameters and switches behind it.
[[nodiscard]] std::string_view mechanism(Action action) noexcept;

/// What a measure asks for, with its numbers: "licences for 2% of the baseline flow, the first after 77 days".
[[nodiscard]] std::string terms_text(const Value& measure, Action action);

/// Money of a government: budget, tranches, guardrail; empty without.
[[nodiscard]] std::string money_text(const Value& measure);

}  // namespace sunder
