// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/sweep_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/version.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t most_shown = 5;  // failed draws in the text

/// Shares as percent, other units as they are.
std::string cell(double value, const std::string& unit) {
    if (!std::isfinite(value)) return fmt::format("{:>9}", "-");
    return unit == "1" ? fmt::format("{:>+8.2f}%", 100.0 * value) : fmt::format("{:>+9.4g}", value);
}

std::string name_of(const SweepIndicator& indicator) {
    const std::string unit = indicator.unit == "1" ? "" : " (" + indicator.unit + ")";
    return (indicator.title + unit).substr(0, 31);
}

std::string quantile_table(const Sweep& sweep, const SweepResults& results) {
    std::string text = fmt::format("{:<32}", "against the same draw's baseline");
    for (const double q : sweep_quantiles)
        text += fmt::format("{:>9}", q == 0.0   ? "least"
                                     : q == 1.0 ? "most"
                                     : q == 0.5 ? "median"
                                                : fmt::format("{:g} %", 100.0 * q));
    text += '\n';
    for (std::size_t i = 0; i < sweep.indicators.size(); ++i) {
        text += fmt::format("{:<32}", name_of(sweep.indicators[i]));
        for (const double value : results.answers[i].quantiles) text += cell(value, sweep.indicators[i].unit);
        text += '\n';
    }
    return text;
}

std::string band_text(const SobolBand& band) {
    if (!std::isfinite(band.value)) return "-";
    return fmt::format("{:.2f} [{:.2f}, {:.2f}]", band.value, band.low, band.high);
}

std::string sobol_table(const Sweep& sweep, const SweepResults& results) {
    std::string text =
        fmt::format("\n{:<32}{:<18}{:<24}{}\n", "Sobol indices [90 % of bootstraps]", "axis", "first order", "total");
    for (std::size_t i = 0; i < sweep.indicators.size(); ++i)
        for (std::size_t a = 0; a < results.answers[i].first.size(); ++a)
            text += fmt::format("{:<34}{:<18}{:<24}{}\n", a == 0 ? name_of(sweep.indicators[i]) : "",
                                sweep.axes[a].name.substr(0, 17), band_text(results.answers[i].first[a]),
                                band_text(results.answers[i].total[a]));
    return text;
}

std::string extremes(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results) {
    std::string text = fmt::format("\n{:<32}{:>16}{:>16}\n", "draws at the ends", "least", "most");
    for (std::size_t i = 0; i < sweep.indicators.size(); ++i)
        if (results.answers[i].draws > 0)
            text += fmt::format("{:<32}{:>16}{:>16}\n", name_of(sweep.indicators[i]),
                                fmt::format("#{}", results.answers[i].least), fmt::format("#{}", results.answers[i].most));
    for (const IndicatorAnswer& answer : results.answers)
        if (answer.draws > 0)
            return text + fmt::format("Rerun one with all its series: sunder run --draw '{}#{}'\n", folder.path().string(),
                                      answer.least);
    return text;
}

std::string failures(const SweepFolder& folder, const SweepResults& results) {
    std::string text;
    std::size_t shown = 0;
    for (std::size_t d = 0; d < results.states.size(); ++d) {
        if (results.states[d] != DrawState::failed || ++shown > most_shown) continue;
        text += fmt::format("draw {} failed: {}\n", d, folder.reason(d));
    }
    if (shown > most_shown)
        text += fmt::format("... and {} more, see {}\n", shown - most_shown, folder.manifest_file().string());
    return text;
}

}  // namespace

SweepIdentity this_program() {
    return {std::string{program_version()}, std::string{git_revision()}};
}

std::string sweep_text(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results) {
    std::string text = sweep.title + '\n';
    if (!sweep.question.empty()) text += "  " + sweep.question + '\n';
    text += fmt::format("{} draws: {} done, {} failed, {} missing\n\n", results.states.size(),
                        results.count(DrawState::done), results.count(DrawState::failed), results.count(DrawState::missing));
    text += quantile_table(sweep, results);
    if (sweep.terms.kind == DesignKind::saltelli) text += sobol_table(sweep, results);
    return text + extremes(sweep, folder, results) + failures(folder, results);
}

std::string sweep_json(const Sweep& sweep, const SweepFolder& folder, const SweepResults& results) {
    JsonWriter json;
    const auto count = [&](const char* key, std::size_t n) { json.key(key).value(static_cast<std::int64_t>(n)); };
    json.begin_object().key("sweep").value(sweep.name).key("title").value(sweep.title).key("question").value(sweep.question);
    json.key("folder").value(folder.path().string()).key("index").value(folder.index_file().string());
    count("draws", results.states.size());
    count("done", results.count(DrawState::done));
    count("failed", results.count(DrawState::failed));
    count("missing", results.count(DrawState::missing));
    json.key("indicators").begin_array();
    for (std::size_t i = 0; i < sweep.indicators.size(); ++i) {
        const IndicatorAnswer& answer = results.answers[i];
        json.begin_object().key("id").value(sweep.indicators[i].id).key("title").value(sweep.indicators[i].title);
        json.key("unit").value(sweep.indicators[i].unit);
        count("draws", answer.draws);
        json.key("quantiles").begin_object();
        for (std::size_t q = 0; q < sweep_quantiles.size(); ++q)
            json.key(fmt::format("{}", sweep_quantiles[q])).value(answer.quantiles[q]);
        json.end_object();
        if (answer.draws > 0) {
            count("least_draw", answer.least);
            count("most_draw", answer.most);
        }
        json.key("sobol").begin_array();
        for (std::size_t a = 0; a < answer.first.size(); ++a) {
            const SobolBand &first = answer.first[a], &total = answer.total[a];
            json.begin_object().key("axis").value(sweep.axes[a].name);
            json.key("first").value(first.value).key("first_low").value(first.low).key("first_high").value(first.high);
            json.key("total").value(total.value).key("total_low").value(total.low).key("total_high").value(total.high);
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().key("failures").begin_array();
    for (std::size_t d = 0; d < results.states.size(); ++d)
        if (results.states[d] == DrawState::failed) {
            json.begin_object();
            count("draw", d);
            json.key("reason").value(folder.reason(d)).end_object();
        }
    return json.end_array().end_object().text() + "\n";
}

}  // namespace sunder::cli
