// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/cli/calibration_report.hpp"

namespace sunder::cli {
namespace {

/// Three digits that matter; "-" where there is no number.
std::string short_number(double x) {
    if (!std::isfinite(x)) return "-";
    return std::abs(x) < 1e-12 ? "0" : fmt::format("{:.3g}", x);
}

std::string cut(const std::string& text, std::size_t width) {
    return text.size() <= width ? text : text.substr(0, width - 1) + "~";
}

std::string parameter_table(const CalibrationCase& c, const Study& s) {
    std::string text = fmt::format("{:<34}{:>8}{:>8}{:>8}{:>8} {:<6}{:>15} {:>8}\n", "parameter", "low", "start", "fitted",
                                   "high", "bound", "not implausible", "learned");
    for (std::size_t p = 0; p < c.free.size(); ++p) {
        const FreeParameter& free = c.free[p];
        text += fmt::format(
            "{:<34}{:>8}{:>8}{:>8}{:>8} {:<6}{:>15} {:>7.0f}%\n", cut(free.name, 33), short_number(free.low),
            short_number(free.start), short_number(free.at(s.fit.places[p])), short_number(free.high),
            s.on_bound(p) ? "BOUND" : "no",
            fmt::format("{}..{}", short_number(free.at(s.history.low[p])), short_number(free.at(s.history.high[p]))),
            100.0 * s.sensitivity.learned[p]);
        text += fmt::format("    identified by {}\n", free.identified_by);
    }
    return text;
}

std::string moment_table(const CalibrationCase& c, const Study& s) {
    const std::vector<double> z0 = misses(c, s.before), z = misses(c, s.fit.values);
    std::string text = fmt::format("{:<30}{:>9}{:>8}{:>9}{:>9}{:>10}{:>8}{:>9}\n", "moment", "observed", "error", "before",
                                   "after", "z before", "z", "nearest");
    for (std::size_t m = 0; m < c.moments.size(); ++m) {
        const ObservedMoment& moment = c.moments[m];
        text += fmt::format("{:<30}{:>9}{:>8}{:>9}{:>9}{:>10}{:>8}{:>9}{}\n", cut(moment.id, 29),
                            short_number(moment.observed), short_number(moment.error), short_number(s.before[m]),
                            short_number(s.fit.values[m]), short_number(z0[m]), short_number(z[m]),
                            short_number(s.history.nearest[m]), moment.fitted ? "" : "  not fitted");
    }
    return text;
}

std::vector<std::string> groups_of(const CalibrationCase& c) {
    std::vector<std::string> groups;
    for (const ObservedMoment& m : c.moments)
        if (m.fitted && std::ranges::find(groups, m.group) == groups.end()) groups.push_back(m.group);
    return groups;
}

std::string fit_table(const CalibrationCase& c, const Study& s) {
    const std::vector<std::string> groups = groups_of(c);
    std::string text = fmt::format("{:<34}{:>10}{:>10}", "", "max |z|", "sum z2");
    for (const std::string& group : groups) text += fmt::format("{:>16}", "rms " + (group.empty() ? "all" : group));
    text += '\n';
    const auto row = [&](const std::string& name, const std::vector<double>& values) {
        double sum = 0.0;
        const std::vector<double> z = misses(c, values);
        for (std::size_t m = 0; m < z.size(); ++m) sum += c.moments[m].fitted ? z[m] * z[m] : 0.0;
        text += fmt::format("{:<34}{:>10}{:>10}", cut(name, 33), short_number(implausibility(c, values)), short_number(sum));
        for (const std::string& group : groups) {
            const double rms = rms_log(c, values, group);
            text += fmt::format("{:>16}", std::isfinite(rms) ? fmt::format("{:.1f} %", 100.0 * rms) : "-");
        }
        text += '\n';
    };
    row("start values", s.before);
    row("fitted", s.fit.values);
    for (std::size_t v = 0; v < c.variants.size(); ++v) row("fitted, " + c.variants[v].name, s.variants[v]);
    return text;
}

std::string sensitivity_table(const CalibrationCase& c, const Study& s) {
    std::string text =
        "Sensitivity: standard errors by which a moment moves over the whole range of a parameter (linear, at the fit)\n";
    text += fmt::format("{:<24}", "moment");
    for (const FreeParameter& p : c.free)
        text += fmt::format("{:>14}", cut(p.name.starts_with("parameter.") ? p.name.substr(10) : p.name, 13));
    text += '\n';
    for (std::size_t m = 0; m < c.moments.size(); ++m) {
        text += fmt::format("{:<24}", cut(c.moments[m].id, 23));
        for (std::size_t p = 0; p < c.free.size(); ++p)
            text += fmt::format("{:>14}", short_number(s.sensitivity.slope[p][m]));
        text += '\n';
    }
    return text;
}

}  // namespace

std::string calibration_text(const CalibrationCase& c, const Study& s, const StudyOptions& options) {
    std::string text = fmt::format("{}\n{}\n\n", c.title, c.question);
    text += fmt::format(
        "{} draws (seed {}): {} not implausible (all |z| < 3), {} could not be simulated; {} runs of local search\n\n",
        s.history.draws.size(), options.seed, s.history.standing, s.history.failed, s.fit.runs);
    text += parameter_table(c, s) + '\n' + moment_table(c, s) + '\n' + fit_table(c, s) + '\n' + sensitivity_table(c, s);
    for (std::size_t m = 0; m < c.moments.size() && !s.history.draws.empty(); ++m)
        if (c.moments[m].fitted && !(s.history.nearest[m] < implausible_from))
            text +=
                fmt::format("No draw in range comes within three errors of {}: the structure misses it, not the numbers.\n",
                            c.moments[m].id);
    return text + "Fitted numbers are no predictions: what was fitted to a moment cannot be tested by it.\n";
}

}  // namespace sunder::cli
