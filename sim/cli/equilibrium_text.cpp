// SPDX-License-Identifier: Apache-2.0
// What `sunder equilibrium` prints: within a screen, or all of it as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/equilibrium_table.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t most_goods = 8, most_trades = 6, most_countries = 8;  // 30 lines with headings
constexpr double seen = 5e-5;                                               // what two digits of a per cent show

const std::string& good_code(const Network& n, std::int32_t g) {
    return n.goods[static_cast<std::size_t>(g)].code;
}
const std::string& country_code(const Network& n, std::int32_t c) {
    return n.countries[static_cast<std::size_t>(c)].code;
}

std::string percent(double change) {
    return std::isnan(change) ? std::string{"-"} : fmt::format("{:+.2f}", 100.0 * change);
}

std::string moved(const Network& n, std::int32_t country, double musd) {
    return country < 0 || std::abs(musd) < 0.5 ? std::string{"-"}
                                               : fmt::format("{} {:+.0f}", country_code(n, country), musd);
}

std::string goods_text(const EquilibriumTable& table, const Network& n) {
    std::string text = fmt::format("  {:<10} {:>9}  {:<14} {:>9}  {:<16} {:<16}\n", "good", "price %", "dearest in",
                                   "output %", "loses M$/yr", "gains M$/yr");
    std::size_t shown = 0;
    for (const auto& row : table.goods) {
        if (!(std::abs(row.price) > seen || row.dearest_price > seen || std::abs(row.output) > seen)) continue;
        if (++shown > most_goods) continue;
        const std::string dearest =
            row.dearest < 0 ? "-" : fmt::format("{} {}", country_code(n, row.dearest), percent(row.dearest_price));
        text += fmt::format("  {:<10} {:>9}  {:<14} {:>9}  {:<16} {:<16}\n", good_code(n, row.good), percent(row.price),
                            dearest, percent(row.output), moved(n, row.loser, row.lost), moved(n, row.gainer, row.gained));
    }
    if (shown == 0) return "  no price and no output moves\n";
    return shown > most_goods ? text + fmt::format("  and {} goods more (--json)\n", shown - most_goods) : text;
}

std::string trades_text(const EquilibriumTable& table, const Network& n) {
    std::string text = "\n  trade that moves most, part of the buyers' spending on the good, %\n";
    std::size_t shown = 0;
    for (const auto& row : table.trades)
        if (std::abs(row.after - row.before) > seen && shown++ < most_trades)
            text += fmt::format("  {:<10} {:>4} -> {:<4} {:>7.2f} -> {:.2f}\n", good_code(n, row.good),
                                country_code(n, row.from), country_code(n, row.to), 100.0 * row.before, 100.0 * row.after);
    return shown == 0 ? std::string{} : text;
}

std::string countries_text(const EquilibriumTable& table, const Network& n) {
    if (table.countries.empty()) return {};
    std::string text = fmt::format("\n  {:<10} {:>9} {:>9} {:>9}\n", "country", "wage %", "prices %", "welfare %");
    for (std::size_t c = 0; c < std::min(most_countries, table.countries.size()); ++c) {
        const auto& row = table.countries[c];
        text += fmt::format("  {:<10} {:>9} {:>9} {:>9}\n", country_code(n, row.country), percent(row.wage),
                            percent(row.price_index), percent(row.welfare));
    }
    return text;
}

}  // namespace

std::string equilibrium_text(const EquilibriumTable& table, const Network& network) {
    return goods_text(table, network) + trades_text(table, network) + countries_text(table, network);
}

void equilibrium_json(JsonWriter& json, const EquilibriumTable& table, const Network& n) {
    json.key("goods").begin_array();
    for (const auto& row : table.goods)
        json.begin_object()
            .key("good")
            .value(good_code(n, row.good))
            .key("price_change")
            .value(row.price)
            .key("output_change")
            .value(row.output)
            .end_object();
    json.end_array().key("cells").begin_array();
    for (const auto& row : table.cells)
        json.begin_object()
            .key("good")
            .value(good_code(n, row.good))
            .key("country")
            .value(country_code(n, row.country))
            .key("buyers_price_change")
            .value(row.buyers)
            .key("sellers_price_change")
            .value(row.sellers)
            .key("output_change")
            .value(row.output)
            .end_object();
    json.end_array().key("trade").begin_array();
    for (const auto& row : table.trades)
        json.begin_object()
            .key("good")
            .value(good_code(n, row.good))
            .key("from")
            .value(country_code(n, row.from))
            .key("to")
            .value(country_code(n, row.to))
            .key("share_before")
            .value(row.before)
            .key("share_after")
            .value(row.after)
            .end_object();
    json.end_array().key("countries").begin_array();
    for (const auto& row : table.countries)
        json.begin_object()
            .key("country")
            .value(country_code(n, row.country))
            .key("wage_change")
            .value(row.wage)
            .key("price_index_change")
            .value(row.price_index)
            .key("welfare_change")
            .value(row.welfare)
            .end_object();
    json.end_array();
}

}  // namespace sunder::cli
