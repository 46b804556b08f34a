// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/terms.hpp"
#include "sim/input/document.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

/// Where a measure acts that names no destination.
enum class DefaultPlace : int { at_issuer, abroad, not_named };

/// Which keys of a measure go with which action: one row per action, in order of `Action`. A key that stands in no row goes
/// with every action. The errors, the schema and FIELDS.md are made from these rows.
struct ActionRow {
    std::string_view name;
    std::string_view required;  ///< keys by spaces; "a/b": one of these at least
    std::string_view allowed;
    DefaultPlace place;
    std::string_view meaning;
};

[[nodiscard]] std::span<const ActionRow> action_rows() noexcept;
[[nodiscard]] const ActionRow& action_row(Action action) noexcept;
[[nodiscard]] std::optional<Action> find_action(std::string_view name) noexcept;

/// "deny|license|..." for the key table.
inline constexpr std::string_view action_names =
    "deny|license|quota|tariff|content_credit|service_ban|subsidy|tax_credit|research|capital_screen|cooperation|"
    "partnership|preference|stockpile|early_warning|expectation|demand|statement";

enum class KeyUse : int { required, allowed, refused };
/// `key` as in the table ("rate", "funding.ratio"); a key of no row is allowed everywhere.
[[nodiscard]] KeyUse use_of_key(const ActionRow& row, std::string_view key);
/// Keys that go with some actions only, in order of the key table.
[[nodiscard]] const std::vector<std::string>& conditional_keys();
/// The actions that `key` goes with: "deny", "license" or "quota".
[[nodiscard]] std::string actions_with(std::string_view key);

/// The entry of "rate" or "funding.ratio" in the table of a measure, or null.
[[nodiscard]] const Entry* find_dotted(const Value& table, std::string_view key) noexcept;

/// Keys that do not go with the action; keys that it needs and that are missing.
void check_action_keys(const std::string& id, const Value& table, Action action, std::vector<Fault>& faults);

/// Takes out of `table` what an action leaves behind when another takes its place.
void drop_terms_of_other_actions(Value& table, Action action);

}  // namespace sunder
