// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/draw.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

constexpr std::uint32_t draw_of_enactment = 0, draw_of_lag = 1;

/// FNV-1a, 64 bits.
std::uint64_t hash_of(const std::string& text) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

std::uint32_t low(std::uint64_t word) noexcept {
    return static_cast<std::uint32_t>(word);
}
std::uint32_t high(std::uint64_t word) noexcept {
    return static_cast<std::uint32_t>(word >> 32U);
}

/// Days by which the dates of a measure move, 0 without lag_days.
Day drawn_lag(const MeasureText& measure, std::uint64_t seed) {
    const Value* lag = measure.table.find("lag_days");
    if (lag == nullptr || lag->items.size() != 3) return 0;
    const double days = triangular(draw_uniform(seed, measure.id, draw_of_lag), lag->items[0].number, lag->items[1].number,
                                   lag->items[2].number);
    return static_cast<Day>(std::lround(days));
}

void move_dates(Rule& rule, Day days) noexcept {
    for (Day* day : {&rule.announce, &rule.effective})
        if (*day != never) *day += days;
    if (rule.grandfather_until != 0) rule.grandfather_until += days;
}

}  // namespace

double draw_uniform(std::uint64_t seed, const std::string& id, std::uint32_t number) noexcept {
    const std::uint64_t name = hash_of(id);
    const r123::Philox4x32::ctr_type counter{{low(name), high(name), number, 0U}};
    const r123::Philox4x32::key_type key{{low(seed), high(seed)}};
    const auto words = r123::Philox4x32{}(counter, key);
    const std::uint64_t word = (static_cast<std::uint64_t>(words[0]) << 32U) | words[1];
    return static_cast<double>(word >> 11U) * 0x1.0p-53;
}

double triangular(double uniform, double least, double mode, double most) noexcept {
    const double width = most - least, left = mode - least;
    if (!(width > 0.0)) return least;
    return uniform * width < left ? least + std::sqrt(uniform * width * left)
                                  : most - std::sqrt((1.0 - uniform) * width * (most - mode));
}

std::vector<DrawRow> draw_measures(const std::vector<MeasureText>& measures, std::uint64_t seed, std::vector<Rule>& rules) {
    std::vector<DrawRow> draws;
    for (std::size_t m = 0; m < measures.size(); ++m) {
        Rule& rule = rules[m];
        if (get_text(measures[m].table, "draw") != "drawn") continue;
        DrawRow row{rule.id, rule.title, get_number(measures[m].table, "probability").value_or(1.0), true, 0, rule.announce};
        row.lag_days = drawn_lag(measures[m], seed);
        row.comes = draw_uniform(seed, rule.id, draw_of_enactment) < row.probability;
        move_dates(rule, row.lag_days);
        if (rule.effective != never && rule.effective >= rule.expires) row.comes = false;  // over before it begins
        row.day = rule.announce;
        draws.push_back(row);
    }
    // An ally does not follow a rule that does not come.
    const auto row_of = [&draws](const std::string& id) {
        return std::find_if(draws.begin(), draws.end(), [&id](const DrawRow& row) { return row.measure == id; });
    };
    const auto fails = [&](const std::string& id) { return row_of(id) != draws.end() && !row_of(id)->comes; };
    for (bool changed = true; changed;) {
        changed = false;
        for (const Rule& rule : rules) {
            if (rule.leader.empty() || !fails(rule.leader) || fails(rule.id)) continue;
            if (row_of(rule.id) == draws.end()) draws.push_back({rule.id, rule.title, 1.0, false, 0, rule.announce});
            row_of(rule.id)->comes = false;
            changed = true;
        }
    }
    std::erase_if(rules, [&fails](const Rule& rule) { return fails(rule.id); });
    return draws;
}

}  // namespace sunder
