// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/schema.hpp"

#include <array>
#include <limits>

#include "sim/core/params.hpp"

namespace sunder {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr std::string_view musd_yr = "M$ per year";
using enum CellKind;

// clang-format off
std::vector<TableRule> last_rules() {
    return {
        {"hubs", false, false, 2, {
            {"country", country}, {"goods", good_set},
            {"weight", number, true, 0, 1, "share", "of what leaks of these goods"},
            {"enforcement", number, true, 0, 10, "log points", "cost of leakage by the hub's own controls"}}},
        {"links", false, false, 3, {
            {"supplier_group", group}, {"buyer_group", group}, {"good", good},
            {"weight", number, true, 1e-6, 1e6, "ratio", "to an unnamed pair"}}},
        {"params", false, false, 4, {
            {"key", param}, {"good", any_good, false}, {"country", any_country, false}, {"firm", any_group, false},
            {"value", number, true, -inf, inf, "", ""}}},
    };
}

std::vector<TableRule> make_rules() {
    std::vector<TableRule> rules{
        {"countries", true, false, 1, {
            {"code", new_code}, {"name", text}, {"groups", text, false},
            {"build_days", number, true, 0, 5000, "days", "building time of a fab"}}},
        {"goods", true, false, 1, {
            {"code", new_code}, {"name", text},
            {"kind", choice, true, 0, 0, "raw|material|tool|service|software|foundry|chip|backend|end"},
            {"slot", text}, {"hs", text, false}, {"phys_unit", text, false},
            {"price_musd_per_phys_unit", number, false, 0, inf, "M$ per physical unit", "base-year price"},
            {"storable", choice, true, 0, 0, "0|1"},
            {"tau0", number, true, 0, 2, "share", "tariff across borders in the base year"},
            {"tr0", number, true, 0, 2, "share", "freight rate in the base year"}}},
        {"groups", true, false, 1, {{"group", new_code}, {"hq", country}, {"owners", CellKind::owners, false}}},
        {"units", true, true, 3, {
            {"group", group}, {"country", country}, {"good", good},
            {"share_of_country_good", number, true, 0, 1, "share", "of the country's output of the good"},
            {"flag", choice, false, 0, 0, "captive"}}},
        {"shares", true, true, 2, {
            {"country", country}, {"good", good},
            {"share_plant", number, true, 0, 1, "share", "of world output, by place of the plant"},
            {"share_hq", number, false, 0, 1, "share", "of world output, by HQ of the group"}}},
        {"io", true, true, 2, {
            {"input", good}, {"output", good},
            {"coefficient", number, true, 0, 1, "USD per USD of output", "input need"},
            {"slot", choice, true, 0, 0, "cur|srv"}}},
        {"tools", true, true, 4, {
            {"record", choice, true, 0, 0, "intensity|vendor_share|service_rate"},
            {"class", any_good, false}, {"user_good", any_good, false}, {"vendor_hq", any_country, false},
            {"value", number, true, 0, 100, "USD per USD, or share", "stock per yearly output; vendor's share; service per stock and year"}}},
        {"tool_country", false, true, 3, {
            {"class", any_good, false}, {"user_good", good}, {"country", country},
            {"factor", number, true, 0, 100, "ratio", "to the world intensity"}}},
        {"final", true, true, 3, {
            {"country", country}, {"market", text}, {"good", good},
            {"value_musd", number, true, 0, inf, musd_yr, "final demand"}, {"end_use", text, false}}},
        {"trade_prior", false, true, 3, {
            {"exporter", world_country}, {"destination", world_country}, {"goods", good_set},
            {"value_musd", number, true, 0, inf, musd_yr, "exports"}}},
        {"demand_path", false, false, 3, {
            {"country", any_country, false}, {"market", any_market, false}, {"month", month},
            {"ratio", number, true, 0, 100, "ratio", "of final demand to the base year"}}},
        {"projects", false, false, 4, {
            {"group", tail_group}, {"country", country}, {"good", good}, {"name", text},
            {"announce", date}, {"online", date},
            {"addition_musd_yr", number, true, 0, inf, musd_yr, "added capacity"}}},
        {"reserves", false, true, 2, {
            {"country", country}, {"good", good}, {"stock_musd", number, true, 0, inf, "M$", "state stock"}}},
    };
    for (const TableRule& rule : last_rules()) rules.push_back(rule);
    for (const ParamKey& key : param_keys())
        rules[static_cast<std::size_t>(TableId::goods)].columns.push_back(
            {key.name, number, false, key.least, key.most, key.unit, key.meaning});
    return rules;
}

constexpr std::array<ColumnRule, 5> every_row{{
    {"unit", text}, {"year", number, true, 1900, 2200, "year", "that the figure is about"}, {"source", text},
    {"status", choice, true, 0, 0, status_words}, {"notes", text, false}}};
// clang-format on

}  // namespace

std::span<const TableRule> table_rules() {
    static const std::vector<TableRule> rules = make_rules();
    return rules;
}

std::span<const ColumnRule> row_columns() {
    return every_row;
}

}  // namespace sunder
