// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/explain_action.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/scenario/prose.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

// clang-format off
constexpr std::array<std::string_view, static_cast<std::size_t>(Action::statement) + 1> mechanisms{
    "The covered part of each link carries nothing: orders are refused, their backlog is cancelled, and goods under way arrive only within "
    "savings_days. Buyers turn to other suppliers (sig, tau_sw), draw on stocks (n) and cut output when they run out. Between announcement "
    "and force buyers stock up (H) and prices rise (w_ann); part leaks through hubs (l_max).",
    "The covered part of each link carries at most the licensed share of its baseline flow. Orders above it are refused and go to other "
    "suppliers (spill, sig, tau_sw). Before it is in force buyers stock up (H) for the loss that they expect and prices rise (w_ann); "
    "part of what is refused leaks through hubs (l_max).",
    "The covered part of each link carries at most a fixed share of its baseline flow from the first day; the scarce flow earns a rent.",
    "The landed price of the covered flows rises by the rate, and the issuer earns it. Buyers shift to other suppliers (sig, tau_sw), use "
    "less (eps) and final demand falls with the price (eps_f).",
    "Final buyers get part of the price back, unless the seller or what its goods are made of fits the origin test; they shift to what "
    "qualifies (sig, tau_sw). The issuer pays. Contents are computed from the purchases of every plant and refreshed as these change.",
    "Tools of the issuer's vendors in the covered plants are not served; those of other vendors only by engineers who are no persons of the "
    "issuer. Spare parts last for a while, then tools without service lose health (tau_deg) down to what the fab can hold itself (h_fl), "
    "and capacity falls with it.",
    "Grants lower the user cost of capital of the covered plants, so that they want more capacity and order tools and buildings. The grant is "
    "paid as the money is spent; claims beyond what is appropriated are refused in order of plant. Only plants with tools invest.",
    "The credit lowers the user cost of capital of the covered plants, so that they want more capacity. It is paid as tools and buildings are "
    "bought; without a budget it is open-ended.",
    "The money adds to the research of the covered firms in proportion to their own. More research means more knowledge (over 1/delta_R "
    "years), better goods (theta_R), more output per input (theta_A) and, for followers, a gap that closes faster (i2).",
    "The premium is added to the cost of capital (r_c) of the covered plants and their tool gap closes at another speed (tau_K), so that "
    "they want and get less capacity - or more, where capital becomes cheaper.",
    "Knowledge made on one side counts on the other side with this intensity (phi_S), both ways; 1 is that of the base year, 0 none; named goods count as their part of research. Less of "
    "it means slower growth of knowledge, then of quality (theta_R) and productivity (theta_A).",
    "A supplier from one side that sold next to nothing to a buyer on the other is qualified in a different time (T_q). It changes nothing until "
    "buyers look for new suppliers.",
    "Buyers everywhere see the goods of the covered plants as better by this factor and shift to them (sig, tau_sw).",
    "Target stocks of the covered users rise by so many weeks of use; they buy more until the stock is there. The stock bridges a later loss.",
    "No flow changes by itself. When orders of members are filled badly they see it earlier (tau_see, never under a week), and members stock "
    "up more for each other's announced measures.",
    "Until a deny, license or quota of the issuer in this deck is announced, its buyers believe in it to 1 - exp(-risk x fear_years) "
    "and hold that part of the cover (H); risks of several measures add. Without such a rule nothing moves; goods and users are for readers.",
    "Final demand of the destinations is multiplied by the line, on top of the economy's own path.",
    "Nothing: words are on record for the calendar. An expectation is a measure of its own.",
};
// clang-format on

std::string plain(double number) {
    return fmt::format("{:g}", number);
}
std::string weeks(double number) {
    return fmt::format("{:g} weeks", number);
}
std::string factor(double number) {
    return fmt::format("x {:g}", number);
}

double number_of(const Value& table, std::string_view key, double otherwise) {
    return get_number(table, key).value_or(otherwise);
}

std::string licence_text(const Value& measure, bool quota) {
    const Value* terms = get_table(measure, "license");
    if (terms == nullptr) return quota ? "a quota" : "licences";
    const std::string_view what = quota ? "at most" : "licences for";
    if (const auto path = get_path(*terms, "path"); !path.empty())
        return fmt::format("{} this share of the baseline flow: {}", what, points_text(path, percent));
    std::string text = fmt::format("{} {} of the baseline flow", what, percent(number_of(*terms, "share", 0.0)));
    if (const double delay = number_of(*terms, "delay_days", 0.0); delay > 0.0)
        text += fmt::format(", the first after {:g} days", delay);
    if (const double ramp = number_of(*terms, "ramp_weeks", 0.0); ramp > 0.0)
        text += fmt::format(", rising over {:g} weeks", ramp);
    if (const double office = number_of(*terms, "office_musd_wk", 0.0); office > 0.0)
        text += fmt::format("; the office decides {} a week (switch licence_queue)", money(office));
    return text;
}

std::string tariff_text(double rate) {
    return rate < 0.0 ? fmt::format("the tariff falls by {} points", plain(-100.0 * rate))
                      : fmt::format("a tariff of {} is added", percent(rate));
}

std::string screen_text(const Value& measure) {
    std::string text;
    if (const auto premium = get_number(measure, "capital_premium"))
        text = fmt::format("capital costs {:+g} points a year", 100.0 * *premium);
    if (const auto speed = get_number(measure, "invest_speed"))
        text +=
            fmt::format("{}plants close their tool gap at {} of the usual speed", text.empty() ? "" : "; ", percent(*speed));
    return text;
}

std::string warning_text(const Value& measure) {
    return fmt::format("members see shortages {} earlier; their belief in each other's measures rises by {} points",
                       weeks(number_of(measure, "see_gain_weeks", 0.0)),
                       plain(100.0 * number_of(measure, "belief_gain", 0.0)));
}

std::string funded(const Value& measure, std::string_view key) {
    const Value* funding = get_table(measure, "funding");
    return percent(funding == nullptr ? 0.0 : number_of(*funding, key, 0.0));
}

/// The sentence of an action with its main number.
std::string main_text(const Value& measure, Action action) {
    const auto points = get_path(measure, "path");
    switch (action) {
        case Action::deny:
            return "nothing may pass";
        case Action::license:
            return licence_text(measure, false);
        case Action::quota:
            return licence_text(measure, true);
        case Action::tariff:
            return tariff_text(number_of(measure, "rate", 0.0));
        case Action::content_credit:
            return fmt::format("{} of the price is given back to final buyers", funded(measure, "rate"));
        case Action::service_ban: {
            const auto persons = get_number(measure, "persons_share");
            return fmt::format("no service by persons of the issuer, who are {} of the engineers of other vendors",
                               persons ? percent(*persons) : "the share of parameter ps");
        }
        case Action::subsidy:
            return fmt::format("grants pay {} of the cost of investment", funded(measure, "ratio"));
        case Action::tax_credit:
            return fmt::format("{} of the cost of investment is given back", funded(measure, "rate"));
        case Action::research: {
            const Value* funding = get_table(measure, "funding");
            return fmt::format("{} a year for research",
                               money(funding == nullptr ? 0.0 : number_of(*funding, "musd_per_year", 0.0)));
        }
        case Action::capital_screen:
            return screen_text(measure);
        case Action::cooperation:
            return "intensity of joint research: " + points_text(points, plain);
        case Action::partnership:
            return fmt::format("time to qualify a supplier x {:g}", number_of(measure, "qualify_factor", 1.0));
        case Action::preference:
            return "quality as buyers see it: " + points_text(points, factor);
        case Action::stockpile:
            return "added to target stocks: " + points_text(points, weeks);
        case Action::early_warning:
            return warning_text(measure);
        case Action::expectation:
            return fmt::format("the risk of a measure changes by {:+g} points a year",
                               100.0 * number_of(measure, "hazard_per_year", 0.0));
        case Action::demand:
            return "final demand: " + points_text(points, factor);
        case Action::statement:
            return "nothing is asked";
    }
    return {};
}

}  // namespace

std::string_view mechanism(Action action) noexcept {
    return mechanisms[static_cast<std::size_t>(action)];
}

std::string terms_text(const Value& measure, Action action) {
    std::string text = main_text(measure, action);
    const auto share = [&](std::string_view key, std::string_view words) {
        const auto number = get_number(measure, key);
        if (number && *number != 1.0) text += fmt::format("; {} {}", percent(*number), words);
    };
    share("coverage", "of the items are reached");
    share("compliance", "of the firms comply");
    if (const auto chi = get_number(measure, "chilling"); chi && *chi > 0.0)
        text += fmt::format("; unlisted buyers there lose {} of what listed ones lose", percent(*chi));
    if (const auto e = get_number(measure, "enforcement"); e && *e > 0.0)
        text += fmt::format("; leaking costs {:g} log points more", *e);
    if (const auto who = get_text(measure, "rent_to")) text += fmt::format("; the rent goes to the {}", *who);
    return text;
}

std::string money_text(const Value& measure) {
    const Value* funding = get_table(measure, "funding");
    if (funding == nullptr) return {};
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (const auto budget = get_number(*funding, "budget_musd")) add("budget " + money(*budget));
    if (const auto tranches = get_path(*funding, "tranches"); !tranches.empty())
        add("of which may be spent: " + points_text(tranches, percent));
    const Value* guards = funding->find("guard_items");
    if (guards == nullptr) return text;
    std::string limits;
    for (const Value& guard : guards->items)
        limits += fmt::format("{}{} {}", limits.empty() ? "" : ", ", names_of(guard, "good"),
                              percent(number_of(guard, "growth", 0.0)));
    add(fmt::format("recipients may not grow in {} by more than this in {:g} years: {}",
                    names_of(*funding, "guard_countries"), number_of(*funding, "guard_years", Funding{}.guard_years),
                    limits));
    if (get_flag(*funding, "clawback").value_or(false)) add("one that does pays the money back");
    return text;
}

}  // namespace sunder
