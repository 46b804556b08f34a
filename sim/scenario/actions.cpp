// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/scenario/fields.hpp"

namespace sunder {
namespace {

using enum DefaultPlace;

// clang-format off
#define SUNDER_LINKS "origin sellers destination entities buyer_hq end_use markets exempt expected_share " \
                     "origin.ship_from origin.vendor_hq origin.content_of origin.content_min origin.fdpr_of origin.fdpr_min " \
                     "origin.owned_by origin.owner_min"
#define SUNDER_VOLUME SUNDER_LINKS " savings_days grandfather_until chilling enforcement rent_to"
#define SUNDER_PLANTS "items destination entities buyer_hq exempt"
#define SUNDER_MONEY "funding funding.budget_musd funding.tranches"
#define SUNDER_GUARD "funding.guard_countries funding.guard_items funding.guard_years funding.clawback"

constexpr std::array rows{
    ActionRow{"deny", "items", SUNDER_VOLUME, abroad, "nothing passes"},
    ActionRow{"license", "items license.share/license.path", SUNDER_VOLUME " license", abroad,
              "a share of the baseline flow passes after a delay and a ramp, or along license.path"},
    ActionRow{"quota", "items license.share/license.path", SUNDER_VOLUME " license", abroad, "a share of the baseline flow passes from the first day"},
    ActionRow{"tariff", "items rate", SUNDER_LINKS, at_issuer, "`rate` is added to the tariff (below 0: relief)"},
    ActionRow{"content_credit", "items funding.rate", SUNDER_LINKS, at_issuer,
              "final buyers of what `origin` does not fit get funding.rate of the price back"},
    ActionRow{"service_ban", "", "origin origin.persons_of items destination entities buyer_hq end_use exempt persons_share", abroad,
              "persons of the issuer may not serve the tools of the covered plants, whoever the vendor is"},
    ActionRow{"subsidy", "items/entities/buyer_hq funding.budget_musd funding.ratio", SUNDER_PLANTS " " SUNDER_MONEY " " SUNDER_GUARD, at_issuer,
              "grants pay funding.ratio of the covered plants' investment, up to the budget"},
    ActionRow{"tax_credit", "items/entities/buyer_hq funding.rate", SUNDER_PLANTS " " SUNDER_MONEY " " SUNDER_GUARD, at_issuer,
              "funding.rate of the covered plants' investment is given back"},
    ActionRow{"research", "funding.musd_per_year", SUNDER_PLANTS " " SUNDER_MONEY, at_issuer,
              "public money for the research of the covered firms, those with HQ in `destination`"},
    ActionRow{"capital_screen", "capital_premium/invest_speed", SUNDER_PLANTS, abroad,
              "capital for the covered plants becomes dearer and slower (below 0: cheaper)"},
    ActionRow{"cooperation", "path", "items destination", abroad,
              "the intensity of joint research between the issuer and the destinations follows `path`"},
    ActionRow{"partnership", "members qualify_factor", "destination", at_issuer,
              "suppliers from the members qualify faster with buyers of the destinations"},
    ActionRow{"preference", "path", SUNDER_PLANTS, not_named, "goods of the covered firms are preferred: a factor on their quality follows `path`"},
    ActionRow{"stockpile", "items path", "destination entities buyer_hq", at_issuer,
              "users hold extra weeks of stock at the state's expense, along `path`"},
    ActionRow{"early_warning", "members see_gain_weeks/belief_gain", "", not_named,
              "members see shortages earlier and believe more in each other's measures; no flow"},
    ActionRow{"expectation", "hazard_per_year", "items destination", abroad, "the risk per year that a measure of the issuer comes rises or falls"},
    ActionRow{"demand", "path", "destination markets", at_issuer, "final demand of the destinations is multiplied along `path`"},
    ActionRow{"statement", "", "items destination members", not_named, "words: nothing in the model moves"},
};
// clang-format on
#undef SUNDER_LINKS
#undef SUNDER_VOLUME
#undef SUNDER_PLANTS
#undef SUNDER_MONEY
#undef SUNDER_GUARD
static_assert(rows.size() == static_cast<std::size_t>(Action::statement) + 1);

constexpr std::size_t most_named = 6;  // actions that an error lists

bool listed(std::string_view list, std::string_view key) {
    for (const std::string& part : split(list, ' '))
        for (const std::string& name : split(part, '/'))
            if (name == key) return true;
    return false;
}

/// "funding" when only "funding.rate" stands in the list.
bool holds_part_of(std::string_view list, std::string_view section) {
    for (const std::string& part : split(list, ' '))
        for (const std::string& name : split(part, '/'))
            if (name.starts_with(section) && name.size() > section.size() && name[section.size()] == '.') return true;
    return false;
}

std::string or_list(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
    return text;
}

}  // namespace

std::span<const ActionRow> action_rows() noexcept {
    return rows;
}

const ActionRow& action_row(Action action) noexcept {
    return rows[static_cast<std::size_t>(action)];
}

std::optional<Action> find_action(std::string_view name) noexcept {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].name == name) return static_cast<Action>(i);
    return std::nullopt;
}

KeyUse use_of_key(const ActionRow& row, std::string_view key) {
    if (listed(row.required, key) || holds_part_of(row.required, key)) return KeyUse::required;
    if (listed(row.allowed, key) || holds_part_of(row.allowed, key)) return KeyUse::allowed;
    const auto& keys = conditional_keys();
    return std::find(keys.begin(), keys.end(), key) == keys.end() ? KeyUse::allowed : KeyUse::refused;
}

const std::vector<std::string>& conditional_keys() {
    static const std::vector<std::string> keys = [] {
        constexpr std::string_view prefix = "measure.";
        std::vector<std::string> found;
        for (const Field& field : fields()) {
            if (!field.path.starts_with(prefix)) continue;
            const std::string_view key = field.path.substr(prefix.size());
            const auto names_it = [key](const ActionRow& row) {
                return listed(row.required, key) || listed(row.allowed, key) || holds_part_of(row.required, key) ||
                       holds_part_of(row.allowed, key);
            };
            if (std::any_of(rows.begin(), rows.end(), names_it)) found.emplace_back(key);
        }
        return found;
    }();
    return keys;
}

std::string actions_with(std::string_view key) {
    std::vector<std::string> names;
    for (const ActionRow& row : rows)
        if (use_of_key(row, key) != KeyUse::refused) names.push_back(fmt::format("\"{}\"", row.name));
    return or_list(names);
}

const Entry* find_dotted(const Value& table, std::string_view key) noexcept {
    const auto dot = key.find('.');
    const Entry* entry = table.find_entry(key.substr(0, dot));
    if (dot == std::string_view::npos || entry == nullptr) return entry;
    return entry->value.is(ValueKind::table) ? entry->value.find_entry(key.substr(dot + 1)) : nullptr;
}

void check_action_keys(const std::string& id, const Value& table, Action action, std::vector<Fault>& faults) {
    const ActionRow& row = action_row(action);
    for (const std::string& key : conditional_keys()) {
        const Entry* entry = find_dotted(table, key);
        if (entry == nullptr || use_of_key(row, key) != KeyUse::refused) continue;
        const std::string section = key.substr(0, key.find('.'));
        if (section != key && use_of_key(row, section) == KeyUse::refused) continue;  // said of the section
        const std::size_t others = static_cast<std::size_t>(std::count_if(
            rows.begin(), rows.end(), [&key](const ActionRow& other) { return use_of_key(other, key) != KeyUse::refused; }));
        faults.push_back(fault_at(
            entry->mark, others <= most_named
                             ? fmt::format("measure '{}': '{}' goes with action = {}, not with \"{}\"", id, key,
                                           actions_with(key), row.name)
                             : fmt::format("measure '{}': '{}' does not go with action = \"{}\"", id, key, row.name)));
    }
    if (row.required.empty()) return;
    const Entry* named = table.find_entry("action");
    for (const std::string& need : split(row.required, ' ')) {
        const std::vector<std::string> choices = split(need, '/');
        if (std::any_of(choices.begin(), choices.end(), [&](const std::string& k) { return find_dotted(table, k); }))
            continue;
        faults.push_back(fault_at(named == nullptr ? table.mark : named->value.mark,
                                  fmt::format("measure '{}': action = \"{}\" needs {}", id, row.name, or_list(choices))));
    }
}

void drop_terms_of_other_actions(Value& table, Action action) {
    const ActionRow& row = action_row(action);
    for (const char* key : {"license", "rate", "path", "funding"}) table.erase(key);
    for (const std::string& key : conditional_keys())
        if (key.find('.') == std::string::npos && use_of_key(row, key) == KeyUse::refused) table.erase(key);
}

}  // namespace sunder
