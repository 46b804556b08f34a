// SPDX-License-Identifier: Apache-2.0
// The study beside the dynamic model: checks C1 to C4 of model.md 12.5.
#include <fmt/format.h>

#include <cmath>

#include "sim/cli/cost.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

std::string number(const ClosureCheck& check, double value) {
    return check.unit == "bn$" ? fmt::format("{:.1f}", value) : fmt::format("{:.4f}", value);
}

std::string year_text(std::int32_t year) {
    return year == 0 ? "not in the run" : fmt::format("year {}", year);
}

std::string checks_table(const ClosureResult& result) {
    std::string text = fmt::format("  {:<68}{:>9}{:>9}{:>12}\n", "", "study", "dynamic", "difference");
    for (const ClosureCheck& check : result.checks)
        text += fmt::format("  {:<3}{:<65}{:>9}{:>9}{:>10.3f} %{}\n     {}\n", check.id, check.what + ", " + check.unit,
                            number(check, check.static_value), number(check, check.dynamic_value),
                            100.0 * check.difference() + 0.0, check.holds() ? "" : "  MISSED", check.why);
    return text;
}

std::string regions_table(const CostStudy& study, const ClosureResult& result) {
    std::string text = fmt::format("  {:<10}{:>14}{:>17}{:>17}\n", "region", "tools added", "plant left idle", "unit cost");
    for (std::size_t r = 0; r < study.regions_count(); ++r)
        text += fmt::format("  {:<10}{:>10.0f} bn${:>13.0f} bn${:>+15.1f} %\n", study.regions[r].id, result.tools_busd[r],
                            result.idle_busd[r], 100.0 * result.cost_rise[r]);
    if (result.idle_busd.back() > 0.0)
        text += fmt::format("  {:<10}{:>10} bn${:>13.0f} bn$\n", "elsewhere", 0, result.idle_busd.back());
    return text;
}

std::string paths_table(const ClosureResult& result) {
    std::string text = fmt::format("  C4 {:<54}{:>16}{:>16}  {}\n", "on the way, a prediction: world, year means",
                                   "output at worst", "price at most", "output back at 95, 99.5 %");
    for (const ClosurePath& path : result.paths)
        text += fmt::format("     {:<54}{:>+6.0f} %, year {:>2}{:>+6.0f} %, year {:>2}  {}, {}\n", path.title,
                            100.0 * (path.worst_output() - 1.0), path.worst_year, 100.0 * (path.dearest_price() - 1.0),
                            path.dearest_year, year_text(path.back_95), year_text(path.back_995));
    text +=
        "     why: a link closes on a day, the fab in its place is ordered when its users ask for more and then takes time "
        "to build;\n     meanwhile chips are short and those that are left go to who pays most\n";
    for (const ClosureReason& reason : result.reasons)
        text += fmt::format("     {:<54}{:>+6.0f} %\n", reason.what, 100.0 * (reason.worst_output - 1.0));
    return text;
}

}  // namespace

std::string closure_text(const CostStudy& study, const CostAnswer& answer, const CostClosure& closure) {
    if (!closure.refused.empty()) return fmt::format("\nNot run in the dynamic model: {}.\n", closure.refused);
    if (!closure.result || closure.result->checks.empty()) return {};
    const ClosureResult& result = *closure.result;
    std::string text =
        "\nThe same in the dynamic model, mid: links that close to regions that build; nothing reacts to prices, nothing "
        "leaks\n";
    text += checks_table(result);
    text += fmt::format(
        "  Of the study's {:.1f} %, {:.1f} % are the annuity on {:.0f} bn$ of plant that loses its users, {:.1f} % the "
        "annuity "
        "on years of\n  catching up, which has no place in the dynamic model; the other {:.1f} % are what chips cost more "
        "to "
        "make.\n",
        100.0 * answer.cases[1].price_rise / answer.cases[1].pass_through, 100.0 * result.stranded_rise,
        result.stranded_rise * answer.cases[1].sales_busd_yr / answer.cases[1].recovery_per_year,
        100.0 * result.catch_up_rise, 100.0 * result.cost_rise_world);
    text += regions_table(study, result) + paths_table(result);
    return text;
}

void add_closure(JsonWriter& json, const CostStudy& study, const CostClosure& closure) {
    json.key("dynamic").begin_object();
    json.key("refused").value(closure.refused);
    json.key("checks").begin_array();
    if (closure.result)
        for (const ClosureCheck& check : closure.result->checks) {
            json.begin_object();
            json.key("id").value(check.id);
            json.key("what").value(check.what);
            json.key("unit").value(check.unit);
            json.key("static").value(check.static_value);
            json.key("dynamic").value(check.dynamic_value);
            json.key("difference").value(check.difference());
            json.key("tolerance").value(check.tolerance);
            json.key("why").value(check.why);
            json.end_object();
        }
    json.end_array();
    json.key("regions").begin_array();
    for (std::size_t r = 0; closure.result && r < study.regions_count(); ++r) {
        json.begin_object();
        json.key("region").value(study.regions[r].id);
        json.key("tools_added_busd").value(closure.result->tools_busd[r]);
        json.key("plant_idle_busd").value(closure.result->idle_busd[r]);
        json.key("unit_cost_rise").value(closure.result->cost_rise[r]);
        json.end_object();
    }
    json.end_array();
    json.key("paths").begin_array();
    if (closure.result)
        for (const ClosurePath& path : closure.result->paths) {
            json.begin_object();
            json.key("title").value(path.title);
            for (const auto& [name, member] : {std::pair{"output", &ClosureYear::output},
                                               {"price", &ClosureYear::price},
                                               {"unit_cost", &ClosureYear::unit_cost}}) {
                json.key(name).begin_array();
                for (const ClosureYear& year : path.years) json.value(year.*member);
                json.end_array();
            }
            json.end_object();
        }
    json.end_array();
    json.key("reasons").begin_array();
    if (closure.result)
        for (const ClosureReason& reason : closure.result->reasons) {
            json.begin_object();
            json.key("what").value(reason.what);
            json.key("worst_output").value(reason.worst_output);
            json.end_object();
        }
    json.end_array().end_object();
}

}  // namespace sunder::cli
