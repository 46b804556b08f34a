// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "sim/cli/dates.hpp"
#include "sim/cli/headline.hpp"

namespace sunder::cli {
namespace {

constexpr std::size_t columns = 100;
constexpr std::size_t label_width = 5;
constexpr std::size_t cell_width = 6;
constexpr std::size_t most_single_lines = 4;  // more measures than this share lines, or the page would not fit a screen

/// Breaks at spaces so that no line is wider than the page.
std::string wrapped(const std::string& text, std::size_t indent) {
    std::string out, line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, space - at);
        at = space + 1;
        if (!line.empty() && indent + line.size() + 1 + word.size() > columns) {
            out += line + '\n' + std::string(indent, ' ');
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return out + line + '\n';
}

std::string percent(double change) {
    if (std::isnan(change)) return "-";
    const double value = 100.0 * change;
    if (std::abs(value) < 0.05) return "0.0";
    return std::abs(value) < 99.95 ? fmt::format("{:+.1f}", value) : fmt::format("{:+.0f}", value);
}

std::string measure_lines(const Headline& headline) {
    if (headline.measures.empty()) return "No measure in force.\n";
    if (headline.measures.size() > most_single_lines) {
        std::string list = "In force:";
        Day day = never;
        for (const MeasureInForce& measure : headline.measures) {
            list += measure.effective == day ? ", "
                                             : fmt::format("{} {} ", day == never ? "" : ";", date_text(measure.effective));
            list += measure.id;
            day = measure.effective;
        }
        return wrapped(list, 2);
    }
    std::string text;
    for (const MeasureInForce& measure : headline.measures) {
        text += fmt::format("  {}  {}  ({}", date_text(measure.effective), measure.id, measure.issuer);
        if (measure.announce != never && measure.announce != measure.effective)
            text += fmt::format(", announced {}", date_text(measure.announce));
        if (measure.expires != never) text += fmt::format(", until {}", date_text(measure.expires));
        text += ")\n";
    }
    return "In force:\n" + text;
}

std::string table(const Headline& headline) {
    const std::size_t group = cell_width * headline.years.size();
    std::string top(label_width, ' '), second = fmt::format("{:<{}}", "%", label_width);
    for (const std::string& indicator : headline.indicators) {
        top += fmt::format(" {:>{}.{}}", indicator, group, group);
        second += ' ';
        for (const int year : headline.years) second += fmt::format("{:>{}}", year, cell_width);
    }
    std::string text = top + '\n' + second + '\n';
    for (const HeadlineRow& row : headline.rows) {
        text += fmt::format("{:<{}}", row.country, label_width);
        for (const auto& changes : row.change) {
            text += ' ';
            for (const double change : changes) text += fmt::format("{:>{}}", percent(change), cell_width);
        }
        text += '\n';
    }
    return text;
}

std::string covered_line(const Headline& headline) {
    if (headline.covered.measure.empty()) return {};
    std::string text = fmt::format("Output of the plants that {} covers:", headline.covered.measure);
    for (std::size_t i = 0; i < headline.years.size(); ++i)
        text += fmt::format("{} {} % in {}", i == 0 ? "" : ",", percent(headline.covered.change[i]), headline.years[i]);
    return wrapped(text, 2);
}

std::string scarcity_lines(const Headline& headline) {
    std::string text;
    if (!headline.scarcest.empty()) {
        text = "Largest price rises:";
        for (const PriceRise& rise : headline.scarcest)
            text += fmt::format(" {} {} % ({} {}){}", rise.good, percent(rise.change), rise.country, rise.year,
                                &rise == &headline.scarcest.back() ? "" : ",");
        text = wrapped(text, 2);
    }
    for (const Bottleneck& one : headline.bottleneck)
        text += fmt::format("Costliest bottleneck: {} in {}, {:.3g} M$ of output a week lost beyond the baseline in {}\n",
                            one.input, one.country, one.extra_musd_wk, one.year);
    return text;
}

}  // namespace

std::string headline_text(const std::string& title, const std::string& question, const Headline& headline) {
    std::string text = wrapped(title, 2);
    if (!question.empty()) text += wrapped(question, 2);
    text += measure_lines(headline);
    if (!headline.rows.empty() && !headline.indicators.empty()) text += '\n' + table(headline) + '\n';
    text += covered_line(headline) + scarcity_lines(headline) + decisions_text(headline.decisions);
    text += indicators_text(headline.summary);
    if (!headline.worst.id.empty())
        text += fmt::format("Audit: all identities hold; closest {} at {:.1e} of {:.0e}\n", headline.worst.id,
                            headline.worst.largest, headline.worst.tolerance);
    return text;
}

}  // namespace sunder::cli
