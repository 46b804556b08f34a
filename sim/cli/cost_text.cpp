// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "sim/cli/cost.hpp"
#include "sim/cost/cost_keys.hpp"

namespace sunder::cli {
namespace {

/// How a result is shown: 861 bn$ as they are, shares as percent.
struct Shown {
    double factor;
    int digits;
};
constexpr Shown money{1.0, 0}, percent{100.0, 0};

std::string cell(double value, Shown shown, int width = 6) {
    if (std::isnan(value)) return fmt::format("{:>{}}", "-", width);
    return fmt::format("{:>{}}", fmt::group_digits(std::llround(value * shown.factor)), width);
}

std::string published_range(const CostComparison& row, Shown shown) {
    const auto end = [shown](double value) { return fmt::format("{:L}", std::llround(value * shown.factor)); };
    if (std::isnan(row.published_low)) return "up to " + end(row.published_high);
    if (row.published_low == row.published_high) return "about " + end(row.published_low);
    return end(row.published_low) + "-" + end(row.published_high);
}

std::string ours_is(const CostComparison& row) {
    return row.use.empty() ? row.verdict : row.use + "; " + row.verdict;
}

const CostComparison* find_row(const CostAnswer& answer, const std::string& item, const std::string& region) {
    for (const CostComparison& row : answer.compared)
        if (row.item == item && row.region == region) return &row;
    return nullptr;
}

std::string result_line(const CostAnswer& answer, const std::string& label, const std::string& item,
                        const std::string& region, const std::array<double, 3>& ours, const Percentiles& drawn,
                        Shown shown) {
    std::string line = fmt::format("{:<25}", label);
    for (const double value : ours) line += cell(value, shown);
    line += "  ";
    for (const std::size_t p : {0U, 2U, 4U}) line += cell(drawn[p], shown);
    if (const CostComparison* row = find_row(answer, item, region); row != nullptr)
        line += fmt::format("  {:<10} {:<12} {}", published_range(*row, shown), row->status, ours_is(*row));
    return line + '\n';
}

std::string world_table(const CostAnswer& answer) {
    const auto of = [&](double CostCaseResult::*member) {
        return std::array{answer.cases[0].*member, answer.cases[1].*member, answer.cases[2].*member};
    };
    std::string text = fmt::format("{:<25}{:>6}{:>6}{:>6}  {:>18}  {:<24}{}\n", "", "low", "mid", "high", "drawn 5/50/95 %",
                                   "published, known how", "ours");
    text += result_line(answer, "first investment, bn$", "upfront_busd", "", of(&CostCaseResult::upfront_busd),
                        answer.draws.upfront_busd, money);
    text += result_line(answer, "added cost, bn$ a year", "recurring_busd_yr", "", of(&CostCaseResult::recurring_busd_yr),
                        answer.draws.recurring_busd_yr, money);
    text += result_line(answer, "rise of chip prices, %", "price_rise", "", of(&CostCaseResult::price_rise),
                        answer.draws.price_rise, percent);
    text += result_line(answer, "fabs + ATP in the first, %", "manufacturing_share", "",
                        of(&CostCaseResult::manufacturing_share), answer.draws.manufacturing_share, percent);
    return text;
}

std::string identity_line(const CostCaseResult& result, const char* label) {
    return fmt::format("  {:<5}({:.4f} x {:.0f} + {:.1f}) / {:.1f} x {:g} = {:.1f} %\n", label, result.recovery_per_year,
                       result.upfront_busd, result.recurring_busd_yr, result.sales_busd_yr, result.pass_through,
                       100.0 * result.price_rise);
}

std::string identity(const CostStudy& study, const CostAnswer& answer) {
    const CostCaseResult& mid = answer.cases[1];
    std::string text = "\nPrice rise = (annual factor x first investment + added cost) / sales x pass-through\n";
    text += identity_line(answer.cases[0], "low") + identity_line(mid, "mid") + identity_line(answer.cases[2], "high");
    const ImpliedFactor implied = implied_factor(study, mid.sales_busd_yr / study.world.demand_factor);
    if (!std::isnan(implied.low))
        text += fmt::format(
            "  The published pairs imply an annual factor of {:.3f}-{:.3f}: given the first two, their price rise is no "
            "third "
            "piece of\n  evidence. Without the factor it would be {:.0f} % and more.\n",
            implied.low, implied.high, 100.0 * implied.without);
    return text;
}

std::string region_table(const CostStudy& study, const CostAnswer& answer) {
    std::string text =
        fmt::format("\n{:<8}{:>8}  {:>18}    {:>15}      {:>15}  {:>15}  {}\n", "Region", "demand", "first, bn$",
                    "added, bn$/yr", "dearer, %", "drawn 5/50/95 %", "published first investment");
    text += fmt::format("{:<8}{:>8}  {:>18}    {:>15}      {:>15}\n", "", "%", "low   mid  high", "low  mid high",
                        "low  mid high");
    for (std::size_t r = 0; r < study.regions.size(); ++r) {
        text += fmt::format("{:<8}{:>8.0f}  ", study.regions[r].id, 100.0 * study.world.consumption_share[r]);
        for (const CostCaseResult& one : answer.cases) text += cell(one.region_upfront_busd[r], money, 6);
        text += "    ";
        for (const CostCaseResult& one : answer.cases) text += cell(one.region_recurring_busd_yr[r], money, 5);
        text += "      ";
        for (const CostCaseResult& one : answer.cases) text += cell(one.region_price_rise[r], percent, 5);
        text += "  ";
        for (const std::size_t p : {0U, 2U, 4U}) text += cell(answer.draws.region_price_rise[r][p], percent, 5);
        if (const CostComparison* row = find_row(answer, "upfront_busd", study.regions[r].id); row != nullptr)
            text += fmt::format("  {:<9} {:<12} {}", published_range(*row, money), row->status, ours_is(*row));
        text += '\n';
    }
    return text;
}

std::string three(const std::array<CostCaseResult, 3>& cases, double factor,
                  double (*of)(const CostCaseResult&, std::size_t), std::size_t region) {
    return fmt::format("{:.0f} / {:.0f} / {:.0f}", factor * of(cases[0], region), factor * of(cases[1], region),
                       factor * of(cases[2], region));
}

std::string readings(const CostStudy& study, const CostAnswer& answer) {
    if (study.alone < 0) return {};
    const auto r = static_cast<std::size_t>(study.alone);
    const auto upfront = [](const CostCaseResult& one, std::size_t) { return one.upfront_busd; };
    const auto price = [](const CostCaseResult& one, std::size_t) { return one.price_rise; };
    const auto own = [](const CostCaseResult& one, std::size_t region) { return one.region_price_rise[region]; };
    std::string text = fmt::format("\nTwo readings, low / mid / high\n  as the study has it: {} bn$; chips {} % dearer\n",
                                   three(answer.cases, 1.0, upfront, r), three(answer.cases, 100.0, price, r));
    text += fmt::format("  {} alone builds: {} bn$; {} % dearer for its buyers, {} % if spread over the world\n",
                        study.regions[r].id, three(answer.alone, 1.0, upfront, r), three(answer.alone, 100.0, own, r),
                        three(answer.alone, 100.0, price, r));
    const CostComparison* world = find_row(answer, "upfront_busd", "");
    if (world != nullptr && answer.alone[1].upfront_busd > 0.0)
        text += fmt::format("  If {} were meant alone, the published {} bn$ would be {:.1f} to {:.1f} times our mid.\n",
                            study.regions[r].id, published_range(*world, money),
                            world->published_low / answer.alone[1].upfront_busd,
                            world->published_high / answer.alone[1].upfront_busd);
    return text;
}

std::string activity_table(const CostStudy& study, const CostAnswer& answer) {
    std::string text =
        "\nBy activity, mid         first bn$  bn$/yr   leader's share, the least effort of a line (evidence rule)\n";
    const CostCaseResult& mid = answer.cases[1];
    for (std::size_t a = 0; a < study.activities_count(); ++a) {
        if (!study.world.activities[a].counted) continue;
        const CostActivity& activity = study.tables.activities[a];
        text += fmt::format("  {:<31}{:>3} {:>8.1f}", activity.name.substr(0, 31),
                            cell(mid.activity_upfront_busd[a], money, 3), mid.activity_recurring_busd_yr[a]);
        if (activity.totals.kind == models::ActivityKind::knowledge)
            text += fmt::format("   {:.2f} {} ({})", activity.totals.leader_share,
                                study.tables.places[static_cast<std::size_t>(activity.leader)].code, activity.evidence);
        text += '\n';
    }
    return text;
}

std::string effect_table(const CostAnswer& answer) {
    if (answer.effects.empty()) return {};
    std::string text = fmt::format("\n{:<20}{:>8}{:>8}{:>8}   {:<20}{}\n", "Inputs, all else mid", "low", "mid", "high",
                                   "price rise, %", "part of the variance of the draws: alone, in all");
    for (const InputEffect& effect : answer.effects) {
        const CostInputKey& key = cost_inputs()[static_cast<std::size_t>(effect.input)];
        text += fmt::format("  {:<18}{:>8.3g}{:>8.3g}{:>8.3g}   {:>5.1f} to {:<5.1f}       ", key.name, effect.value.low,
                            effect.value.mid, effect.value.high, 100.0 * effect.price_low, 100.0 * effect.price_high);
        if (!std::isnan(effect.price_first))
            text += fmt::format("{:>5.2f} {:>5.2f}", effect.price_first, effect.price_total);
        text += '\n';
    }
    return text;
}

std::string curve_table(const CostStudy& study, const CostAnswer& answer) {
    if (!study.curve) return {};
    std::string text =
        "\nShare of its demand that each region makes: first investment, bn$, and price rise, %, low mid high\n";
    for (const CurvePoint& point : answer.curve) {
        text += fmt::format("  {:>4.0f} %", 100.0 * point.demand_share);
        for (const double value : point.upfront_busd) text += cell(value, money, 7);
        text += "   ";
        for (const double value : point.price_rise) text += fmt::format("{:>7.1f}", 100.0 * value);
        text += '\n';
    }
    return text;
}

std::string subsidy_lines(const CostStudy& study, const CostAnswer& answer) {
    std::string text;
    for (const CostSubsidy& subsidy : study.subsidies) {
        const auto r = static_cast<std::size_t>(subsidy.region);
        text += fmt::format("\n{} beside the bill of {} ({}, {})\n", subsidy.id, study.regions[r].id, subsidy.status,
                            subsidy.source);
        for (std::size_t c = 0; c < answer.cases.size(); ++c) {
            const double upfront = answer.cases[c].region_upfront_busd[r];
            const SubsidyPart part = subsidy_part(study, subsidy, answer.cases[c]);
            text += fmt::format(
                "  {:<5}grants {:.0f} + research {:.0f} + credit {:.0f} ({:g} % of {:.0f}) = {:.0f} bn$: {:.0f} % of "
                "the first investment of {:.0f}\n",
                std::array{"low", "mid", "high"}[c], subsidy.grants_busd, subsidy.research_busd, part.credit_busd,
                100.0 * subsidy.credit_share, part.credited_busd, part.total_busd, 100.0 * part.share_of_upfront, upfront);
        }
    }
    return text;
}

std::string uses(const CostStudy& study) {
    std::string inputs, compared, fitted;
    for (const PublishedFigure& figure : study.tables.published) {
        std::string& list = figure.fitted ? fitted : figure.compared ? compared : inputs;
        if (list.find(figure.title) == std::string::npos) list += (list.empty() ? "" : "; ") + figure.title;
    }
    std::string text = fmt::format("\nPublished figures used as inputs: {}.\nOnly compared: {}.\n", inputs, compared);
    text += fitted.empty()
                ? "Nothing is fitted to these totals: every result above is a prediction of the tables and the inputs.\n"
                : fmt::format("Fitted: {}. Only the others are predictions.\n", fitted);
    if (!study.as_published)
        text +=
            "This study asks something else than the published one (regions, activities or demand): the published figures "
            "are\nfor orientation.\n";
    return text;
}

}  // namespace

std::string cost_text(const CostStudy& study, const CostAnswer& answer, const CostClosure& closure, const CostFacts& facts) {
    std::string text = fmt::format("{}\n{}\n\n", study.title, study.question);
    text += world_table(answer) + identity(study, answer) + region_table(study, answer) + readings(study, answer) +
            activity_table(study, answer) + effect_table(answer) + curve_table(study, answer) +
            subsidy_lines(study, answer) + closure_text(study, answer, closure) + uses(study);
    text +=
        fmt::format("{} draws in {:.2f} s, all in {:.2f} s on {} threads.{}\n", fmt::group_digits(answer.draws.draws),
                    facts.draws_seconds, facts.seconds, facts.threads, facts.file.empty() ? "" : " Result: " + facts.file);
    return text;
}

}  // namespace sunder::cli
