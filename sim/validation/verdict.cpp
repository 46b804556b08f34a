// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <functional>

namespace sunder {
namespace {

std::string with_unit(const std::string& number, const std::string& unit) {
    return unit.empty() ? number : number + ' ' + unit;
}

std::string digits_of(const Claim& claim, double x) {
    std::string text = fmt::format("{:.{}f}", x, claim.digits);
    // Minus nothing is nothing.
    if (text.front() == '-' && text.find_first_of("123456789") == std::string::npos) text.erase(0, 1);
    return text;
}

std::string published_text(const Claim& claim) {
    switch (claim.expected) {
        case Expected::value:
            return with_unit(digits_of(claim, claim.value), claim.unit);
        case Expected::range:
            if (!claim.low) return with_unit("at most " + digits_of(claim, *claim.high), claim.unit);
            if (!claim.high) return with_unit("at least " + digits_of(claim, *claim.low), claim.unit);
            return with_unit(digits_of(claim, *claim.low) + " to " + digits_of(claim, *claim.high), claim.unit);
        case Expected::negative:
            return "negative";
        case Expected::positive:
            return "positive";
        case Expected::rising:
        case Expected::falling:
            break;
    }
    std::string text;
    const char* sign = claim.expected == Expected::rising ? " < " : " > ";
    const std::size_t values = claim.runs.size() * claim.moments.size();
    for (std::size_t n = 0; n < values; ++n)
        text += (n == 0 ? "" : sign) + (claim.names.empty() ? fmt::format("{}.", n + 1) : claim.names[n]);
    return text;
}

std::string ours_text(const Claim& claim, std::span<const double> values) {
    std::string text;
    for (const double x : values) text += (text.empty() ? "" : ", ") + digits_of(claim, x);
    return with_unit(text, claim.unit);
}

void judge_value(const Claim& claim, double ours, ValidationRow& row) {
    const double distance = ours - claim.value;
    row.holds = std::abs(distance) <= claim.near * std::abs(claim.value);
    if (row.holds)
        row.verdict = fmt::format("within {:.0f} %", 100.0 * claim.near);
    else if (claim.value != 0.0 && ours / claim.value > 0.0)
        row.verdict = fmt::format("miss: {:.2g} times the published value", ours / claim.value);
    else
        row.verdict = fmt::format("miss: {} off", digits_of(claim, distance));
}

void judge_range(const Claim& claim, double ours, ValidationRow& row) {
    const bool low = claim.low && !(ours >= *claim.low), high = claim.high && !(ours <= *claim.high);
    row.holds = !low && !high;
    row.verdict = row.holds ? "within range"
                  : low     ? fmt::format("miss: {} below the range", digits_of(claim, *claim.low - ours))
                            : fmt::format("miss: {} above the range", digits_of(claim, ours - *claim.high));
}

void judge_order(const Claim& claim, std::span<const double> values, ValidationRow& row) {
    const auto wrong = claim.expected == Expected::rising ? std::ranges::adjacent_find(values, std::greater_equal<>())
                                                          : std::ranges::adjacent_find(values, std::less_equal<>());
    row.holds = wrong == values.end();
    if (row.holds) {
        row.verdict = "holds";
        return;
    }
    const auto n = static_cast<std::size_t>(wrong - values.begin());
    const auto name = [&](std::size_t i) { return claim.names.empty() ? fmt::format("{}.", i + 1) : claim.names[i]; };
    row.verdict = fmt::format("miss: order of {} and {}", name(n), name(n + 1));
}

}  // namespace

ValidationRow judge(const ExactCase& exact) {
    ValidationRow row;
    row.id = exact.id, row.study = exact.id, row.claim = exact.claim, row.source = exact.source;
    row.kind = std::string("exact");
    row.status = row.kind;
    row.note = exact.measure;
    row.published = exact.tolerance > 0.0 ? fmt::format("to {:.0e}", exact.tolerance) : "exactly";
    try {
        const double error = exact.error();
        row.values = {error};
        row.ours = fmt::format("{:.1e}", error);
        row.holds = error <= exact.tolerance;
        row.verdict = row.holds ? "holds" : "fails";
    } catch (const std::exception& error) {
        row.ours = std::string("none");
        row.verdict = fmt::format("fails: {}", error.what());
    }
    return row;
}

ValidationRow judge(const Claim& claim, std::span<const double> values) {
    ValidationRow row;
    row.id = claim.id, row.study = claim.study, row.claim = claim.claim, row.source = claim.source;
    row.status = claim.status, row.kind = claim.kind, row.note = claim.note;
    row.published = published_text(claim);
    row.ours = ours_text(claim, values);
    row.values.assign(values.begin(), values.end());
    if (std::ranges::any_of(values, [](double x) { return std::isnan(x); })) {
        row.verdict = "miss: no value";
    } else if (claim.expected == Expected::value) {
        judge_value(claim, values.front(), row);
    } else if (claim.expected == Expected::range) {
        judge_range(claim, values.front(), row);
    } else if (claim.expected == Expected::negative || claim.expected == Expected::positive) {
        row.holds = claim.expected == Expected::negative ? values.front() < 0.0 : values.front() > 0.0;
        row.verdict = row.holds ? "holds" : "miss: the other sign";
    } else {
        judge_order(claim, values, row);
    }
    if (!row.holds) row.why = claim.why;
    return row;
}

std::string summary(const ValidationTable& table) {
    const auto held = [](const std::vector<ValidationRow>& rows, std::string_view kind) {
        std::size_t all = 0, good = 0;
        for (const ValidationRow& row : rows)
            if (row.kind == kind) ++all, good += row.holds ? 1 : 0;
        return std::pair{good, all};
    };
    std::string text;
    for (const auto& [kind, words] : {std::pair{"exact", "exact cases hold"},
                                      {"predicted", "predictions hold"},
                                      {"fitted", "fitted moments hold"},
                                      {"assumed input", "inputs of the base year agree with their sources"}}) {
        const auto [good, all] = held(kind == std::string_view("exact") ? table.exact : table.published, kind);
        if (all > 0) text += fmt::format("{}{} of {} {}", text.empty() ? "" : ", ", good, all, words);
    }
    return text + '.';
}

}  // namespace sunder
