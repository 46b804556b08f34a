// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/date.hpp"
#include "sim/core/params.hpp"
#include "sim/input/text.hpp"

namespace sunder {
namespace {

std::string range_text(const ColumnRule& rule) {
    std::string range = std::isinf(rule.most)
                            ? "be at least " + short_number(rule.least)
                            : fmt::format("lie in [{}, {}]", short_number(rule.least), short_number(rule.most));
    if (!rule.unit.empty()) range += fmt::format(" {}", rule.unit);
    if (!rule.meaning.empty()) range += fmt::format(" ({})", rule.meaning);
    return range;
}

std::string read_number(const ColumnRule& rule, const std::string& text, Cell& to) {
    const auto value = parse_number(text);
    if (!value) return fmt::format("{} = '{}' is not a number{}", rule.name, text, number_hint(text));
    if (*value < rule.least || *value > rule.most)
        return fmt::format("{} = {}, but it must {}", rule.name, text, range_text(rule));
    to.number = *value;
    return {};
}

std::string read_code(const ColumnRule& rule, const std::string& text, const Codes& codes, std::string_view table,
                      Cell& to) {
    to.index = codes.find(text);
    if (to.index >= 0 || codes.names.empty()) return {};  // no codes: that table's own fault says why
    return fmt::format("{} = '{}' is not in {}{}", rule.name, text, table, did_you_mean(text, codes.names));
}

std::string read_choice(const ColumnRule& rule, const std::string& text, Cell& to) {
    const auto allowed = words(rule.unit, '|');
    const auto at = std::find(allowed.begin(), allowed.end(), text);
    to.index = static_cast<std::int32_t>(at - allowed.begin());
    if (at != allowed.end()) return {};
    return fmt::format("{} = '{}', but it must be one of {}{}", rule.name, text, fmt::join(allowed, ", "),
                       did_you_mean(text, allowed));
}

std::string read_day(const ColumnRule& rule, const std::string& text, Cell& to) {
    const bool month = rule.kind == CellKind::month;
    const auto digits = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (std::size_t i = at; i < at + length; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = 10 * value + (text[i] - '0');
        }
        return value;
    };
    const bool shape = text.size() == (month ? 7U : 10U) && text[4] == '-' && (month || text[7] == '-');
    if (shape) {
        const int y = digits(0, 4), m = digits(5, 2), d = month ? 1 : digits(8, 2);
        const std::chrono::year_month_day date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                                               std::chrono::day{static_cast<unsigned>(d)}};
        if (y >= 1900 && m > 0 && d > 0 && date.ok()) {
            to.index = to_day(date);
            return {};
        }
    }
    return fmt::format("{} = '{}' is not a {}", rule.name, text, month ? "month; write YYYY-MM" : "date; write YYYY-MM-DD");
}

/// Goods by code, kind or slot family.
std::string read_set(const ColumnRule& rule, const std::string& text, const Tables& tables, Cell& to) {
    const Table& goods = tables[TableId::goods];
    for (const std::string& word : words(text, ' ')) {
        const std::size_t before = to.set.size();
        for (std::size_t g = 0; g < goods.records.size(); ++g) {
            const auto& cells = goods.records[g].cells;
            if (word == "*" || word == cells[col::goods::code].text || word == cells[col::goods::kind].text ||
                word == cells[col::goods::slot].text)
                to.set.push_back(static_cast<std::int32_t>(g));
        }
        if (to.set.size() == before && !goods.records.empty())
            return fmt::format("{}: '{}' is no good, kind of goods or slot family of goods.csv{}", rule.name, word,
                               did_you_mean(word, tables.goods.names));
    }
    std::sort(to.set.begin(), to.set.end());
    to.set.erase(std::unique(to.set.begin(), to.set.end()), to.set.end());
    return {};
}

/// The list must be sound; what it says is read again when the groups are made.
std::string read_owner_list(const ColumnRule& rule, const std::string& text, const Tables& tables) {
    std::vector<Owner> owners;
    const std::string fault = read_owners(text, tables.countries, owners);
    return fault.empty() ? fault : fmt::format("{} = '{}': {}", rule.name, text, fault);
}

std::string read_param(const ColumnRule& rule, const std::string& text, Cell& to) {
    std::vector<std::string> names;
    for (const ParamKey& key : param_keys()) names.emplace_back(key.name);
    const auto at = std::find(names.begin(), names.end(), text);
    to.index = static_cast<std::int32_t>(at - names.begin());
    if (at != names.end()) return {};
    return fmt::format("{} = '{}' is not a parameter{}", rule.name, text, did_you_mean(text, names));
}

}  // namespace

std::vector<std::string> words(std::string_view text, char mark) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(mark, at), text.size());
        if (end > at) result.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return result;
}

std::string read_owners(std::string_view text, const Codes& countries, std::vector<Owner>& to) {
    double sum = 0.0;
    for (const std::string& word : words(text, ';')) {
        const std::size_t colon = word.find(':');
        const auto share = parse_number(colon == std::string::npos ? "" : word.substr(colon + 1));
        if (!share || !(*share > 0.0)) return fmt::format("'{}' is no owner; write CHN:0.28", word);
        const std::string code = word.substr(0, colon);
        const std::int32_t country = countries.find(code);
        if (country < 0 && !countries.names.empty())
            return fmt::format("{} is not in countries.csv{}", code, did_you_mean(code, countries.names));
        for (const Owner& owner : to)
            if (owner.country == country && country >= 0) return fmt::format("{} is named twice", code);
        to.push_back({country, *share});
        sum += *share;
    }
    return sum > 1.0 + 1e-9 ? fmt::format("the shares sum to {:.6g}, more than 1", sum) : std::string{};
}

std::string short_number(double value) {
    return fmt::format("{:.6g}", value);
}

std::string read_cell(const ColumnRule& rule, const CsvCell& from, Tables& tables, Cell& to) {
    to.text = from.text;
    to.column = from.column;
    const std::string& text = to.text;
    if (text.empty()) return rule.filled ? fmt::format("{} is empty", rule.name) : std::string{};
    switch (rule.kind) {
        case CellKind::text:
        case CellKind::new_code:
            return {};
        case CellKind::number:
            return read_number(rule, text, to);
        case CellKind::choice:
            return read_choice(rule, text, to);
        case CellKind::any_country:
        case CellKind::any_good:
        case CellKind::any_group:
        case CellKind::any_market:
            if (text == "*" || text == "all") return {};
            break;
        case CellKind::world_country:
            if (text == "WLD") return {};
            break;
        case CellKind::tail_group:
            if (text == "tail") return {};
            break;
        case CellKind::owners:
            return read_owner_list(rule, text, tables);
        case CellKind::good_set:
            return read_set(rule, text, tables, to);
        case CellKind::month:
        case CellKind::date:
            return read_day(rule, text, to);
        case CellKind::param:
            return read_param(rule, text, to);
        default:
            break;
    }
    switch (rule.kind) {
        case CellKind::country:
        case CellKind::any_country:
        case CellKind::world_country:
            return read_code(rule, text, tables.countries, "countries.csv", to);
        case CellKind::good:
        case CellKind::any_good:
            return read_code(rule, text, tables.goods, "goods.csv", to);
        case CellKind::any_market:
            return read_code(rule, text, tables.markets, "the markets of final.csv", to);
        default:
            return read_code(rule, text, tables.groups, "groups.csv", to);
    }
}

}  // namespace sunder
