// SPDX-License-Identifier: Apache-2.0
#include "sim/record/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/command.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t most_effects = 15;  // within a screen, unless --all
constexpr std::size_t most_differences = 5;

std::string amount(const Effect& effect, double value) {
    return effect.in_unit ? fmt::format("{:+.4g} {}", value, effect.unit) : fmt::format("{:+.2f} %", 100.0 * value);
}

/// Effects that differ between the files, the largest difference first; those in units after the shares.
void print_effects(const Comparison& result, std::size_t most) {
    std::vector<Effect> effects;
    for (const Effect& effect : result.effects)
        if (effect.a != effect.b) effects.push_back(effect);
    if (effects.empty()) return;
    std::stable_sort(effects.begin(), effects.end(), [](const Effect& x, const Effect& y) {
        return x.in_unit != y.in_unit ? y.in_unit : std::abs(x.b - x.a) > std::abs(y.b - y.a);
    });
    fmt::print("Scenario against baseline, mean over the run:\n  {:<22} {:<8} {:>16} {:>16}\n", "variable", "country", "A",
               "B");
    for (std::size_t i = 0; i < std::min(most, effects.size()); ++i)
        fmt::print("  {:<22} {:<8} {:>16} {:>16}\n", effects[i].variable, effects[i].country,
                   amount(effects[i], effects[i].a), amount(effects[i], effects[i].b));
    if (effects.size() > most) fmt::print("  and {} more (--all)\n", effects.size() - most);
}

void print_differences(const Comparison& result, std::size_t most) {
    std::vector<Difference> differing;
    for (const Difference& difference : result.differences)
        if (difference.differing > 0) differing.push_back(difference);
    if (differing.empty()) return;
    std::stable_sort(differing.begin(), differing.end(),
                     [](const Difference& x, const Difference& y) { return x.relative > y.relative; });
    fmt::print("{} of {} variables differ; the largest differences:\n", differing.size(), result.differences.size());
    for (std::size_t i = 0; i < std::min(most, differing.size()); ++i)
        fmt::print("  {:<22} {:.4g} {} at {}\n", differing[i].variable, differing[i].largest, differing[i].unit,
                   differing[i].where);
}

int compare_files(const Arguments& args) {
    const ResultReader a(args.words[0]), b(args.words[1]);
    const Comparison result = compare(a, b);
    fmt::print("A: {} ({})\nB: {} ({})\n", a.attribute("title"), args.words[0], b.attribute("title"), args.words[1]);
    for (const std::string& fact : result.facts) fmt::print("differs: {}\n", fact);
    for (const std::string& one : result.only_in_a) fmt::print("only in A: {}\n", one);
    for (const std::string& one : result.only_in_b) fmt::print("only in B: {}\n", one);
    if (result.equal()) return fmt::print("Equal in every value.\n"), done;
    const bool all = args.has("all");
    print_effects(result, all ? SIZE_MAX : most_effects);
    print_differences(result, all ? SIZE_MAX : most_differences);
    return done;
}

}  // namespace

Command compare_command() {
    return {.name = "compare",
            .arguments = "A.h5 B.h5 [--all]",
            .summary = "headline differences of two results",
            .details =
                "Compares what the measures do to each country in the one file and in the other, and says where values "
                "differ most.",
            .example = "sunder compare flagship.h5 without-stocks.h5",
            .options = {{"all", '\0', "", "every difference, not only the largest"}},
            .least_words = 2,
            .most_words = 2,
            .run = compare_files};
}

}  // namespace sunder::cli
