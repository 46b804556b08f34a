// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/prose.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/scenario/fields.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {

std::string wrap(std::string_view text, std::size_t indent, std::string_view first) {
    std::string wrapped, line(first);
    line.resize(std::max(line.size(), indent), ' ');
    bool fresh = true;  // no word in the line yet
    for (const std::string& word : split(text, ' ')) {
        if (word.empty()) continue;
        if (!fresh && line.size() + 1 + word.size() > page_width) {
            wrapped += line + '\n';
            line.assign(indent, ' ');
            fresh = true;
        }
        line += fresh ? word : ' ' + word;
        fresh = false;
    }
    return fresh ? wrapped : wrapped + line + '\n';
}

std::string percent(double share) {
    return fmt::format("{:.4g}%", 100.0 * share);
}

std::string names_of(const Value& table, std::string_view key) {
    std::string text;
    for (const Name& name : get_names(table, key)) text += (text.empty() ? "" : ", ") + name.text;
    return text;
}

std::string points_text(const DayPath& path, std::string (*show)(double)) {
    std::string text;
    for (const auto& [day, value] : path)
        text += fmt::format("{}{} from {}", text.empty() ? "" : ", ", show(value), show_date(day));
    return text;
}

std::string money(double musd) {
    if (musd < 10.0) return fmt::format("{:g} M$", musd);
    return fmt::format("{} M$", fmt::group_digits(std::llround(musd)));
}

}  // namespace sunder
