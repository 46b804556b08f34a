// SPDX-License-Identifier: Apache-2.0
// The page of all calibrations: pure text from cases and results.
#include <fmt/format.h>

#include <cmath>

#include "sim/calibration/result.hpp"

namespace sunder {
namespace {

std::string digits(double x) {
    if (!std::isfinite(x)) return "-";
    return std::abs(x) < 5e-7 ? "0" : fmt::format("{:.3g}", x);
}

/// As it stands in a table of Markdown.
std::string cell(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '|') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string parameters(const CalibrationCase& c, const CalibrationResult& r) {
    std::string text =
        "| parameter | low | start | fitted | high | on a bound | left by the match | learned | identified by | range from "
        "|\n"
        "|---|---|---|---|---|---|---|---|---|---|\n";
    for (std::size_t p = 0; p < c.free.size(); ++p) {
        const FreeParameter& free = c.free[p];
        const auto& found = r.parameters[p];
        const std::string more = free.keys.size() > 1 ? fmt::format(" and {} more", free.keys.size() - 1) : "";
        text += fmt::format("| `{}`{} | {} | {} | {} | {} | {} | {} to {} | {:.0f} % | {} | {} |\n", free.name, more,
                            digits(free.low), digits(free.start), digits(found.fitted), digits(free.high),
                            found.on_bound ? "**yes**" : "no", digits(found.left_low), digits(found.left_high),
                            100.0 * found.learned, cell(free.identified_by), cell(free.basis));
    }
    return text;
}

std::string moments(const CalibrationCase& c, const CalibrationResult& r) {
    std::string text =
        "| moment | used | observed | error | before | after | z | source | status "
        "|\n|---|---|---|---|---|---|---|---|---|\n";
    for (std::size_t m = 0; m < c.moments.size(); ++m) {
        const ObservedMoment& o = c.moments[m];
        text += fmt::format("| {} ({}) | {} | {} | {} | {} | {} | {} | {} | {} |\n", o.id, o.unit,
                            o.fitted ? "fitted" : "shown only", digits(o.observed), digits(o.error),
                            digits(r.moments[m].before), digits(r.moments[m].after),
                            digits((r.moments[m].after - o.observed) / o.error), cell(o.source), cell(o.status));
    }
    return text;
}

std::string rms_text(const CalibrationCase& c, const std::vector<double>& values, const std::string& group) {
    const double rms = rms_log(c, values, group);
    return std::isfinite(rms) ? fmt::format("{:.1f} %", 100.0 * rms) : "-";
}

std::string variants(const CalibrationCase& c, const CalibrationResult& r) {
    std::vector<std::string> groups;
    for (const ObservedMoment& m : c.moments) {
        bool known = !m.fitted;
        for (const std::string& group : groups) known = known || group == m.group;
        if (!known) groups.push_back(m.group);
    }
    std::string text = "| with | largest miss, standard errors |", rule = "|---|---|";
    for (const std::string& group : groups) {
        text += fmt::format(" rms of {} |", group.empty() ? "all" : group);
        rule += "---|";
    }
    text += fmt::format("\n{}\n", rule);
    std::vector<double> before, after;
    for (const auto& m : r.moments) {
        before.push_back(m.before);
        after.push_back(m.after);
    }
    const auto row = [&](const std::string& name, const std::vector<double>& values) {
        text += fmt::format("| {} | {} |", name, digits(implausibility(c, values)));
        for (const std::string& group : groups) text += fmt::format(" {} |", rms_text(c, values, group));
        text += "\n";
    };
    row("start values", before);
    row("fitted values", after);
    for (const auto& v : r.variants) row("fitted values, " + v.name, v.values);
    return text;
}

std::string list(const std::string& heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return "";
    std::string text = fmt::format("{}\n\n", heading);
    for (const std::string& line : lines) text += fmt::format("* {}\n", line);
    return text + '\n';
}

std::string section(const CalibrationCase& c, const CalibrationResult& r) {
    std::string text = fmt::format("\n## {}\n\n{} Deck: `{}`.\n\n", c.title, c.question, c.deck);
    text += fmt::format(
        "`sunder calibrate {} --draws {} --runs {} --seed {}`: {} of {} draws are not implausible, {} could not be "
        "simulated; "
        "{} runs of local search.\n\n",
        c.name, r.draws, r.most_runs, r.seed, r.standing, r.draws, r.failed, r.runs);
    text += fmt::format("{}\n{}\n{}\n", parameters(c, r), moments(c, r), variants(c, r));
    text += list("Taken as given, not fitted:", c.assumed);
    std::vector<std::string> lines = c.misses;
    for (std::size_t p = 0; p < c.free.size(); ++p)
        if (r.parameters[p].on_bound)
            lines.push_back(fmt::format("`{}` ends on a bound of its range: the moments ask for more than it can give.",
                                        c.free[p].name));
    for (std::size_t m = 0; m < c.moments.size(); ++m)
        if (c.moments[m].fitted && r.draws > 0 && !(r.moments[m].nearest < implausible_from))
            lines.push_back(
                fmt::format("{}: no draw comes nearer than {} standard errors; the structure misses it, not the numbers.",
                            c.moments[m].id, digits(r.moments[m].nearest)));
    return text + list("Misses:", lines);
}

}  // namespace

std::string calibration_page(const std::vector<std::pair<CalibrationCase, CalibrationResult>>& calibrations) {
    std::string text =
        "# Calibrations\n\n"
        "Made from the cases in this folder, results/ and scope.md (`SUNDER_REGENERATE=1 sunder_tests "
        "--gtest_filter='CalibrationPage.*'`); a test compares it.\n\n"
        "A case is a deck, free parameters with ranges, and observed moments with sources and errors. `sunder calibrate "
        "CASE` "
        "first draws over all ranges and says which draws the observations leave standing (every fitted moment within three "
        "standard errors), then searches locally, with a weak pull to the start values. *Learned* is the part of a "
        "parameter's "
        "prior variance that the fitted moments take away; a parameter of which little is learned stays where it was. rms: "
        "of "
        "log deviations. z: (model - observed)/error.\n\n"
        "**A fitted number is no prediction.** Moments marked fitted cannot test the model; those shown only had no say.\n";
    for (const auto& [calibration, result] : calibrations) text += section(calibration, result);
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

}  // namespace sunder
