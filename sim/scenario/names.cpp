// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/resolve.hpp"

namespace sunder {
namespace {

/// Position of the row whose `member` is `text`, or -1.
template <class Rows, class Member>
std::int32_t position(const Rows& rows, const std::string& text, Member member) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.*member == text; });
    return at == rows.end() ? -1 : static_cast<std::int32_t>(at - rows.begin());
}

template <class Rows, class Member>
std::vector<std::string> texts_of(const Rows& rows, Member member) {
    std::vector<std::string> texts;
    for (const auto& row : rows) texts.push_back(row.*member);
    return texts;
}

void add_once(std::vector<std::int32_t>& ids, std::int32_t id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

}  // namespace

const std::vector<std::string>& good_kind_names() {
    static const std::vector<std::string> names{"raw",     "material", "tool",    "service", "software",
                                                "foundry", "chip",     "backend", "end"};
    return names;
}

std::int32_t NameBook::unknown(const Name& name, std::string_view what, const std::vector<std::string>& known,
                               std::vector<Fault>& faults) const {
    faults.push_back(fault_at(name.mark, fmt::format("economy '{}' has no {} '{}'{}", network_.name, what, name.text,
                                                     did_you_mean(name.text, known))));
    return -1;
}

std::int32_t NameBook::country(const Name& name, std::vector<Fault>& faults) const {
    const std::int32_t found = position(network_.countries, name.text, &Country::code);
    return found >= 0 ? found : unknown(name, "country", texts_of(network_.countries, &Country::code), faults);
}

std::int32_t NameBook::good(const Name& name, std::vector<Fault>& faults) const {
    const std::int32_t found = position(network_.goods, name.text, &Good::code);
    return found >= 0 ? found : unknown(name, "good", texts_of(network_.goods, &Good::code), faults);
}

std::int32_t NameBook::group(const Name& name, std::vector<Fault>& faults) const {
    const std::int32_t found = position(network_.groups, name.text, &Group::name);
    return found >= 0 ? found : unknown(name, "firm", texts_of(network_.groups, &Group::name), faults);
}

std::vector<std::int32_t> NameBook::all_countries_but(std::int32_t issuer) const {
    std::vector<std::int32_t> ids;
    for (std::int32_t c = 0; c < static_cast<std::int32_t>(network_.countries.size()); ++c)
        if (c != issuer) ids.push_back(c);
    return ids;
}

std::vector<std::int32_t> NameBook::country_list(const std::vector<Name>& names, std::int32_t issuer,
                                                 std::vector<Fault>& faults) const {
    std::vector<std::int32_t> ids;
    std::vector<std::string> known = texts_of(network_.countries, &Country::code);
    for (const Country& country : network_.countries)
        known.insert(known.end(), country.groups.begin(), country.groups.end());
    for (const Name& name : names) {
        const std::size_t before = ids.size();
        if (name.text == "*")
            for (const std::int32_t c : all_countries_but(issuer)) add_once(ids, c);
        bool member = name.text == "*";
        for (std::int32_t c = 0; c < static_cast<std::int32_t>(network_.countries.size()); ++c) {
            const Country& country = network_.countries[static_cast<std::size_t>(c)];
            const bool in_set = std::find(country.groups.begin(), country.groups.end(), name.text) != country.groups.end();
            if (country.code != name.text && !in_set) continue;
            add_once(ids, c);
            member = true;
        }
        if (!member && ids.size() == before) unknown(name, "country or set of countries", known, faults);
    }
    return ids;
}

std::vector<std::int32_t> NameBook::group_list(const std::vector<Name>& names, std::vector<Fault>& faults) const {
    std::vector<std::int32_t> ids;
    for (const Name& name : names)
        if (const std::int32_t found = group(name, faults); found >= 0) add_once(ids, found);
    return ids;
}

std::vector<std::int32_t> NameBook::market_list(const std::vector<Name>& names, std::vector<Fault>& faults) const {
    std::vector<std::int32_t> ids;
    for (const Name& name : names) {
        const auto at = std::find(network_.markets.begin(), network_.markets.end(), name.text);
        if (at == network_.markets.end())
            unknown(name, "end market", network_.markets, faults);
        else
            add_once(ids, static_cast<std::int32_t>(at - network_.markets.begin()));
    }
    return ids;
}

std::vector<std::int32_t> NameBook::goods_or_class(const Name& name, std::vector<Fault>& faults) const {
    const std::vector<std::string>& kinds = good_kind_names();
    const auto kind = std::find(kinds.begin(), kinds.end(), name.text);
    std::vector<std::int32_t> ids;
    for (std::int32_t g = 0; g < static_cast<std::int32_t>(network_.goods.size()); ++g) {
        const Good& row = network_.goods[static_cast<std::size_t>(g)];
        const bool in_class = kind != kinds.end() && static_cast<std::ptrdiff_t>(row.kind) == kind - kinds.begin();
        if (name.text == "*" || in_class || row.code == name.text) ids.push_back(g);
    }
    if (!ids.empty()) return ids;
    std::vector<std::string> known = texts_of(network_.goods, &Good::code);
    known.insert(known.end(), kinds.begin(), kinds.end());
    unknown(name, kind == kinds.end() ? "good" : "good of class", known, faults);
    return ids;
}

}  // namespace sunder
